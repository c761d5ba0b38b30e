import Template

/// One side of a plan: a template with those nested in it, and the values that its parameters have.
public struct PlannedTemplates: Sendable {
    let evaluated: EvaluatedTemplate
    /// Where the stacks are; nil where that is not known.
    package let region: String?
    /// As it is written.
    package let tree: TemplateTree
    /// The values of the root's parameters.
    let given: GivenValues
    /// What parameters of Systems Manager hold.
    let stored: [String: String]

    /// - Parameters:
    ///   - tree: the root with those nested in it. Loops are expanded here.
    ///   - given: the values of the root's parameters; others have their defaults. Secrets stay unknown, whoever gives
    ///     them.
    ///   - region: where the stacks are; nil where that is not known.
    ///   - stored: what parameters of Systems Manager hold, by their names there; of others only the names are compared.
    public init(
        _ tree: TemplateTree, given: GivenValues = GivenValues([:]), region: String? = nil,
        stored: [String: String] = [:]
    ) {
        let expanded = tree.expandingLoops(EvaluatedTemplate(tree, given: given, region: region, stored: stored))
        evaluated = EvaluatedTemplate(expanded, given: given, region: region, stored: stored)
        self.region = region
        self.tree = tree
        self.given = given
        self.stored = stored
    }

    /// Whether a stack's template is written with loops.
    ///
    /// - Parameter stack: the logical IDs from the root down.
    func hasLoops(in stack: [String]) -> Bool {
        let written = stack.reduce(tree as TemplateTree?) { $0?.nested[$1] }
        return written?.template.hasLoops == true
    }

    /// The parameter of the root that a stack's parameter has its value from; nil for what is not passed on as it is.
    ///
    /// - Parameter stack: the logical IDs from the root down.
    package func rootParameter(behind name: String, in stack: [String]) -> String? {
        let scope = stack.reduce(evaluated as EvaluatedTemplate?) { $0?.stacks[$1] }
        return scope?.rootParameter(of: .ref(name))
    }

    /// The resources that exist, or may exist, those of outer stacks first.
    package var resources: [PlannedResource] { StackScope(evaluated).resources }

    /// The paths of the resources whose conditions are not met.
    package var absent: [ResourcePath] {
        func absent(in stack: EvaluatedTemplate) -> [ResourcePath] {
            let own = stack.template.resources.filter { stack.existence(of: $0.1) == .no }.map {
                ResourcePath(stack: stack.path, logicalID: $0.0)
            }
            return own + stack.stacks.sorted { $0.key < $1.key }.flatMap { absent(in: $0.value) }
        }
        return absent(in: evaluated)
    }
}
