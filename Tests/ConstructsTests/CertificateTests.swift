import Constructs
import TemplateTesting
import XCTest

final class CertificateTests: XCTestCase {
    func testItIsValidatedByRecordsInItsZone() throws {
        let stack = try synthesize { stack in
            let zone = Zone(in: stack.scope("Domain"), name: "example.com")
            _ = Certificate(
                in: stack.scope("Shop"), for: "shop.example.com", alternatives: ["www.example.com"], zone: zone)
        }
        XCTAssertEqual(
            stack["ShopCertificate"].Properties,
            [
                "DomainName": "shop.example.com", "SubjectAlternativeNames": ["www.example.com"],
                "ValidationMethod": "DNS",
                "DomainValidationOptions": [
                    ["DomainName": "shop.example.com", "HostedZoneId": "DomainZone"],
                    ["DomainName": "www.example.com", "HostedZoneId": "DomainZone"],
                ],
            ])
    }

    func testAWildcardIsValidatedByTheRecordOfItsDomain() throws {
        let stack = try synthesize { stack in
            let zone = Zone.existing(in: stack.scope("Domain"), id: "Z0123456789", name: "example.com")
            _ = Certificate(in: stack.scope("Both"), for: "example.com", alternatives: ["*.example.com"], zone: zone)
            _ = Certificate(in: stack.scope("Star"), for: "*.example.com", zone: zone)
        }
        XCTAssertEqual(
            stack["BothCertificate"].Properties.DomainValidationOptions,
            [["DomainName": "example.com", "HostedZoneId": "Z0123456789"]])
        XCTAssertEqual(
            stack["StarCertificate"].Properties.DomainValidationOptions,
            [["DomainName": "*.example.com", "HostedZoneId": "Z0123456789"]])
    }

    func testADomainOfAnotherZoneIsToldBeforeADeploymentWaitsForItsRecord() {
        assertOneError(
            diagnose { stack in
                let zone = Zone.existing(in: stack.scope("Domain"), id: "Z0123456789", name: "example.com")
                _ = Certificate(in: stack.scope("Shop"), for: "shop.example.org", zone: zone)
            }, "certificate-validation", at: #line - 1)
        assertOneError(
            diagnose { stack in
                let zone = Zone(in: stack.scope("Domain"), name: "example.com")
                _ = Certificate(in: stack.scope("Shop"), for: "myexample.com", zone: zone)
            }, "certificate-validation", at: #line - 1)
    }
}
