import Diagnostics
import Template

extension Examination {
    /// No two resources of a type that exist together have the same values in what AWS tells them apart by, as far as
    /// users give it (`primaryIdentifier` in "Resource type schema").
    mutating func checkIdentifiers(_ schemas: TypeSchemas) {
        guard !hasMacros else { return }
        // By the hash of what they claim: to equal ones belongs the same list.
        var claims: [Int: [Claim]] = [:]
        for declared in resources.all {
            let (logicalID, resource) = (declared.logicalID, declared.resource)
            guard let keys = schemas.keys(of: declared.type),
                resource.object["Properties"]?.object?.hasAll(keys) != false
            else { continue }
            for claim in self.claims(of: resource, logicalID, keys) {
                // Those under conditions may never exist together.
                let other = claims[claim.hash]?.first {
                    $0.logicalID != logicalID && $0.isEqual(to: claim) && areCertain(claim, with: $0)
                }
                claims[claim.hash, default: []].append(claim)
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
    ) -> [Claim] {
        let own = resource.condition.map { [Template.Guard(condition: $0, holds: true)] } ?? []
        var found = [
            Claim(logicalID: logicalID, type: resource.type, path: Template.Path(.resources, logicalID), guards: own)
        ]
        for key in keys where !found.isEmpty {
            let values = resource.values(at: key, of: logicalID).filter { $0.value != .null }
            found = found.flatMap { known in
                values.map { value in
                    let text = wiring.text(value.value, in: ownStacks).map(Template.Expression.string)
                    return known.adding(text ?? value.value, at: value.path, template.guards(of: value.path))
                }
            }
        }
        return found
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

/// Who is called something, and when.
private struct Claim {
    let logicalID: String
    let type: String
    /// What tells resources of the type apart.
    private(set) var values: [Template.Expression] = []
    /// Of the first of the values.
    private(set) var path: Template.Path
    private(set) var guards: [Template.Guard]

    init(logicalID: String, type: String, path: Template.Path, guards: [Template.Guard]) {
        self.logicalID = logicalID
        self.type = type
        self.path = path
        self.guards = guards
    }

    func adding(_ value: Template.Expression, at path: Template.Path, _ guards: [Template.Guard]) -> Claim {
        var claim = self
        if values.isEmpty { claim.path = path }
        claim.values.append(value)
        claim.guards += guards
        return claim
    }

    func isEqual(to other: Claim) -> Bool { type == other.type && values == other.values }

    var hash: Int {
        var hasher = Hasher()
        hasher.combine(type)
        for value in values { hasher.combine(value) }
        return hasher.finalize()
    }
}

extension Template.Object {
    /// Whether all of some keys are there.
    func hasAll(_ keys: [String]) -> Bool {
        for key in keys where index(of: key) == nil { return false }
        return true
    }
}
