import Diagnostics
import Prices

/// What a plan does to the monthly bill.
package struct PlannedCosts: Sendable {
    /// What it is of: prices are a region's.
    package let region: String
    /// Of every resource that is billed, now or then, in the order of the templates.
    package let resources: [ResourceCost]

    /// What one resource costs.
    package struct ResourceCost: Sendable {
        package let path: ResourcePath
        /// As in `AWS::RDS::DBInstance`.
        package let type: String
        /// Nil where it is not there.
        package let before: Cost?
        /// Nil where it is not there; what a removal leaves behind goes on costing what it did.
        package let after: Cost?
        /// What depends on use, where it is going to be.
        package let uses: [BillingRule.Use]
        /// A line each.
        package let notes: [String]
    }

    /// All that is deployed now.
    package var before: Cost { resources.compactMap(\.before).reduce(.nothing, +) }
    /// All that is going to be there.
    package var after: Cost { resources.compactMap(\.after).reduce(.nothing, +) }
    /// What it is more by; less than zero where it is less.
    package var difference: ClosedRange<Amount> { Self.difference(before, after) }
    /// Those whose bill is another one.
    package var changed: [ResourceCost] { resources.filter(\.changes) }

    /// The least against the least, and the most against the most: what scales, scales on both sides.
    static func difference(_ before: Cost?, _ after: Cost?) -> ClosedRange<Amount> {
        let (old, new) = (before?.monthly ?? .zero, after?.monthly ?? .zero)
        let (least, most) = (new.lowerBound - old.lowerBound, new.upperBound - old.upperBound)
        return min(least, most)...max(least, most)
    }
}

extension PlannedCosts.ResourceCost {
    /// What it is more by.
    package var difference: ClosedRange<Amount> { PlannedCosts.difference(before, after) }

    /// Whether its bill is another one, or nobody can tell that it is not.
    package var changes: Bool { before != after }
}

extension PlannedCosts {
    /// - Parameters:
    ///   - changes: what becomes of the resources that change.
    ///   - region: where they are.
    ///   - today: some prices go by how old a version is.
    init(
        from before: [PlannedResource], to after: [PlannedResource], _ changes: [PlannedChange], at prices: PriceBook,
        in region: String, today: Day
    ) {
        let rules = BillingRules()
        let (old, new) = (CostModel(before, rules, today: today), CostModel(after, rules, today: today))
        let changes = Dictionary(changes.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        let known = Set(after.map(\.path))
        self.region = region
        resources = (after + before.filter { !known.contains($0.path) }).compactMap { resource in
            let (was, will) = (old[resource.path], new[resource.path])
            let bills = (was.map(old.bill), will.map(new.bill))
            guard bills.0?.isEmpty == false || bills.1?.isEmpty == false else { return nil }
            func cost(_ bill: Bill?, _ resource: PlannedResource?) -> Cost? {
                guard let bill, let resource else { return nil }
                return Cost(bill, at: prices, in: region, isUncertain: resource.exists != .yes)
            }
            let isSame = bills.0 == bills.1 && was?.exists == will?.exists
            let costBefore = cost(bills.0, was)
            return ResourceCost(
                resource, before: costBefore, after: isSame ? costBefore : cost(bills.1, will),
                bill: bills.1 ?? bills.0 ?? Bill(), keeping: changes[resource.path])
        }
    }
}

extension PlannedCosts.ResourceCost {
    /// - Parameter change: what becomes of the resource; nil where it stays as it is.
    fileprivate init(
        _ resource: PlannedResource, before: Cost?, after: Cost?, bill: Bill, keeping change: PlannedChange?
    ) {
        path = resource.path
        type = resource.type
        self.before = before
        var (after, notes) = (after, bill.notes)
        let goes = [.remove, .replace, .mayReplace].contains(change?.action)
        if goes, var left = before, change?.keeps == .everything {
            if change?.action == .mayReplace { left.monthly = 0...left.monthly.upperBound }
            after = (after ?? .nothing) + left
            notes.append("the old one is left behind, and goes on costing what it does")
        }
        if goes, change?.keeps == .snapshot { notes.append("the snapshot that is kept costs by its size") }
        self.after = after
        uses = change?.action == .remove && change?.keeps != .everything ? [] : bill.uses
        self.notes = notes
    }
}
