import Deployment

/// The prices of everything that was found, each from the best source that has it.
struct Prices: Sendable {
    private(set) var known: [PricedItem: Price] = [:]
    /// Why AWS's price list was not asked or did not answer; nil when it did.
    private(set) var apiProblem: String?

    subscript(item: PricedItem) -> Price? { known[item] }

    init(known: [PricedItem: Price] = [:], apiProblem: String? = nil) {
        self.known = known
        self.apiProblem = apiProblem
    }

    /// Looks prices up: in a file that the user named, in AWS's price list, in the reference table.
    ///
    /// - Parameters:
    ///   - list: AWS's price list; nil when it is not to be asked.
    ///   - reason: why it is not to be asked.
    /// - Throws: `CancellationError`. A price list that does not answer is no error: other sources remain.
    static func find(
        _ items: Set<PricedItem>, region: String, file: PriceTable?, reference: PriceTable, list: PriceList?, reason: String?
    ) async throws -> Prices {
        var prices = Prices(apiProblem: list == nil ? reason : nil)
        var open: [PricedItem] = []
        for item in items {
            if let price = file?.price(of: item, in: region) { prices.known[item] = price } else { open.append(item) }
        }
        if let list {
            let asked = open.filter { PriceListQuery($0) != nil }.sorted { $0.key < $1.key }
            // The first answer says whether it is worth asking on.
            var listed: [Price?] = []
            do {
                if let first = asked.first { listed.append(try await list.price(of: first, in: region)) }
                let rest = Array(asked.dropFirst())
                listed += try await concurrently(rest) { try await list.price(of: $0, in: region) }
            } catch let error as AWSError {
                prices.apiProblem = "\(error)"
                listed = []
            }
            for (item, price) in zip(asked, listed) { prices.known[item] = price }
        }
        for item in open where prices.known[item] == nil { prices.known[item] = reference.price(of: item, in: region) }
        return prices
    }
}
