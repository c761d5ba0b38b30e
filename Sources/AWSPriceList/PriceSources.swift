import AWSAccess
import AppDeclaration
import Diagnostics
import Prices
import Terminal

/// Where prices are looked up: in a file that the user names, in AWS's price list, in the app's description, in the
/// tables that come with this tool. The first that knows a price wins.
package struct PriceSources: Sendable {
    /// The options of every command that shows costs.
    package static let options: [CommandSyntax.Option] = [
        PriceBook.option,
        .flag("offline", "do not ask AWS's price list"),
    ]

    private let book: PriceBook
    private let isOffline: Bool

    /// - Parameter described: what the app's description reckons with.
    /// - Throws: `DiagnosticError` for a price table that cannot be read or is none.
    package init(_ arguments: Arguments, described: DescribedPrices?) throws {
        book = try PriceBook(arguments, described: described)
        isOffline = arguments.flag("offline")
    }

    /// Looks prices up for a connection's region.
    ///
    /// - Parameter aws: the AWS CLI for a connection: AWS's price list answers in other regions than the one that is
    ///   priced.
    /// - Throws: `CancellationError`. A price list that does not answer is no error: other sources remain.
    package func prices(
        of items: Set<PricedItem>, in connection: AWSConnection, aws: @Sendable (AWSConnection) -> AWSCLI
    ) async throws -> Prices {
        let region = connection.region
        var known: [PricedItem: Price] = [:]
        for item in items { known[item] = book.ownPrice(of: item, in: region) }
        let open = items.filter { known[$0] == nil }
        var problem: String? = connection.isLocal ? "the local cloud has none" : isOffline ? "--offline was given" : nil
        if problem == nil {
            let list = PriceList(
                aws: aws(AWSConnection(region: PriceList.home(of: region), profile: connection.profile)))
            do {
                for (item, price) in try await list.prices(of: open, in: region) { known[item] = price }
            } catch let error as AWSError {
                problem = "\(error)"
            }
        }
        for item in open where known[item] == nil {
            known[item] = book.otherPrice(of: item, in: region)
        }
        var estimates: [PricedItem: PriceEstimate] = [:]
        for item in open where known[item] == nil { estimates[item] = book.estimate(of: item, in: region) }
        return Prices(known: known, estimates: estimates, listProblem: problem)
    }
}
