/// The prices that were looked up, as far as they are known. A price that is not known is never guessed.
package struct Prices: Sendable {
    private let known: [PricedItem: Price]
    /// Why AWS's price list was not asked or did not answer; nil when it did.
    package let listProblem: String?

    package init(known: [PricedItem: Price] = [:], listProblem: String? = nil) {
        self.known = known
        self.listProblem = listProblem
    }

    package subscript(item: PricedItem) -> Price? { known[item] }

    /// Where the prices come from and of when they are, each once.
    package var sources: [String] { Set(known.values.map(\.datedSource)).sorted() }
}
