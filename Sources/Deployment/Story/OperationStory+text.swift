import Diagnostics
import Environments
import Terminal

extension OperationStory {
    /// Prints the story for people: what happened when, what took longest, and what went wrong.
    func print(on stream: TerminalStream) {
        stream.print([StyledText(headline, .bold)])
        stream.print(facts)
        stream.print()
        stream.print(table)
        stream.print()
        for line in summary { stream.print(line) }
        guard let failure else { return }
        stream.print()
        for line in failure.text(SourceFiles()) { stream.print(line) }
        for line in aftermath { stream.print(message: line, after: StyledText("left:", .accent)) }
    }

    private var table: Table {
        var table = Table([
            .init("begins", .right), .init("takes", .right), " ", "what", "resource", "type",
        ])
        let steps = rows.flatMap { row in row.steps.map { (row: row, step: $0) } }
        for (row, step) in steps.enumerated().sorted(by: {
            ($0.element.step.start, $0.offset) < ($1.element.step.start, $1.offset)
        }).map(\.element) {
            table.add([
                StyledText("+" + ElapsedTime.clock(step.start)),
                StyledText(step.duration > 0 ? ElapsedTime.words(step.duration) : ""),
                StyledText(row.isCritical && !step.isRollback ? "◆" : "", .accent), StyledText(step.words, step.style),
                StyledText(row.path, row.isStack ? .bold : .plain), StyledText(row.isStack ? "" : row.type, .dim),
            ])
        }
        return table
    }

    private var summary: [String] {
        let longest = slowest.map { row in
            let share = duration > 0 ? ", \(Int((row.longest / duration * 100).rounded())) %" : ""
            return "\(row.path) (\(ElapsedTime.words(row.longest))\(share))"
        }
        let path = criticalPath.map(\.path)
        return [
            longest.isEmpty ? nil : "took longest: \(longest.joined(separator: ", "))",
            path.isEmpty ? nil : "◆ decided how long it took: \(path.joined(separator: " → "))",
        ].compactMap(\.self)
    }
}

extension OperationStory.Step {
    /// How it looks on a terminal.
    fileprivate var style: Style {
        switch outcome {
        case .failed: .bad
        case .cancelled, .retained: .warning
        case .running: .accent
        case .done: isRollback || action == .rollback ? .warning : .good
        }
    }
}
