import Diagnostics
import Environments
import Foundation

/// A run as one HTML page, which needs nothing else: no script, no font, no network.
struct LoadReport: Sendable {
    private let outcome: LoadOutcome
    private var timeline: LoadTimeline { outcome.result.timeline }
    private var end: Double { max(outcome.total.end, timeline.points.last?.end ?? 0).inSeconds }

    init(_ outcome: LoadOutcome) { self.outcome = outcome }

    /// The page.
    var html: String {
        let title = "Load on \(outcome.target.origin)"
        let about = [outcome.stackName.map { "stack \($0)" }, outcome.began.formatted(.iso8601)].compactMap(\.self)
            .joined(separator: ", ")
        var parts = [
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
            "<title>\(title.asMarkup)</title>\n<style>\n\(Self.style)</style></head>\n<body>",
            "<h1>\(title.asMarkup)</h1>\n<p class=\"about\">\(about.asMarkup)</p>",
        ]
        parts += (outcome.warnings + outcome.notes).map { "<p class=\"note\">\($0.asMarkup)</p>" }
        parts += outcome.tables.filter { $0.title?.hasPrefix("Latency histogram") != true }.map(Self.table)
        parts += [throughput, latency, errors, instances, histogram]
        if timeline.secondsPerPoint > 1 {
            parts.append(
                "<p class=\"about\">Each point of the plots stands for \(timeline.secondsPerPoint) seconds.</p>")
        }
        return parts.joined(separator: "\n") + "\n</body></html>\n"
    }

    private var throughput: String {
        let points = timeline.points.map { (x: $0.middle, y: Optional($0.throughput)) }
        return SVGPlot(
            title: "Successful requests a second", series: [.init(name: "requests/s", points: points)], end: end,
            label: { LoadText.number($0, places: $0 == $0.rounded() ? 0 : 1) }
        ).svg
    }

    private var latency: String {
        let series = [("p50", 50.0), ("p95", 95), ("p99", 99)].map { name, percent in
            SVGPlot.Series(
                name: name, points: timeline.points.map { ($0.middle, $0.total.percentile(percent).map(Double.init)) })
        }
        return SVGPlot(
            title: "Latency, logarithmic", series: series, scale: .logarithmic, end: end,
            label: { LoadText.latency($0) }
        ).svg
    }

    private var errors: String {
        let kinds = LoadText.sorted(outcome.total.errors).map(\.kind)
        guard !kinds.isEmpty else {
            return "<figure><figcaption>Errors a second</figcaption><p class=\"none\">none</p></figure>"
        }
        // The style sheet has six colours.
        let shown = kinds.prefix(5)
        func series(_ name: String, _ holds: @escaping (LoadErrorKind) -> Bool) -> SVGPlot.Series {
            SVGPlot.Series(
                name: name,
                points: timeline.points.map { point in
                    let count = point.errors.filter { holds($0.key) }.values.reduce(0, +)
                    return (point.start.inSeconds, point.seconds > 0 ? Double(count) / point.seconds : nil)
                })
        }
        var all = shown.map { kind in series(kind.name) { $0 == kind } }
        if kinds.count > shown.count { all.append(series("other") { !shown.contains($0) }) }
        return SVGPlot(
            title: "Errors a second", series: all, shape: .bars(width: Double(timeline.secondsPerPoint)),
            firstColour: 2, end: end,
            label: { LoadText.number($0, places: $0 == $0.rounded() ? 0 : 1) }
        ).svg
    }

    private var instances: String {
        guard let points = outcome.instances?.points, !points.isEmpty else { return "" }
        let series = SVGPlot.Series(
            name: "instances", points: points.map { ($0.time.timeIntervalSince(outcome.began), Optional($0.count)) })
        return SVGPlot(
            title: "Instances in service, from CloudWatch by the minute", series: [series], shape: .steps,
            isCount: true, end: end,
            label: { LoadText.number($0, places: $0 == $0.rounded() ? 0 : 1) }
        ).svg
    }

    private var histogram: String {
        let bars = outcome.histogram
        let most = Double(bars.map(\.count).max() ?? 1)
        let all = Double(max(1, outcome.total.total.count))
        let rows = bars.map { label, count in
            let share = LoadText.number(Double(count) / all * 100, places: 2)
            let width = LoadText.number(Double(count) / max(1, most) * 100, places: 1)
            return
                "<tr><td class=\"number\">\(label.asMarkup)</td><td class=\"number\">\(LoadText.number(Double(count)))</td><td class=\"number\">\(share) %</td><td class=\"bar\">\(count > 0 ? "<i style=\"width:\(width)%\"></i>" : "")</td></tr>"
        }
        return
            "<h2>Latency histogram (total)</h2>\n<table class=\"histogram\">\n\(rows.joined(separator: "\n"))\n</table>"
    }

    private static func table(_ table: ReportTable) -> String {
        func row(_ cells: [(text: String, isNumber: Bool)], _ tag: String) -> String {
            "<tr>"
                + cells.map { "<\(tag)\($0.isNumber ? " class=\"number\"" : "")>\($0.text.asMarkup)</\(tag)>" }
                .joined() + "</tr>"
        }
        let rows = table.cells.map { cells in
            row(zip(cells, table.headings).map { ($0.text, $1.isNumber) }, "td")
        }
        // The first table has the page's own title.
        let heading = table.title.map { $0.hasPrefix("Load on ") ? "" : "<h2>\($0.asMarkup)</h2>\n" } ?? ""
        return ([heading + "<table>", row(table.headings, "th")] + rows + ["</table>"]).joined(separator: "\n")
    }

    private static let style = """
        :root { color-scheme: light dark; --text: #1c2430; --dim: #5b6675; --line: #dfe3e8; --page: #fff; --note: #fff6df;
          --c0: #2463c4; --c1: #d97706; --c2: #c0262d; --c3: #15803d; --c4: #7c3aed; --c5: #64748b; }
        @media (prefers-color-scheme: dark) { :root { --text: #e6e9ee; --dim: #98a3b3; --line: #303846; --page: #14181f; --note: #3a3015;
          --c0: #6ea8ff; --c1: #f5a742; --c2: #ff7b80; --c3: #5fd38d; --c4: #b79bff; --c5: #a3afc0; } }
        body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); max-width: 960px; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.5rem; margin: 0; overflow-wrap: anywhere; } h2 { font-size: 1.05rem; margin: 1.8rem 0 .4rem; }
        .about, .none, figcaption, th { color: var(--dim); } .note { background: var(--note); padding: .4rem .8rem; border-radius: 4px; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; padding: .25rem .8rem .25rem 0; border-bottom: 1px solid var(--line); font-weight: normal; }
        .number { text-align: right; white-space: nowrap; }
        .histogram .bar { width: 60%; } .bar i { display: block; height: .9rem; min-width: 1px; background: var(--c0); }
        figure { margin: 1.8rem 0 0; } figcaption { font-size: 1.05rem; color: var(--text); } svg { width: 100%; height: auto; display: block; }
        svg text { font: 12px system-ui, sans-serif; fill: var(--dim); } .grid { stroke: var(--line); }
        polyline { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
        .key { font-size: .85rem; margin-left: .9rem; white-space: nowrap; } .key::before { content: ""; display: inline-block; width: .8em; height: .8em; margin-right: .35em; border-radius: 2px; background: currentColor; }

        """
        + (0...5).map {
            ".key.s\($0) { color: var(--c\($0)); } polyline.s\($0) { stroke: var(--c\($0)); } rect.s\($0), circle.s\($0) { fill: var(--c\($0)); }\n"
        }.joined()
}

extension LoadTimeline.Point {
    /// In seconds.
    fileprivate var middle: Double { (start + (end - start) / 2).inSeconds }
}
