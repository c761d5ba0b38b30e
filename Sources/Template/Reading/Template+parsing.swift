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
            throw DiagnosticError(
                Diagnostic(
                    "invalid-json", error.problem, at: .file(FilePosition(path: file, error.place))))
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
