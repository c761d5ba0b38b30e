import AWSAccess
import Archives
import Template

/// The templates of an app as they lie in the artifact bucket, each under the hash of its bytes.
///
/// Nested ones stand in the templates around them under these names, so that two roots are the same only where all in them
/// is.
struct PlacedTemplates: Sendable {
    /// The name of the root's file.
    let root: String
    /// The bytes by the names of the files.
    let files: [String: [UInt8]]
    /// The address of the folder in which they lie, with a slash at its end.
    let address: String
    /// The folder as the AWS CLI names it: `s3://BUCKET/FOLDER`.
    let location: String

    /// - Throws: ``DiagnosticError`` for what is no template.
    func rootTemplate() throws -> Template { try Template(parsing: files[root] ?? [], file: root) }

    /// The name of a file at an address; nil where that is not in the folder.
    func name(at address: String) -> String? {
        guard address.hasPrefix(self.address) else { return nil }
        let name = address.dropFirst(self.address.utf8.count)
        return name.contains("/") ? nil : String(name)
    }

    /// What a file of these bytes is called.
    static func name(of bytes: [UInt8]) -> String { "\(SHA256.digest(of: bytes)).template.json" }
}
