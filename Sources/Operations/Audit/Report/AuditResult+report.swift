import Diagnostics
import Foundation

extension AuditResult {
    /// The findings as any other problems are reported.
    var report: DiagnosticReport {
        DiagnosticReport(
            standing: (findings + unchecked).map { $0.diagnostic(orIn: environmentFile) },
            accepted: suppressed.map {
                .init(diagnostic: $0.finding.diagnostic(orIn: environmentFile), suppression: $0.suppression)
            })
    }

    /// The findings for code scanning.
    var sarif: SARIFLog {
        var counts: [String: Int] = [:]
        func result(_ finding: Finding, _ suppression: Suppression? = nil) -> SARIFLog.Result {
            let name = "\(stack) \(finding.rule.code) \(finding.resource.id)"
            let count = counts[name, default: 0] + 1
            counts[name] = count
            return SARIFLog.Result(
                finding.diagnostic(orIn: environmentFile), suppression: suppression,
                resource: (finding.resource.name, "\(stack)/\(finding.resource.id)"),
                fingerprint: count == 1 ? name : "\(name) \(count)")
        }
        return SARIFLog(
            tool: "audit-infra", rules: DiagnosticFamily.ofAudits,
            results: (findings + unchecked).map { result($0) } + suppressed.map { result($0.finding, $0.suppression) },
            category: stack, endTime: now.formatted(.iso8601))
    }
}
