import Diagnostics
import PermissionFacts
import ResourceSchemas
import Template

/// What CloudFormation needs to make, update and delete the resources of an app.
///
///     let needs = ExecutionNeeds(of: [TemplateUse(template)], at: place, actions: ResourceCatalogue.aws.actions)
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
    ///   - uses: templates with the stacks that they nest, and what is done with their resources.
    ///   - place: where they are deployed.
    ///   - actions: of IAM's reference.
    ///   - catalogue: what the types' handlers call.
    public init(
        of uses: [TemplateUse], at place: DeploymentPlace, actions: ActionCatalogue, catalogue: HandlerCatalogue = .aws
    ) {
        let lookup = HandlerLookup(catalogue, ActionLookup(actions))
        self.init(uses.map { ($0, NeedFinder($0.template, at: place, catalogue: lookup)) }, at: place)
    }

    /// - Parameter wanted: the actions of which somebody wants to know; nil for all.
    init(_ uses: [(TemplateUse, NeedFinder)], at place: DeploymentPlace, wanted: Set<String>? = nil) {
        let finders = uses.map { use, finder in
            var finder = finder
            for resource in finder.resources.entries where wanted.map({ finder.calls($0, for: resource) }) ?? true {
                finder.add(resource, use.handlers(resource.path), only: wanted)
            }
            return finder
        }
        needs = MergedNeeds(finders.flatMap(\.found) + Self.artifacts(of: place)).needs
        // What one side spares, the other one may want.
        let wanted = Set(needs.flatMap { need in need.wants.map { [$0.name, need.action] } })
        var seen: Set<Spared> = []
        spared = finders.flatMap(\.spared).filter {
            !wanted.contains([$0.resource, $0.action]) && seen.insert($0).inserted
        }
        var told: Set<String> = []
        problems = finders.flatMap(\.problems).filter { told.insert($0.message).inserted }
    }
}
