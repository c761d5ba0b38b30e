import Diagnostics
import Template

extension Examination {
    /// No two resources of a type that exist together have the same values in what AWS tells them apart by, as far as
    /// users give it (`primaryIdentifier` in "Resource type schema").
    mutating func checkIdentifiers(_ schemas: TypeSchemas) {
        guard !hasMacros else { return }
        var claims: [Identity: [Claim]] = [:]
        for (logicalID, resource) in template.resources {
            guard
                let keys = schemas.schema(of: resource.type)?.identifierOfUsers
                    ?? UniqueNames.properties[resource.type]
            else { continue }
            for (identity, claim) in self.claims(of: resource, logicalID, keys) {
                // Those under conditions may never exist together.
                let other = claims[identity]?.first { $0.logicalID != logicalID && areCertain(claim, with: $0) }
                claims[identity, default: []].append(claim)
                guard let other, isFirstReport("duplicate-identifier", at: claim.path) else { continue }
                report(
                    "duplicate-identifier",
                    "\(name(of: Template.Path(.resources, logicalID))) has the same "
                        + keys.joined(separator: " and ") + " as "
                        + name(of: Template.Path(.resources, other.logicalID)),
                    at: claim.path,
                    notes: [note("the other one", at: Template.Path(.resources, other.logicalID))].compactMap(\.self),
                    fix: "give it another one, or leave one of the two out")
            }
        }
    }

    /// What a resource is called, under whichever conditions; nothing where one of the values is not there.
    private func claims(
        of resource: Template.Resource, _ logicalID: String, _ keys: [String]
    ) -> [(identity: Identity, claim: Claim)] {
        let own = resource.condition.map { [Template.Guard(condition: $0, holds: true)] } ?? []
        var found: [(values: [Template.Expression], path: Template.Path?, guards: [Template.Guard])] = [([], nil, own)]
        for key in keys {
            let values = resource.values(at: key, of: logicalID).filter { $0.value != .null }
            found = found.flatMap { known in
                values.map { value in
                    let text = wiring.text(value.value, in: ownStacks).map(Template.Expression.string)
                    return (
                        known.values + [text ?? value.value], known.path ?? value.path,
                        known.guards + template.guards(of: value.path)
                    )
                }
            }
        }
        return found.compactMap { values, path, guards in
            path.map { path in
                let claim = Claim(logicalID: logicalID, path: path, guards: guards)
                return (Identity(type: resource.type, values: values), claim)
            }
        }
    }

    /// Whether one of two is certain to be made as it is where the other one is.
    private func areCertain(_ one: Claim, with other: Claim) -> Bool {
        follow(one.guards, from: other.guards) || follow(other.guards, from: one.guards)
    }

    /// Whether conditions must be as they are wanted where others are.
    private func follow(_ guards: [Template.Guard], from others: [Template.Guard]) -> Bool {
        var facts = conditionFacts
        for other in others {
            guard facts.value(of: other.condition) != !other.holds else { return false }
            facts.assume(other.condition, is: other.holds)
        }
        return guards.allSatisfy { facts.value(of: $0.condition) == $0.holds }
    }
}

/// A type with the values that tell its resources apart.
private struct Identity: Hashable {
    let type: String
    let values: [Template.Expression]
}

/// Who is called something, and when.
private struct Claim {
    let logicalID: String
    let path: Template.Path
    let guards: [Template.Guard]
}
