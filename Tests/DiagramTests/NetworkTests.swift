import XCTest

@testable import Diagram

/// Zones, tiers, and what stands where.
final class NetworkTests: XCTestCase {
    func testTiersFollowFromRouteTables() throws {
        let network = try XCTUnwrap(try architecture(Sample.shop).networks.first)
        XCTAssertEqual(network.tiers.map(\.reach), [.open, .translated, .isolated])
        XCTAssertEqual(network.zones, ["Zone 1", "Zone 2"])
        XCTAssertEqual(network.facts, ["10.0.0.0/16", "internet gateway"])
        let middle = network.subnets.filter { $0.tier == 1 }
        XCTAssertEqual(middle.map(\.name), ["MiddleA", "MiddleB"])
        XCTAssertEqual(middle.map(\.zone), [0, 1])
    }

    func testCardsStandInTheSubnetsThatTheyOrTheirPartsName() throws {
        let shop = try architecture(Sample.shop)
        let network = try XCTUnwrap(shop.networks.first)
        func subnets(_ id: String) throws -> [String] {
            try XCTUnwrap(try shop.card(named: id).place).subnets.map { network.subnets[$0].name }
        }
        XCTAssertEqual(try subnets("Balancer"), ["FrontA", "FrontB"])
        XCTAssertEqual(try subnets("Servers"), ["MiddleA", "MiddleB"])
        XCTAssertEqual(try subnets("Data"), ["BackA", "BackB"], "by the subnet group")
        XCTAssertEqual(try subnets("Nat"), ["FrontA"])
    }

    func testEveryResourceIsInThePictureOnce() throws {
        let shop = try architecture(Sample.shop)
        let all =
            shop.networks.flatMap { $0.resources + $0.parts } + shop.cards.flatMap { $0.resources + $0.parts }
        let resources = try templates(Sample.shop).resources.map(\.path.description)
        XCTAssertEqual(all.map(\.path).sorted(), resources.sorted())
        XCTAssertEqual(shop.resourceCount, resources.count)
        XCTAssertEqual(
            try shop.card(named: "Servers").parts.map(\.path).sorted(), ["Inner", "Launch", "Targets"])
        XCTAssertTrue(shop.networks[0].parts.contains { $0.path == "MiddleATable" })
    }

    func testRoutesThatNoTemplateTellsAreUnknown() throws {
        let given = """
            "Net": { "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": "10.0.0.0/16" } },
            "Sub": { "Type": "AWS::EC2::Subnet", "Properties": { "VpcId": { "Ref": "Net" }, "CidrBlock": "10.0.0.0/24" } },
            "Uses": { "Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {
              "SubnetId": { "Ref": "Sub" }, "RouteTableId": { "Ref": "Table" } } }
            """
        let network = try XCTUnwrap(
            try architecture(given, parameters: #""Table": { "Type": "String", "Default": "rtb-1" }"#).networks.first)
        XCTAssertEqual(network.tiers.map(\.reach), [.unknown])
        XCTAssertEqual(network.zones, [Network.untold])
    }

    func testSubnetsOfATierWithOtherNamesStandSideBySide() throws {
        let network = try XCTUnwrap(
            try architecture(
                Sample.network.replacing("MiddleA\"", with: "WorkOne\"").replacing("MiddleB\"", with: "WorkTwo\"")
                    + #""Last": { "Type": "AWS::SQS::Queue" }"#
            ).networks.first)
        XCTAssertEqual(network.tiers.count, 3)
    }

    func testANetworkThatIsGivenIsShownAsSuch() throws {
        let server = """
            "Server": { "Type": "AWS::EC2::Instance", "Properties": { "SubnetId": { "Ref": "Where" } } }
            """
        let found = try architecture(server, parameters: #""Where": { "Type": "AWS::EC2::Subnet::Id" }"#)
        XCTAssertEqual(found.networks.map(\.name), ["A network that is given"])
        XCTAssertEqual(found.networks[0].subnets.map(\.name), ["Where"])
        XCTAssertEqual(found.networks[0].tiers.map(\.reach), [.unknown])
        XCTAssertNotNil(try found.card(named: "Server").place)
    }
}
