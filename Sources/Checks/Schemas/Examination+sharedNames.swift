import Diagnostics
import Template

extension Examination {
    /// No two resources of a type have one name in stacks that are made together, as no two have in one stack
    /// (``checkIdentifiers(_:)``).
    mutating func checkSharedNames(_ schemas: TypeSchemas) {
        guard !hasMacros else { return }
        for stack in ownStacks where wiring.stacks[stack].parent != nil {
            let names = wiring.knowledge.names.resources(ofRoot: wiring.stacks[stack].root) {
                resourcesByName(with: stack, schemas)
            }
            for resource in wiring.stacks[stack].resources {
                guard let keys = schemas.keys(of: resource.resource.type),
                    let name = wiring.name(of: resource, by: keys),
                    let other = names[name]?.prefix(while: { $0 != resource }).first(where: {
                        $0.stack != stack && areMadeTogether($0, resource)
                    })
                else { continue }
                report(
                    "duplicate-identifier",
                    "\(wiring.words(for: resource, besides: other)) has the same \(keys.joined(separator: " and ")) as \(wiring.words(for: other, besides: resource))",
                    at: resource, .key(keys[0]), notes: [("the other one", other)],
                    fix: "give it another one, or leave one of the two out")
            }
        }
    }

    private func resourcesByName(with stack: Int, _ schemas: TypeSchemas) -> [WiredNames.Name: [WiredResource]] {
        var found: [WiredNames.Name: [WiredResource]] = [:]
        for resource in wiring.allResources(with: stack) {
            guard let keys = schemas.keys(of: resource.resource.type), let name = wiring.name(of: resource, by: keys)
            else { continue }
            found[name, default: []].append(resource)
        }
        return found
    }
}

extension TypeSchemas {
    /// The properties by which AWS tells resources of a type apart, where users give them.
    func keys(of type: String) -> [String]? {
        let keys = schema(of: type)?.identifierOfUsers ?? UniqueNames.properties[type]
        return keys?.isEmpty == false ? keys : nil
    }
}
