import AWSResourceCatalogue
import Plan
import Template
import XCTest

/// Who may do what before and after a change.
final class AccessTests: XCTestCase {
    private func access(_ before: String, _ after: String) throws -> [String] {
        func side(_ text: String) throws -> PlannedTemplates {
            let template = try Template(parsing: Array("{ \"Resources\": { \(text) } }".utf8), file: "a.json")
            return PlannedTemplates(TemplateTree(template))
        }
        return Plan(from: try side(before), to: try side(after), catalogue: .aws).access.map {
            "\($0.owner) \($0.isAdded ? "+" : "-") \($0.grant)\($0.isBroader ? " !" : "")"
        }
    }

    private func role(_ statement: String) -> String {
        """
        "Queue": { "Type": "AWS::SQS::Queue" }, "Role": { "Type": "AWS::IAM::Role", "Properties": {
          "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": { "Effect": "Allow",
            "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" } },
          "Policies": [{ "PolicyName": "own", "PolicyDocument": { "Version": "2012-10-17", "Statement": [\(statement)] } }] } }
        """
    }

    private func allow(_ action: String, _ more: String = "") -> String {
        #"{ "Effect": "Allow", "Action": \#(action), "Resource": { "Fn::GetAtt": ["Queue", "Arn"] }\#(more) }"#
    }

    func testABroaderPolicyIsMarked() throws {
        XCTAssertEqual(
            try access(role(allow(#""sqs:SendMessage""#)), role(allow(#""sqs:*""#))),
            ["Role + sqs:* on Queue.Arn !", "Role - sqs:SendMessage on Queue.Arn"])
        XCTAssertEqual(
            try access(role(allow(#""sqs:*""#)), role(allow(#"["sqs:SendMessage", "sqs:Get*"]"#))),
            [
                "Role + sqs:SendMessage on Queue.Arn", "Role + sqs:Get* on Queue.Arn", "Role - sqs:* on Queue.Arn",
            ], "a part of what was allowed")
    }

    func testAnotherFormOfTheSameIsNone() throws {
        let list = #"{ "Effect": "Allow", "Action": ["sqs:SendMessage"], "Resource": [{ "Fn::GetAtt": "Queue.Arn" }] }"#
        XCTAssertEqual(try access(role(allow(#""sqs:SendMessage""#)), role(list)), [])
    }

    func testWhatIsNoLongerDeniedIsMore() throws {
        let deny = #"{ "Effect": "Deny", "Action": "sqs:DeleteQueue", "Resource": "*" }"#
        XCTAssertEqual(
            try access(role("\(allow(#""sqs:*""#)), \(deny)"), role(allow(#""sqs:*""#))),
            ["Role - no sqs:DeleteQueue on * !"])
    }

    func testAConditionThatGoesIsMore() throws {
        let bound = allow(#""sqs:*""#, #", "Condition": { "Bool": { "aws:SecureTransport": "true" } }"#)
        XCTAssertEqual(
            try access(role(bound), role(allow(#""sqs:*""#))),
            [
                "Role + sqs:* on Queue.Arn !",
                "Role - sqs:* on Queue.Arn if {Bool: {aws:SecureTransport: true}}",
            ])
    }

    func testWhoMayTakeARoleIsTold() throws {
        let opened = role(allow(#""sqs:*""#)).replacing(
            #"{ "Service": "lambda.amazonaws.com" }"#, with: #"{ "AWS": "*" }"#)
        XCTAssertEqual(
            try access(role(allow(#""sqs:*""#)), opened),
            ["Role + sts:AssumeRole for * !", "Role - sts:AssumeRole for lambda.amazonaws.com"])
    }

    func testRulesOfASecurityGroupInsideAndBesideIt() throws {
        func group(_ rule: String, _ beside: String = "") -> String {
            """
            "Web": { "Type": "AWS::EC2::SecurityGroup", "Properties": { "GroupDescription": "web",
              "SecurityGroupIngress": [\(rule)] } }\(beside)
            """
        }
        let own = #"{ "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/16" }"#
        let open = own.replacing("10.0.0.0/16", with: "0.0.0.0/0")
        XCTAssertEqual(
            try access(group(own), group(open)),
            [
                "Web + in tcp 443 from anybody (0.0.0.0/0) !", "Web - in tcp 443 from 10.0.0.0/16",
            ])
        let beside = """
            , "Rule": { "Type": "AWS::EC2::SecurityGroupIngress", "Properties": { "GroupId": { "Fn::GetAtt": ["Web", "GroupId"] },
              "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/16" } }
            """
        XCTAssertEqual(try access(group(own), group("", beside)), [], "the same rule in another place")
    }

    func testWhatAnAttachedPolicyAllowsIsTold() throws {
        func role(_ more: String) -> String {
            #""Role": { "Type": "AWS::IAM::Role", "Properties": { "AssumeRolePolicyDocument": {}\#(more) } }"#
        }
        let attached = role(#", "ManagedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"]"#)
        XCTAssertEqual(try access(role(""), attached), ["Role + all that AdministratorAccess allows !"])
        let bound = role(#", "PermissionsBoundary": "arn:aws:iam::aws:policy/ReadOnlyAccess""#)
        XCTAssertEqual(try access(bound, role("")), ["Role - no more than ReadOnlyAccess allows !"])
    }

    func testAPolicyBelongsToWhomItIsAttachedTo() throws {
        func policy(_ role: String) -> String {
            #"""
            "Rights": { "Type": "AWS::IAM::Policy", "Properties": { "PolicyName": "p", "Roles": ["\#(role)"],
              "PolicyDocument": { "Statement": { "Effect": "Allow", "Action": "sqs:*", "Resource": "*" } } } }
            """#
        }
        XCTAssertEqual(try access(policy("one"), policy("other")), ["other + sqs:* on * !", "one - sqs:* on *"])
        let inside = #"{ "Effect": "Allow", "Action": "sqs:*", "Resource": "*" }"#
        XCTAssertEqual(
            try access(role(inside), role("") + ", " + policy("x").replacing(#""x""#, with: #"{ "Ref": "Role" }"#)), [],
            "the same policy beside the role")
    }

    func testTheCaseOfAnActionIsNoChange() throws {
        XCTAssertEqual(try access(role(allow(#""sqs:SendMessage""#)), role(allow(#""SQS:sendmessage""#))), [])
    }

    func testWhoeverMayCallAFunctionIsTold() throws {
        let open =
            #""Call": { "Type": "AWS::Lambda::Permission", "Properties": { "FunctionName": "f", "Action": "lambda:InvokeFunction", "Principal": "*" } }"#
        XCTAssertEqual(try access("", open), ["f + lambda:InvokeFunction for * !"])
    }

    func testLessTrafficIsNotMore() throws {
        func rule(_ ports: ClosedRange<Int>, _ peer: String) -> String {
            #"{ "IpProtocol": "tcp", "FromPort": \#(ports.lowerBound), "ToPort": \#(ports.upperBound), "CidrIp": "\#(peer)" }"#
        }
        func group(_ rules: String...) -> String {
            #""Web": { "Type": "AWS::EC2::SecurityGroup", "Properties": { "GroupDescription": "web", "SecurityGroupIngress": [\#(rules.joined(separator: ", "))] } }"#
        }
        let wide = group(rule(80...89, "10.0.0.0/8"))
        let narrower = [
            group(rule(80...80, "10.0.0.0/8")), group(rule(80...89, "10.1.0.0/16")),
            group(rule(80...84, "10.0.0.0/8"), rule(85...89, "10.0.0.0/8")),
        ]
        for group in narrower { XCTAssertFalse(try access(wide, group).contains { $0.hasSuffix("!") }, group) }
        XCTAssertEqual(
            try access(narrower[2], wide),
            [
                "Web + in tcp 80-89 from 10.0.0.0/8", "Web - in tcp 80-84 from 10.0.0.0/8",
                "Web - in tcp 85-89 from 10.0.0.0/8",
            ],
            "two rules side by side are one that spans both")
        XCTAssertEqual(
            try access(narrower[0], group(rule(80...81, "10.0.0.0/8"))).first, "Web + in tcp 80-81 from 10.0.0.0/8 !")
    }

    func testTheFirstRuleOutwardsTakesTheDefaultAway() throws {
        func group(_ egress: String) -> String {
            #""Web": { "Type": "AWS::EC2::SecurityGroup", "Properties": { "GroupDescription": "web"\#(egress) } }"#
        }
        let rule =
            #", "SecurityGroupEgress": [{ "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "0.0.0.0/0" }]"#
        XCTAssertEqual(
            try access(group(""), group(rule)),
            [
                "Web + out tcp 443 to anybody (0.0.0.0/0)", "Web - out all traffic to anybody (0.0.0.0/0)",
                "Web - out all traffic to anybody (::/0)",
            ])
        XCTAssertEqual(try access(group(rule), group("")).first, "Web + out all traffic to anybody (0.0.0.0/0) !")
    }
}
