import Diagnostics
import PermissionFacts
import ResourceSchemas
import Template

/// The two roles that deploy an app, with no more than its templates need: what the commands act as, and what CloudFormation
/// acts as.
public struct DeploymentRoles: Sendable {
    /// Where the app is deployed.
    public let place: DeploymentPlace
    /// What CloudFormation needs.
    public let execution: ExecutionNeeds
    /// What the commands need.
    public let deployer: DeployerNeeds
    /// What CloudFormation may do.
    public let executionPolicies: PolicySet
    /// What the commands may do.
    public let deployerPolicies: PolicySet

    /// - Parameters:
    ///   - uses: templates with the stacks that they nest, and what is done with their resources: those of what is deployed
    ///     too, where what goes from there is to be deleted.
    ///   - actions: of IAM's reference.
    public init(
        of uses: [TemplateUse], at place: DeploymentPlace, actions: ActionCatalogue, catalogue: HandlerCatalogue = .aws
    ) {
        self.place = place
        let lookup = HandlerLookup(catalogue, ActionLookup(actions))
        let finders = uses.map { ($0, NeedFinder($0.template, at: place, catalogue: lookup)) }
        execution = ExecutionNeeds(finders, at: place)
        deployer = DeployerNeeds(at: place, finders.map(\.1))
        func kinds(_ action: String) -> Set<String> { Set(lookup.actions.action(action).formats ?? []) }
        executionPolicies = PolicySet(execution.needs, at: place, kinds: kinds)
        deployerPolicies = PolicySet(deployer.needs, at: place, kinds: kinds)
    }

    /// What is not in the policies, and what IAM would not take of them.
    public var problems: [Diagnostic] {
        execution.problems
            + [(place.roles.execution, executionPolicies), (place.roles.deployment, deployerPolicies)].flatMap {
                name, set -> [Diagnostic] in
                var problems: [Diagnostic] = []
                if !set.fitsRole {
                    problems.append(
                        Diagnostic(
                            "limit-exceeded",
                            "\(name) needs \(set.policies.count) policies; a role takes \(PolicyDocument.most) unless its quota was raised",
                            severity: .warning,
                            fix:
                                "ask for a higher quota (\"Managed policies per role\", up to 20), or deploy a part of the app as an app of its own"
                        ))
                }
                if name.utf8.count > RoleNames.longest {
                    problems.append(
                        Diagnostic(
                            "limit-exceeded",
                            "the role '\(name)' has a name of \(name.utf8.count) characters; allowed: \(RoleNames.longest)",
                            severity: .warning, fix: "shorten the stack's name"))
                }
                return problems
            }
    }
}
