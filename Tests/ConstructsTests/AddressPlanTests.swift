import XCTest

@testable import NetworkConstructs

final class AddressPlanTests: XCTestCase {
    func testSubnetsNeverOverlapAndStayInside() throws {
        for networkLength in 16...24 {
            for subnetLength in (networkLength + 4)...28 {
                for zones in 1...4 {
                    let plan = try AddressPlan(
                        network: "10.0.0.0/\(networkLength)", zones: zones, subnetPrefixLength: subnetLength)
                    let subnets = (0..<3).flatMap { tier in (0..<zones).map { plan.subnet(tier: tier, zone: $0) } }
                    XCTAssertEqual(Set(subnets).count, 3 * zones)
                    for (index, subnet) in subnets.enumerated() {
                        XCTAssertEqual(subnet.prefixLength, subnetLength)
                        XCTAssertTrue(plan.network.addresses.contains(subnet.addresses), "\(subnet)")
                        for other in subnets[(index + 1)...] {
                            XCTAssertFalse(subnet.addresses.overlaps(other.addresses), "\(subnet) \(other)")
                        }
                    }
                }
            }
        }
    }

    func testAddingAZoneMovesNoSubnet() throws {
        let two = try AddressPlan(network: "10.0.0.0/16", zones: 2, subnetPrefixLength: 20)
        let four = try AddressPlan(network: "10.0.0.0/16", zones: 4, subnetPrefixLength: 20)
        for tier in 0..<3 {
            for zone in 0..<2 {
                XCTAssertEqual(two.subnet(tier: tier, zone: zone), four.subnet(tier: tier, zone: zone))
            }
        }
    }

    func testWhatDoesNotFitIsRefusedWithAFixThatDoes() {
        let cases: [(network: String, zones: Int, length: Int, message: String, fix: String)] = [
            ("10.0.0.0", 2, 24, "no IPv4 range", "10.0.0.0/16"),
            ("10.0.0.0/15", 2, 24, "between 16 and 28", "between /16 and /28"),
            ("10.0.0.0/29", 2, 29, "between 16 and 28", "between /16 and /28"),
            ("10.0.0.0/16", 0, 24, "0 zones", "2 or 3"),
            ("10.0.0.0/16", 5, 24, "5 zones", "2 or 3"),
            ("10.0.0.0/16", 2, 15, "/15 does not fit", "longer prefix"),
            ("10.0.0.0/16", 2, 29, "/29 does not fit", "longer prefix"),
            ("10.0.0.0/16", 2, 19, "no room for 3 tiers over 2 zones of /19", "(/20)"),
            ("10.0.0.0/24", 1, 25, "no room for 3 tiers over 1 zones", "(/28)"),
            ("10.0.0.0/28", 1, 28, "no room", "larger network, /24"),
        ]
        for (network, zones, length, message, fix) in cases {
            XCTAssertThrowsError(try AddressPlan(network: network, zones: zones, subnetPrefixLength: length), network) {
                let error = $0 as? PlanError
                XCTAssertTrue(error?.message.contains(message) ?? false, "\(network) /\(length): \($0)")
                XCTAssertTrue(error?.fix.contains(fix) ?? false, "\(network) /\(length): \($0)")
            }
        }
    }

    func testTheSmallestNetworkHoldsAllTiers() throws {
        let plan = try AddressPlan(network: "10.0.0.0/24", zones: 4, subnetPrefixLength: 28)
        XCTAssertEqual(plan.subnet(tier: 2, zone: 3).description, "10.0.0.176/28")
    }
}

extension CIDRBlock {
    /// As numbers.
    fileprivate var addresses: ClosedRange<UInt64> {
        let first = UInt64(base)
        return first...first + (1 << UInt64(32 - prefixLength)) - 1
    }
}
