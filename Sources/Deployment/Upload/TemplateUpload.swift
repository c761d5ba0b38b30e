import AWSAccess
import CloudFormation
import Diagnostics
import Foundation
import Template

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
    /// What is uploaded with them.
    var assets = PlacedAssets()

    /// The values of the parameters that a deployment gives by itself.
    var suppliedValues: [String: String] { templates.suppliedValues(assets, in: folder, of: bucket) }

    /// Uploads what is not there yet, and gives the address of the root template.
    ///
    /// - Throws: ``AWSError``.
    func run(_ placed: PlacedTemplates) async throws -> String {
        try await TemporaryDirectory.use { directory in
            for (name, bytes) in placed.files { try TemporaryDirectory.write(Data(bytes), to: "\(directory)/\(name)") }
            try assets.stage(in: directory)
            // An object's name says what is in it, so that a size is enough to know it again.
            try await aws.run(
                ["s3", "sync", directory, placed.location, "--size-only"]
                    // What takes long must give signs of life.
                    + (assets.bytes > Self.quietBytes ? [] : ["--no-progress", "--only-show-errors"]))
        }
        return address(of: placed.root)
    }

    /// Up to so much is uploaded without a word.
    private static let quietBytes = 4_000_000

    /// Uploads a template that is none of the app's, and gives its address.
    func upload(_ contents: Data) async throws -> String {
        let name = PlacedTemplates.name(of: Array(contents))
        try await aws.run(
            ["s3", "cp", "-", "\(location)/\(name)", "--no-progress", "--only-show-errors"], input: contents)
        return address(of: name)
    }

    /// The templates as they are uploaded.
    ///
    /// - Throws: ``CommandError`` when there is no template, `DiagnosticError` for an address that leads to none.
    func placed() throws -> PlacedTemplates {
        guard let root = templates.root else {
            throw CommandError("missing-template", "there is no template to deploy")
        }
        var files: [String: [UInt8]] = [:]
        let name = try place(root, in: &files)
        return PlacedTemplates(root: name, files: files, address: address(of: ""), location: location)
    }

    /// Adds a template and those nested in it to the files, and gives its file's name.
    ///
    /// - Parameter around: the files of the templates in which this one is nested, which it can not contain.
    private func place(
        _ template: SynthesizedTemplate, in files: inout [String: [UInt8]], around: Set<String> = []
    ) throws -> String {
        // Of the bytes, since they are what was reviewed.
        let read = try Template(parsing: template.contents, file: template.fileName)
        let nestedFiles = Dictionary(read.nestedFiles.map { ($0.logicalID, $0.file) }) { first, _ in first }
        let around = around.union([template.fileName])
        var addresses: [String: String] = [:]
        for resource in template.resources {
            let file = nestedFiles[resource.logicalID]
            // An overridden address would leave out the template that the stack is declared with.
            if let fileName = resource.nestedTemplate, file.map(Self.fileName) != fileName {
                throw Self.problem(
                    code: "template-address", of: resource,
                    "\(template.fileName) does not name '\(fileName)', the template of \(resource.path), as synthesis writes it",
                    fix: "override no 'TemplateURL'")
            }
            guard let file else { continue }
            let nested = try nested(file, as: resource, around: around)
            addresses[resource.logicalID] = address(of: try place(nested, in: &files, around: around))
        }
        let bytes = read.text(template.contents, addressing: addresses)
        let name = PlacedTemplates.name(of: bytes)
        files[name] = bytes
        return name
    }

    private func nested(
        _ file: String, as resource: SynthesizedResource, around: Set<String>
    ) throws -> SynthesizedTemplate {
        let fileName = Self.fileName(file)
        guard let nested = templates.templates.first(where: { $0.fileName == fileName }) else {
            throw Self.problem(
                code: "missing-template", of: resource,
                "\(resource.path) nests the template '\(file)', which is not there",
                fix: "nest it with 'nestedStack', or give the address of an object in Amazon S3")
        }
        guard !around.contains(fileName) else {
            throw Self.problem(
                code: "template-address", of: resource,
                "\(resource.path) nests the template '\(file)', in which it stands itself",
                fix: "name a template that does not contain this one")
        }
        return nested
    }

    private static func problem(
        code: String, of resource: SynthesizedResource, _ message: String, fix: String
    ) -> DiagnosticError {
        DiagnosticError(Diagnostic(code, message, at: resource.location, path: resource.path, fix: fix))
    }

    /// The folder as the AWS CLI names it.
    private var location: String { "s3://\(bucket.name)/\(folder)" }

    private func address(of name: String) -> String { bucket.address(ofKey: "\(folder)/\(name)") }

    /// The name of a file that stands beside the template that names it.
    private static func fileName(_ file: String) -> String { file.hasPrefix("./") ? String(file.dropFirst(2)) : file }
}
