import Template

/// What somebody may do from now on, or no longer.
public struct AccessChange: Sendable, Hashable {
    /// Whose policy it is, or which security group's rule.
    public let owner: String
    /// As in `sqs:* on Data/Queue.Arn`, `in tcp 443 from anybody (0.0.0.0/0)`.
    public let grant: String
    /// Whether it comes, and does not go.
    public let isAdded: Bool
    /// Whether more is allowed by it than before.
    public let isBroader: Bool

    /// All that differs between two sides, in the order of the resources.
    static func all(from before: [PlannedResource], to after: [PlannedResource]) -> [AccessChange] {
        let old = grants(of: before)
        let new = grants(of: after)
        var owners: [String] = []
        for owner in new.order + old.order where !owners.contains(owner) { owners.append(owner) }
        return owners.flatMap { owner -> [AccessChange] in
            let (had, has) = (old.byOwner[owner] ?? [], new.byOwner[owner] ?? [])
            let (known, wanted) = (Set(had), Set(has))
            let added = has.filter { !known.contains($0) }.map { grant in
                AccessChange(
                    owner: owner, grant: grant.words, isAdded: true,
                    isBroader: grant.effect == .allow && !had.contains { $0.covers(grant) })
            }
            let removed = had.filter { !wanted.contains($0) }.map { grant in
                AccessChange(
                    owner: owner, grant: grant.words, isAdded: false,
                    isBroader: grant.effect == .deny && !has.contains { $0.covers(grant) })
            }
            return added + removed
        }
    }

    private static func grants(of resources: [PlannedResource]) -> (byOwner: [String: [Grant]], order: [String]) {
        var byOwner: [String: [Grant]] = [:]
        var order: [String] = []
        func add(_ grants: [Grant], _ owner: String) {
            if byOwner[owner] == nil { order.append(owner) }
            byOwner[owner, default: []] += grants
        }
        for resource in resources {
            if let (owner, grants) = resource.trafficGrants {
                add(grants, owner)
            } else {
                let grants = resource.policyGrants
                if !grants.isEmpty { add(grants, resource.path.description) }
            }
        }
        return (byOwner, order)
    }
}
