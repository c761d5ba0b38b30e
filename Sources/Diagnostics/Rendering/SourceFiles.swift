import FileSystem

/// Finds the files that diagnostics point to, for whoever prints them: `#fileID` names a module and a file, and a
/// person opens a path from the project's root.
///
/// It looks around once, when it is first asked, and only where there is a package. A class, so that what it has seen
/// serves all diagnostics of a run.
public final class SourceFiles {
    /// A module that stands for a service has generated code only, and more than a thousand files.
    private static let generated = ["Sources/Services"]

    /// With a slash at its end; empty for the current folder.
    private let root: String
    /// The paths of the files of Swift by name.
    private lazy var paths: [String: [String]] = findPaths()
    /// The folders of the package's own targets by module.
    private lazy var targets: [String: PackageManifest.Folder] = findTargets()
    private var lines: [String: [Substring]] = [:]
    private var files: [String: [UInt8]?] = [:]
    /// Lines that nobody should see.
    private var concealed: Set<FilePosition> = []

    /// - Parameters:
    ///   - root: the package's folder, with a slash at its end; empty for the current one.
    ///   - read: what was read of files already, by path.
    public init(root: String = "", read: [String: [UInt8]] = [:]) {
        self.root = root
        files = read
    }

    /// Where a place is, from the project's root. A line of Swift whose file is not found is as `#fileID` gives it.
    public func position(of place: Diagnostic.Place) -> FilePosition {
        switch place {
        case .source(let location): FilePosition(path: path(of: location), line: location.line)
        case .file(let position): position
        }
    }

    /// Keeps the lines of confidential diagnostics out of sight, for whichever diagnostic shows them.
    public func conceal(secretsOf diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics where diagnostic.isConfidential {
            guard let position = diagnostic.place.map(position) else { continue }
            concealed.insert(FilePosition(path: position.path, line: position.line))
        }
    }

    /// The text of a line, without its end; nil where the file cannot be read or has no such line.
    func line(_ number: Int, of path: String) -> Substring? {
        if concealed.contains(FilePosition(path: path, line: number)) { return nil }
        let known = lines[path] ?? Self.lines(of: text(of: path) ?? "")
        lines[path] = known
        return known.indices.contains(number - 1) ? known[number - 1] : nil
    }

    /// As the compiler and JSON count them. Swift's `isNewline` sees more: separators that stand in texts.
    private static func lines(of text: String) -> [Substring] {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            Substring(line.last == "\r" ? line.dropLast() : line)
        }
    }

    // MARK: - Modules

    /// Swift forbids two files of one name in a module, so that the name and the module's folder decide.
    private func path(of location: SourceLocation) -> String {
        let name = String(location.fileID.drop { $0 != "/" }.dropFirst())
        let candidates = paths[name] ?? []
        let module = String(location.module)
        let target = targets[module]
        // The manifest is right where it gives a path.
        let folder: String? = if case .path(let path)? = target { path } else { nil }
        let choices = [
            folder.map { folder in candidates.filter { $0.hasPrefix(folder + "/") } } ?? [],
            candidates.filter { $0.hasPrefix("Sources/\(module)/") },
            candidates.filter { $0.split(separator: "/").dropLast().contains { Self.moduleName($0) == module } },
            // A file of a dependency may have the name of one that is here, and one that is gone that of another target's.
            target == nil || folder != nil ? [] : candidates,
        ]
        // The first that leads anywhere. What leads to several files is not known.
        guard let found = choices.first(where: { !$0.isEmpty }), found.count == 1 else { return location.fileID }
        return found[0]
    }

    /// A target's name as a module's: `load-generator` is `load_generator`.
    private static func moduleName(_ target: some StringProtocol) -> String {
        String(target.map { $0.isLetter || $0.isNumber ? $0 : "_" })
    }

    private func findTargets() -> [String: PackageManifest.Folder] {
        let targets = PackageManifest(text(of: "Package.swift") ?? "").targets
        return Dictionary(targets.map { (Self.moduleName($0), $1) }) { first, _ in first }
    }

    // MARK: - Files

    private func findPaths() -> [String: [String]] {
        var paths: [String: [String]] = [:]
        // Elsewhere this might be anybody's home.
        guard SystemFiles.exists(root + "Package.swift") else { return paths }
        var folders = [""]
        while let folder = folders.popLast() {
            let entries = (try? SystemFiles.entries(in: root + (folder.isEmpty ? "." : folder))) ?? []
            // The files of a package within, an example for one, are those of its own modules.
            if !folder.isEmpty, entries.contains(where: { $0.name == "Package.swift" }) { continue }
            for (name, isFolder) in entries {
                let path = folder.isEmpty ? name : folder + "/" + name
                if isFolder {
                    if !Self.generated.contains(path), name != "node_modules" { folders.append(path) }
                } else if name.hasSuffix(".swift") {
                    paths[name, default: []].append(path)
                }
            }
        }
        return paths
    }

    private func text(of path: String) -> String? { contents(of: path).map { String(decoding: $0, as: UTF8.self) } }

    /// What a file held when it was first asked for; nil where it cannot be read.
    public func contents(of path: String) -> [UInt8]? {
        if let known = files[path] { return known }
        let location = path.hasPrefix("/") ? path : root + path
        let contents = try? SystemFiles.contents(ofGiven: location, atMost: 4 * 1024 * 1024, patience: 0)
        files.updateValue(contents, forKey: path)
        return contents
    }
}
