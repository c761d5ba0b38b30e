import AppDeclaration
import Diagnostics
import Stacks
import XCTest

@testable import AWSPriceList
@testable import Prices

final class PriceTests: XCTestCase {
    func testTheDescriptionOfWebMarketIsATableOfItsOwn() throws {
        let described = try XCTUnwrap(WebMarketPlus.operations.describedPrices)
        let table = try PriceTable(described)
        let micro = try XCTUnwrap(table.price(of: .instance(type: "t3.micro"), in: "eu-west-3"))
        XCTAssertEqual(micro.usd, Amount("0.0118"))
        XCTAssertEqual(micro.origin, .reference)
        XCTAssertEqual(micro.source, "WebMarket+'s description, 'Estimation des coûts'")
        XCTAssertNil(micro.date, "the description has no date, and none is made up")
        XCTAssertEqual(table.price(of: .loadBalancer, in: "eu-west-3")?.usd, Amount("0.0243"))
        XCTAssertEqual(table.price(of: .natGateway, in: "eu-west-3")?.usd, Amount("0.048"))
        XCTAssertEqual(
            table.price(of: .database(engine: "mysql", instanceClass: "db.t3.micro", multiAZ: true), in: "eu-west-3")?
                .usd, Amount("0.034"))
        XCTAssertNil(
            table.price(of: .database(engine: "mysql", instanceClass: "db.t3.micro", multiAZ: false), in: "eu-west-3"))
        XCTAssertNil(table.price(of: .natGateway, in: "eu-west-1"), "prices of Paris are no prices of Ireland")
        XCTAssertEqual(described.kinds, ["instance", "load-balancer", "nat-gateway", "database"])
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

    func testEveryWrongEntryIsToldWithItsPlace() throws {
        let table = """
            {"prices": [
              {"region": "all", "item": "a", "usd": "x", "per": "month", "source": "s"},
              {"region": "all", "item": "b", "usd": "1", "usd": "2", "per": "month", "source": "s"},
              {"region": "all", "item": "c", "usd": "1", "per": "month", "source": ""}
            ]}
            """
        XCTAssertThrowsError(try PriceTable(Array(table.utf8), named: "own.json", origin: .file)) { error in
            let diagnostics = (error as? DiagnosticError)?.diagnostics ?? []
            XCTAssertEqual(
                diagnostics.map { $0.place?.description }, ["own.json:2:3", "own.json:3:46", "own.json:4:3"])
            XCTAssertEqual(
                diagnostics.map(\.code), ["invalid-price-table", "duplicate-key", "invalid-price-table"])
        }
    }

    func testEveryWrongAmountOfADescriptionIsTold() {
        let described = DescribedPrices(source: "d", region: "eu-west-3", hourly: ["a": "1,5", "b": "1.5", "c": ""])
        XCTAssertThrowsError(try PriceTable(described)) {
            XCTAssertEqual(($0 as? DiagnosticError)?.diagnostics.count, 2, "\($0)")
        }
    }

    func testABadTableIsRefused() throws {
        func problem(_ entry: String) throws -> String {
            var message = ""
            XCTAssertThrowsError(
                try PriceTable(Array(#"{"prices":[\#(entry)]}"#.utf8), named: "own.json", origin: .file)
            ) { message = "\($0)" }
            return message
        }
        XCTAssertTrue(
            try problem(#"{"item":"secret"}"#).hasPrefix(
                "own.json:1:12: error: this is no price table: prices.0: it has no key 'region'; it has"))
        XCTAssertTrue(
            try problem(#"{"region":"all","item":"secret","usd":"cheap","per":"month","source":"x","date":"y"}"#)
                .contains("'cheap'; allowed: an amount in US dollars"))
        XCTAssertTrue(
            try problem(#"{"region":"all","item":"secret","usd":"1","per":"year","source":"x","date":"y"}"#).contains(
                "per 'year'; allowed: hour, month, GiB-month, GB, million, GB-second"))
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
