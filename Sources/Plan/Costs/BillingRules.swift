import Prices

/// What is billed by type, each asked for once.
///
/// A class, so that what was looked up serves all who ask.
final class BillingRules {
    private var known: [String: BillingRule?] = [:]

    subscript(type: String) -> BillingRule? {
        if let rule = known[type] { return rule }
        let rule = BillingRule(of: type)
        known[type] = .some(rule)
        return rule
    }
}
