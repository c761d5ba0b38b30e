import Foundation
import XCTest

@testable import Prices

/// What the documentation of constructs says of prices is what the price data says.
final class DocumentedPriceTests: XCTestCase {
    private static let hoursAMonth = 730.0

    private func usd(_ item: PricedItem) throws -> Double {
        let price = try XCTUnwrap(PriceBook.reference.price(of: item, in: "us-east-1"), item.key)
        return try XCTUnwrap(Double("\(price.usd)"))
    }

    private func page() throws -> String {
        try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appending(path: "docs/constructs.md"), encoding: .utf8)
    }

    func testTheTableOfEndpointsIsReckonedFromThePrices() throws {
        let page = try page()
        let endpoint = try usd(.interfaceEndpoint) * Self.hoursAMonth
        let nat = try (usd(.natGateway) + usd(.publicAddress)) * Self.hoursAMonth
        let saving =
            try usd(.named("nat-gateway-data", per: .gigabyte)) - usd(.named("interface-endpoint-data", per: .gigabyte))
        XCTAssertTrue(page.contains("in place of NAT (\(String(format: "%.2f", nat)) USD)"))
        for zones in 1...3 {
            let month = endpoint * Double(zones)
            let gigabytes = Int((month / saving).rounded(.up))
            let services = Int(((nat - 0.01) / month).rounded(.down))
            let row =
                "| \(zones) | \(String(format: "%.2f", month)) USD | \(gigabytes) GB"
            XCTAssertTrue(page.contains(row), row)
            let end = page.components(separatedBy: row).last?.components(separatedBy: "\n").first ?? ""
            XCTAssertTrue(end.hasSuffix("| \(services) service\(services == 1 ? "" : "s") |"), "\(row)\(end)")
        }
    }

    func testTheSmallestContainersCostWhatIsSaid() throws {
        let page = try page()
        let processor = try usd(.named("task-processor:arm", per: .hour)) * Self.hoursAMonth
        let memory = try usd(.named("task-memory:arm", per: .hour)) * Self.hoursAMonth
        for (vCPU, gigabytes) in [(0.25, 0.5), (0.5, 1)] {
            let month = String(format: "%.2f USD", processor * vCPU + memory * gigabytes)
            XCTAssertTrue(page.contains(month), month)
        }
    }

    func testTheMachineInPlaceOfAGatewayCostsWhatIsSaid() throws {
        let hourly = try usd(.instance(type: "t4g.micro")) + usd(.publicAddress)
        let month = try hourly * Self.hoursAMonth + 8 * usd(.named("volume:gp3", per: .gibibyteMonth))
        let text = String(format: "%.2f USD", month)
        XCTAssertEqual(try page().components(separatedBy: text).count, 3, "\(text), in two places")
    }
}
