import AWSAccess
import AppDeclaration
import Environments
import Foundation
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
    /// How old a snapshot may get, in days.
    let snapshotDays: Int
    let now: Date

    /// All findings, the worst first.
    var findings: [Finding] {
        let all =
            securityGroupFindings + bucketFindings + databaseFindings + instanceFindings + roleFindings + tlsFindings
            + tagFindings + wasteFindings + leftoverFindings + nightFindings + uncheckedFindings
        return all.map { $0.fixed(over: connection) }.sorted(by: Finding.order)
    }

    /// What something costs a month, as the end of a sentence; empty when that is not known.
    func monthlyCost(_ item: PricedItem, _ quantity: Int = 1) -> String { monthlyCost(item, Decimal(quantity)) }

    func monthlyCost(_ item: PricedItem, _ quantity: Decimal) -> String {
        guard let price = prices[item] else { return "" }
        let amount = price.usd * quantity * (item.unit == .hour ? Price.hoursPerMonth : 1)
        return " (\(amount.text(2)) USD a month)"
    }

    /// How a parameter of the app is changed, or where it has none for the purpose, a property of the resource.
    func setting(_ parameter: String?, _ value: String, elseProperty property: String) -> String {
        "set \(parameter ?? "\(property) in its template") to \(value) and deploy"
    }

    private var uncheckedFindings: [Finding] {
        inventory.unchecked.map { unchecked in
            Finding(
                .notChecked, ResourceReference(type: "not checked", id: unchecked.what, name: unchecked.what),
                severity: unchecked.atStake, unchecked.reason,
                fix: "give the audit what it needs to read, or suppress this with a reason")
        }
    }
}
