import AWSAccess
import Environments
import PermissionFacts
import Permissions
import Template

/// What is deployed, or was at some time, as far as permissions are concerned: what goes from there has to be deleted by
/// somebody who may.
struct StandingTemplates: Sendable {
    let tree: TemplateTree
    /// By the parameter's name.
    let values: [String: String]

    /// - Parameter handlers: what is done with a resource, by its path.
    func uses(
        at place: DeploymentPlace,
        for handlers: @escaping @Sendable (String) -> Set<HandlerFacts.Handler> = { _ in .everything }
    ) -> [TemplateUse] {
        TemplateUse.all(of: tree, values, at: place, for: handlers)
    }

    /// Those of an environment's stack; nil where there is none.
    ///
    /// - Parameter templates: what would be deployed, of which what is the same needs no reading.
    /// - Throws: as ``DeployedTemplates/tree(of:root:)``.
    static func read(
        _ stack: StackDescription?, _ templates: DeployableTemplates, in environment: EnvironmentFile,
        with aws: AWSCLI
    ) async throws -> StandingTemplates? {
        guard let stack, stack.stackStatus != "REVIEW_IN_PROGRESS" else { return nil }
        let placed = try templates.upload(of: stack, in: environment, with: aws)?.placed()
        let tree = try await DeployedTemplates(aws: aws, placed: placed).tree(of: stack)
        return StandingTemplates(tree: tree, values: stack.givenValues.values.mapValues(\.text))
    }
}
