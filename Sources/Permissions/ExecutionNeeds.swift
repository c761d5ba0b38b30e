import Diagnostics
import PermissionFacts
import ResourceSchemas
import Template

/// What CloudFormation needs to make, update and delete the resources of an app.
///
///     let needs = ExecutionNeeds(of: template, at: place, actions: ResourceCatalogue.aws.actions)
///     needs.needs.first { $0.action == "iam:PassRole" }?.wants.map(\.name)     // ["Compute/InstanceProfile"]
///
/// An action is scoped by what the reference says it applies to, and by what the templates say of that: the resource itself,
/// those it refers to, or all of the kind. What nobody can know is on `*`, with the reason.
public struct ExecutionNeeds: Sendable {
    /// What a resource's handlers call and the resource as it is declared does not need.
    public struct Spared: Sendable, Hashable {
        /// As in `Data/Database`.
        public let resource: String
        /// As in `iam:PassRole`.
        public let action: String
        /// Half a sentence.
        public let reason: String
    }

    /// In the order of their actions.
    public let needs: [PermissionNeed]
    /// What the handlers call and no resource needs as it is declared.
    public let spared: [Spared]
    /// The types of which nobody has written down what CloudFormation calls for them, and what else is not in the needs.
    public let problems: [Diagnostic]

    /// - Parameters:
    ///   - template: the root's, with the stacks that it nests.
    ///   - place: where it is deployed.
    ///   - handlers: what is done with a resource; everything, for a role that stays.
    ///   - actions: of IAM's reference.
    ///   - catalogue: what the types' handlers call.
    public init(
        of template: EvaluatedTemplate, at place: DeploymentPlace,
        for handlers: (EvaluatedResource) -> Set<HandlerFacts.Handler> = { _ in Set(HandlerFacts.Handler.allCases) },
        actions: ActionCatalogue, catalogue: HandlerCatalogue = .aws
    ) {
        self.init(of: template, at: place, for: handlers, ActionLookup(actions), catalogue)
    }

    init(
        of template: EvaluatedTemplate, at place: DeploymentPlace,
        for handlers: (EvaluatedResource) -> Set<HandlerFacts.Handler>, _ actions: ActionLookup,
        _ catalogue: HandlerCatalogue
    ) {
        var finder = NeedFinder(template, at: place, actions: actions, catalogue: catalogue)
        for (resource, stack) in finder.all {
            finder.add(resource, in: stack, handlers(resource))
        }
        needs = (finder.found + Self.artifacts(of: place)).sorted {
            ($0.action, $0.resource) < ($1.action, $1.resource)
        }
        spared = finder.spared
        problems = finder.problems
    }
}
