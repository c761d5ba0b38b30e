import Diagnostics
import Foundation
import Template

/// Makes JSON of templates in YAML, with the pinned Python tools of this package: PyYAML reads YAML 1.1 as CloudFormation does,
/// and short forms of functions are written out.
struct YAMLDecoder: Sendable {
    /// The folder of this package's clone.
    let clone: String

    private var python: String { clone + "/.venv/bin/python" }
    private var script: String { clone + "/Tools/migration/decode.py" }

    /// The template in a text, which has a name for messages.
    ///
    /// - Throws: ``DiagnosticError`` with the place of what is no YAML.
    func template(in text: String, named name: String) throws -> Template {
        let file = NSTemporaryDirectory() + "template-\(UUID().uuidString).yaml"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: file) }
        return try Template(parsing: json(of: file), file: name)
    }

    /// - Throws: ``DiagnosticError`` with the place of what is no YAML, or what to do where the tools are missing.
    func json(of path: String) throws -> [UInt8] {
        let place = Diagnostic.Place.file(FilePosition(path: path))
        guard FileManager.default.isExecutableFile(atPath: python) else {
            throw DiagnosticError(
                Diagnostic(
                    "invalid-json", "templates in YAML are read by the development tools, which are not installed",
                    at: place,
                    fix: "run 'make setup' in \(clone), or make JSON of it first, such as with 'rain fmt --json FILE'"))
        }
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = [script, path]
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // The errors are few, and read last.
        let json = output.fileHandleForReading.readDataToEndOfFile()
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let parts = said.split(separator: ":", maxSplits: 2).map {
                $0.trimmingCharacters(in: .whitespacesAndNewlines)
            }
            let isPlaced = parts.count == 3 && Int(parts[0]) != nil
            throw DiagnosticError(
                Diagnostic(
                    "invalid-json", isPlaced ? parts[2] : said.trimmingCharacters(in: .whitespacesAndNewlines),
                    at: isPlaced
                        ? .file(FilePosition(path: path, line: Int(parts[0]) ?? 1, column: Int(parts[1]) ?? 1))
                        : place))
        }
        return [UInt8](json)
    }
}
