import Diagnostics
import Environments
import Foundation
import Terminal

extension AuditResult {
    /// Writes the audit for an issue or a job's summary: tables of costs, and findings as any command writes problems.
    func printMarkdown(on stream: TerminalStream) throws {
        stream.write(
            document: "# Audit of \(stack) in \(region), \(now.formatted(.iso8601))\n\n\(summary)\n\n")
        try stream.print(costTables, document: AuditDocument(self), as: .markdown)
        let notes =
            (costs.priceListProblem.map { ["AWS's price list was not used: \($0)"] } ?? [])
            + costs.assumptions.map { "Assumed: \($0)" }
        stream.write(document: "\n" + notes.map { "- \($0.asMarkdownText)\n" }.joined())
        stream.write(
            document: "\n## Findings\n\n"
                + report.document(as: .markdown, by: Self.tool, SourceFiles()))
    }
}
