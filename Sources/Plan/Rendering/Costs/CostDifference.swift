import Prices

/// What something costs more than before, as far as anybody can tell.
///
/// What is not in a sum costs nothing or something, and nobody knows how much. So a difference of sums is one only where
/// both lack the same; otherwise it is a bound at best, and worth telling where it says which way the bill goes.
struct CostDifference {
    /// As in `+25.55`, `-3.65`, `+7.30 to +14.60`, `0.00`, `at least +25.55` and `unknown`.
    let text: String
    let direction: CostReport.Direction

    static let unknown = "unknown"

    init(from before: Cost?, to after: Cost?) {
        let range = PlannedCosts.difference(before, after)
        let (low, high) = (range.lowerBound, range.upperBound)
        let (old, new) = (before?.gaps ?? [], after?.gaps ?? [])
        if old.sorted() == new.sorted() {
            text = low.signedText == high.signedText ? low.signedText : "\(low.signedText) to \(high.signedText)"
            direction = high > 0 ? .dearer : low < 0 ? .cheaper : .same
        } else if old.allSatisfy(new.contains), low > 0 {
            (text, direction) = ("at least \(low.signedText)", .dearer)
        } else if new.allSatisfy(old.contains), high < 0 {
            (text, direction) = ("\(high.signedText) or less", .cheaper)
        } else {
            (text, direction) = (Self.unknown, .same)
        }
    }
}

extension Amount {
    fileprivate var signedText: String { (rounded(2) > 0 ? "+" : "") + text(2) }
}
