/// A stack in the flat list of all stacks, which is in depth-first order: a parent comes before its children.
struct CollectedStack {
    let index: Int
    let declarations: StackDeclarations
    /// The index of the stack around this one.
    let parent: Int?
    /// As in `Shop.Network.template.json`.
    let fileName: String
}

extension App {
    /// The first stage: a flat list of the stacks.
    func collect() -> [CollectedStack] {
        var collected: [CollectedStack] = []
        func visit(_ declarations: StackDeclarations, parent: Int?) {
            let index = collected.count
            collected.append(
                CollectedStack(
                    index: index, declarations: declarations, parent: parent,
                    fileName: declarations.path.templateFileName))
            for child in declarations.children {
                visit(child, parent: index)
            }
        }
        for stack in stacks {
            visit(stack, parent: nil)
        }
        return collected
    }
}
