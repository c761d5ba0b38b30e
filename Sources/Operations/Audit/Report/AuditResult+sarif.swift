import Diagnostics
import Foundation

extension AuditResult {
    /// The findings for code scanning.
    var sarif: SARIFLog {
        var counts: [String: Int] = [:]
        func result(_ diagnostic: Diagnostic, _ suppression: Suppression? = nil) -> SARIFLog.Result {
            guard let resource = diagnostic.resource else { return SARIFLog.Result(diagnostic) }
            let name = "\(stack) \(diagnostic.code) \(resource.id)"
            let count = counts[name, default: 0] + 1
            counts[name] = count
            return SARIFLog.Result(
                diagnostic, suppression: suppression, resource: (resource.name, "\(stack)/\(resource.id)"),
                fingerprint: count == 1 ? name : "\(name) \(count)")
        }
        return SARIFLog(
            tool: Self.tool, rules: DiagnosticFamily.ofAudits,
            results: report.standing.map { result($0) } + report.accepted.map { result($0.diagnostic, $0.suppression) },
            file: environmentFile, category: stack, endTime: now.formatted(.iso8601))
    }
}
