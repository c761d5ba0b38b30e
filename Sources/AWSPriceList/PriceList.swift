import AWSAccess
import Foundation
import Prices

/// Prices from the AWS Price List Query API.
///
/// It answers in few regions: us-east-1, eu-central-1 and ap-south-1. AWS Billing User Guide, "Using the AWS Price List
/// API".
package struct PriceList: Sendable {
    /// The AWS CLI in a region where the API answers.
    package let aws: AWSCLI

    /// Where the API answers for an audit of a region.
    package static func home(of region: String) -> String { region.hasPrefix("eu-") ? "eu-central-1" : "us-east-1" }

    private struct Answer: Decodable {
        let priceList: [String]
    }

    private struct Product: Decodable {
        struct Details: Decodable {
            let attributes: [String: String]
        }
        struct Terms: Decodable {
            let onDemand: [String: Offer]?
            enum CodingKeys: String, CodingKey { case onDemand = "OnDemand" }
        }
        struct Offer: Decodable {
            let effectiveDate: String?
            let priceDimensions: [String: Dimension]
        }
        struct Dimension: Decodable {
            let unit: String
            let beginRange: String?
            let pricePerUnit: [String: String]
        }
        let product: Details
        let terms: Terms
    }

    /// The on-demand prices of some things in a region, as far as the list has them.
    ///
    /// - Throws: `AWSError`.
    package func prices(of items: Set<PricedItem>, in region: String) async throws -> [PricedItem: Price] {
        let asked = items.filter { PriceListQuery($0) != nil }.sorted { $0.key < $1.key }
        guard let first = asked.first else { return [:] }
        // The first answer says whether it is worth asking on.
        var prices = [try await price(of: first, in: region)]
        prices += try await concurrently(Array(asked.dropFirst()), atMost: AWSCLI.simultaneousCalls) {
            try await price(of: $0, in: region)
        }
        return Dictionary(
            zip(asked, prices).compactMap { item, price in price.map { (item, $0) } }, uniquingKeysWith: { $1 })
    }

    /// The on-demand price of something in a region.
    ///
    /// - Returns: nil when the list has no such product, or several with different prices: guessing is not knowing.
    /// - Throws: `AWSError`.
    package func price(of item: PricedItem, in region: String) async throws -> Price? {
        guard let query = PriceListQuery(item), let arguments = query.arguments(region: region) else { return nil }
        let answer = try await aws.run(arguments, as: Answer.self)
        var found: Set<Amount> = []
        var date = ""
        var usageType = ""
        for text in answer.priceList {
            let product = try AWSCLI.decode(
                Product.self, from: Data(text.utf8), of: "aws pricing get-products",
                subject: "an entry of its price list")
            guard let type = product.product.attributes["usagetype"], query.matches(usageType: type, region: region)
            else { continue }
            for offer in (product.terms.onDemand ?? [:]).values {
                for dimension in offer.priceDimensions.values {
                    // Later ranges are rebates for quantities that this architecture does not reach.
                    guard ["0", "", nil].contains(dimension.beginRange),
                        query.units.contains(dimension.unit.lowercased()),
                        let amount = dimension.pricePerUnit["USD"], let usd = Amount(amount), usd > 0
                    else { continue }
                    found.insert(usd)
                    date = max(date, String((offer.effectiveDate ?? "").prefix(10)))
                    usageType = type
                }
            }
        }
        guard found.count == 1, let usd = found.first else { return nil }
        return Price(
            usd: usd, origin: .api, source: "AWS Price List Query API, \(query.service), \(usageType)",
            date: date.isEmpty ? nil : date)
    }
}
