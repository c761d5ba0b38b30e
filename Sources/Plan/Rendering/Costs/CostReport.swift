import Prices

/// What a plan costs in words, however they are shown.
struct CostReport {
    /// One resource whose bill is another one, or some together.
    struct Row {
        let name: String
        let before: String
        let after: String
        let difference: String
        /// Whether it gets dearer, cheaper, or neither, as far as anybody can tell.
        let direction: Direction
        /// What it is billed for that it was not before, a line each, where that is more than one thing.
        var details: [String] = []
    }

    enum Direction { case dearer, cheaper, same }

    let region: String
    /// Those that change, those that are alike as one; then all others as one.
    let rows: [Row]
    let total: Row
    /// A line each: what is not in the sum, and why.
    let gaps: [String]
    /// A line each: what depends on use.
    let uses: [String]
    /// A line each.
    let notes: [String]
    /// Whether no resource's bill is another one.
    let isSame: Bool

    static let noRegion = "no price is known without a region"
    static let namingRegion = "name it with --region, such as --region eu-west-3"
    /// What a sign before an amount says.
    static let legend = "≈ by prices of other regions, or worked out"

    /// - Parameter most: how many resources have a row of their own.
    init(_ costs: PlannedCosts, at prices: PriceBook, most: Int = .max) {
        region = costs.region
        let changed = costs.changed
        isSame = changed.isEmpty
        let groups = Self.groups(of: changed.filter(\.isPriced))
        let shown = groups.prefix(groups.count <= most ? most : most - 1)
        let paths = Set(shown.joined().map(\.path))
        let others = costs.resources.filter { !paths.contains($0.path) && $0.isPriced }
        rows = shown.map { Row($0) } + (others.isEmpty ? [] : [Row.others(others)])
        total = Row("together", costs.before, costs.after)
        gaps = costs.resources.flatMap { one in
            let old = one.before?.gaps ?? []
            let new = one.after?.gaps ?? []
            return (new + old.filter { !new.contains($0) }).map { gap in
                "\(one.path): \(gap)" + (new.contains(gap) ? "" : " (now)")
            }
        }
        uses = Self.uses(of: changed, at: prices, in: costs.region)
        var seen: Set<String> = []
        // What the sum goes by counts for those that stay as well.
        notes = (isSame ? [] : costs.resources.flatMap(\.notes)).filter { seen.insert($0).inserted }
    }

    /// Those whose bills are the same, now and then, stand together.
    private static func groups(of resources: [PlannedCosts.ResourceCost]) -> [[PlannedCosts.ResourceCost]] {
        var groups: [[PlannedCosts.ResourceCost]] = []
        for resource in resources {
            let index = groups.firstIndex {
                $0[0].type == resource.type && $0[0].before == resource.before && $0[0].after == resource.after
            }
            if let index { groups[index].append(resource) } else { groups.append([resource]) }
        }
        return groups
    }

    /// The same use of several resources is one line.
    private static func uses(
        of resources: [PlannedCosts.ResourceCost], at prices: PriceBook, in region: String
    ) -> [String] {
        var order: [BillingRule.Use] = []
        var users: [BillingRule.Use: [String]] = [:]
        for resource in resources {
            for use in resource.uses {
                if users[use] == nil { order.append(use) }
                users[use, default: []].append(resource.path.description)
            }
        }
        return order.map { use in
            let names = users[use] ?? []
            let of = names.prefix(3).joined(separator: ", ") + (names.count > 3 ? " and \(names.count - 3) more" : "")
            return "\(use.text(at: prices, in: region)) (\(of))"
        }
    }
}

extension CostReport.Row {
    fileprivate init(_ resources: [PlannedCosts.ResourceCost]) {
        let more = resources.count > 1 ? " and \(resources.count - 1) more" : ""
        self.init("\(resources[0].path)\(more)", resources)
        let new = resources[0].newLines
        if resources.count == 1, new.count > 1 { details = new.map { "\($0.what), \($0.monthlyText)" } }
    }

    /// Those that have no row of their own.
    fileprivate static func others(_ others: [PlannedCosts.ResourceCost]) -> CostReport.Row {
        guard others.count > 1 else { return CostReport.Row(others) }
        let remark = others.contains(where: \.changes) ? "" : ", as before"
        return CostReport.Row("\(others.count) others\(remark)", others)
    }

    fileprivate init(_ name: String, _ resources: [PlannedCosts.ResourceCost]) {
        func sum(_ costs: [Cost]) -> Cost? { costs.isEmpty ? nil : costs.reduce(.nothing, +) }
        self.init(name, sum(resources.compactMap(\.before)), sum(resources.compactMap(\.after)))
    }

    fileprivate init(_ name: String, _ before: Cost?, _ after: Cost?) {
        self.name = name
        self.before = before?.monthlyText ?? "-"
        self.after = after?.monthlyText ?? "-"
        let change = CostDifference(from: before, to: after)
        difference = change.text
        direction = change.direction
    }
}

extension PlannedCosts.ResourceCost {
    /// Whether it is billed by the hour or month: of others, only their use is told.
    fileprivate var isPriced: Bool {
        [before, after].contains { $0.map { !$0.lines.isEmpty || !$0.gaps.isEmpty } ?? false }
    }

    /// What it is billed for that it was not before.
    fileprivate var newLines: [Cost.Line] {
        let old = before?.lines ?? []
        return (after?.lines ?? []).filter { !old.contains($0) }
    }
}

extension Cost {
    /// As in `94.83`, `≈ 12.41 to 14.60`, `unknown` and `at least 12.00`.
    var monthlyText: String {
        if lines.isEmpty, !gaps.isEmpty { return "unknown" }
        let amount = gaps.isEmpty ? monthly.text(2) : monthly.lowerBound.text(2)
        return (gaps.isEmpty ? "" : "at least ") + (isEstimated ? "≈ " : "") + amount
    }
}

extension Cost.Line {
    fileprivate var monthlyText: String { (isEstimated ? "≈ " : "") + monthly.text(2) }
}

extension BillingRule.Use {
    /// As in `storage, 0.024 USD per GiB-month`.
    func text(at prices: PriceBook, in region: String) -> String {
        guard let item else { return what }
        if let price = prices.price(of: item, in: region) { return "\(what), \(price.usd) USD \(item.unit.words)" }
        guard let estimate = prices.estimate(of: item, in: region) else { return what }
        return "\(what), ≈ \(estimate.usd.shortText) USD \(item.unit.words)"
    }
}

extension ClosedRange<Amount> {
    /// With six decimal places at most.
    fileprivate var shortText: String { scaled { $0.rounded(6) }.plainText }
}

extension PricedItem.Unit {
    fileprivate var words: String {
        switch self {
        case .hour: "an hour"
        case .month: "a month"
        case .million: "a million"
        case .gibibyteMonth, .gigabyte, .gigabyteSecond: "per \(rawValue)"
        }
    }
}
