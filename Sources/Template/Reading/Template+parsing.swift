import Diagnostics
import JSON

extension Template {
    /// Reads a template from JSON.
    ///
    /// What the sections hold is kept whatever it is, functions that are unknown or ill-formed included; only their
    /// shape must be a template's.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8 without a byte order mark.
    ///   - file: the file's name for messages.
    ///   - limits: CloudFormation itself takes a million bytes ("Understand CloudFormation quotas").
    /// - Throws: ``DiagnosticError`` with the place of everything that is wrong.
    public init(
        parsing bytes: [UInt8], file: String, limits: JSONLimits = JSONLimits(bytes: Limits.readBytes)
    ) throws(DiagnosticError) {
        let root: JSONValue
        do throws(JSONError) {
            root = try JSONValue(parsing: bytes, limits: limits)
        } catch {
            let place = Diagnostic.Place.file(FilePosition(path: file, error.place))
            throw DiagnosticError(
                bytes.areYAML
                    ? Diagnostic(
                        "invalid-json", "templates are read in JSON, and this looks like YAML", at: place,
                        fix: "make JSON of it first, such as with 'rain fmt --json FILE'")
                    : Diagnostic("invalid-json", error.problem, at: place))
        }
        try self.init(root, file: file)
    }

    /// Reads a template that stands in a larger JSON text, such as an answer of AWS.
    ///
    /// - Parameter file: the text's name for messages.
    /// - Throws: ``DiagnosticError`` with the place of everything that is wrong.
    public init(_ root: JSONValue, file: String) throws(DiagnosticError) {
        var reader = TemplateReader(file: file)
        let object = reader.read(root)
        guard reader.problems.isEmpty else {
            throw DiagnosticError(reader.problems.sorted { $0.place < $1.place }.map(\.diagnostic))
        }
        self.init(object, origins: .file(file, root))
    }
}

extension [UInt8] {
    /// Whether a text that is no JSON begins as templates in YAML do: with a comment, the mark of a document, or a key.
    fileprivate var areYAML: Bool {
        guard let start = firstIndex(where: { !" \t\r\n".utf8.contains($0) }) else { return false }
        let line = self[start...].prefix { $0 != UInt8(ascii: "\n") }
        if ["#", "---", "%YAML"].contains(where: { line.starts(with: $0.utf8) }) { return true }
        let key = line.prefix { $0 != UInt8(ascii: ":") }
        return key.count < line.count && key.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
    }
}
