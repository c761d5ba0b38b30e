import AWSAccess
import Diagnostics
import Environments
import Foundation
import AWSPriceList
import Prices
import Terminal

/// What an audit is asked for besides the environment.
struct AuditOptions: Sendable {
    let format: OutputFormat
    /// The exit status is 1 when a finding is at least as bad; nil never fails.
    let threshold: Diagnostic.Severity?
    let capacityUnits: Amount
    let snapshotDays: Int

    static let options: [CommandSyntax.Option] =
        [
            OutputFormat.option(.ofDiagnostics),
            ToolPermissions.option,
            .value(
                "fail-on", "SEVERITY", "exit status 1 when a finding is at least this bad: info, low, medium or high"),
            .value("lcu", "NUMBER", "capacity units that a load balancer uses on average, such as 0.5; 1 without it"),
            .value("snapshot-days", "DAYS", "a snapshot older than this is waste; 7 without it"),
            SuppressionFile.option,
            .flag("rules", "list all rules and do nothing else"),
        ] + PriceSources.options

    /// - Throws: `UsageError` for values that are not allowed.
    init(_ arguments: Arguments) throws {
        format = try OutputFormat(arguments, from: .ofDiagnostics)
        threshold = try arguments.value("fail-on").map { _ in
            let severities = Diagnostic.Severity.ofFindings.map(\.rawValue)
            return Diagnostic.Severity(rawValue: try arguments.choice("fail-on", from: severities, default: "high"))
                ?? .high
        }
        let units = arguments.value("lcu") ?? "1"
        guard units.wholeMatch(of: #/\d{1,6}(\.\d{1,6})?/#) != nil, let number = Amount(units) else {
            throw UsageError("--lcu is '\(units)'; allowed: a number such as 0.5 or 3")
        }
        capacityUnits = number
        snapshotDays = try arguments.integer("snapshot-days", in: 0...3650, default: 7)
    }
}
