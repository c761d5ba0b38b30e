import AWSResourceCatalogue
import Plan
import XCTest

@testable import Diagram

/// A plan in the picture of what it changes.
final class PlanPageTests: XCTestCase {
    private func page(_ before: String?, _ after: String?) throws -> String {
        let plan = Plan(
            from: try before.map { try templates($0) }, to: try after.map { try templates($0) }, catalogue: .aws)
        return plan.page(title: "Old → new") { "\($0)" }
    }

    /// The words that a box's element begins with, of the card of that identifier.
    private func style(of id: String, in page: String) throws -> String {
        let end = try XCTUnwrap(page.range(of: "\" data-node=\"\(id)\""), "no box of \(id)")
        let start = try XCTUnwrap(page[..<end.lowerBound].range(of: "class=\"", options: .backwards))
        return String(page[start.upperBound..<end.lowerBound])
    }

    private func style(ofLine from: String, _ to: String, in page: String) throws -> String {
        let end = try XCTUnwrap(page.range(of: "\" data-from=\"\(from)\" data-to=\"\(to)\""), "no line")
        let start = try XCTUnwrap(page[..<end.lowerBound].range(of: "class=\"", options: .backwards))
        return String(page[start.upperBound..<end.lowerBound])
    }

    private let after = Sample.shop.replacing("t3.micro", with: "t3.large")
        .replacing(#""Engine": "mysql""#, with: #""Engine": "mysql", "StorageEncrypted": true"#)
        .replacing("\"Nat\": {", with: "\"Way\": {").replacing(#""Ref": "Nat""#, with: #""Ref": "Way""#)

    func testBoxesAreMarkedByWhatBecomesOfThem() throws {
        let page = try page(Sample.shop, after)
        XCTAssertEqual(try style(of: "Servers", in: page), "card compute marked changed", "its template changes")
        XCTAssertEqual(try style(of: "Data", in: page), "card data marked replaced")
        XCTAssertEqual(try style(of: "Way", in: page), "card network marked added")
        XCTAssertEqual(try style(of: "Nat", in: page), "card network marked removed", "what goes is drawn too")
        XCTAssertEqual(try style(of: "Balancer", in: page), "card network")
    }

    func testLinesThatComeOrGoAreMarked() throws {
        let moved = Sample.shop.replacing(
            #""SourceSecurityGroupId": { "Fn::GetAtt": ["Inner", "GroupId"] }"#,
            with: #""SourceSecurityGroupId": { "Fn::GetAtt": ["Open", "GroupId"] }"#)
        let page = try page(Sample.shop, moved)
        XCTAssertTrue(try style(ofLine: "Balancer", "Data", in: page).hasSuffix("marked added"))
        XCTAssertTrue(try style(ofLine: "Servers", "Data", in: page).hasSuffix("marked removed"))
        XCTAssertFalse(try style(ofLine: "Balancer", "Servers", in: page).contains("marked"))
    }

    func testThePlanStandsBelow() throws {
        let page = try page(Sample.shop, after)
        XCTAssertTrue(page.contains("<del>t3.micro</del>"))
        XCTAssertTrue(page.contains("<ins>t3.large</ins>"))
        XCTAssertTrue(page.contains("data-change=\"Launch\""))
        XCTAssertTrue(page.contains("1 to add"))
    }

    func testASideMayBeMissing() throws {
        XCTAssertEqual(try style(of: "Data", in: try page(nil, Sample.shop)), "card data marked added")
        XCTAssertEqual(try style(of: "Data", in: try page(Sample.shop, nil)), "card data marked removed")
        XCTAssertTrue(try page(nil, nil).contains("nothing changes"))
        XCTAssertEqual(try style(of: "Data", in: try page(Sample.shop, Sample.shop)), "card data")
    }

    func testWhatIsDeclaredToMoveIsThereOnce() throws {
        let new = try templates(Sample.shop.replacing("\"Data\": {", with: "\"Orders\": {"))
        let place = try XCTUnwrap(new.resources.first?.place)
        let plan = Plan(
            from: try templates(Sample.shop), to: new, catalogue: .aws,
            declared: [try XCTUnwrap(DeclaredMove(from: "Data", to: "Orders", at: place))])
        let page = plan.page(title: "Old → new") { "\($0)" }
        XCTAssertEqual(try style(of: "Orders", in: page), "card data marked moved")
        XCTAssertTrue(page.contains("<b class=\"badge moved\">&gt;</b>"), "below the picture too")
        XCTAssertFalse(page.contains("data-node=\"Data\""))
        XCTAssertFalse(try style(ofLine: "Servers", "Orders", in: page).contains("marked"))
    }

    private func queues(_ names: some Sequence<Int>, retention: Int = 60) -> String {
        names.map {
            #""Queue\#($0)": { "Type": "AWS::SQS::Queue", "Properties": { "MessageRetentionPeriod": \#(retention) } }"#
        }.joined(separator: ",")
    }

    func testWhatGoesStandsInNoGroup() throws {
        let page = try page(queues(1...50), queues((1...50).filter { $0 != 20 }))
        XCTAssertEqual(try style(of: "Queue20", in: page), "card messaging marked removed")
        XCTAssertEqual(try style(of: "Queue1", in: page), "card messaging", "the others are as they were")
        XCTAssertTrue(page.contains(">49 queues</text>"))
    }

    func testMoreThanAnybodyReadsOneByOneAreGroupedByWhatBecomesOfThem() throws {
        let page = try page(queues(1...300), queues(200...300, retention: 90))
        XCTAssertTrue(page.contains(">199 queues</text>"), "those that go")
        XCTAssertTrue(page.contains(">101 queues</text>"), "those that change")
    }

    func testTheLegendHasWhatIsInThePictureOnly() throws {
        let page = try page(Sample.shop, after)
        let legend = try XCTUnwrap(page.range(of: "<ul class=\"marks\">"))
        let end = try XCTUnwrap(page[legend.upperBound...].range(of: "</ul>"))
        let text = page[legend.upperBound..<end.lowerBound]
        XCTAssertTrue(text.contains("changed, or something that serves it"))
        XCTAssertFalse(text.contains("may be replaced"))
    }

    func testANetworkHasItsMarkToo() throws {
        let wider = Sample.shop.replacing(#""CidrBlock": "10.0.0.0/16""#, with: #""CidrBlock": "10.1.0.0/16""#)
        let page = try page(Sample.shop, wider)
        let start = try XCTUnwrap(page.range(of: "data-node=\"Net\""))
        let frame = page[start.upperBound...].prefix(900)
        XCTAssertTrue(frame.contains("<g class=\"badge replaced\">"), String(frame))
    }

    func testASecretIsInNoPage() throws {
        func database(_ password: String) -> String {
            """
            "Data": { "Type": "AWS::RDS::DBInstance", "Properties": { "Engine": "mysql", "MasterUserPassword": "\(password)" } }
            """
        }
        let page = try page(database("Plain1"), database("Plain2"))
        XCTAssertFalse(page.contains("Plain1") || page.contains("Plain2"))
        XCTAssertFalse(try architecture(database("Plain1")).html { "\($0)" }.contains("Plain1"))
    }

    func testTheBillIsInThePage() throws {
        let plan = Plan(
            from: try templates(Sample.shop, "", "", [:], "eu-west-3"),
            to: try templates(after, "", "", [:], "eu-west-3"),
            catalogue: .aws, prices: .reference)
        let page = plan.page(title: "Old → new") { "\($0)" }
        XCTAssertTrue(page.contains("Monthly cost in eu-west-3, in USD"))
        XCTAssertTrue(page.contains("<td>Servers"), "the servers get dearer")
    }

    func testValuesAreText() throws {
        let hostile = try page(
            #""Q": { "Type": "AWS::SQS::Queue", "Properties": { "QueueName": "<b>" } }"#,
            #""Q": { "Type": "AWS::SQS::Queue", "Properties": { "QueueName": "</del><script>" } }"#)
        XCTAssertTrue(hostile.contains("&lt;/del&gt;&lt;script&gt;"))
        XCTAssertFalse(hostile.contains("</del><script>"))
    }
}
