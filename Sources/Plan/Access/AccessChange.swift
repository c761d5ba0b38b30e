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
        var old = grants(of: before)
        var new = grants(of: after)
        // Of a group that stays: whoever adds the first rule takes away what passed without any.
        for group in before where group.type == "AWS::EC2::SecurityGroup" {
            let owner = group.path.description
            guard let had = old.byOwner[owner], let has = new.byOwner[owner] else { continue }
            if had.isWithoutEgress { old.byOwner[owner] = had + Grant.allOutward }
            if has.isWithoutEgress { new.byOwner[owner] = has + Grant.allOutward }
        }
        var owners: [String] = []
        var known: Set<String> = []
        for owner in new.order + old.order where known.insert(owner).inserted { owners.append(owner) }
        return owners.flatMap { owner -> [AccessChange] in
            let (had, has) = (old.byOwner[owner] ?? [], new.byOwner[owner] ?? [])
            let (known, wanted) = (Set(had), Set(has))
            let added = has.filter { !known.contains($0) }.map { grant in
                AccessChange(
                    owner: owner, grant: grant.words, isAdded: true,
                    isBroader: grant.effect == .allow && !grant.isCovered(by: had))
            }
            let removed = had.filter { !wanted.contains($0) }.map { grant in
                AccessChange(
                    owner: owner, grant: grant.words, isAdded: false,
                    isBroader: grant.effect == .deny && !grant.isCovered(by: has))
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
                if !grants.isEmpty { for owner in resource.policyOwners { add(grants, owner) } }
                if let (owner, grants) = resource.otherGrants, !grants.isEmpty { add(grants, owner) }
            }
        }
        return (byOwner, order)
    }
}

extension [Grant] {
    fileprivate var isWithoutEgress: Bool { allSatisfy { $0.traffic?.isInward == true } }
}
