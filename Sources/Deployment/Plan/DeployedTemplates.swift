import AWSAccess
import Environments
import Foundation
import Template

/// Reads the templates of a stack and of those nested in it, as they were deployed.
///
/// What this tool deployed lies in the artifact bucket under the hashes of its bytes: what is the same as now needs no
/// reading, and all the rest comes with one process. Stacks that were deployed by other means, or that a failure left in
/// parts, are asked each.
package struct DeployedTemplates: Sendable {
    /// Makes a template of a text that is no JSON; the second argument is what messages call it.
    package typealias Decoder = @Sendable (_ text: String, _ name: String) throws -> Template

    let aws: AWSCLI
    /// What a deployment would bring to the bucket; nil where that is not known, and every stack is asked.
    let placed: PlacedTemplates?
    /// Nil where only templates in JSON can be read.
    private let decode: Decoder?

    init(aws: AWSCLI, placed: PlacedTemplates?) {
        self.aws = aws
        self.placed = placed
        decode = nil
    }

    /// Those of stacks that were deployed by whatever means.
    package init(aws: AWSCLI, decoding decode: @escaping Decoder) {
        self.aws = aws
        placed = nil
        self.decode = decode
    }

    /// The template of the root with those nested in it.
    ///
    /// - Parameter root: the root's template, where it has been read.
    /// - Throws: ``CommandError`` for a template that is not in JSON, since nobody could tell then what changes;
    ///   ``AWSError``.
    package func tree(of stack: StackDescription, root: Template? = nil) async throws -> TemplateTree {
        let read: Template
        if let root { read = root } else { read = try await template(stack: stack.stackId, name: stack.stackName) }
        if let placed, stack.isSettled, let tree = try await stored(read, of: stack.stackName, placed) { return tree }
        return try await asked(read, of: stack.stackId, named: stack.stackName)
    }

    // MARK: - From the bucket

    /// The tree as the bucket has it; nil where it has not all of it.
    private func stored(
        _ root: Template, of name: String, _ placed: PlacedTemplates
    ) async throws -> TemplateTree? {
        var files = placed.files
        while true {
            var missing: Set<String> = []
            guard let tree = Self.tree(root, of: name, placed, files, &missing) else { return nil }
            if missing.isEmpty { return tree }
            let found: [String: [UInt8]]
            do { found = try await fetch(missing, from: placed.location) } catch is AWSError { return nil }
            guard missing.allSatisfy({ found[$0] != nil }) else { return nil }
            files.merge(found) { first, _ in first }
        }
    }

    /// - Returns: nil for an address that leads elsewhere.
    private static func tree(
        _ template: Template, of name: String, _ placed: PlacedTemplates, _ files: [String: [UInt8]],
        _ missing: inout Set<String>
    ) -> TemplateTree? {
        var nested: [String: TemplateTree] = [:]
        for (id, resource) in template.resources where resource.type == Template.Resource.stackType {
            guard let file = resource.properties["TemplateURL"]?.string.flatMap(placed.name(at:)) else { return nil }
            guard let bytes = files[file] else {
                missing.insert(file)
                continue
            }
            let path = "\(name)/\(id)"
            guard let inner = try? Template(parsing: bytes, file: Template.nameOfDeployed(path)),
                let tree = tree(inner, of: path, placed, files, &missing)
            else { return nil }
            nested[id] = tree
        }
        return TemplateTree(template, nested: nested)
    }

    /// Files of the bucket by their names; those that are not there, or not what their names say, left out.
    private func fetch(_ names: Set<String>, from location: String) async throws -> [String: [UInt8]] {
        try await TemporaryDirectory.use { directory in
            let wanted = names.sorted()
            try await aws.run(
                ["s3", "cp", location, directory, "--recursive", "--exclude", "*"]
                    + wanted.flatMap { ["--include", $0] } + ["--no-progress", "--only-show-errors"])
            let files = wanted.compactMap { name -> (String, [UInt8])? in
                let bytes = try? Data(contentsOf: URL(fileURLWithPath: "\(directory)/\(name)"))
                return bytes.map(Array.init).flatMap { PlacedTemplates.name(of: $0) == name ? (name, $0) : nil }
            }
            return Dictionary(files) { first, _ in first }
        }
    }

    // MARK: - From CloudFormation

    private func asked(_ template: Template, of id: String, named name: String) async throws -> TemplateTree {
        let nested = template.resources.filter { $0.1.type == Template.Resource.stackType }.map(\.0)
        // One without nested stacks has nothing to be listed.
        guard !nested.isEmpty else { return TemplateTree(template) }
        let stacks = try await aws.resources(ofStack: id).filter {
            nested.contains($0.logicalResourceId) && $0.physicalResourceId?.hasPrefix("arn:") == true
        }
        let trees = try await concurrently(stacks, atMost: AWSCLI.simultaneousCalls) { stack in
            let (id, path) = (stack.physicalResourceId ?? "", "\(name)/\(stack.logicalResourceId)")
            return try await asked(self.template(stack: id, name: path), of: id, named: path)
        }
        return TemplateTree(
            template,
            nested: Dictionary(zip(stacks.map(\.logicalResourceId), trees), uniquingKeysWith: { first, _ in first }))
    }

    private func template(stack id: String, name: String) async throws -> Template {
        guard let template = try await aws.template(ofStack: id, named: name, decoding: decode) else {
            throw CommandError(
                "template-not-json",
                "the template of \(name) is not in JSON, so that nobody can tell what changes; deploy it once with this command"
            )
        }
        return template
    }
}

extension StackDescription {
    /// Whether its last operation did all that it was to do, in all stacks that are nested in it.
    var isSettled: Bool { ["CREATE_COMPLETE", "UPDATE_COMPLETE"].contains(stackStatus) }
}
