/// A place in the tree of stacks and scopes: what logical IDs, tags and diagnostics are computed from.
final class ConstructPath: Sendable, CustomStringConvertible {
    let parent: ConstructPath?
    let id: String
    let location: SourceLocation
    let isStack: Bool
    /// What the logical IDs of resources added here begin with: the identifiers since the innermost stack.
    let logicalIDPrefix: String

    init(parent: ConstructPath?, id: String, location: SourceLocation, isStack: Bool) {
        self.parent = parent
        self.id = id
        self.location = location
        self.isStack = isStack
        logicalIDPrefix = isStack ? "" : (parent?.logicalIDPrefix ?? "") + id
    }

    /// The innermost stack.
    var stackPath: ConstructPath {
        var path = self
        while !path.isStack, let parent = path.parent { path = parent }
        return path
    }

    /// The identifiers from the root stack down.
    var components: [String] { (parent?.components ?? []) + [id] }

    /// The logical names of the stacks from the root down.
    var stackNames: [String] {
        guard let parent else { return [id] }
        return isStack ? parent.stackNames + [logicalIDOfStack] : parent.stackNames
    }

    /// The logical ID of the resource that stands for a stack, in the stack around it.
    var logicalIDOfStack: String { (parent?.logicalIDPrefix ?? "") + id }

    /// The file of a stack's template, as in `Shop.Network.template.json`.
    var templateFileName: String { stackNames.joined(separator: ".") + ".template.json" }

    /// As in `Shop/Network`.
    var description: String { components.joined(separator: "/") }

    /// Where the outermost scope within the innermost stack was opened, in other words the user's line that asked for
    /// the construct; nil directly in a stack.
    var constructLocation: SourceLocation? {
        if isStack { return nil }
        return parent?.constructLocation ?? location
    }
}
