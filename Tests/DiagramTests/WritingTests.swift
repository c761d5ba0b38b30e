import Diagnostics
import Foundation
import Plan
import Template
import XCTest

@testable import Diagram

#if canImport(FoundationXML)
import FoundationXML
#endif

/// What is written: files that a browser and GitHub take, whatever names there are.
final class WritingTests: XCTestCase {
    /// What could end an attribute, an element, a script, a label or a line.
    private let hostile = "<script>alert(1)</script>&\\\"'`]|;--> %% end \\n subgraph"

    private var hostileResources: String {
        """
        "Queue": { "Type": "AWS::SQS::Queue", "Properties": { "QueueName": "\(hostile)", "RedrivePolicy": { "a": { "Ref": "Other" } } } },
        "Other": { "Type": "Own::\(hostile)::Thing" },
        "Mail": { "Type": "AWS::SNS::Subscription", "Properties": { "Protocol": "email",
          "TopicArn": { "Ref": "Topic" }, "Endpoint": "\(hostile)" } },
        "Topic": { "Type": "AWS::SNS::Topic" }
        """
    }

    private func parse(_ text: String) throws {
        let parser = XMLParser(data: Data(text.utf8))
        XCTAssertTrue(parser.parse(), "\(String(describing: parser.parserError)) in line \(parser.lineNumber)")
    }

    func testThePictureIsWellFormedWhateverNamesThereAre() throws {
        for resources in [Sample.shop, hostileResources] {
            try parse(try architecture(resources).svg)
        }
    }

    func testNamesAreTextInAPage() throws {
        let page = try architecture(hostileResources).html { _ in "here.swift:1" }
        XCTAssertFalse(page.contains("<script>alert"))
        XCTAssertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    }

    func testAPageNeedsNothingElse() throws {
        let page = try architecture(Sample.shop).html { _ in "here.swift:1" }
        XCTAssertNil(page.range(of: #"(src|href)="(?!#)"#, options: .regularExpression))
        XCTAssertFalse(page.contains("@import"))
        XCTAssertFalse(page.contains("url("))
        XCTAssertTrue(page.contains("prefers-color-scheme:dark"))
    }

    func testEveryResourceLeadsToItsLine() throws {
        let page = try architecture(Sample.shop).html { "\($0)" }
        let resources = try templates(Sample.shop).resources
        for resource in resources {
            let place = try XCTUnwrap(resource.place)
            XCTAssertTrue(page.contains("<td>\(resource.path)</td>"), "\(resource.path) is not listed")
            XCTAssertTrue(page.contains("<code class=\"source\">\(place)</code>"), "\(place)")
        }
    }

    func testTheSameTemplatesAreTheSamePicture() throws {
        let first = try architecture(Sample.shop)
        let second = try architecture(Sample.shop)
        XCTAssertEqual(first.svg, second.svg)
        XCTAssertEqual(first.mermaid, second.mermaid)
        XCTAssertEqual(first.html { "\($0)" }, second.html { "\($0)" })
    }

    func testMermaidHasTiersWithTheirCards() throws {
        XCTAssertEqual(
            try architecture(Sample.shop).mermaid,
            """
            flowchart TB
              subgraph network0["Net · 10.0.0.0/16 · internet gateway"]
                subgraph network0tier0["Public · 2 subnets"]
                  %% FrontA, 10.0.0.0/24, Zone 1
                  %% FrontB, 10.0.1.0/24, Zone 2
                  n1["Nat<br/>NAT gateway"]:::of_network
                  n2["Balancer<br/>load balancer · internet-facing"]:::of_network
                end
                subgraph network0tier1["Private, out by NAT · 2 subnets"]
                  %% MiddleA, 10.0.0.0/24, Zone 1
                  %% MiddleB, 10.0.1.0/24, Zone 2
                  n3["Servers<br/>Auto Scaling group · 2 to 4 servers · t3.micro"]:::of_compute
                end
                subgraph network0tier2["Isolated · 2 subnets"]
                  %% BackA, 10.0.0.0/24, Zone 1
                  %% BackB, 10.0.1.0/24, Zone 2
                  n4[("Data<br/>database · MySQL")]:::of_data
                end
              end
              n0(["Internet<br/>anybody"]):::of_outside
              n0 ==>|"HTTPS 443"| n2
              n2 ==>|"HTTP 8080"| n3
              n3 ==>|"TCP 3306"| n4
              classDef of_outside stroke:#5c6b82,stroke-width:2px
              classDef of_compute stroke:#d0670f,stroke-width:2px
              classDef of_data stroke:#2a63cf,stroke-width:2px
              classDef of_network stroke:#6a48c4,stroke-width:2px

            """)
    }

    func testMermaidHasNoSyntaxInNames() throws {
        let text = try architecture(hostileResources).mermaid
        for line in text.split(separator: "\n") {
            let quotes = line.count { $0 == "\"" }
            XCTAssertTrue(quotes == 0 || quotes == 2, "\(line)")
        }
        XCTAssertFalse(text.contains("<script"))
        XCTAssertEqual(
            text.components(separatedBy: "\n").count { $0.trimmingCharacters(in: .whitespaces).hasPrefix("subgraph") },
            0)
    }
}
