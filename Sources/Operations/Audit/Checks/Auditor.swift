import AWSAccess
import AppDeclaration
import CloudFormation
import Diagnostics
import Environments
import Foundation
import Permissions
import Prices

/// Looks at an inventory and says what is wrong. It reads nothing: everything it knows is handed in.
struct Auditor: Sendable {
    let inventory: Inventory
    let scope: AuditScope
    let prices: Prices
    let app: OperatedApp
    let environment: EnvironmentFile
    /// Which AWS was read, which is where the fixes belong.
    let connection: AWSConnection
    /// What is deployed, where a command knows it.
    let assembly: Assembly?
    /// What the environment's templates need of its roles; nil where a command does not know them.
    let roles: DeploymentRoles?
    /// How old a snapshot may get, in days.
    let snapshotDays: Int
    let now: Date

    /// All findings, the worst first, and then what was not checked.
    var findings: [Diagnostic] {
        let all =
            securityGroupFindings + bucketFindings + databaseFindings + instanceFindings + roleFindings
            + executionRoleFindings
            + tlsFindings
            + tagFindings + wasteFindings + leftoverFindings + nightFindings
        return all.sorted(by: Self.isGraver) + uncheckedFindings.sorted(by: Self.isGraver)
    }

    /// A problem of a resource, which leads to the line of Swift that made it where that is known.
    ///
    /// - Parameters:
    ///   - severity: nil for the rule's.
    ///   - detail: what is the case, with the offending values; why it matters is the rule's reason.
    ///   - words: what to do; with a command, what goes before it.
    ///   - command: what does it, to be pasted into a shell as it is.
    func finding(
        _ rule: DiagnosticKind, _ resource: DeployedResource, severity: Diagnostic.Severity? = nil, _ detail: String,
        fix words: String? = nil, command: String? = nil
    ) -> Diagnostic {
        let origin = assembly?.resource(at: resource.name)
        // It goes where the audit looked: elsewhere the resource is not, or another one of its name.
        let command = command.map { "\($0) \(connection.shownArguments)" }
        return Diagnostic(
            rule.code, "\(resource.shown): \(detail); \(rule.reason)", severity: severity ?? rule.severity,
            at: origin.map { .source($0.location) }, logicalID: origin?.logicalID, path: origin?.path,
            resource: resource, fix: [words, command].compactMap(\.self).joined(separator: ": "),
            isConfidential: origin.map { secretLines.contains($0.location) } ?? false)
    }

    /// Lines of Swift that may show a secret, as synthesis found.
    private var secretLines: [SourceLocation] {
        (assembly?.diagnostics ?? []).filter(\.isConfidential).compactMap(\.location)
    }

    /// The worst first, then by code and resource.
    private static func isGraver(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
        if left.severity != right.severity { return left.severity > right.severity }
        return (left.code, left.resource?.name ?? "", left.message)
            < (right.code, right.resource?.name ?? "", right.message)
    }

    /// What something costs a month, as the end of a sentence; empty when that is not known.
    func monthlyCost(_ item: PricedItem, _ quantity: Int = 1) -> String { monthlyCost(item, Amount(quantity)) }

    func monthlyCost(_ item: PricedItem, _ quantity: Amount) -> String {
        guard let price = prices[item] else { return "" }
        let amount = price.usd * quantity * (item.unit == .hour ? Price.hoursPerMonth : 1)
        return " (\(amount.text(2)) USD a month)"
    }

    /// How a parameter of the app is changed, or where it has none for the purpose, a property of the resource.
    func setting(_ parameter: String?, _ value: String, elseProperty property: String) -> String {
        "set \(parameter ?? "\(property) in its template") to \(value) and deploy"
    }

    private var uncheckedFindings: [Diagnostic] {
        inventory.unchecked.map { unchecked in
            finding(
                .notChecked, DeployedResource(type: "not checked", id: unchecked.what, name: unchecked.what),
                severity: unchecked.atStake, unchecked.reason,
                fix: "give the audit what it needs to read, or suppress this with a reason")
        }
    }
}

extension DeployedResource {
    /// The name, with the ID where that says more and is short.
    fileprivate var shown: String {
        if name == id { return id }
        return id.count <= 40 && !id.hasPrefix("arn:") && id != "snapshots" ? "\(name) (\(id))" : name
    }
}

extension Diagnostic.Severity {
    /// What a finding can be: what is deployed is no error.
    static var ofFindings: [Diagnostic.Severity] { allCases.filter { $0 < .error } }
}
