/// What the resources of a type are called by what tells them apart, in all stacks that are made together.
struct WiredNames {
    /// The values of each property that is one of the name, in parts.
    fileprivate typealias Name = [[Wiring.TextPart]]

    /// The resources that are called the same, in their order.
    private var groups: [[WiredResource]] = []
    /// By the number of the resource.
    private var groupOfResource: [Int: Int] = [:]

    fileprivate init(_ named: [(resource: WiredResource, name: Name)]) {
        var groupOfName: [Name: Int] = [:]
        for (resource, name) in named {
            let group = groupOfName[name] ?? groups.count
            if group == groups.count {
                groupOfName[name] = group
                groups.append([])
            }
            groups[group].append(resource)
            groupOfResource[resource.number] = group
        }
    }

    /// All that are called as a resource is, with this one; none where that is not known.
    func namesakes(of resource: WiredResource) -> [WiredResource] {
        groupOfResource[resource.number].map { groups[$0] } ?? []
    }
}

extension Wiring {
    /// - Parameter keys: the properties that tell resources of the type apart.
    func names(of type: String, with stack: Int, by keys: [String]) -> WiredNames {
        let root = stacks[stack].root
        if let known = knowledge.names[root]?[type] { return known }
        let names = WiredNames(
            resources(of: type, with: stack).compactMap { resource in
                name(of: resource, by: keys).map { (resource, $0) }
            })
        knowledge.names[root, default: [:]][type] = names
        return names
    }

    /// What a resource is called; nil where one of the properties is not there, or not known in all its parts.
    private func name(of resource: WiredResource, by properties: [String]) -> WiredNames.Name? {
        var values: [[TextPart]] = []
        for property in properties {
            // Of most the first one is not there.
            guard let value = resource.value(property), !isAbsent(value), let parts = parts(of: value) else {
                return nil
            }
            values.append(Self.joined(parts))
        }
        return values
    }

    /// The same text in as few parts as can be: how somebody put it together tells nothing.
    private static func joined(_ parts: [TextPart]) -> [TextPart] {
        var joined: [TextPart] = []
        for part in parts {
            if case .text(let text) = part, case .text(let before)? = joined.last {
                joined[joined.count - 1] = .text(before + text)
            } else if case .value(let value) = part {
                joined.append(.value(value.inRoot))
            } else {
                joined.append(part)
            }
        }
        return joined
    }
}
