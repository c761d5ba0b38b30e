import Constructs
import TemplateTesting
import XCTest

final class TopicTests: XCTestCase {
    private func stack(_ build: (Stack, Topic) -> Void) throws -> EvaluatedStack {
        try synthesize { build($0, Topic(in: $0.scope("Paid"))) }
    }

    func testNothingIsPublishedByPlainHTTP() throws {
        let stack = try stack { _, _ in }
        XCTAssertEqual(stack["PaidTopicPolicy"].Properties.Topics, ["PaidTopic"])
        XCTAssertEqual(
            stack["PaidTopicPolicy"].Properties.PolicyDocument.Statement,
            [
                [
                    "Effect": "Deny", "Principal": "*", "Action": ["sns:Publish"], "Resource": ["PaidTopic"],
                    "Condition": ["Bool": ["aws:SecureTransport": "false"]],
                ]
            ])
    }

    func testAQueueGetsMessagesAsTheyArePublishedAndLetsTheTopicIn() throws {
        let stack = try stack { stack, topic in
            topic.subscribe(
                Queue(in: stack.scope("Mails")), filter: .body(["total": [.atLeast(100)], "country": ["ES"]]))
        }
        let subscription = stack["MailsPaidSubscription"]
        XCTAssertEqual(subscription.Properties.Protocol, "sqs")
        XCTAssertEqual(subscription.Properties.Endpoint, "MailsQueue.Arn")
        XCTAssertEqual(subscription.Properties.TopicArn, "PaidTopic")
        XCTAssertEqual(subscription.Properties.RawMessageDelivery, true)
        XCTAssertEqual(subscription.Properties.FilterPolicyScope, "MessageBody")
        XCTAssertEqual(
            subscription.Properties.FilterPolicy, ["total": [["numeric": [">=", 100]]], "country": ["ES"]])
        XCTAssertEqual(subscription.DependsOn, ["MailsQueuePolicy"], "what comes before the policy is lost")
        XCTAssertEqual(
            stack["MailsQueuePolicy"].Properties.PolicyDocument.Statement[1],
            [
                "Effect": "Allow", "Principal": ["Service": "sns.amazonaws.com"], "Action": ["sqs:SendMessage"],
                "Resource": ["MailsQueue.Arn"], "Condition": ["ArnEquals": ["aws:SourceArn": "PaidTopic"]],
            ])
    }

    func testAQueueThatHearsOfSeveralTopicsLetsEachIn() throws {
        let stack = try stack { stack, paid in
            let mails = Queue(in: stack.scope("Mails"))
            paid.subscribe(mails)
            Topic(in: stack.scope("Sent")).subscribe(mails)
        }
        let statements = stack["MailsQueuePolicy"].Properties.PolicyDocument.Statement.elements
        XCTAssertEqual(statements.map(\.Effect), ["Deny", "Allow", "Allow"])
        XCTAssertEqual(
            statements.dropFirst().map { $0.Condition.ArnEquals["aws:SourceArn"] }, ["PaidTopic", "SentTopic"])
    }

    func testAFunctionIsCalledByThatTopicOnlyAndKeepsWhatItCouldNotHandle() throws {
        let stack = try stack { stack, topic in
            topic.subscribe(Function(in: stack.scope("Mailer"), code: .inline("", runtime: .python3_13)))
        }
        XCTAssertEqual(
            stack["MailerPaidPermission"].Properties,
            [
                "Action": "lambda:InvokeFunction", "FunctionName": "MailerFunction",
                "Principal": "sns.amazonaws.com", "SourceArn": "PaidTopic",
            ])
        let subscription = stack["MailerPaidSubscription"]
        XCTAssertEqual(subscription.Properties.Protocol, "lambda")
        XCTAssertEqual(subscription.Properties.RawMessageDelivery, .missing, "functions know no raw messages")
        XCTAssertEqual(
            subscription.Properties.RedrivePolicy, ["deadLetterTargetArn": "MailerFailedEventsQueue.Arn"])
        XCTAssertEqual(
            subscription.DependsOn.strings.sorted(), ["MailerFailedEventsQueuePolicy", "MailerPaidPermission"])
    }

    func testPeopleAndServersSubscribe() throws {
        let stack = try stack { stack, topic in
            topic.subscribe("Accounting", email: "accounting@example.com", when: stack.flag("Mail"))
            topic.subscribe("Partner", https: "https://partner.example.com/paid")
        }
        XCTAssertEqual(stack["PaidAccounting"].Properties.Protocol, "email")
        XCTAssertEqual(stack["PaidPartner"].Properties.Protocol, "https")
        XCTAssertEqual(stack["PaidTopic"].Properties.SignatureVersion, "2", "servers check signatures by SHA-256")
    }

    func testWhatATopicCannotDeliverToIsToldWhereItIsSubscribed() {
        assertOneError(
            diagnose { stack in
                let topic = Topic(in: stack.scope("Paid"))
                topic.subscribe("Partner", https: "http://partner.example.com")
            }, "topic-subscriber", at: #line - 1)
        assertOneError(
            diagnose { stack in
                let topic = Topic(in: stack.scope("Paid"))
                topic.subscribe(Topic(in: stack.scope("All")))
            }, "topic-subscriber", at: #line - 1)
    }

    func testPublishersMayPublishAndAlarmsWhereTheyAreLet() throws {
        let stack = try stack { stack, topic in
            topic.grantPublish(to: Role(in: stack.scope("Shop"), assumedBy: "ec2.amazonaws.com"))
            topic.allowAlarms()
            Alarms(in: stack.scope("Alarms"), name: "shop", existingTopic: topic.arn).watch(topic)
        }
        XCTAssertEqual(stack.allowed("ShopRole"), ["sns:Publish": ["PaidTopic"]])
        let statement = stack["PaidTopicPolicy"].Properties.PolicyDocument.Statement[1]
        XCTAssertEqual(statement.Principal, ["Service": "cloudwatch.amazonaws.com"])
        XCTAssertEqual(statement.Condition.StringEquals["aws:SourceAccount"], "123456789012")
        XCTAssertEqual(stack["AlarmsPaidUndelivered"].Properties.AlarmActions, ["PaidTopic"])
    }

    func testAFIFOTopicHasANameThatEndsSo() throws {
        let stack = try synthesize { stack in
            Topic(in: stack.scope("Paid"), ordering: .fifo).subscribe(
                Queue(in: stack.scope("Mails"), ordering: .fifo()))
        }
        XCTAssertEqual(stack["PaidTopic"].Properties.FifoTopic, true)
        XCTAssertTrue(stack["PaidTopic"].Properties.TopicName.string.hasSuffix("-Paid.fifo"))
    }

    func testAnExistingTopicIsNamedInTheAccountAndRegion() throws {
        let stack = try synthesize { stack in
            Topic.existing(in: stack.scope("Paid"), named: "paid").subscribe(Queue(in: stack.scope("Mails")))
        }
        try stack.expectCount(0, of: "AWS::SNS::Topic")
        XCTAssertEqual(
            stack["MailsPaidSubscription"].Properties.TopicArn, "arn:aws:sns:eu-west-3:123456789012:paid")
    }
}
