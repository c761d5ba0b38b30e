import Prices

/// What AWS bills for one resource, as its templates tell: how much of what, before anybody looks at prices.
struct Bill: Hashable {
    /// One line of it.
    struct Charge: Hashable {
        /// For people: `t3.micro`.
        let what: String
        /// What it may be, of which one is; several where a condition is undecided.
        let alternatives: [Alternative]
    }

    /// Some of something.
    struct Alternative: Hashable {
        /// Nil where nothing is billed.
        let item: PricedItem?
        let quantity: ClosedRange<Amount>
    }

    private(set) var charges: [Charge] = []
    /// What is billed and cannot be told, each with what decides it.
    private(set) var gaps: [String] = []
    /// What depends on use.
    private(set) var uses: [BillingRule.Use] = []
    /// What else is to be known, such as what is assumed.
    private(set) var notes: [String] = []

    /// Some of something that is surely billed.
    mutating func add(_ what: String, _ item: PricedItem, _ quantity: ClosedRange<Amount> = 1...1) {
        add(what, [Alternative(item: item, quantity: quantity)])
    }

    mutating func add(_ what: String, _ alternatives: [Alternative]) {
        guard alternatives.contains(where: { $0.item != nil && $0.quantity.upperBound > 0 }) else { return }
        charges.append(Charge(what: what, alternatives: alternatives))
    }

    /// A line whose quantity or item the templates may leave open: then what decides it is told.
    mutating func add(_ what: String, _ work: (inout Bill) throws(Undecided) -> Void) {
        do throws(Undecided) {
            try work(&self)
        } catch {
            addGap("\(what): \(error.reason)")
        }
    }

    mutating func addGap(_ text: String) { if !gaps.contains(text) { gaps.append(text) } }
    mutating func addUse(_ what: String, _ item: PricedItem?) { addUses([.init(what, item)]) }
    mutating func addUses(_ more: [BillingRule.Use]) { for use in more where !uses.contains(use) { uses.append(use) } }
    mutating func note(_ text: String) { if !notes.contains(text) { notes.append(text) } }

    /// Whether nothing is billed at all, as far as anybody can tell.
    var isEmpty: Bool { charges.isEmpty && gaps.isEmpty && uses.isEmpty }
}
