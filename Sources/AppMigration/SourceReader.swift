import Diagnostics
import FileSystem
import Migration
import Template

/// Reads the files of templates that are to be migrated.
struct SourceReader {
    /// Makes JSON of a template in YAML.
    let decoder: YAMLDecoder

    /// A template with those that it nests by their files.
    ///
    /// - Throws: ``DiagnosticError`` with the place of what is wrong.
    func read(_ path: String) throws -> MigrationSource {
        guard SystemFiles.exists(path) else {
            throw DiagnosticError(SystemFiles.Refusal.missing.diagnostic(ofFile: path))
        }
        return try MigrationSource(path) { file in
            // What is not at hand stays an address.
            SystemFiles.exists(file) ? try template(in: file) : nil
        }
    }

    private func template(in path: String) throws -> Template {
        let bytes: [UInt8]
        do throws(SystemFiles.Refusal) {
            bytes = try SystemFiles.contents(ofGiven: path, atMost: Template.Limits.readBytes)
        } catch {
            throw DiagnosticError(error.diagnostic(ofFile: path, mostBytes: Template.Limits.readBytes))
        }
        let first = bytes.first { ![9, 10, 13, 32].contains($0) }
        let isYAML =
            [".yaml", ".yml"].contains { path.hasSuffix($0) } || !path.hasSuffix(".json") && first != UInt8(ascii: "{")
        return try Template(parsing: isYAML ? decoder.json(of: path) : bytes, file: path)
    }
}
