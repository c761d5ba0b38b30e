import Template

/// Which resources wait for which, of each template that was asked for. A class, so that copies of a ``Wiring`` share
/// what is worked out once.
final class WiredDependencies {
    private var graphs: [Int: Template.DependencyGraph] = [:]

    /// - Parameter source: which of the templates it is.
    func graph(of template: Template, source: Int) -> Template.DependencyGraph {
        if let graph = graphs[source] { return graph }
        let graph = template.dependencies
        graphs[source] = graph
        return graph
    }
}

extension Wiring {
    /// Whether a resource is made after another one, be it that a stack around it waits for a stack around that.
    func waits(_ resource: WiredResource, for other: WiredResource) -> Bool {
        guard let (user, used) = neighbours(resource, other) else { return false }
        let stack = stacks[user.stack]
        return dependencies.graph(of: stack.template, source: stack.source).waits(user.logicalID, for: used.logicalID)
    }

    /// Two resources, or those of one template that stand for the stacks around them: the one can wait for the other.
    /// Nil where they have no template in common, and for one and the same.
    func neighbours(
        _ resource: WiredResource, _ other: WiredResource
    ) -> (user: WiredResource, used: WiredResource)? {
        zip(wayDown(to: resource), wayDown(to: other)).first { $0 != $1 && $0.stack == $1.stack }
    }

    /// The stacks around a resource, as resources, from the root's down to the resource itself.
    private func wayDown(to resource: WiredResource) -> [WiredResource] {
        var way = [resource]
        while let parent = way.last.flatMap({ stacks[$0.stack].parent }),
            let around = self.resource(parent.logicalID, in: parent.stack)
        {
            way.append(around)
        }
        return way.reversed()
    }
}
