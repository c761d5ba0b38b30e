import Constructs
import TemplateTesting
import XCTest

final class ZoneTests: XCTestCase {
    /// The records of a zone `example.com`, by logical ID.
    private func records(_ build: (Zone) -> Void) throws -> [String: Node] {
        try synthesize { build(Zone(in: $0.scope("Domain"), name: "example.com")) }.all("AWS::Route53::RecordSet")
    }

    private func diagnoseRecord(_ build: (Zone) -> Void) -> [Diagnostic] {
        diagnose { build(Zone(in: $0.scope("Domain"), name: "example.com")) }
    }

    func testAZoneOutlivesItsStackAndSaysWhatTheRegistrarHasToKnow() throws {
        let stack = try synthesize { stack in
            let zone = Zone(in: stack.scope("Domain"), name: "example.com")
            stack.output("NameServers", zone.nameServers?.joined(separator: " ") ?? "")
        }
        XCTAssertEqual(stack["DomainZone"].Properties, ["Name": "example.com"])
        XCTAssertEqual(stack["DomainZone"].DeletionPolicy, "RetainExceptOnCreate")
        XCTAssertEqual(stack["DomainZone"].UpdateReplacePolicy, "Retain")
        XCTAssertNotNil(stack.outputs["NameServers"])
    }

    func testRecordsAreNamedAfterTheirZoneAndWrittenAsDNSHasThem() throws {
        let records = try records { zone in
            zone.record("www", .cname("shop.example.net"), timeToLive: 60)
            zone.record("", .a(["192.0.2.1", "192.0.2.2"]))
            zone.record("*.dev", .aaaa(["2001:db8::1"]))
            zone.record("", .mx([10: "mail.example.net", 20: "spare.example.net"]))
            zone.record("", .txt(["v=spf1 -all", "he said \"no\""]))
            zone.record("", .caa([.issue("amazon.com"), .report("mailto:security@example.com")]))
            zone.record("dev", .ns(["ns-1.example.net"]))
        }
        XCTAssertEqual(
            records["DomainWwwCNAME"],
            [
                "HostedZoneId": "DomainZone", "Name": "www.example.com", "Type": "CNAME",
                "ResourceRecords": ["shop.example.net"], "TTL": "60",
            ])
        XCTAssertEqual(records["DomainApexA"]?.Name, "example.com")
        XCTAssertEqual(records["DomainApexA"]?.ResourceRecords, ["192.0.2.1", "192.0.2.2"])
        XCTAssertEqual(records["DomainApexA"]?.TTL, "300")
        XCTAssertEqual(records["DomainAnyDevAAAA"]?.Name, "*.dev.example.com")
        XCTAssertEqual(records["DomainApexMX"]?.ResourceRecords, ["10 mail.example.net", "20 spare.example.net"])
        XCTAssertEqual(records["DomainApexTXT"]?.ResourceRecords, [#""v=spf1 -all""#, #""he said \"no\"""#])
        XCTAssertEqual(
            records["DomainApexCAA"]?.ResourceRecords,
            [#"0 issue "amazon.com""#, #"0 iodef "mailto:security@example.com""#])
        XCTAssertEqual(records["DomainDevNS"]?.ResourceRecords, ["ns-1.example.net"])
    }

    func testALongTextIsWrittenInStringsThatDNSTakes() throws {
        let key = String(repeating: "k", count: 300)
        let text = try records { $0.record("mail._domainkey", .txt([Value(key)])) }["DomainMailDomainkeyTXT"]
        let value = try XCTUnwrap(text?.ResourceRecords[0].string)
        let strings = value.split(separator: " ").map { $0.dropFirst().dropLast() }
        XCTAssertEqual(strings.map(\.count), [255, 45])
        XCTAssertEqual(strings.joined(), key)
    }

    func testAnAliasLeadsToSomethingOfAWS() throws {
        let records = try records { zone in
            zone.alias("", to: AliasTarget(of: "d111.cloudfront.net", inZone: "Z2FDTNDATAQYW2", hasIPv6: true))
        }
        XCTAssertEqual(
            records["DomainApexA"]?.AliasTarget, ["DNSName": "d111.cloudfront.net", "HostedZoneId": "Z2FDTNDATAQYW2"])
        XCTAssertEqual(records["DomainApexA"]?.TTL, .missing)
        XCTAssertEqual(records["DomainApexAAAA"]?.Type, "AAAA")
    }

    func testMistakesAreToldAtTheLineOfTheRecord() {
        assertOneError(
            diagnoseRecord { $0.record("", .cname("shop.example.net")) }, "record-at-apex", at: #line)
        assertOneError(
            diagnoseRecord { $0.record("www.example.com", .a(["192.0.2.1"])) }, "record-zone", at: #line)
        assertOneError(diagnoseRecord { $0.record("www.", .a(["192.0.2.1"])) }, "record-zone", at: #line)
        assertOneError(diagnoseRecord { $0.record("www", .a([])) }, "missing-element", at: #line)
        assertOneError(
            diagnoseRecord { $0.record("", .mx([70_000: "mail.example.net"])) }, "out-of-range", at: #line)
        assertOneError(
            diagnoseRecord { $0.record("www", .a(["192.0.2.1"]), timeToLive: -1) }, "out-of-range", at: #line)
    }

    func testWhatIsNoDomainIsRefused() {
        for name in ["example.com.", "https://example.com", "", ".example.com", String(repeating: "a", count: 64)] {
            assertOneError(
                diagnose { _ = Zone(in: $0.scope("Domain"), name: Value(name)) }, "pattern-mismatch", at: #line)
        }
    }

    func testANameThatAParameterDecidesIsTakenAsItIs() throws {
        let stack = try synthesize(["Domain": "dev.example.com"]) { stack in
            let zone = Zone(in: stack.scope("Zone"), name: stack.parameter("Domain"))
            zone.record("www", .a(["192.0.2.1"]))
            _ = Certificate(in: stack.scope("Certificate"), for: "www.\(zone.name)", zone: zone)
        }
        XCTAssertEqual(stack["ZoneWwwA"].Properties.Name, "www.dev.example.com")
        XCTAssertEqual(stack["CertificateCertificate"].Properties.DomainName, "www.dev.example.com")
    }

    func testAPrivateZoneIsSeenByItsNetworks() throws {
        let stack = try synthesize { stack in
            let zone = PrivateZone(in: stack.scope("Inside"), name: "shop.internal", for: ["vpc-0abc1234"])
            zone.record("database", .cname("db.example.net"))
        }
        XCTAssertEqual(
            stack["InsideZone"].Properties.VPCs, [["VPCId": "vpc-0abc1234", "VPCRegion": "eu-west-3"]])
        XCTAssertEqual(stack["InsideDatabaseCNAME"].Properties.Name, "database.shop.internal")
        assertOneError(
            diagnose { _ = PrivateZone(in: $0.scope("Inside"), name: "shop.internal", for: []) }, "missing-element",
            at: #line - 1)
    }

    func testAZoneThatWasThereBeforeGetsRecordsAndNothingElse() throws {
        let stack = try synthesize { stack in
            let zone = Zone.existing(in: stack.scope("Domain"), id: "Z0123456789EXAMPLE", name: "example.com")
            zone.record("www", .a(["192.0.2.1"]))
            let inside = PrivateZone.existing(in: stack.scope("Inside"), id: "Z9876543210EXAMPLE", name: "a.internal")
            inside.record("db", .a(["10.0.0.1"]))
        }
        XCTAssertEqual(Set(stack.resources.keys), ["DomainWwwA", "InsideDbA"])
        XCTAssertEqual(stack["DomainWwwA"].Properties.HostedZoneId, "Z0123456789EXAMPLE")
        XCTAssertEqual(stack["InsideDbA"].Properties.Name, "db.a.internal")
    }
}
