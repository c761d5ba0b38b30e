extension TemplateTree {
    /// With what loops make in their place, as the values of each stack make it.
    ///
    /// - Parameter evaluated: the tree as it is written, with the values.
    public func expandingLoops(_ evaluated: EvaluatedTemplate) -> TemplateTree {
        let expanded =
            template.hasLoops
            ? Template.LoopExpansion(of: template) { evaluated.value(of: $0) }.template : template
        let stacks = evaluated.stacks
        return TemplateTree(
            expanded,
            nested: Dictionary(
                nested.map { id, tree in (id, stacks[id].map(tree.expandingLoops) ?? tree) }, uniquingKeysWith: { $1 }))
    }
}
