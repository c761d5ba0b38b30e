import AWSResourceCatalogue
import Plan
import Template
import Terminal
import XCTest

/// What people read.
final class DisplayTests: XCTestCase {
    private func plan(_ before: String, _ after: String) throws -> Plan {
        func side(_ text: String) throws -> PlannedTemplates {
            let template = try Template(parsing: Array("{ \"Resources\": { \(text) } }".utf8), file: "a.json")
            return PlannedTemplates(TemplateTree(template))
        }
        return Plan(from: try side(before), to: try side(after), catalogue: .aws)
    }

    private func text(_ plan: Plan, width: Int = 100) -> String {
        plan.lines(width: width) { _ in "here" }.map { $0.map(\.text).joined() }.joined(separator: "\n")
    }

    private func network(_ block: String, _ script: String = "") -> String {
        """
        "Net": { "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": "\(block)" } },
        "Group": { "Type": "AWS::EC2::SecurityGroup", "Properties": {
          "GroupDescription": "web", "VpcId": { "Ref": "Net" } } },
        "Launch": { "Type": "AWS::EC2::LaunchTemplate", "Properties": { "LaunchTemplateData": {
          "SecurityGroupIds": [{ "Fn::GetAtt": ["Group", "GroupId"] }],
          "UserData": { "Fn::Base64": "#!/bin/sh\\nstart\(script)\\nserve\\n" } } } }
        """
    }

    func testWhatFollowsIsToldWithItsCause() throws {
        XCTAssertEqual(
            text(try plan(network("10.0.0.0/16"), network("10.1.0.0/16"))),
            """
            ± Net  AWS::EC2::VPC  is replaced
                here
                CidrBlock  10.0.0.0/16 → 10.1.0.0/16  replaces it

            ± Group  AWS::EC2::SecurityGroup  is replaced
                here
                VpcId  Net  another value, since Net is replaced; replaces it

            ~ Launch  AWS::EC2::LaunchTemplate  is updated in place
                here
                LaunchTemplateData/SecurityGroupIds[0]  Group.GroupId  another value, since Group is replaced

            ~ updated in place   ± replaced
            Plan: 1 to update, 2 to replace
            """)
    }

    func testATextOfSeveralLinesIsComparedLineByLine() throws {
        let shown = text(try plan(network("10.0.0.0/16"), network("10.0.0.0/16", " --fast")))
        XCTAssertTrue(
            shown.contains(
                """
                    LaunchTemplateData/UserData
                      @@ line 1, now line 1 @@
                        #!/bin/sh
                      - start
                      + start --fast
                        serve
                """), shown)
    }

    func testWhatOnlyTheStackKnowsTouchesNothing() throws {
        let bucket = #""Bucket": { "Type": "AWS::S3::Bucket" }"#
        let kept = #""Bucket": { "Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain" }"#
        XCTAssertEqual(
            text(try plan(bucket, kept)),
            """
            = Bucket  AWS::S3::Bucket  is not touched
                here
                DeletionPolicy  + Retain

            = not touched
            Plan: no resource is touched
            """)
    }

    func testLongValuesAreCutForPeopleOnly() throws {
        func parameter(_ letter: String) -> String {
            """
            "Text": { "Type": "AWS::SSM::Parameter", "Properties": { "Type": "String",
              "Value": "\(String(repeating: letter, count: 3_000))" } }
            """
        }
        let plan = try plan(parameter("a"), parameter("b"))
        XCTAssertLessThan(text(plan).count, 1_500)
        XCTAssertTrue(plan.json { _ in "here" }.contains(String(repeating: "b", count: 3_000)))
    }

    func testANameThatIsTakenIsSaid() throws {
        func role(_ path: String) -> String {
            """
            "Role": { "Type": "AWS::IAM::Role", "Properties": { "RoleName": "worker", "Path": "\(path)",
              "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [] } } }
            """
        }
        let shown = text(try plan(role("/"), role("/shop/")))
        XCTAssertTrue(shown.contains("note: worker is taken as long as the old one is there"), shown)
    }

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

    func testWhatNobodyCanDecideMayComeOrGo() throws {
        let always = #""Bucket": { "Type": "AWS::S3::Bucket" }"#
        let sometimes = #""Bucket": { "Type": "AWS::S3::Bucket", "Condition": "IsOpen" }"#
        let forth = text(try plan(always, sometimes))
        XCTAssertTrue(forth.contains("- Bucket  AWS::S3::Bucket  may be removed with its data"), forth)
        let back = text(try plan(sometimes, always))
        XCTAssertTrue(back.contains("+ Bucket  AWS::S3::Bucket  may be added"), back)
        XCTAssertEqual(text(try plan(sometimes, sometimes)), "Plan: nothing changes")
    }

    func testAnEmptyDatabaseIsNoneEvenWhereTheOldOneIsKept() throws {
        func database(_ isEncrypted: Bool) -> String {
            """
            "Data": { "Type": "AWS::RDS::DBInstance", "UpdateReplacePolicy": "Retain", "Properties": {
              "Engine": "mysql", "DBInstanceClass": "db.t3.micro", "StorageEncrypted": \(isEncrypted) } }
            """
        }
        let plan = try plan(database(false), database(true))
        XCTAssertTrue(plan.resources[0].losesData)
        XCTAssertTrue(
            text(plan).contains("is replaced by an empty one; the old one is left behind as it is"), text(plan))
    }
}
