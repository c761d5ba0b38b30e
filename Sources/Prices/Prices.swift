/// The prices that were looked up, as far as they are known. A price that is not known is never guessed: at most there is a
/// range that it is likely to be in.
package struct Prices: Sendable {
    private let known: [PricedItem: Price]
    private let estimates: [PricedItem: PriceEstimate]
    /// Why AWS's price list was not asked or did not answer; nil when it did.
    package let listProblem: String?

    package init(
        known: [PricedItem: Price] = [:], estimates: [PricedItem: PriceEstimate] = [:], listProblem: String? = nil
    ) {
        self.known = known
        self.estimates = estimates
        self.listProblem = listProblem
    }

    package subscript(item: PricedItem) -> Price? { known[item] }

    /// Where the price is likely to be, for what has none.
    package func estimate(of item: PricedItem) -> PriceEstimate? { known[item] == nil ? estimates[item] : nil }

    /// Where the prices come from and of when they are, each once.
    package var sources: [String] { Set(known.values.map(\.datedSource)).sorted() }
}
