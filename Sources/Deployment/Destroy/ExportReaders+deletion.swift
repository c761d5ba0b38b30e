import AWSAccess
import Diagnostics
import Environments

extension ExportReaders {
    private struct Exports: Decodable {
        struct Export: Decodable {
            let exportingStackId: String
            let name: String
        }
        let exports: [Export]
    }

    /// What keeps a stack from being deleted: exports, of those nested in it too, that stacks elsewhere import. AWS
    /// CloudFormation User Guide, "Get exported outputs from a deployed CloudFormation stack".
    ///
    /// - Throws: `AWSError` where AWS does not answer.
    func problems(
        ofDeleting expected: DeletionForecast, of stack: StackDescription, _ templates: DeployableTemplates
    ) async throws -> [Diagnostic] {
        guard expected.mayExport else { return [] }
        let paths = Dictionary(
            expected.entries.map { entry in
                (entry.resource.stack, entry.resource.name.split(separator: "/").dropLast().joined(separator: "/"))
            }, uniquingKeysWith: { first, _ in first })
        let all = try await aws.run(["cloudformation", "list-exports"], as: Exports.self).exports
        let own = all.filter { $0.exportingStackId == stack.stackId || paths[$0.exportingStackId] != nil }
        // What goes with them may import from them.
        let names = Set(paths.keys.compactMap { $0.split(separator: "/").dropFirst().first.map(String.init) })
            .union([stack.stackName])
        let found = try await concurrently(own, atMost: AWSCLI.simultaneousCalls) { try await readers(of: $0.name) }
        return zip(own, found).compactMap { export, readers in
            let others = readers.filter { !names.contains($0) }
            guard !others.isEmpty else { return nil }
            let path = paths[export.exportingStackId] ?? ""
            return Diagnostic(
                "export-in-use",
                "the export \(export.name) of \(path.isEmpty ? stack.stackName : path) is imported by \(others.joined(separator: ", ")), and CloudFormation deletes no stack as long as it is",
                at: templates.resource(at: path).map { .source($0.location) },
                fix: "delete what imports it first, or have it import something else and deploy that")
        }
    }
}
