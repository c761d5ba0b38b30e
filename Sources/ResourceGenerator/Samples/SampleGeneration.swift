import Foundation

/// Renders a program of samples from instances: the way in which JSON comes back through the typed resources.
public struct SampleGeneration: Sendable {
    /// The program; its paths are names in one directory.
    public let files: [GeneratedFile]
    /// What the typed resources cannot express, each with its type and property path.
    public let problems: [String]
    /// The arguments that no instance sets: what the types take although the schemas call it read-only.
    public let unused: [String]
    /// The figures for a person, on one line.
    public let summary: String

    init(model: ModelBuilder.Result, instances: [SampleInstance]) {
        var byType = Dictionary(grouping: instances, by: \.type)
        var groups: [SampleProgram.Group] = []
        var shortfalls: [Shortfall] = []
        for service in model.services {
            for resource in service.resources {
                guard let instances = byType.removeValue(forKey: resource.typeName.description) else {
                    shortfalls.append(Shortfall("\(resource.typeName)", "there is no instance of it"))
                    continue
                }
                groups.append(SampleProgram.Group(service: service, resource: resource, instances: instances))
            }
        }
        shortfalls += byType.keys.map { Shortfall($0, "no generated module has it") }
        let rendered = SampleProgram(groups)
        files = rendered.files
        problems = (shortfalls + rendered.problems).sorted().map(\.description)
        unused = rendered.unused
        let lines = files.reduce(0) { $0 + $1.content.utf8.count { $0 == UInt8(ascii: "\n") } }
        summary =
            "\(instances.count) samples of \(groups.count) types, \(lines) lines of Swift; "
            + "\(unused.count) arguments are used by none"
    }

    /// Reads one instance a line.
    ///
    /// - Parameters:
    ///   - schemas: The directory with `resources` and `providers`.
    ///   - package: The directory of the package.
    ///   - instances: The file with the instances.
    public init(schemas: URL, package: URL, instances: URL) throws {
        let generation = try ResourceGeneration(schemas: schemas, package: package)
        let lines = try Data(contentsOf: instances).split(separator: UInt8(ascii: "\n"))
        self.init(model: generation.model, instances: try lines.map { try SampleInstance(json: $0) })
    }

    /// Writes the files that changed, and deletes what other Swift files the directory holds.
    public func write(to directory: URL) throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let wanted = Set(files.map(\.path))
        for name in try FileManager.default.contentsOfDirectory(atPath: directory.path)
        where name.hasSuffix(".swift") && !wanted.contains(name) {
            try FileManager.default.removeItem(at: directory.appendingPathComponent(name))
        }
        for file in files {
            let url = directory.appendingPathComponent(file.path)
            let content = Data(file.content.utf8)
            if let current = try? Data(contentsOf: url), current == content { continue }
            try content.write(to: url, options: .atomic)
        }
    }
}
