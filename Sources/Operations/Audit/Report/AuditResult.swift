import AWSAccess
import Diagnostics
import Foundation

/// What an audit found, ready to be written in any format.
struct AuditResult: Sendable {
    /// What the command is called, and what documents say they are of.
    static let tool = "audit-infra"

    let environment: String
    /// The environment's file, as messages show it.
    let environmentFile: String
    let stack: String
    let project: String
    let region: String
    let now: Date
    let costs: CostSummary
    /// Findings, what was not checked, and what is wrong with suppressions, in this order.
    let report: DiagnosticReport

    /// Separates findings from those that are accepted.
    ///
    /// - Parameter suppressions: those of what synthesis finds may be among them.
    static func report(_ findings: [Diagnostic], suppressions: [Suppression], now: Date) -> DiagnosticReport {
        let codes = Set(DiagnosticFamily.ofAudits.map(\.code))
        return DiagnosticReport(
            findings, suppressions: suppressions.filter { codes.contains($0.code) },
            on: Day(of: now), elsewhere: [])
    }

    /// What stands of the findings, the worst first.
    var findings: [Diagnostic] {
        report.standing.filter { $0.resource != nil && $0.code != DiagnosticKind.notChecked.code }
    }

    /// What was not checked, the gravest first.
    var unchecked: [Diagnostic] { report.standing.filter { $0.code == DiagnosticKind.notChecked.code } }

    /// What is wrong with suppressions.
    var suppressionProblems: [Diagnostic] { report.standing.filter { $0.resource == nil } }
}
