import XCTest

@testable import Plan

/// Plans as comments on pull requests, and in pages.
final class CommentTests: DisplayTestCase {
    func testAMarkdownCommentHasRoomOnGitHub() throws {
        let many = (0..<400).map {
            #""Q\#($0)": { "Type": "AWS::SQS::Queue", "Properties": { "QueueName": "%\#($0)" } }"#
        }
        .joined(separator: ",")
        let long = String(repeating: "x", count: 70)
        let page = try plan(many.replacing("%", with: "a\(long)"), many.replacing("%", with: "b\(long)"))
            .markdown(title: "all") { _ in "here" }
        XCTAssertLessThan(page.count, 65_536)
        XCTAssertTrue(page.contains("400 to replace"))
        XCTAssertTrue(page.contains("# and more, which a comment has no room for"), String(page.suffix(300)))
    }

    func testATextCannotEndTheBlockThatItStandsIn() throws {
        func script(_ command: String) -> String {
            """
            "Launch": { "Type": "AWS::EC2::LaunchTemplate", "Properties": { "LaunchTemplateData": {
              "UserData": { "Fn::Base64": "#!/bin/sh\\n````\\n\(command)\\n" } } } }
            """
        }
        let page = try plan(script("a"), script("b")).markdown(title: "it") { _ in "here" }
        XCTAssertTrue(page.contains("`````diff\n"), page)
        XCTAssertTrue(page.contains("    ````\n") || page.contains("  ````\n"), page)
        XCTAssertTrue(page.hasSuffix("\n`````\n\n</details>\n"), page)
    }

    func testWhatIsNotSeenIsMadeVisible() throws {
        func queue(_ name: String) -> String {
            #""Q": { "Type": "AWS::SQS::Queue", "Properties": { "QueueName": "\#(name)" } }"#
        }
        let plan = try plan(queue("a"), queue("b\\u202Ec\\u0007d"))
        for document in [plan.markdown(title: "x\u{202E}y") { _ in "here" }, plan.markup { _ in "here" }] {
            XCTAssertFalse(document.contains("\u{202E}"), document)
            XCTAssertTrue(document.contains("b\u{FFFD}c␇d"), document)
        }
    }

    func testACommentSaysWhatReplacesWithoutBeingUnfolded() throws {
        let page = try plan(network("10.0.0.0/16"), network("10.1.0.0/16")).markdown(title: "it") { _ in "here" }
        XCTAssertTrue(page.contains("| AWS::EC2::VPC | is replaced | CidrBlock |\n"), page)
        XCTAssertTrue(
            page.contains("| AWS::EC2::SecurityGroup | is replaced | VpcId, since Net is replaced |\n"), page)
    }

    func testWhatIsAllowedIsNoGain() throws {
        func group(_ cidr: String) -> String {
            """
            "Group": { "Type": "AWS::EC2::SecurityGroup", "Properties": { "GroupDescription": "x",
              "SecurityGroupIngress": [{ "IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "CidrIp": "\(cidr)" }] } }
            """
        }
        let page = try plan(group("10.0.0.0/8"), group("0.0.0.0/0")).markup { _ in "here" }
        XCTAssertTrue(page.contains("<td class=\"why\">+ in tcp 80 from anybody (0.0.0.0/0)</td>"), page)
        XCTAssertTrue(page.contains("<td>- in tcp 80 from 10.0.0.0/8</td>"), page)
    }
}
