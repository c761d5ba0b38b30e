import Diagnostics
import Template

extension Examination {
    /// No two resources of a type have one name in stacks that are made together, as no two have in one stack
    /// (``checkIdentifiers(_:)``).
    mutating func checkSharedNames(_ schemas: TypeSchemas) {
        guard !hasMacros else { return }
        for stack in ownStacks {
            guard wiring.stacks[stack].parent != nil else { continue }
            for type in wiring.stacks[stack].resourcesOfType.types {
                // They stand in the order of the stacks. Of most types no other one has any, so that nobody asks for
                // a schema.
                let all = wiring.resources(of: type, with: stack)
                guard all.first?.stack != stack || all.last?.stack != stack, let keys = schemas.keys(of: type),
                    wiring.resources(of: type, in: stack).contains(where: { $0.resource.properties.hasAll(keys) })
                else { continue }
                checkSharedNames(of: type, in: stack, keys)
            }
        }
    }

    private mutating func checkSharedNames(of type: String, in stack: Int, _ keys: [String]) {
        let names = wiring.names(of: type, with: stack, by: keys)
        for resource in wiring.resources(of: type, in: stack) {
            guard
                let other = names.namesakes(of: resource).prefix(while: { $0 != resource }).first(where: {
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

extension TypeSchemas {
    /// The properties by which AWS tells resources of a type apart, where users give them.
    func keys(of type: String) -> [String]? {
        let keys = schema(of: type)?.identifierOfUsers ?? UniqueNames.properties[type]
        return keys?.isEmpty == false ? keys : nil
    }
}
