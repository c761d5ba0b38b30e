import FileSystem

/// Files and folders as they were at a moment.
struct FileWatch {
    private let states: [String: SystemFiles.State?]

    init(_ paths: some Sequence<String>) {
        states = Dictionary(paths.map { ($0, SystemFiles.state(of: $0)) }) { first, _ in first }
    }

    /// Whether any of them is another by now, has come or gone.
    var hasChanged: Bool { states.contains { SystemFiles.state(of: $0.key) != $0.value } }

    /// The templates that stand in a folder; of a file itself.
    static func templates(in path: String) -> [String] {
        guard SystemFiles.isFolder(path) else { return [path] }
        let names = (try? SystemFiles.entries(in: path)) ?? []
        return names.filter { name, isFolder in !isFolder && [".json", ".template"].contains(where: name.hasSuffix) }
            .map { path + "/" + $0.name }.sorted()
    }

    /// The files of a project that somebody writes, and the folders that they are in.
    ///
    /// - Parameter skipped: folders of what is generated.
    static func sources(below root: String, without skipped: Set<String> = ["Sources/Services"]) -> [String] {
        var found = [root.isEmpty ? "." : root]
        var folders = [""]
        while let folder = folders.popLast() {
            for (name, isFolder) in (try? SystemFiles.entries(in: root + (folder.isEmpty ? "." : folder))) ?? [] {
                let path = folder.isEmpty ? name : folder + "/" + name
                if isFolder {
                    guard !skipped.contains(path), name != "node_modules" else { continue }
                    folders.append(path)
                    found.append(root + path)
                } else if [".swift", ".json"].contains(where: name.hasSuffix) {
                    found.append(root + path)
                }
            }
        }
        return found
    }
}
