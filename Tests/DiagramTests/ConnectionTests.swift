import XCTest

@testable import Diagram

/// What may talk to what.
final class ConnectionTests: XCTestCase {
    func testTrafficLeadsFromTheInternetToTheDatabase() throws {
        XCTAssertEqual(
            try architecture(Sample.shop).lines,
            [
                "Balancer -> Servers: HTTP 8080", "Servers -> Data: TCP 3306",
                "internet Internet -> Balancer: HTTPS 443",
            ])
    }

    func testNobodyReachesWhatNoRouteLeadsTo() throws {
        let open = Sample.shop.replacing(
            #""SourceSecurityGroupId": { "Fn::GetAtt": ["Inner", "GroupId"] }"#, with: #""CidrIp": "0.0.0.0/0""#)
        let shop = try architecture(open)
        XCTAssertFalse(shop.lines.contains { $0.contains("Internet -> Data") })
        XCTAssertEqual(
            try shop.card(named: "Data").remarks,
            ["lets TCP 3306 in from anybody (0.0.0.0/0), and no route leads there from the internet"])
    }

    func testAGroupThatIsGivenIsToldAsUnknown() throws {
        let given = Sample.shop.replacing(
            #"{ "Fn::GetAtt": ["Inner", "GroupId"] }"#, with: #"{ "Ref": "Office" }"#)
        let shop = try architecture(given, parameters: #""Office": { "Type": "AWS::EC2::SecurityGroup::Id" }"#)
        XCTAssertTrue(shop.lines.contains("unknown Office -> Data: TCP 3306"), "\(shop.lines)")
        XCTAssertTrue(try shop.card(named: "unknown Office").isOutside)
    }

    func testARuleUnderAnUndecidedConditionIsNotCertain() throws {
        let rule = """
            , "More": { "Type": "AWS::EC2::SecurityGroupIngress", "Condition": "IsOpen", "Properties": {
              "GroupId": { "Ref": "Deep" }, "SourceSecurityGroupId": { "Ref": "Open" }, "IpProtocol": "tcp",
              "FromPort": 3306, "ToPort": 3306 } }
            """
        let parameters = #""IsOpenHere": { "Type": "String" }"#
        let conditions = #""IsOpen": { "Fn::Equals": [{ "Ref": "IsOpenHere" }, "yes"] }"#
        func lines(_ given: [String: String]) throws -> [String] {
            try architecture(Sample.shop + rule, parameters: parameters, conditions: conditions, given: given).lines
        }
        XCTAssertTrue(try lines([:]).contains("Balancer -> Data: TCP 3306?"))
        XCTAssertTrue(try lines(["IsOpenHere": "yes"]).contains("Balancer -> Data: TCP 3306"))
        let closed = try architecture(
            Sample.shop + rule, parameters: parameters, conditions: conditions, given: ["IsOpenHere": "no"])
        XCTAssertFalse(closed.lines.contains { $0.hasPrefix("Balancer -> Data") })
        XCTAssertEqual(closed.absent, ["More"])
    }

    private let pipeline = """
        "Topic": { "Type": "AWS::SNS::Topic" },
        "Failed": { "Type": "AWS::SQS::Queue" },
        "Queue": { "Type": "AWS::SQS::Queue", "Properties": { "RedrivePolicy": {
          "deadLetterTargetArn": { "Fn::GetAtt": ["Failed", "Arn"] }, "maxReceiveCount": 5 } } },
        "Joined": { "Type": "AWS::SNS::Subscription", "Properties": { "Protocol": "sqs",
          "TopicArn": { "Ref": "Topic" }, "Endpoint": { "Fn::GetAtt": ["Queue", "Arn"] } } },
        "Mail": { "Type": "AWS::SNS::Subscription", "Properties": { "Protocol": "email",
          "TopicArn": { "Ref": "Topic" }, "Endpoint": "ops@example.com" } },
        "Role": { "Type": "AWS::IAM::Role", "Properties": {} },
        "Policy": { "Type": "AWS::IAM::Policy", "Properties": { "Roles": [{ "Ref": "Role" }], "PolicyDocument": { "Statement": [
          { "Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem"], "Resource": { "Fn::GetAtt": ["Table", "Arn"] } },
          { "Effect": "Deny", "Action": "s3:*", "Resource": { "Fn::Sub": "${Bucket.Arn}/*" } } ] } } },
        "Bucket": { "Type": "AWS::S3::Bucket" },
        "Table": { "Type": "AWS::DynamoDB::Table" },
        "Worker": { "Type": "AWS::Lambda::Function", "Properties": { "Role": { "Fn::GetAtt": ["Role", "Arn"] } } },
        "Source": { "Type": "AWS::Lambda::EventSourceMapping", "Properties": {
          "FunctionName": { "Ref": "Worker" }, "EventSourceArn": { "Fn::GetAtt": ["Queue", "Arn"] } } },
        "Tick": { "Type": "AWS::Events::Rule", "Properties": { "ScheduleExpression": "rate(1 day)",
          "Targets": [{ "Id": "a", "Arn": { "Fn::GetAtt": ["Worker", "Arn"] } }] } }
        """

    func testEventsMessagesAndPermissions() throws {
        XCTAssertEqual(
            try architecture(pipeline).lines,
            [
                "Queue -> Failed: failed", "Queue -> Worker: polled", "Tick -> Worker: events",
                "Topic -> Queue: messages", "Topic -> person ops@example.com: messages",
                "Worker -> Table: reads, writes",
            ])
        XCTAssertEqual(
            try architecture(pipeline).card(named: "Worker").parts.map(\.path).sorted(), ["Policy", "Role", "Source"])
    }

    func testWhatOnlyAPropertyNamesIsTheWeakestLine() throws {
        let named = pipeline.replacing(
            #""Worker": { "Type": "AWS::Lambda::Function", "Properties": {"#,
            with:
                #""Worker": { "Type": "AWS::Lambda::Function", "Properties": { "Environment": { "Variables": { "A": { "Ref": "Table" }, "B": { "Ref": "Bucket" } } },"#
        )
        let lines = try architecture(named).lines
        XCTAssertTrue(lines.contains("Worker -> Bucket: "))
        XCTAssertTrue(lines.contains("Worker -> Table: reads, writes"))
    }

    func testAlarmsOfAStackAreOneCard() throws {
        let alarms = (1...5).map { index in
            """
            "Alarm\(index)": { "Type": "AWS::CloudWatch::Alarm", "Properties": { "AlarmActions": [{ "Ref": "Topic" }],
              "Dimensions": [{ "Name": "QueueName", "Value": { "Fn::GetAtt": ["Queue", "QueueName"] } }] } }
            """
        }
        let found = try architecture(pipeline + "," + alarms.joined(separator: ","))
        let card = try found.card(named: "Alarm1")
        XCTAssertEqual(card.name, "5 alarms")
        XCTAssertEqual(card.resources.count, 5)
        XCTAssertTrue(found.lines.contains("Alarm1 -> Topic: alarms"))
        XCTAssertTrue(try found.card(named: "Queue").remarks.contains("watched by Alarm3"))
    }
}
