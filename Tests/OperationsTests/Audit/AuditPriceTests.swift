import XCTest

@testable import AWSAccess
@testable import AWSPriceList
@testable import Operations
@testable import Prices

final class AuditPriceTests: XCTestCase {
    /// A product as the price list writes it: JSON in a text.
    private func product(_ usageType: String, _ usd: String, unit: String = "Hrs", begin: String = "0") -> String {
        let text = """
            {"product":{"attributes":{"usagetype":"\(usageType)"}},"terms":{"OnDemand":{"O":{"effectiveDate":"2026-11-01T00:00:00Z",
            "priceDimensions":{"D":{"unit":"\(unit)","beginRange":"\(begin)","endRange":"Inf","pricePerUnit":{"USD":"\(usd)"}}}}}}}
            """
        let escaped = text.replacingOccurrences(of: "\"", with: "\\\"").replacingOccurrences(of: "\n", with: "")
        return "\"\(escaped)\""
    }

    private func list(_ products: String...) -> String { #"{"PriceList":[\#(products.joined(separator: ","))]}"# }

    func testAWSsPriceListWinsOverTheReference() async throws {
        var web = FakeWebMarket()
        web.answer("pricing get-products", list())
        web.answer(
            "pricing get-products --service-code AWSELB",
            list(
                product("EUW3-LoadBalancerUsage", "0.02646"), product("EUW3-LCUUsage", "0.0084", unit: "LCU-Hrs"),
                product("EUW3-TS-LoadBalancerUsage", "9.99"), product("EUW3-ReservedLCUUsage", "9.99", unit: "LCU-Hrs"))
        )
        let costs = try await web.report("--lcu=2").costs
        let balancer = try XCTUnwrap(costs.items.first { $0.item == "load-balancer" })
        XCTAssertEqual(balancer.hourly, Decimal(string: "0.02646"))
        XCTAssertEqual(balancer.price?.origin, "api")
        XCTAssertEqual(balancer.price?.date, "2026-11-01")
        XCTAssertEqual(balancer.price?.source, "AWS Price List Query API, AWSELB, EUW3-LoadBalancerUsage")
        XCTAssertEqual(
            costs.items.first { $0.item == "load-balancer-capacity-unit" }?.hourly, Decimal(string: "0.0168"))
        XCTAssertEqual(
            costs.items.first { $0.item == "nat-gateway" }?.price?.origin, "reference",
            "what the list lacks, the table has")
        XCTAssertNil(costs.priceListProblem)
    }

    func testThePriceListIsAskedWhereItAnswers() async throws {
        var web = FakeWebMarket()
        web.answer("pricing get-products", list())
        let outcome = try await web.run("--format", "json")
        let questions = outcome.aws.commands.filter { $0.arguments[0] == "pricing" }
        XCTAssertFalse(questions.isEmpty)
        for question in questions {
            let words = question.arguments
            XCTAssertEqual(words.firstIndex(of: "--region").map { words[$0 + 1] }, "eu-central-1")
            XCTAssertTrue(
                words.contains("Type=TERM_MATCH,Field=regionCode,Value=eu-west-3"), words.joined(separator: " "))
            XCTAssertTrue(
                words.contains { $0.hasPrefix("Type=TERM_MATCH,Field=usagetype,Value=EUW3-") },
                words.joined(separator: " "))
        }
        XCTAssertEqual(PriceList.home(of: "us-west-2"), "us-east-1")
    }

    func testOfflineNoQuestionIsAsked() async throws {
        let outcome = try await FakeWebMarket().run("--offline", "--format", "json")
        XCTAssertFalse(outcome.aws.lines.contains { $0.hasPrefix("pricing") })
    }

    func testADeniedPriceListLeavesTheReferencePrices() async throws {
        var web = FakeWebMarket()
        web.deny("pricing get-products", "pricing:GetProducts")
        let outcome = try await web.run("--format", "json")
        let report = try JSONDecoder().decode(FakeWebMarket.Report.self, from: Data(outcome.output.utf8))
        XCTAssertEqual(report.costs.description.hourly, Decimal(string: "0.1299"))
        XCTAssertTrue(
            report.costs.priceListProblem?.hasPrefix("not allowed: pricing:GetProducts") ?? false, "\(report.costs)")
        XCTAssertEqual(outcome.aws.lines.filter { $0.hasPrefix("pricing") }.count, 1, "the first refusal is enough")
        XCTAssertEqual(report.notChecked.count, 0, "prices are no finding")
    }

    /// What cannot be read may have another price.
    func testAnEntryThatCannotBeReadIsToldAndNotPassedOver() async throws {
        var web = FakeWebMarket()
        web.answer("pricing get-products", list(#""{\"product\": {\"attributes\": 7}}""#))
        let outcome = try await web.run("--format", "json")
        let report = try JSONDecoder().decode(FakeWebMarket.Report.self, from: Data(outcome.output.utf8))
        XCTAssertEqual(
            report.costs.priceListProblem?.contains(
                "'aws pricing get-products' ended without an error, but an entry of its price list cannot be read: line 1, column 28: product.attributes: it is a number, where an object is expected"
            ), true, "\(report.costs)")
    }

    private func price(_ item: PricedItem, _ answer: String, region: String = "eu-west-3") async throws -> Price? {
        var web = FakeWebMarket()
        web.answer("pricing", answer)
        return try await PriceList(aws: web.fake().cli()).price(of: item, in: region)
    }

    func testTwoPricesForOneThingAreNone() async throws {
        let different = try await price(
            .natGateway, list(product("EUW3-NatGateway-Hours", "0.05"), product("EUW3-NatGateway-Hours", "0.06")))
        XCTAssertNil(different)
        let same = try await price(
            .natGateway, list(product("EUW3-NatGateway-Hours", "0.05"), product("EUW3-NatGateway-Hours", "0.0500")))
        XCTAssertEqual(same?.usd, Amount("0.05"))
    }

    func testRebatesFreeTiersAndOtherUnitsAreLeftOut() async throws {
        let storage = try await price(
            .bucketStorage,
            list(
                product("EUW3-TimedStorage-ByteHrs", "0.024", unit: "GB-Mo"),
                product("EUW3-TimedStorage-ByteHrs", "0.023", unit: "GB-Mo", begin: "51200"),
                product("EUW3-TimedStorage-ByteHrs", "0.0000", unit: "GB-Mo")))
        XCTAssertEqual(storage?.usd, Amount("0.024"))
        let bytes = try await price(.natGateway, list(product("EUW3-NatGateway-Hours", "0.05", unit: "GB")))
        XCTAssertNil(bytes)
    }

    func testATableOfOnesOwnWinsOverEverything() async throws {
        var web = FakeWebMarket()
        web.files["own.json"] =
            #"{"prices":[{"region":"eu-west-3","item":"secret","usd":"0.73","per":"month","source":"our contract","date":"2026-09-01"}]}"#
        let costs = try await web.report("--offline", "--prices=FOLDER/own.json").costs
        let secret = try XCTUnwrap(costs.items.first { $0.item == "secret" })
        XCTAssertEqual(secret.hourly, Decimal(string: "0.001"))
        XCTAssertEqual(secret.monthly, Decimal(string: "0.73"))
        XCTAssertEqual(secret.price?.source, "our contract")
    }
}
