import AWSResourceCatalogue
import AppDeclaration
import Diagnostics
import Foundation
import ResourceSchemas
import XCTest

@testable import Prices

/// The tables that come with the tool, and what is made of them.
final class ReferencePriceTests: XCTestCase {
    private let book = PriceBook.reference

    private func table(_ name: String) throws -> [[String]] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/AWSPriceData")
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        XCTAssertTrue(text.hasSuffix("\n"))
        return text.dropLast().components(separatedBy: "\n").dropFirst().map { $0.components(separatedBy: "\t") }
    }

    private func usd(_ item: PricedItem, in region: String) -> String? {
        book.price(of: item, in: region).map { "\($0.usd)" }
    }

    // MARK: - What stands in the files

    func testEveryLineOfThePricesIsFoundWithItsSource() throws {
        let lines = try table("prices.tsv")
        XCTAssertEqual(
            lines.map { $0[0] }, lines.map { $0[0] }.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
        )
        XCTAssertEqual(Set(lines.map { "\($0[0]) \($0[1])" }).count, lines.count, "each item once a region")
        for line in lines {
            XCTAssertEqual(line.count, 6, "\(line)")
            let unit = try XCTUnwrap(PricedItem.Unit(rawValue: line[3]), "\(line)")
            let price = try XCTUnwrap(
                book.price(of: .named(line[0], per: unit), in: line[1]), "\(line); run 'make prices'")
            XCTAssertEqual(price.usd, try XCTUnwrap(Amount(line[2]), "\(line)"))
            XCTAssertEqual(price.date ?? "-", line[4])
            XCTAssertEqual(price.source, line[5])
            XCTAssertNotEqual(line[5], "")
            XCTAssertTrue(line[4] == "-" || line[4].wholeMatch(of: #/20\d\d-\d\d(-\d\d)?/#) != nil, "\(line)")
        }
    }

    func testEveryTypeThatIsBilledByExistsAndSaysBySource() throws {
        let lines = try table("billing.tsv")
        XCTAssertEqual(lines.map { $0[0] }, BillingRule.types, "run 'make prices'")
        for line in lines {
            XCTAssertEqual(line.count, 4, "\(line)")
            XCTAssertNotNil(ResourceCatalogue.aws.facts(of: line[0]), line[0])
            XCTAssertNotEqual(line[3], "", line[0])
            let rule = try XCTUnwrap(BillingRule(of: line[0]), "\(line)")
            XCTAssertEqual(rule.fixed == .free, line[1] == "free", line[0])
            for use in line[2].components(separatedBy: "; ") where use.contains("=") {
                let name = use.components(separatedBy: "=")[1]
                XCTAssertTrue(rule.uses.contains { $0.item?.key == name }, "\(line[0]): no price has the name \(name)")
            }
        }
    }

    func testEveryLineOfTheCalendarIsFoundWithItsSource() throws {
        let lines = try table("support.tsv")
        XCTAssertEqual(lines.map { $0[0] }, SupportCalendar.keys, "run 'make prices'")
        XCTAssertEqual(
            lines.map { $0[0] }, lines.map { $0[0] }.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
        )
        for line in lines {
            XCTAssertEqual(line.count, 7, "\(line)")
            let name = line[0].components(separatedBy: " ")
            guard case .dates(let dates)? = SupportCalendar.entry(of: name[0], version: "\(name[1]).99") else {
                XCTFail("\(line)")
                continue
            }
            XCTAssertEqual("\(dates.standardSupportEnds)", line[1])
            let days = line[1...4].filter { $0 != "-" }
            XCTAssertTrue(days.allSatisfy { Day($0) != nil }, "\(line)")
            XCTAssertEqual(days, days.sorted(), "\(line)")
            XCTAssertNotEqual(line[6], "", "\(line)")
        }
    }

    func testAVersionIsSupportedByTheDay() throws {
        func phase(_ engine: String, _ version: String, _ day: String) throws -> SupportDates.Phase? {
            guard case .dates(let dates)? = SupportCalendar.entry(of: engine, version: version) else { return nil }
            return dates.phase(on: try XCTUnwrap(Day(day)))
        }
        // A month later than its standard support ended.
        XCTAssertEqual(try phase("postgres", "11.22", "2024-03-31"), .standard)
        XCTAssertEqual(try phase("postgres", "11.22", "2024-04-01"), .extended(.firstAndSecond))
        XCTAssertEqual(try phase("postgres", "11.22", "2026-04-01"), .extended(.third))
        XCTAssertEqual(
            try phase("postgres", "11.22", "2027-04-01"), .over(since: try XCTUnwrap(Day("2027-03-31"))))
        XCTAssertEqual(try phase("aurora-mysql", "8.0.mysql_aurora.3.04.0", "2029-06-30"), .extended(.firstAndSecond))
        XCTAssertEqual(SupportCalendar.entry(of: "aurora-mysql", version: "8.4.7"), .newer)
        XCTAssertEqual(SupportCalendar.entry(of: "mysql", version: "8"), .unknown)
        XCTAssertNil(SupportCalendar.entry(of: "mariadb", version: "10.4"))
    }

    // MARK: - Prices

    func testPricesAreARegionsOrThoseOfAll() {
        XCTAssertEqual(usd(.natGateway, in: "eu-west-3"), "0.05")
        XCTAssertEqual(usd(.natGateway, in: "us-east-1"), "0.045")
        XCTAssertNil(usd(.natGateway, in: "eu-central-1"))
        XCTAssertEqual(usd(.publicAddress, in: "eu-central-1"), "0.005")
        XCTAssertNil(usd(.other(type: "AWS::Nothing::There"), in: "us-east-1"))
    }

    func testInstancesHaveThePriceOfTheirRegion() throws {
        XCTAssertEqual(usd(.instance(type: "t3.micro"), in: "eu-west-3"), "0.0118")
        XCTAssertEqual(usd(.instance(type: "t3.micro"), in: "us-east-1"), "0.0104")
        XCTAssertNil(usd(.instance(type: "t3.micro"), in: "xx-nowhere-1"))
        XCTAssertNil(usd(.instance(type: "t9.micro"), in: "us-east-1"))
        let price = try XCTUnwrap(book.price(of: .instance(type: "m5.24xlarge"), in: "us-west-2"))
        XCTAssertEqual(price.datedSource, "apache-libcloud 3.9.1, EC2 on-demand, 2025-03-02")
    }

    func testWhatIsNotSureOfAnInstanceIsARange() throws {
        // The package has the price of a dedicated one, and other sizes tell.
        XCTAssertNil(usd(.instance(type: "t3.small"), in: "us-east-1"))
        let derived = try XCTUnwrap(book.estimate(of: .instance(type: "t3.small"), in: "us-east-1"))
        XCTAssertEqual(derived.usd.plainText, "0.0208")
        XCTAssertEqual(derived.basis, "the prices of other sizes of its family")
        // No other size tells: it is 4.608, or up to an eighth less.
        let open = try XCTUnwrap(book.estimate(of: .instance(type: "m5.metal"), in: "us-east-1"))
        XCTAssertEqual(open.usd.upperBound, Amount("4.608"))
        XCTAssertEqual(open.usd.lowerBound.text(4), "4.0779")
        let elsewhere = try XCTUnwrap(book.estimate(of: .instance(type: "t3.nano"), in: "xx-nowhere-1"))
        XCTAssertEqual(elsewhere.usd.lowerBound, Amount("0.0052"))
        XCTAssertEqual(elsewhere.basis, "the prices of other regions")
    }

    func testAPriceOfOtherRegionsIsARangeOverThem() throws {
        let range = try XCTUnwrap(book.estimate(of: .natGateway, in: "eu-central-1"))
        XCTAssertEqual(range.usd.plainText, "0.045 to 0.059", "Virginia and Seoul")
        XCTAssertEqual(range.basis, "the prices of other regions")
        let one = try XCTUnwrap(book.estimate(of: .dashboard, in: "eu-central-1"))
        XCTAssertEqual(one.usd.plainText, "3")
        XCTAssertEqual(one.basis, "the price of us-east-1")
        XCTAssertNil(
            book.estimate(
                of: .database(engine: "oracle-ee", instanceClass: "db.m5.large", multiAZ: false), in: "us-east-1"))
    }

    func testAStandbyIsTakenToCostAsMuchAgain() throws {
        let storage = try XCTUnwrap(book.estimate(of: .databaseStorage(type: "gp3", multiAZ: true), in: "eu-west-3"))
        XCTAssertEqual(storage.usd.plainText, "0.266", "twice the 0.133 of Paris, and not Virginia's 0.23")
        let database = try XCTUnwrap(
            book.estimate(of: .database(engine: "mysql", instanceClass: "db.t3.medium", multiAZ: true), in: "eu-west-3")
        )
        XCTAssertEqual(database.usd.plainText, "0.136", "twice Virginia's")
        let elsewhere = try XCTUnwrap(
            book.estimate(of: .databaseStorage(type: "gp3", multiAZ: true), in: "eu-central-1"))
        XCTAssertEqual(elsewhere.usd.plainText, "0.23 to 0.276", "Virginia's 0.23, and twice Tokyo's 0.138")
    }

    // MARK: - Who wins

    func testTheUsersFileWinsOverTheDescriptionAndThatOverTheTables() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "prices-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try #"{"prices":[{"region":"eu-west-3","item":"nat-gateway","usd":"0.01","per":"hour","source":"contract"}]}"#
            .write(to: file, atomically: true, encoding: .utf8)
        let described = DescribedPrices(
            source: "description", region: "eu-west-3", hourly: ["nat-gateway": "0.02", "load-balancer": "0.03"])
        let book = try PriceBook(file: file.path, described: described)
        XCTAssertEqual(book.price(of: .natGateway, in: "eu-west-3")?.datedSource, "contract")
        XCTAssertEqual(book.price(of: .loadBalancer, in: "eu-west-3")?.datedSource, "description")
        XCTAssertEqual(book.price(of: .natGateway, in: "us-east-1")?.usd, Amount("0.045"), "both are of Paris")
    }
}
