import AWSAccess
import AWSResourceCatalogue
import Environments
import JSON
import Plan
import Template

/// The templates of a stack and of those nested in it, as they were deployed.
struct DeployedTemplates {
    let tree: TemplateTree

    /// Reads them.
    ///
    /// - Throws: ``CommandError`` for a template that is not in JSON, since nobody could tell then what changes;
    ///   ``AWSError``.
    static func read(stack id: String, with aws: AWSCLI) async throws -> DeployedTemplates {
        DeployedTemplates(tree: try await tree(stack: id, with: aws))
    }

    private static func tree(stack id: String, with aws: AWSCLI) async throws -> TemplateTree {
        let template = try await template(stack: id, with: aws)
        let nested = template.resources.filter { $0.1.type == Template.Resource.stackType }.map(\.0)
        // One without nested stacks has nothing to be listed.
        guard !nested.isEmpty else { return TemplateTree(template) }
        let listed = try await aws.run(
            ["cloudformation", "list-stack-resources", "--stack-name", id], as: Summaries.self)
        let stacks = listed.stackResourceSummaries.filter {
            nested.contains($0.logicalResourceId) && $0.resourceStatus != "DELETE_COMPLETE"
                && $0.physicalResourceId?.hasPrefix("arn:") == true
        }
        let trees = try await concurrently(stacks, atMost: AWSCLI.simultaneousCalls) { stack in
            try await tree(stack: stack.physicalResourceId ?? "", with: aws)
        }
        return TemplateTree(
            template,
            nested: Dictionary(zip(stacks.map(\.logicalResourceId), trees), uniquingKeysWith: { first, _ in first }))
    }

    private struct Summaries: Decodable {
        struct Summary: Decodable, Sendable {
            let logicalResourceId: String
            let physicalResourceId: String?
            let resourceStatus: StackStatus
        }
        let stackResourceSummaries: [Summary]
    }

    private static func template(stack id: String, with aws: AWSCLI) async throws -> Template {
        guard let template = try await Template.deployed(stack: id, with: aws) else {
            throw CommandError(
                "template-not-json",
                "the template of \(id) is not in JSON, so that nobody can tell what changes; deploy it once with this command"
            )
        }
        return template
    }
}

extension PlannedTemplates {
    /// What is deployed, as the values make it with which it is; nil where nothing is.
    ///
    /// - Throws: as ``DeployedTemplates/read(stack:with:)``.
    fileprivate static func deployed(
        _ stack: StackDescription?, region: String, with aws: AWSCLI
    ) async throws -> PlannedTemplates? {
        guard let stack, stack.stackStatus != "REVIEW_IN_PROGRESS" else { return nil }
        let values = (stack.parameters ?? []).compactMap { parameter in
            parameter.parameterValue.map { (parameter.parameterKey, GivenValues.Value($0)) }
        }
        return PlannedTemplates(
            try await DeployedTemplates.read(stack: stack.stackId, with: aws).tree,
            given: GivenValues(Dictionary(values) { first, _ in first }), region: region)
    }
}

extension DeployableTemplates {
    /// What a deployment would change of a stack; of none, all is added.
    ///
    /// - Throws: as ``DeployedTemplates/read(stack:with:)``.
    func plan(
        of stack: StackDescription?, in environment: EnvironmentFile, with aws: AWSCLI
    ) async throws -> Plan {
        let region = aws.connection.region
        let deployed = try await PlannedTemplates.deployed(stack, region: region, with: aws)
        let wanted = tree.map { PlannedTemplates($0, given: environment.givenValues, region: region) }
        return Plan(from: deployed, to: wanted, catalogue: .aws)
    }
}

extension Template {
    /// The template of a stack. The CLI gives one in JSON, as this tool uploads it, as an object; one in YAML, which is
    /// somebody else's, comes as text and is not read: nil.
    static func deployed(stack id: String, with aws: AWSCLI) async throws -> Template? {
        let answer = try await aws.run(["cloudformation", "get-template", "--stack-name", id])
        let body = try? JSONValue(parsing: Array(answer), limits: JSONLimits(bytes: 16 * 1024 * 1024))["TemplateBody"]
        return body.flatMap { try? Template($0, file: "the template of \(id)") }
    }
}
