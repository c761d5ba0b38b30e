import PermissionFacts
import Template

extension TemplateUse {
    /// A template with values, as it is deployed at a place.
    ///
    /// Nobody knows what a secret is, and whether one is given at all can decide what there is: then it is what there is with
    /// and without them.
    ///
    /// - Parameters:
    ///   - tree: the root with those nested in it.
    ///   - parameters: by name, of which secrets do not count; others have their defaults.
    ///   - stored: what parameters of Systems Manager hold, by their names there.
    ///   - handlers: what is done with a resource, by its path; everything, for a role that stays.
    public static func all(
        of tree: TemplateTree, _ parameters: [String: String], stored: [String: String] = [:],
        at place: DeploymentPlace,
        for handlers: @escaping @Sendable (String) -> Set<HandlerFacts.Handler> = { _ in .everything }
    ) -> [TemplateUse] {
        var pseudo = ["AWS::Partition": place.partition, "AWS::StackName": place.stackName]
        pseudo["AWS::Region"] = place.region
        pseudo["AWS::AccountId"] = place.account
        let surroundings = Surroundings(pseudoParameters: pseudo, storedParameters: stored)
        func evaluated(_ parameters: [String: String]) -> EvaluatedTemplate {
            let written = EvaluatedTemplate(tree, parameters: parameters, surroundings: surroundings)
            return EvaluatedTemplate(
                tree.expandingLoops(written), parameters: parameters, surroundings: surroundings)
        }
        let secrets = tree.template.parameters.filter { $0.1.noEcho }.map(\.0)
        var values = parameters
        for name in secrets { values[name] = nil }
        let without = evaluated(values)
        guard !secrets.isEmpty else { return [TemplateUse(without, for: handlers)] }
        for name in secrets { values[name] = "****" }
        let with = evaluated(values)
        return (with.hasSameConditions(as: without) ? [without] : [without, with]).map {
            TemplateUse($0, for: handlers)
        }
    }
}

extension EvaluatedTemplate {
    /// Whether the same is there, in this stack and those within.
    fileprivate func hasSameConditions(as other: EvaluatedTemplate) -> Bool {
        let (own, others) = (stacks, other.stacks)
        return conditions == other.conditions && Set(own.keys) == Set(others.keys)
            && own.allSatisfy { name, stack in others[name].map(stack.hasSameConditions) ?? false }
    }
}
