/// What resources are called by what tells them apart, of the roots of which somebody asked. A class, so that copies of
/// a ``Wiring`` share what is found once.
final class WiredNames {
    struct Name: Hashable {
        let type: String
        /// In parts, of each property that is one of the name.
        let values: [[Wiring.TextPart]]
    }

    private var ofRoots: [Int: [Name: [WiredResource]]] = [:]

    func resources(ofRoot root: Int, _ find: () -> [Name: [WiredResource]]) -> [Name: [WiredResource]] {
        if let known = ofRoots[root] { return known }
        let found = find()
        ofRoots[root] = found
        return found
    }
}

extension Wiring {
    /// What a resource is called; nil where one of the properties is not there, or not known in all its parts.
    func name(of resource: WiredResource, by properties: [String]) -> WiredNames.Name? {
        let values = properties.compactMap { property -> [TextPart]? in
            guard let value = resource.value(property), !isAbsent(value) else { return nil }
            return parts(of: value).map(Self.joined)
        }
        return values.count == properties.count ? WiredNames.Name(type: resource.resource.type, values: values) : nil
    }

    /// The same text in as few parts as can be: how somebody put it together tells nothing.
    private static func joined(_ parts: [TextPart]) -> [TextPart] {
        parts.reduce(into: []) { joined, part in
            if case .text(let text) = part, case .text(let before)? = joined.last {
                joined[joined.count - 1] = .text(before + text)
            } else if case .value(let value) = part {
                joined.append(.value(value.inRoot))
            } else {
                joined.append(part)
            }
        }
    }
}
