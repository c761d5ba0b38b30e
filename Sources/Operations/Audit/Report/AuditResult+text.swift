import Diagnostics
import Terminal

extension AuditResult {
    /// Writes the audit for people at a terminal. Findings are paragraphs: a table of sentences fits no screen.
    func printText(on stream: TerminalStream) throws {
        try stream.print(costTables, document: AuditDocument(self), as: .text)
        stream.print("")
        if let problem = costs.priceListProblem { stream.print("AWS's price list was not used: \(problem)") }
        for assumption in costs.assumptions { stream.print([StyledText("assumed: \(assumption)", .dim)]) }
        write("Findings", findings, on: stream, none: "nothing was found")
        if !unchecked.isEmpty { write("Not checked", unchecked, on: stream, none: "") }
        let sources = SourceFiles()
        if !suppressed.isEmpty {
            heading("Suppressed", on: stream)
            for one in suppressed {
                let until = one.suppression.expires.map { ", until \($0)" } ?? ""
                let place = sources.position(of: one.suppression.place).path
                stream.print([
                    StyledText(
                        "\(one.finding.severity.rawValue)  \(one.finding.rule.code)  \(one.finding.resource.shown)",
                        .dim),
                    StyledText(": \(one.suppression.reason) (\(place)\(until))"),
                ])
            }
        }
        stream.print("")
        stream.print([StyledText(summary, .bold)])
    }

    /// How many findings there are of each severity, in a line.
    var summary: String {
        let counts = Diagnostic.Severity.ofFindings.reversed().map { severity in
            "\(findings.count { $0.severity == severity }) \(severity.rawValue)"
        }
        let more =
            (suppressed.isEmpty ? "" : ", \(suppressed.count) suppressed")
            + (unchecked.isEmpty ? "" : ", \(unchecked.count) not checked")
        return
            "\(stack): \(counts.joined(separator: ", "))\(more); \(costs.total.hourly.text(4)) USD/hour, \(costs.total.monthly.text(2)) USD/month"
            + (costs.total.unknown == 0 ? "" : " and \(costs.total.unknown) unknown")
    }

    private func heading(_ title: String, on stream: TerminalStream) {
        stream.print("")
        stream.print([StyledText(title, .bold)])
    }

    private func write(_ title: String, _ findings: [Finding], on stream: TerminalStream, none: String) {
        let sources = SourceFiles()
        heading(title, on: stream)
        if findings.isEmpty { stream.print(none) }
        for finding in findings {
            let severity = StyledText(finding.severity.rawValue.padded(toDisplayWidth: 6), finding.severity.style)
            stream.print([
                severity, StyledText("  \(finding.rule.code)  "), StyledText(finding.resource.shown, .bold),
                StyledText(": \(finding.rule.title)"),
            ])
            stream.print("                \(finding.why)")
            stream.print([StyledText("                fix: \(finding.fix)", .dim)])
            if let origin = finding.origin {
                let position = sources.position(of: .source(origin.location))
                stream.print([StyledText("                from: \(position) (\(origin.path))", .dim)])
            }
        }
    }
}
