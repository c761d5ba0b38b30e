extension Wiring {
    /// What a resource is called in a message that names others too: with its stack where one of them is called the same.
    func words(for resource: WiredResource, besides others: WiredResource?...) -> String {
        let isAmbiguous = others.contains { other in
            other.map { $0 != resource && $0.logicalID == resource.logicalID } ?? false
        }
        return isAmbiguous ? "\(resource.logicalID) of \(words(forStack: resource.stack))" : resource.logicalID
    }

    /// The logical IDs by which a stack is nested in its root.
    func words(forStack stack: Int) -> String {
        var names: [String] = []
        var next = stacks[stack].parent
        while let parent = next {
            names.append(parent.logicalID)
            next = stacks[parent.stack].parent
        }
        return names.isEmpty ? "the root stack" : "the stack \(names.reversed().joined(separator: "/"))"
    }
}
