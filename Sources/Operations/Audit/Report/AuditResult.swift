import Diagnostics
import Foundation

/// What an audit found, ready to be written in any format.
struct AuditResult: Sendable {
    struct Suppressed: Sendable {
        let finding: Finding
        let suppression: Suppression
    }

    let environment: String
    /// The environment's file, as messages show it.
    let environmentFile: String
    let stack: String
    let project: String
    let region: String
    let now: Date
    let costs: CostSummary
    /// The worst first, without those that are suppressed and those that say what was not checked.
    let findings: [Finding]
    /// What was not checked, the gravest first.
    let unchecked: [Finding]
    let suppressed: [Suppressed]
    let expired: [Suppression]
    /// Suppressions that no finding needs any more.
    let unused: [Suppression]

    /// Sorts findings into those that stand and those that are suppressed.
    static func sort(
        _ findings: [Finding], by suppressions: [Suppression], now: Date
    ) -> (standing: [Finding], suppressed: [Suppressed], expired: [Suppression], unused: [Suppression]) {
        let today = Day("\(now.formatted(.iso8601).prefix(10))") ?? .today
        // What synthesis finds may be accepted in the same file.
        let codes = Set(DiagnosticFamily.ofAudits.map(\.code))
        let sorted = Acceptance(
            findings, by: suppressions.filter { codes.contains($0.code) }, on: today, severity: \.severity
        ) { $0.matches($1) }
        return (
            sorted.standing, sorted.accepted.map { Suppressed(finding: $0, suppression: $1) }, sorted.expired,
            sorted.unused
        )
    }

    /// How many findings, and things not checked, are at least as bad as a threshold.
    func count(atLeast threshold: Diagnostic.Severity) -> Int {
        (findings + unchecked).count { $0.severity >= threshold }
    }
}

extension Suppression {
    fileprivate func matches(_ finding: Finding) -> Bool { matches(finding.rule.code, of: finding.resourceNames) }
}
