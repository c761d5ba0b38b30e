import AWSAccess
import Foundation
import Plan
import Template

/// What a stack refactoring is made of, as `aws cloudformation create-stack-refactor` takes it.
struct StackRefactorRequest: Sendable {
    /// One stack's template as it is to be.
    struct Definition: Encodable, Sendable {
        let StackName: String
        var TemplateBody: String?
        var TemplateURL: String?
    }

    /// How many bytes of a template a request takes. AWS CloudFormation User Guide, "Understand CloudFormation quotas".
    static let mostBytes = 51_200

    let description: String
    let definitions: [Definition]
    let mappings: [StackRefactorMapping]

    /// - Parameters:
    ///   - stacks: the ARNs of the stacks, by the logical IDs from the root down.
    ///   - place: gives the address of a template that is too large for a request.
    init(
        _ moves: [PlannedMove], _ templates: RefactoredTemplates, stacks: [[String]: String], description: String,
        placing place: (Data) async throws -> String
    ) async throws {
        var definitions: [Definition] = []
        for (path, sections) in templates.templates.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            guard let stack = stacks[path].map(Self.name(ofStack:)) else { continue }
            let body = Data(Template.Expression.object(sections).rendered)
            if body.count <= Self.mostBytes {
                definitions.append(Definition(StackName: stack, TemplateBody: String(decoding: body, as: UTF8.self)))
            } else {
                definitions.append(Definition(StackName: stack, TemplateURL: try await place(body)))
            }
        }
        self.description = description
        self.definitions = definitions
        mappings = moves.compactMap { move in
            guard let source = stacks[move.source.stack].map(Self.name(ofStack:)),
                let destination = stacks[move.destination.stack].map(Self.name(ofStack:))
            else { return nil }
            return StackRefactorMapping(
                source: .init(stackName: source, logicalResourceId: move.source.logicalID),
                destination: .init(stackName: destination, logicalResourceId: move.destination.logicalID))
        }
    }

    /// A stack's name, which is what the call documents, in its ARN: `arn:aws:cloudformation:...:stack/NAME/...`.
    private static func name(ofStack arn: String) -> String {
        let parts = arn.split(separator: "/")
        return parts.count == 3 ? String(parts[1]) : arn
    }

    /// The command. It reads the templates from standard input, since they are longer than arguments may be.
    func arguments() throws -> [String] {
        [
            "cloudformation", "create-stack-refactor", "--description", description, "--no-enable-stack-creation",
            "--stack-definitions", "file:///dev/stdin",
            "--resource-mappings", String(decoding: try ASCIIJSON.data(of: mappings), as: UTF8.self),
        ]
    }

    /// The templates, for standard input.
    func input() throws -> Data { try ASCIIJSON.data(of: definitions) }
}
