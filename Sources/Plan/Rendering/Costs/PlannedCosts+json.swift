import Diagnostics
import Prices

extension PlannedCosts {
    /// For programs. Amounts are US dollars a month of 730 hours; what depends on use is in none of them.
    ///
    /// - Parameter budget: what it may cost.
    func json(at prices: PriceBook, _ budget: Budget?) -> RenderedJSON {
        .object([
            ("region", .text(region)), ("currency", "USD"), ("before", before.json), ("after", after.json),
            ("difference", differenceJSON(before, after)),
            (
                "budget",
                budget.map { .object([("usd", $0.usd.json), ("verdict", .text($0.verdict(on: self).rawValue))]) }
            ),
            ("resources", .list(resources.map { $0.json(at: prices, in: region) })),
        ])
    }
}

extension PlannedCosts.ResourceCost {
    fileprivate func json(at prices: PriceBook, in region: String) -> RenderedJSON {
        .object([
            ("path", .text(path.description)), ("type", .text(type)), ("before", before?.json), ("after", after?.json),
            ("difference", differenceJSON(before ?? .nothing, after ?? .nothing)),
            ("lines", (after ?? before).map { .list($0.lines.map(\.json)) }),
            ("uses", uses.isEmpty ? nil : .list(uses.map { .text($0.text(at: prices, in: region)) })),
            ("notes", notes.isEmpty ? nil : .list(notes.map { .text($0) })),
        ])
    }
}

extension Cost {
    fileprivate var json: RenderedJSON {
        .object([
            ("atLeast", monthly.lowerBound.json), ("atMost", gaps.isEmpty ? monthly.upperBound.json : nil),
            ("isEstimated", isEstimated ? .boolean(true) : nil),
            ("notIncluded", gaps.isEmpty ? nil : .list(gaps.map { .text($0) })),
            ("missingPrices", missing.isEmpty ? nil : .list(missing.map { .text($0) })),
        ])
    }
}

extension Cost.Line {
    fileprivate var json: RenderedJSON {
        .object([
            ("what", .text(what)), ("atLeast", monthly.lowerBound.json), ("atMost", monthly.upperBound.json),
            ("isEstimated", isEstimated ? .boolean(true) : nil), ("source", .text(source)),
        ])
    }
}

/// Open at the end at which something is not in it.
private func differenceJSON(_ before: Cost, _ after: Cost) -> RenderedJSON {
    let range = PlannedCosts.difference(before, after)
    return .object([
        ("atLeast", before.gaps.allSatisfy(after.gaps.contains) ? range.lowerBound.json : nil),
        ("atMost", after.gaps.allSatisfy(before.gaps.contains) ? range.upperBound.json : nil),
    ])
}

extension Amount {
    /// To the thousandth of a cent.
    fileprivate var json: RenderedJSON { .decimal("\(rounded(5))") }
}
