import Template

/// Which resources wait for which, of those that were asked for. A class, so that copies of a ``Wiring`` share what is
/// worked out once.
final class WiredDependencies {
    /// What each resource waits for, by template and logical ID.
    private var targets: [Int: [String: [String]]] = [:]

    /// Whether a resource of a stack waits for another one of it, or for one that does.
    fileprivate func waits(_ resource: String, for other: String, in stack: WiredStacks.Stack) -> Bool {
        var seen: Set<String> = []
        var open = [resource]
        while let next = open.popLast() {
            for target in targets(of: next, in: stack) where seen.insert(target).inserted {
                if target == other { return true }
                open.append(target)
            }
        }
        return false
    }

    private func targets(of logicalID: String, in stack: WiredStacks.Stack) -> [String] {
        if let known = targets[stack.source]?[logicalID] { return known }
        guard let resource = stack.resource(logicalID)?.resource else { return [] }
        let targets = resource.dependsOn + resource.value.names.filter { stack.resource($0) != nil }
        self.targets[stack.source, default: [:]][logicalID] = targets
        return targets
    }
}

extension Wiring {
    /// Whether a resource is made after another one, be it that a stack around it waits for a stack around that.
    func waits(_ resource: WiredResource, for other: WiredResource) -> Bool {
        guard let (user, used) = neighbours(resource, other) else { return false }
        return dependencies.waits(user.logicalID, for: used.logicalID, in: stacks[user.stack])
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
