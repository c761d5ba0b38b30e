import Foundation

/// What a schema release says beside the types' schemas: `extensions/<type>/<name>.json`, and specifications in a
/// directory beside it.
struct SchemaExtensions: Sendable {
    /// By the file's path below `extensions`, without `.json`.
    var schemas: [String: JSONTree] = [:]
    /// By the file's name, without `.json`.
    var specifications: [String: JSONTree] = [:]

    init(schemas: [String: JSONTree] = [:], specifications: [String: JSONTree] = [:]) {
        self.schemas = schemas
        self.specifications = specifications
    }

    /// - Parameters:
    ///   - directory: that of the schemas.
    ///   - specifications: the names of the files beside it that are wanted.
    /// - Throws: `GenerationError` for a file that cannot be read.
    init(directory: URL, specifications names: [String]) throws {
        let extensions = directory.appendingPathComponent("extensions")
        let paths = ((try? FileManager.default.subpathsOfDirectory(atPath: extensions.path)) ?? [])
        for path in paths.sorted() where path.hasSuffix(".json") {
            schemas[String(path.dropLast(".json".count))] = try Self.tree(extensions.appendingPathComponent(path))
        }
        let beside = directory.deletingLastPathComponent().appendingPathComponent("AdditionalSpecs")
        for name in names {
            specifications[name] = try Self.tree(beside.appendingPathComponent(name + ".json"))
        }
    }

    private static func tree(_ file: URL) throws -> JSONTree {
        do {
            return try JSONTree(json: Data(contentsOf: file))
        } catch {
            throw GenerationError.unreadableConfiguration(file: file.path, reason: "\(error)")
        }
    }
}
