import Diagnostics
import Environments
import Terminal

extension LoadOutcome {
    /// What a live line says of a second.
    static func line(_ interval: LoadInterval) -> [StyledText] {
        func padded(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - text.displayWidth)) + text
        }
        let time = padded(LoadText.time(interval.end), 7)
        var pieces: [StyledText] = [
            StyledText(time, .dim), StyledText(padded(LoadText.number(interval.throughput), 8) + " requests/s", .bold),
        ]
        for (name, percent) in [("p50", 50.0), ("p95", 95), ("p99", 99)] {
            pieces.append(StyledText("  \(name) \(padded(LoadText.latency(interval.total.percentile(percent)), 7))"))
        }
        if interval.errorCount > 0 {
            pieces.append(StyledText("  errors \(LoadText.number(interval.errorCount))", .bad))
            pieces.append(StyledText(" (\(LoadText.errors(interval.errors)))"))
        }
        return pieces
    }

    /// The summary, for people.
    var tables: [ReportTable] {
        var tables = [overview, latencies]
        if !total.errors.isEmpty { tables.append(errors) }
        if !histogram.isEmpty { tables.append(bars) }
        if !thresholds.isEmpty { tables.append(limits) }
        return tables
    }

    private var overview: ReportTable {
        var table = ReportTable("Load on \(target.origin)", columns: [("What", .left), ("Measured", .left)])
        func row(_ name: String, _ value: String) { table.add([StyledText(name), StyledText(value)]) }
        row("settings", settings)
        row("paths", target.paths.joined(separator: " "))
        row("time", LoadText.time(total.end) + (result.wasInterrupted ? ", interrupted" : ""))
        row("requests", LoadText.number(total.requests))
        row(
            "succeeded", "\(LoadText.number(total.successes)), \(LoadText.number(total.throughput, places: 1)) a second"
        )
        row("failed", "\(LoadText.number(total.errorCount)), \(LoadText.number(total.errorRate * 100, places: 2)) %")
        if total.cutOff > 0 {
            row(
                "cut off",
                "\(LoadText.number(total.cutOff)) under way at the end, the longest for \(LoadText.latency(total.longestCutOff))"
            )
        }
        if result.hasPhases { row("connections", LoadText.number(total.connections)) }
        if total.repeats > 0 {
            row("repeated", "\(LoadText.number(total.repeats)), because the server closed a kept connection unanswered")
        }
        row("received", Quantity.bytes(total.bytesReceived))
        if let counts = instances?.points.map(\.count), let least = counts.min(), let most = counts.max() {
            row(
                "instances",
                least == most ? LoadText.number(least) : "\(LoadText.number(least)) to \(LoadText.number(most))")
        }
        return table
    }

    private var latencies: ReportTable {
        let columns = Self.percentiles.map { ($0.name, Table.Alignment.right) }
        var table = ReportTable(
            "Latency", columns: [("Phase", .left), ("mean", .right)] + columns + [("max", .right), ("Count", .right)])
        for phase in phases {
            let histogram = phase.histogram
            var cells = [phase.name, LoadText.latency(histogram.mean)]
            cells += Self.percentiles.map { LoadText.latency(histogram.percentile($0.percent)) }
            cells += [
                LoadText.latency(histogram.count > 0 ? histogram.maximum : nil),
                LoadText.number(Double(histogram.count)),
            ]
            table.add(cells.map { StyledText($0) })
        }
        return table
    }

    private var errors: ReportTable {
        var table = ReportTable("Errors", columns: [("Kind", .left), ("Count", .right), ("Share", .right)])
        for (kind, count) in LoadText.sorted(total.errors) {
            let share = Double(count) / Double(max(1, total.requests)) * 100
            table.add([
                StyledText(kind.name), StyledText(LoadText.number(count)),
                StyledText(LoadText.number(share, places: 2) + " %"),
            ])
        }
        return table
    }

    private var bars: ReportTable {
        var table = ReportTable(
            "Latency histogram (total)",
            columns: [("Latency", .right), ("Count", .right), ("Share", .right), ("", .left)])
        let most = histogram.map(\.count).max() ?? 1
        for (label, count) in histogram {
            let share = Double(count) / Double(max(1, total.total.count)) * 100
            let length = count == 0 ? 0 : max(1, Int(Double(count) / Double(max(1, most)) * 40))
            table.add([
                StyledText(label), StyledText(LoadText.number(Double(count))),
                StyledText(LoadText.number(share, places: 2) + " %"),
                StyledText(String(repeating: "█", count: length), .accent),
            ])
        }
        return table
    }

    private var limits: ReportTable {
        var table = ReportTable(
            "Limits", columns: [("Figure", .left), ("Measured", .right), ("Fails when", .right), ("Result", .left)])
        for threshold in thresholds {
            let isExceeded = threshold.isExceeded(by: total)
            table.add([
                StyledText(threshold.name), StyledText(threshold.shown(threshold.measured(in: total))),
                StyledText(threshold.shownLimit),
                isExceeded ? StyledText("failed", .bad) : StyledText("kept", .good),
            ])
        }
        return table
    }
}
