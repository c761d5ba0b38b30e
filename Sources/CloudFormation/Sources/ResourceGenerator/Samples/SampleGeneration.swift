import Foundation

/// Renders a package of samples from instances: the way in which JSON comes back through the typed resources.
public struct SampleGeneration: Sendable {
    public let files: [GeneratedFile]
    /// What the typed resources cannot express, each with its type and property path.
    public let problems: [String]
    /// The arguments that no instance sets: what the types take although the schemas call it read-only.
    public let unused: [String]
    public let summary: String

    init(model: ModelBuilder.Result, instances: [SampleInstance], package: String) {
        var byType = Dictionary(grouping: instances, by: \.type)
        var groups: [SamplePackage.Group] = []
        var findings: [Finding] = []
        for service in model.services {
            for resource in service.resources {
                guard let instances = byType.removeValue(forKey: resource.typeName.description) else {
                    findings.append(Finding("\(resource.typeName)", "there is no instance of it"))
                    continue
                }
                groups.append(SamplePackage.Group(service: service, resource: resource, instances: instances))
            }
        }
        findings += byType.keys.map { Finding($0, "no generated module has it") }
        let rendered = SamplePackage(groups, package: package)
        files = rendered.files
        problems = (findings + rendered.problems).sorted().map(\.description)
        unused = rendered.unused
        let lines = files.reduce(0) { $0 + $1.content.utf8.count { $0 == UInt8(ascii: "\n") } }
        summary = "\(instances.count) samples of \(groups.count) types, \(lines) lines of Swift; "
            + "\(unused.count) arguments are used by none"
    }

    /// Reads one instance a line.
    ///
    /// - Parameters:
    ///   - schemas: The directory with `resources` and `providers`.
    ///   - package: The directory of the nested package.
    ///   - instances: The file with the instances.
    public init(schemas: URL, package: URL, instances: URL) throws {
        let generation = try ResourceGeneration(schemas: schemas, package: package)
        let decoder = JSONDecoder()
        let lines = try Data(contentsOf: instances).split(separator: UInt8(ascii: "\n"))
        self.init(
            model: generation.model, instances: try lines.map { try decoder.decode(SampleInstance.self, from: $0) },
            package: package.standardizedFileURL.path)
    }

    /// Writes the files that changed, and deletes what else the directory's sources hold.
    public func write(to directory: URL) throws {
        let sources = directory.appendingPathComponent("Sources")
        let wanted = Set(files.map(\.path))
        let existing = (try? FileManager.default.subpathsOfDirectory(atPath: sources.path)) ?? []
        for path in existing where path.hasSuffix(".swift") && !wanted.contains("Sources/\(path)") {
            try FileManager.default.removeItem(at: sources.appendingPathComponent(path))
        }
        for file in files {
            let url = directory.appendingPathComponent(file.path)
            let content = Data(file.content.utf8)
            if let current = try? Data(contentsOf: url), current == content { continue }
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try content.write(to: url, options: .atomic)
        }
    }
}
