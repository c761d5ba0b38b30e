import Environments
import Foundation
import Prices
import Terminal

extension AuditResult {
    /// Costs as tables: what the description has prices for, if there is one, everything else, and the sums.
    var costTables: [ReportTable] {
        var tables: [ReportTable] = []
        if costs.isDescribed { tables.append(table("Costs that the description has prices for", costs.described)) }
        if !costs.others.isEmpty { tables.append(table(costs.isDescribed ? "Other costs" : "Costs", costs.others)) }
        tables.append(sums)
        if !sources.isEmpty { tables.append(sourceTable) }
        return tables
    }

    private func table(_ title: String, _ lines: [CostSummary.Line]) -> ReportTable {
        var table = ReportTable(
            title,
            columns: [
                ("Tier", .left), ("What", .left), ("Resource", .left), ("Quantity", .right), ("USD/hour", .right),
                ("USD/month", .right),
                ("Price", .left),
            ])
        for (line, count) in CostSummary.grouped(lines) {
            let times = Amount(count)
            table.add([
                StyledText(line.item.tier.rawValue), StyledText(line.item.what),
                StyledText(count == 1 ? line.item.resource.name : "\(line.item.resource.name) and \(count - 1) more"),
                StyledText(Self.quantity(line.item, times)), amount(line.hourly?.scaled { $0 * times }, 4),
                amount(line.monthly?.scaled { $0 * times }, 2),
                StyledText(
                    line.price?.shortOrigin ?? (line.estimate == nil ? "unknown" : "estimate"),
                    line.price == nil ? .warning : .dim),
            ])
        }
        let sum = CostSummary.sum(lines)
        table.add([
            StyledText("total", .bold), StyledText(Self.unknown(sum)), "", "", bold(sum.hourly, 4),
            bold(sum.monthly, 2),
        ])
        return table
    }

    private var sums: ReportTable {
        var table = ReportTable(
            "Costs by tier",
            columns: [("Tier", .left), ("USD/hour", .right), ("USD/month", .right), ("Not in the sum", .left)])
        for tier in costs.tiers {
            let sum = costs.sum(of: tier)
            table.add([
                StyledText(tier.rawValue), amount(sum.hourly, 4), amount(sum.monthly, 2), StyledText(Self.unknown(sum)),
            ])
        }
        let sum = costs.total
        table.add([
            StyledText("total", .bold), bold(sum.hourly, 4), bold(sum.monthly, 2), StyledText(Self.unknown(sum)),
        ])
        return table
    }

    /// Prices that were used, each once.
    private var sources: [(item: PricedItem, price: Price)] {
        var seen: Set<PricedItem> = []
        return costs.lines.compactMap { line in
            guard let price = line.price, seen.insert(line.item.priced).inserted else { return nil }
            return (line.item.priced, price)
        }
    }

    private var sourceTable: ReportTable {
        var table = ReportTable(
            "Where the prices come from",
            columns: [("Item", .left), ("USD", .right), ("Per", .left), ("As of", .left), ("Source", .left)])
        for (item, price) in sources {
            table.add([
                StyledText(item.key), StyledText("\(price.usd)"), StyledText(item.unit.rawValue),
                StyledText(price.date ?? "no date"), StyledText(price.source),
            ])
        }
        return table
    }

    /// How much there is of something altogether, with its unit.
    private static func quantity(_ item: CostItem, _ times: Amount) -> String {
        guard let quantity = item.quantity else { return "?" }
        return "\(quantity * times)" + (item.priced.unit == .gibibyteMonth ? " GiB" : "")
    }

    private static func unknown(_ sum: CostSummary.Sum) -> String {
        switch sum.unknown {
        case 0: ""
        case 1: "1 unknown"
        default: "\(sum.unknown) unknown"
        }
    }

    private func amount(_ value: ClosedRange<Amount>?, _ places: Int) -> StyledText {
        value.map { StyledText($0.text(places)) } ?? StyledText("unknown", .warning)
    }

    private func bold(_ value: ClosedRange<Amount>, _ places: Int) -> StyledText {
        StyledText(value.text(places), .bold)
    }
}
