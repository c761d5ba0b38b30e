import Diagnostics
import Environments
import Foundation

/// A story as one HTML page, which needs nothing else: no script, no font, no network.
struct OperationPage {
    private let story: OperationStory
    private let region: String

    init(_ story: OperationStory, region: String) {
        self.story = story
        self.region = region
    }

    /// The page.
    var html: String {
        let title = story.headline
        let parts = [
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
            "<title>\(title.asMarkup)</title>\n<style>\n\(Self.style)</style></head>\n<body>",
            header, failure, legend, chart, aftermath,
            "</body></html>\n",
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var header: String {
        let state =
            story.isRunning ? "running" : story.status.isSuccess || story.status.phase == .deleted ? "done" : "failed"
        let longest = story.slowest.map { "<b>\($0.path.asMarkup)</b> \(ElapsedTime.words($0.longest))" }
        let path = story.criticalPath.map { $0.path.asMarkup }
        return """
            <header><h1>\(story.stackName.asMarkup) <span class="state \(state)">\(story.status.description.asMarkup)</span></h1>
            <p class="facts"><b>\(story.outcome.asMarkup)</b>; \(story.facts.asMarkup), \(region.asMarkup)</p>
            \(longest.isEmpty ? "" : "<p>Took longest: \(longest.joined(separator: ", "))</p>")
            \(path.isEmpty ? "" : "<p>Decided how long it took: <span class=\"path\">\(path.joined(separator: " → "))</span></p>")</header>
            """
    }

    private var failure: String {
        guard let failure = story.failure else { return "" }
        let place = failure.place.map { "<p class=\"place\">\("\($0)".asMarkup)</p>" } ?? ""
        let notes = failure.notes.map { "<li>\($0.message.asMarkup)</li>" }.joined()
        let property = failure.property.map { "<p class=\"place\">\($0.asMarkup)</p>" } ?? ""
        let fix = failure.fix.map { "<p class=\"fix\"><b>What to do:</b> \($0.asMarkup)</p>" } ?? ""
        return
            "<section class=\"failure\"><h2>First cause</h2>\n<p><b>\(failure.message.asMarkup)</b></p>\n\(place)\(property)<ul>\(notes)</ul>\n\(fix)</section>"
    }

    private var aftermath: String {
        guard !story.aftermath.isEmpty else { return "" }
        let items = story.aftermath.map { "<li>\($0.asMarkup)</li>" }.joined()
        return "<section><h2>What the rollback left</h2>\n<ul>\(items)</ul></section>"
    }

    private var legend: String {
        let kinds = Self.kinds.filter { kind in
            story.rows.contains { $0.steps.contains { Self.kind(of: $0) == kind.name } }
        }
        let keys = kinds.map { "<span class=\"key\"><i class=\"\($0.name)\"></i>\($0.words)</span>" }
        let critical = "<span class=\"key\"><i class=\"done critical\"></i>◆ decided how long it took</span>"
        return "<p class=\"legend\">\((keys + [critical]).joined(separator: "\n"))</p>"
    }

    // MARK: - The chart

    private var chart: String {
        let axis = ticks.map { "<span style=\"left:\(percent($0))%\">\(ElapsedTime.clock($0))</span>" }.joined()
        let lines = ticks.map { "<i style=\"left:\(percent($0))%\"></i>" }.joined()
        return """
            <div class="chart"><div class="row axis"><div class="name"></div><div class="track">\(axis)</div></div>
            <div class="body"><div class="row lines"><div class="name"></div><div class="track">\(lines)</div></div>
            \(rows(in: story.rows[...]))</div></div>
            """
    }

    /// Rows one below the other, each stack around those that are in it, so that it can be folded.
    private func rows(in rows: ArraySlice<OperationStory.Row>) -> String {
        var text = ""
        var rest = rows
        while let row = rest.first {
            rest = rest.dropFirst()
            let inner = rest.prefix { $0.depth > row.depth }
            rest = rest.dropFirst(inner.count)
            if inner.isEmpty {
                text += line(row)
            } else {
                text += "<details open><summary>\(line(row))</summary>\n\(self.rows(in: inner))</details>\n"
            }
        }
        return text
    }

    private func line(_ row: OperationStory.Row) -> String {
        let classes = ["row", row.isStack ? "stack" : "", row.isCritical ? "critical" : ""].filter { !$0.isEmpty }
        let type = row.isStack ? "" : " <small>\(row.type.replacing("AWS::", with: "").asMarkup)</small>"
        let bars = row.steps.map { bar($0, of: row) }.joined()
        return
            "<div class=\"\(classes.joined(separator: " "))\"><div class=\"name\" style=\"--depth:\(row.depth)\" title=\"\(row.path.asMarkup)\">\(row.name.asMarkup)\(type)</div><div class=\"track\">\(bars)</div></div>\n"
    }

    private func bar(_ step: OperationStory.Step, of row: OperationStory.Row) -> String {
        let isLate = step.start > story.duration / 2
        let critical = row.isCritical && !step.isRollback && !row.isStack ? " critical" : ""
        let place = row.location.map { "<br>\("\($0)".asMarkup)" } ?? ""
        let reason = step.reason.isEmpty ? "" : "<br><em>\(step.reason.onOneLine.asMarkup)</em>"
        let tip =
            "<span class=\"tip\(isLate ? " late" : "")\"><b>\(row.path.asMarkup)</b> \(step.words)<br>\(row.type.asMarkup)<br>+\(ElapsedTime.clock(step.start)), \(ElapsedTime.words(step.duration))\(place)\(reason)</span>"
        return
            "<span class=\"bar \(Self.kind(of: step))\(critical)\" tabindex=\"0\" style=\"left:\(percent(step.start))%;width:\(percent(step.duration))%\">\(tip)</span>"
    }

    private func percent(_ seconds: Double) -> String {
        String(format: "%.2f", story.duration > 0 ? min(100, seconds / story.duration * 100) : 0)
    }

    /// Some five times on the axis, at round numbers.
    private var ticks: [Double] {
        let steps: [Double] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600]
        let step = steps.first { story.duration / $0 <= 6 } ?? 43_200
        return Array(stride(from: 0, through: story.duration, by: step))
    }

    /// What bars can be, with what the legend says.
    private static let kinds = [
        (name: "done", words: "created"), (name: "updated", words: "updated"), (name: "deleted", words: "deleted"),
        (name: "failed", words: "failed"), (name: "cancelled", words: "cancelled"), (name: "back", words: "taken back"),
        (name: "retained", words: "retained"), (name: "running", words: "goes on"),
    ]

    private static func kind(of step: OperationStory.Step) -> String {
        switch step.outcome {
        case .failed: "failed"
        case .cancelled: "cancelled"
        case .retained: "retained"
        case .running: "running"
        case .done where step.isRollback || step.action == .rollback: "back"
        case .done:
            switch step.action {
            case .update: "updated"
            case .delete: "deleted"
            case .create, .importing, .rollback: "done"
            }
        }
    }
}
