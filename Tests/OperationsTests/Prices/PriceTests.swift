import Deployment
import XCTest

@testable import Operations

final class PriceTests: XCTestCase {
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

    func testTheReferenceTableSaysWhereEveryPriceComesFrom() throws {
        let table = try PriceTable.reference()
        let micro = try XCTUnwrap(table.price(of: .instance(type: "t3.micro"), in: "eu-west-3"))
        XCTAssertEqual(micro.usd, Decimal(string: "0.0118"))
        XCTAssertEqual(micro.origin, .reference)
        XCTAssertEqual(micro.source, "WebMarket+'s description, 'Estimation des coûts'")
        XCTAssertNil(micro.date, "the description has no date, and none is made up")
        XCTAssertEqual(table.price(of: .loadBalancer, in: "eu-west-3")?.usd, Decimal(string: "0.0243"))
        XCTAssertEqual(table.price(of: .natGateway, in: "eu-west-3")?.usd, Decimal(string: "0.048"))
        XCTAssertEqual(
            table.price(of: .database(engine: "mysql", instanceClass: "db.t3.micro", multiAZ: true), in: "eu-west-3")?
                .usd, Decimal(string: "0.034"))
        XCTAssertNil(
            table.price(of: .database(engine: "mysql", instanceClass: "db.t3.micro", multiAZ: false), in: "eu-west-3"))
        XCTAssertNil(table.price(of: .natGateway, in: "eu-west-1"), "prices of Paris are no prices of Ireland")
        XCTAssertEqual(
            table.price(of: .publicAddress, in: "eu-west-1")?.usd, Decimal(string: "0.005"), "the same in all regions")
    }

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
        XCTAssertEqual(same?.usd, Decimal(string: "0.05"))
    }

    func testRebatesFreeTiersAndOtherUnitsAreLeftOut() async throws {
        let storage = try await price(
            .bucketStorage,
            list(
                product("EUW3-TimedStorage-ByteHrs", "0.024", unit: "GB-Mo"),
                product("EUW3-TimedStorage-ByteHrs", "0.023", unit: "GB-Mo", begin: "51200"),
                product("EUW3-TimedStorage-ByteHrs", "0.0000", unit: "GB-Mo")))
        XCTAssertEqual(storage?.usd, Decimal(string: "0.024"))
        let bytes = try await price(.natGateway, list(product("EUW3-NatGateway-Hours", "0.05", unit: "GB")))
        XCTAssertNil(bytes)
    }

    func testWhereTheUsageTypeIsNotKnownAWholePriceListIsNotAskedFor() throws {
        XCTAssertNil(try XCTUnwrap(PriceListQuery(.publicAddress)).arguments(region: "mx-central-1"))
        let query = try XCTUnwrap(PriceListQuery(.natGateway))
        XCTAssertEqual(
            query.arguments(region: "mx-central-1")?.suffix(2),
            [
                "Type=TERM_MATCH,Field=productFamily,Value=NAT Gateway",
                "Type=TERM_MATCH,Field=regionCode,Value=mx-central-1",
            ])
        XCTAssertTrue(query.matches(usageType: "MXC1-NatGateway-Hours", region: "mx-central-1"))
        XCTAssertFalse(query.matches(usageType: "MXC1-Regional-NatGateway-Hours", region: "mx-central-1"))
    }

    func testVirginiasUsageTypesHaveNoPrefix() throws {
        let query = try XCTUnwrap(PriceListQuery(.natGateway))
        XCTAssertTrue(query.matches(usageType: "NatGateway-Hours", region: "us-east-1"))
        XCTAssertFalse(query.matches(usageType: "USE1-NatGateway-Hours", region: "us-east-1"))
        XCTAssertTrue(query.matches(usageType: "EU-NatGateway-Hours", region: "eu-west-1"))
        XCTAssertTrue(query.matches(usageType: "EUW3-NatGateway-Hours", region: "eu-west-3"))
        XCTAssertFalse(query.matches(usageType: "EUW3-Regional-NatGateway-Hours", region: "eu-west-3"))
    }

    func testDatabasesAreAskedForByEngineAndStandby() throws {
        let query = try XCTUnwrap(
            PriceListQuery(.database(engine: "mysql", instanceClass: "db.t3.micro", multiAZ: true)))
        XCTAssertEqual(query.usageType, "Multi-AZUsage:db.t3.micro")
        XCTAssertEqual(query.attributes["databaseEngine"], "MySQL")
        XCTAssertEqual(query.attributes["deploymentOption"], "Multi-AZ")
        XCTAssertNil(
            PriceListQuery(.database(engine: "oracle-ee", instanceClass: "db.t3.micro", multiAZ: true)),
            "licences make prices of their own")
        XCTAssertEqual(
            PriceListQuery(.extendedSupport(engine: "mysql", version: "8.0", year: .third))?.usageType,
            "ExtendedSupport:Yr3:MySQL8.0")
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

    func testABadTableIsRefused() throws {
        func problem(_ entry: String) throws -> String {
            var message = ""
            XCTAssertThrowsError(
                try PriceTable(Data(#"{"prices":[\#(entry)]}"#.utf8), named: "own.json", origin: .file)
            ) { message = "\($0)" }
            return message
        }
        XCTAssertTrue(try problem(#"{"item":"secret"}"#).hasPrefix("own.json: error: this is no price table"))
        XCTAssertTrue(
            try problem(#"{"region":"all","item":"secret","usd":"cheap","per":"month","source":"x","date":"y"}"#)
                .contains("'cheap'; allowed: an amount in US dollars"))
        XCTAssertTrue(
            try problem(#"{"region":"all","item":"secret","usd":"1","per":"year","source":"x","date":"y"}"#).contains(
                "per 'year'; allowed: hour, month, GiB-month"))
        XCTAssertTrue(
            try problem(#"{"region":"all","item":"secret","usd":"1","per":"month","source":"","date":"2026-01-31"}"#)
                .contains("has no source"))
        for date in ["y", "2025-2026", "2026-02-31"] {
            XCTAssertTrue(
                try problem(#"{"region":"all","item":"secret","usd":"1","per":"month","source":"x","date":"\#(date)"}"#)
                    .contains("is dated '\(date)'"))
        }
    }
}
