/// The prices that were looked up, as far as they are known. A price that is not known is never guessed.
struct Prices: Sendable {
    private let known: [PricedItem: Price]
    /// Why AWS's price list was not asked or did not answer; nil when it did.
    let listProblem: String?

    init(known: [PricedItem: Price] = [:], listProblem: String? = nil) {
        self.known = known
        self.listProblem = listProblem
    }

    subscript(item: PricedItem) -> Price? { known[item] }

    /// Where the prices come from and of when they are, each once.
    var sources: [String] { Set(known.values.map(\.datedSource)).sorted() }
}
