import Diagnostics
import Foundation

/// A plot over time as inline SVG, coloured by the style sheet of ``LoadReport``.
struct SVGPlot: Sendable {
    /// One line, or the bars of one kind.
    struct Series: Sendable {
        let name: String
        /// Seconds since the beginning of the run, and a value; nil where nothing was measured, which leaves a gap.
        let points: [(x: Double, y: Double?)]
    }

    enum Shape: Sendable {
        case lines
        /// Lines that hold each value until the next.
        case steps
        /// Bars upon each other; the first number of a point is where its bar begins, and all bars are equally wide.
        case bars(width: Double)
    }

    enum Scale: Sendable {
        /// From 0.
        case linear
        /// From a 1, 2 or 5 below the least value, or a 1 where that makes too many marks; what is not above 0 is left
        /// out.
        case logarithmic
    }

    let title: String
    let series: [Series]
    var shape = Shape.lines
    var scale = Scale.linear
    /// Whether values are counted, so that the axis has no fractions.
    var isCount = false
    /// Which of the six colours of the style sheet the first series has.
    var firstColour = 0
    /// Where the time axis ends, in seconds.
    let end: Double
    /// Writes a value of the axis and of a tooltip.
    let label: @Sendable (Double) -> String

    private static let width = 900.0
    private static let height = 240.0
    private static let margin = (left: 84.0, right: 12.0, top: 12.0, bottom: 28.0)
    private static let bottom = height - margin.bottom

    /// A figure with a caption and a legend.
    var svg: String {
        let marks = yTicks
        guard let lowest = marks.first, let highest = marks.last, highest > lowest, end > 0 else {
            return
                "<figure><figcaption>\(title.asMarkup)</figcaption><p class=\"none\">nothing was measured</p></figure>\n"
        }
        let frame = Frame(lowest: lowest, highest: highest, end: end, scale: scale)
        var parts = ["<figure><figcaption>\(title.asMarkup)\(legend)</figcaption>"]
        parts.append(
            "<svg viewBox=\"0 0 \(Self.text(Self.width)) \(Self.text(Self.height))\" role=\"img\" aria-label=\"\(title.asMarkup)\">"
        )
        for mark in marks {
            let y = Self.text(frame.y(mark))
            parts.append(
                "<line class=\"grid\" x1=\"\(Self.text(Self.margin.left))\" x2=\"\(Self.text(Self.width - Self.margin.right))\" y1=\"\(y)\" y2=\"\(y)\"/>"
            )
            parts.append(
                "<text x=\"\(Self.text(Self.margin.left - 8))\" y=\"\(y)\" dy=\"0.32em\" text-anchor=\"end\">\(label(mark).asMarkup)</text>"
            )
        }
        for mark in Self.ticks(upTo: end, count: 8) where mark <= end {
            parts.append(
                "<text x=\"\(Self.text(frame.x(mark)))\" y=\"\(Self.text(Self.height - 8))\" text-anchor=\"middle\">\(Self.time(mark).asMarkup)</text>"
            )
        }
        switch shape {
        case .bars(let width): parts += bars(frame, width)
        case .lines, .steps: parts += series.enumerated().flatMap { lines(frame, $0.element, $0.offset) }
        }
        parts.append("</svg></figure>\n")
        return parts.joined(separator: "\n")
    }

    private func style(_ index: Int) -> String { "s\((firstColour + index) % 6)" }

    private var legend: String {
        guard series.count > 1 || shape.hasBars else { return "" }
        return series.enumerated().map {
            " <span class=\"key \(style($0.offset))\">\($0.element.name.asMarkup)</span>"
        }.joined()
    }

    private func lines(_ frame: Frame, _ series: Series, _ index: Int) -> [String] {
        var runs: [[(x: Double, y: Double)]] = [[]]
        for point in series.points {
            guard let y = point.y, scale == .linear || y > 0 else {
                if runs[runs.count - 1].isEmpty == false { runs.append([]) }
                continue
            }
            if case .steps = shape, let last = runs[runs.count - 1].last {
                runs[runs.count - 1].append((point.x, last.y))
            }
            runs[runs.count - 1].append((point.x, y))
        }
        if case .steps = shape, let last = runs[runs.count - 1].last {
            runs[runs.count - 1].append((max(end, last.x), last.y))
        }
        return runs.filter { !$0.isEmpty }.map { run in
            if run.count == 1 {
                return
                    "<circle class=\"\(style(index))\" cx=\"\(Self.text(frame.x(run[0].x)))\" cy=\"\(Self.text(frame.y(run[0].y)))\" r=\"3\"/>"
            }
            let points = run.map { "\(Self.text(frame.x($0.x))),\(Self.text(frame.y($0.y)))" }.joined(separator: " ")
            return
                "<polyline class=\"\(style(index))\" points=\"\(points)\"><title>\(series.name.asMarkup)</title></polyline>"
        }
    }

    private func bars(_ frame: Frame, _ width: Double) -> [String] {
        var base: [Double: Double] = [:]
        var parts: [String] = []
        for (index, series) in series.enumerated() {
            for point in series.points {
                guard let value = point.y, value > 0 else { continue }
                let from = base[point.x, default: 0]
                base[point.x] = from + value
                let left = frame.x(point.x)
                let right = frame.x(min(end, point.x + width))
                let top = frame.y(from + value)
                parts.append(
                    "<rect class=\"\(style(index))\" x=\"\(Self.text(left))\" y=\"\(Self.text(top))\" width=\"\(Self.text(max(1, right - left - 0.5)))\" height=\"\(Self.text(frame.y(from) - top))\"><title>\("\(Self.time(point.x)): \(series.name) \(label(value))".asMarkup)</title></rect>"
                )
            }
        }
        return parts
    }

    // Scales

    private struct Frame {
        let lowest: Double
        let highest: Double
        let end: Double
        let scale: Scale

        func x(_ seconds: Double) -> Double {
            let share = min(1, max(0, seconds / end))
            return margin.left + share * (SVGPlot.width - margin.left - margin.right)
        }

        func y(_ value: Double) -> Double {
            let share =
                scale == .linear
                ? (value - lowest) / (highest - lowest) : log(max(value, lowest) / lowest) / log(highest / lowest)
            return bottom - min(1, max(0, share)) * (bottom - margin.top)
        }
    }

    /// The marks of the value axis, its ends included.
    private var yTicks: [Double] {
        let values = series.flatMap { $0.points.compactMap(\.y) }.filter { scale == .linear || $0 > 0 }
        guard let least = values.min(), var most = values.max() else { return [] }
        if shape.hasBars {
            var sums: [Double: Double] = [:]
            for series in series { for point in series.points { sums[point.x, default: 0] += point.y ?? 0 } }
            most = sums.values.max() ?? most
        }
        guard scale == .logarithmic else { return Self.ticks(upTo: max(most, 1), count: 4, leastStep: isCount ? 1 : 0) }
        let fine = Self.logarithmicTicks(from: least, to: most, in: [1, 2, 5])
        // More would stand on each other.
        return fine.count <= 12 ? fine : Self.logarithmicTicks(from: least, to: most, in: [1])
    }

    /// Some marks of each decade, from at most the least value to at least the most.
    static func logarithmicTicks(from least: Double, to most: Double, in decade: [Double]) -> [Double] {
        let steps = (-3...13).flatMap { power in decade.map { $0 * pow(10, Double(power)) } }
        let first = steps.lastIndex { $0 <= least } ?? 0
        let last = steps.firstIndex { $0 >= most && $0 > steps[first] } ?? steps.count - 1
        return Array(steps[first...last])
    }

    /// Round numbers from 0 to at least a value, about so many.
    static func ticks(upTo value: Double, count: Int, leastStep: Double = 0) -> [Double] {
        let rough = value / Double(count)
        let decade = pow(10, log10(rough).rounded(.down))
        let step = max(leastStep, ([1.0, 2, 5].first { $0 * decade >= rough * 0.999 } ?? 10) * decade)
        return (0...Int((value / step * 0.999).rounded(.up))).map { Double($0) * step }
    }

    private static func time(_ seconds: Double) -> String { LoadText.time(Nanoseconds(clamping: seconds * 1e9)) }

    /// A coordinate: a tenth of a pixel is enough.
    private static func text(_ value: Double) -> String {
        let tenths = Int(clamping: value * 10)
        return tenths % 10 == 0
            ? "\(tenths / 10)" : "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
    }
}

extension SVGPlot.Shape {
    fileprivate var hasBars: Bool { if case .bars = self { true } else { false } }
}
