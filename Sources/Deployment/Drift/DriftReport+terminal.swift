import Diagnostics
import Terminal

extension DriftReport {
    /// The report for people.
    ///
    /// - Parameters:
    ///   - width: how wide lines should be, in cells.
    ///   - source: how a place is written.
    func lines(width: Int, source: (Diagnostic.Place) -> String) -> [[StyledText]] {
        var lines: [[StyledText]] = []
        for resource in drifted + respelled + unknown.map(\.resource) {
            lines.append([
                StyledText("\(resource.symbol) ", resource.style), StyledText(resource.path, .bold),
                StyledText("  \(resource.type)  ", .dim),
                StyledText(resource.headline, resource.isDrifted ? .plain : .dim),
            ])
            if let place = resource.place { lines.append([StyledText("    " + source(place), .dim)]) }
            let pathWidth = min(40, resource.differences.map(\.path.displayWidth).max() ?? 0)
            for difference in resource.differences { lines.append(difference.line(width: width, pathWidth: pathWidth)) }
            lines.append([""])
        }
        for (type, paths) in uncomparedTypes {
            lines.append([
                StyledText("? "), StyledText("not compared: ", .warning), StyledText(type, .dim),
                StyledText("  \(paths.joined(separator: ", "))"),
            ])
        }
        if !uncompared.isEmpty { lines.append([""]) }
        lines.append([StyledText("Drift: \(summary)", .bold)])
        return lines
    }
}

extension ResourceDrift {
    /// One character that says how it stands.
    var symbol: Character {
        switch verdict {
        case .inSync: "="
        case .modified: "~"
        case .deleted, .left: "-"
        case .uncompared, .unknown: "?"
        }
    }

    fileprivate var style: Style {
        switch verdict {
        case .inSync: .dim
        case .modified, .uncompared, .unknown: .warning
        case .deleted, .left: .bad
        }
    }
}

extension ResourceDrift.Difference {
    fileprivate func line(width: Int, pathWidth: Int) -> [StyledText] {
        let room = max(20, (width - pathWidth - 12) / 2)
        func shown(_ value: String?) -> String { (value ?? "nothing").onOneLine.truncated(toDisplayWidth: room) }
        return [
            StyledText("    " + path.padded(toDisplayWidth: pathWidth) + "  "),
            StyledText(shown(expected), .good), StyledText(" → "), StyledText(shown(actual), .bad),
            StyledText(note.isEmpty ? "" : "  \(note)", spelling == .same ? .dim : .warning),
        ]
    }
}
