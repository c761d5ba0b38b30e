import Foundation

/// The last stage: brings the package in line with the generated files.
///
/// A file is written only if its content changes, so that nothing is rebuilt for nothing; what is no longer generated
/// is deleted, and the manifest lists the services there are.
public struct PackageWriter: Sendable {
    /// What changed, as paths below the package, sorted.
    public struct Changes: Sendable, Equatable {
        /// Files that are new, or have another content.
        public var written: [String] = []
        /// Files that are not generated any more.
        public var deleted: [String] = []

        /// Whether the package was as it would be generated.
        public var isEmpty: Bool { written.isEmpty && deleted.isEmpty }
    }

    private let package: URL

    /// - Parameter package: The directory of the package.
    public init(package: URL) { self.package = package }

    /// Writes, or with `dryRun` only finds out, what differs.
    public func write(_ files: [GeneratedFile], modules: [String], dryRun: Bool = false) throws -> Changes {
        var changes = Changes()
        let manifest = package.appendingPathComponent("Package.swift")
        let text = try String(contentsOf: manifest, encoding: .utf8)
        let all =
            files + [
                GeneratedFile(path: "Package.swift", content: try PackageFiles.manifest(text, modules: modules))
            ]
        for file in all {
            let url = package.appendingPathComponent(file.path)
            let content = Data(file.content.utf8)
            if let current = try? Data(contentsOf: url), current == content { continue }
            changes.written.append(file.path)
            guard !dryRun else { continue }
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try content.write(to: url, options: .atomic)
        }
        let wanted = Set(all.map(\.path))
        for path in existing() where !wanted.contains(path) {
            changes.deleted.append(path)
            guard !dryRun else { continue }
            try FileManager.default.removeItem(at: package.appendingPathComponent(path))
        }
        if !dryRun { try removeEmptyDirectories() }
        changes.written.sort()
        changes.deleted.sort()
        return changes
    }

    /// The files in generated directories, as paths below the package.
    private func existing() -> [String] {
        PackageFiles.directories.flatMap { directory in
            let names =
                (try? FileManager.default.subpathsOfDirectory(
                    atPath: package.appendingPathComponent(directory).path)) ?? []
            return names.map { "\(directory)/\($0)" }.filter { path in
                var isDirectory: ObjCBool = false
                let url = package.appendingPathComponent(path)
                return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory)
                    && !isDirectory.boolValue
            }
        }
    }

    private func removeEmptyDirectories() throws {
        for path in PackageFiles.directories {
            let modules = package.appendingPathComponent(path)
            for name in (try? FileManager.default.contentsOfDirectory(atPath: modules.path)) ?? [] {
                let directory = modules.appendingPathComponent(name)
                guard (try? FileManager.default.contentsOfDirectory(atPath: directory.path))?.isEmpty == true else {
                    continue
                }
                try FileManager.default.removeItem(at: directory)
            }
        }
    }
}
