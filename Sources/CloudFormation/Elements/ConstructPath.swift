/// A place in the tree of stacks and scopes: what logical IDs, tags and diagnostics are computed from.
final class ConstructPath: Sendable, CustomStringConvertible {
    let parent: ConstructPath?
    let id: String
    let location: SourceLocation
    let isStack: Bool
    /// Whether it is its parent once more, for what one call adds to it.
    private let isCall: Bool
    /// What the logical IDs of resources added here begin with: the identifiers since the innermost stack.
    let logicalIDPrefix: String

    init(parent: ConstructPath?, id: String, location: SourceLocation, isStack: Bool) {
        self.parent = parent
        self.id = id
        self.location = location
        self.isStack = isStack
        isCall = false
        logicalIDPrefix = isStack ? "" : (parent?.logicalIDPrefix ?? "") + id
    }

    /// The same place, for what a call at another line adds to it.
    init(_ path: ConstructPath, calledFrom location: SourceLocation) {
        parent = path
        id = path.id
        self.location = location
        isStack = false
        isCall = true
        logicalIDPrefix = path.logicalIDPrefix
    }

    /// The innermost stack.
    var stackPath: ConstructPath {
        var path = self
        while !path.isStack, let parent = path.parent { path = parent }
        return path
    }

    /// The identifiers from the root stack down.
    var components: [String] { (parent?.components ?? []) + (isCall ? [] : [id]) }

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
    /// the construct, or the line of the call that added something to it; nil directly in a stack.
    var constructLocation: SourceLocation? {
        if isStack { return nil }
        if isCall { return location }
        return parent?.constructLocation ?? location
    }
}
