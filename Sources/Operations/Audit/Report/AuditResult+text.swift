import Diagnostics
import Environments
import Terminal

extension AuditResult {
    /// Writes the audit for people at a terminal: tables of costs, and findings as a compiler prints problems.
    func printText(on stream: TerminalStream) throws {
        try stream.print(costTables, document: AuditDocument(self), as: .text)
        stream.print("")
        if let problem = costs.priceListProblem { stream.print("AWS's price list was not used: \(problem)") }
        for assumption in costs.assumptions { stream.print([StyledText("assumed: \(assumption)", .dim)]) }
        let sources = SourceFiles()
        func section(_ title: String, _ lines: [TextLine]) {
            guard !lines.isEmpty else { return }
            stream.print("")
            stream.print([StyledText(title, .bold)])
            for line in lines { stream.print(line) }
        }
        for severity in Diagnostic.Severity.ofFindings.reversed() {
            let ones = findings.filter { $0.severity == severity }
            section("Findings, \(severity.rawValue)", ones.flatMap { $0.text(sources) })
        }
        if findings.isEmpty { section("Findings", [[TextPiece("nothing was found")]]) }
        section("Not checked", unchecked.flatMap { $0.text(sources) })
        section("Suppressed", report.accepted.map { $0.text(sources) })
        section("Suppressions", suppressionProblems.flatMap { $0.text(sources) })
        stream.print("")
        let hint = report.standing.isEmpty ? "" : "; --explain CODE says what one means"
        stream.print([StyledText(summary, .bold), StyledText(hint, .dim)])
    }

    /// How many findings there are of each severity, in a line.
    var summary: String {
        let counts = Diagnostic.Severity.ofFindings.reversed().map { severity in
            "\(findings.count { $0.severity == severity }) \(severity.rawValue)"
        }
        let more =
            (report.accepted.isEmpty ? "" : ", \(report.accepted.count) suppressed")
            + (unchecked.isEmpty ? "" : ", \(unchecked.count) not checked")
        return
            "\(stack): \(counts.joined(separator: ", "))\(more); \(costs.total.hourly.text(4)) USD/hour, \(costs.total.monthly.text(2)) USD/month"
            + (costs.total.unknown == 0 ? "" : " and \(costs.total.unknown) unknown")
    }
}
