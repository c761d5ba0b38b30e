import AWSAccess
import CloudFormation
import Diagnostics
import Foundation

/// Brings templates to the artifact bucket, each under the hash of its bytes, so that one object never changes what it
/// is.
///
/// What is uploaded is what was reviewed, byte for byte, but for the addresses of nested templates: a committed
/// template names them by their files (`./Web.Data.template.json`), and CloudFormation wants addresses in Amazon S3.
/// `aws cloudformation package` would write the nested ones anew as YAML, in which a string such as `"012345678901"`
/// becomes a number.
struct TemplateUpload: Sendable {
    let templates: DeployableTemplates
    let bucket: ArtifactBucket
    /// The folder of the bucket that is this stack's.
    let folder: String
    let aws: AWSCLI

    /// Uploads what is not there yet, and gives the address of the root template.
    ///
    /// - Throws: ``CommandError`` when there is no template, ``AWSError``.
    func run() async throws -> String {
        guard let root = templates.root else { throw CommandError("there is no template to deploy") }
        var files: [String: [UInt8]] = [:]
        let name = try place(root, in: &files)
        try await TemporaryDirectory.use { directory in
            for (name, bytes) in files { try TemporaryDirectory.write(Data(bytes), to: "\(directory)/\(name)") }
            // An object's name says what is in it, so that a size is enough to know it again.
            try await aws.run([
                "s3", "sync", directory, "s3://\(bucket.name)/\(folder)", "--size-only", "--no-progress",
                "--only-show-errors",
            ])
        }
        return address(of: name)
    }

    /// Adds a template and those nested in it to the files, and gives its file's name.
    private func place(_ template: SynthesizedTemplate, in files: inout [String: [UInt8]]) throws -> String {
        var bytes = template.contents
        for resource in template.resources {
            guard let fileName = resource.nestedTemplate else { continue }
            guard let nested = templates.template(nestedBy: resource) else {
                throw DiagnosticError(
                    Diagnostic(
                        "missing-template", "\(resource.path) nests the template '\(fileName)', which is not there",
                        at: resource.location))
            }
            let key = try place(nested, in: &files)
            let reference = Self.reference(to: "./\(fileName)")
            // Unless it was replaced before, for another stack that is made from the same template.
            guard template.contents.firstRange(of: reference) != nil else {
                throw DiagnosticError(
                    Diagnostic(
                        "template-address",
                        "\(template.fileName) does not name '\(fileName)', the template of \(resource.path), as synthesis writes it",
                        at: resource.location, path: resource.path, fix: "override no 'TemplateURL'"))
            }
            bytes = bytes.replacingAll(reference, with: Self.reference(to: address(of: key)))
        }
        let name = "\(SHA256.digest(of: bytes)).template.json"
        files[name] = bytes
        return name
    }

    private func address(of name: String) -> String { bucket.address(ofKey: "\(folder)/\(name)") }

    /// The line of a rendered template that names a nested one. Within a string its quotation marks would be escaped,
    /// so that nothing else reads like it.
    private static func reference(to address: String) -> [UInt8] { Array(#""TemplateURL": "\#(address)""#.utf8) }
}

extension [UInt8] {
    /// The bytes with every occurrence of some others replaced.
    fileprivate func replacingAll(_ pattern: [UInt8], with replacement: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count)
        var rest = self[...]
        while let range = rest.firstRange(of: pattern) {
            result += rest[..<range.lowerBound]
            result += replacement
            rest = rest[range.upperBound...]
        }
        return result + rest
    }
}
