import Constructs
import TemplateTesting
import XCTest

final class EventBusTests: XCTestCase {
    private static let paid = EventPattern(sources: ["shop"], detailTypes: ["OrderPaid"])

    func testARuleDeliversWhatThePatternSaysToAQueueThatLetsItIn() throws {
        let stack = try synthesize { stack in
            let bus = EventBus(in: stack.scope("Shop"), name: "shop")
            bus.events("PaidOrders", Self.paid).deliver(to: Queue(in: stack.scope("Mails")))
        }
        let rule = stack["MailsPaidOrdersRule"].Properties
        XCTAssertEqual(rule.EventBusName, "ShopBus")
        XCTAssertEqual(rule.EventPattern, ["source": ["shop"], "detail-type": ["OrderPaid"]])
        XCTAssertEqual(rule.Targets, [["Arn": "MailsQueue.Arn", "Id": "PaidOrders"]])
        XCTAssertEqual(
            stack["MailsQueuePolicy"].Properties.PolicyDocument.Statement[1],
            [
                "Effect": "Allow", "Principal": ["Service": "events.amazonaws.com"], "Action": ["sqs:SendMessage"],
                "Resource": ["MailsQueue.Arn"],
                "Condition": ["ArnEquals": ["aws:SourceArn": "MailsPaidOrdersRule.Arn"]],
            ])
    }

    func testAFunctionIsCalledByThatRuleOnlyAndWhatFailsIsKept() throws {
        let stack = try synthesize { stack in
            let function = Function(in: stack.scope("Mailer"), code: .inline("", runtime: .python3_13))
            function.handles(EventBus.ofAWSServices.events("Spot", EventPattern(sources: ["aws.ec2"])))
        }
        let target = stack["MailerSpotRule"].Properties.Targets[0]
        XCTAssertEqual(target.Arn, "MailerFunction.Arn")
        XCTAssertEqual(target.DeadLetterConfig, ["Arn": "MailerFailedEventsQueue.Arn"])
        XCTAssertEqual(
            stack["MailerSpotPermission"].Properties,
            [
                "Action": "lambda:InvokeFunction", "FunctionName": "MailerFunction",
                "Principal": "events.amazonaws.com", "SourceArn": "MailerSpotRule.Arn",
            ])
        XCTAssertEqual(
            stack["MailerFailedEventsQueuePolicy"].Properties.PolicyDocument.Statement[1].Condition,
            ["ArnEquals": ["aws:SourceArn": "MailerSpotRule.Arn"]])
    }

    func testMessagesOfARuleKeepTheirOrderInAFIFOQueueAndATopicLetsItIn() throws {
        let stack = try synthesize { stack in
            let events = EventBus(in: stack.scope("Shop")).events("PaidOrders", Self.paid)
            events.deliver(to: Queue(in: stack.scope("Mails"), ordering: .fifo()))
            events.deliver(to: Topic(in: stack.scope("All")))
        }
        XCTAssertEqual(
            stack["MailsPaidOrdersRule"].Properties.Targets[0].SqsParameters, ["MessageGroupId": "PaidOrders"])
        XCTAssertEqual(
            stack["AllTopicPolicy"].Properties.PolicyDocument.Statement[1].Condition,
            ["ArnEquals": ["aws:SourceArn": "AllPaidOrdersRule.Arn"]])
    }

    func testFieldsWithACommonBeginningAreOfOneObject() throws {
        let stack = try synthesize { stack in
            EventBus(in: stack.scope("Shop")).events(
                "Large",
                EventPattern(
                    detail: [
                        "order.total": [.above(99.5), .number(0)],
                        "order.country": ["ES", .prefix("F"), .exists(false)],
                        "paid": [.flag(true)], "order.to.zip": [.anythingBut("28001", "28002"), .wildcard("28*")],
                        "from": [
                            .address(in: "10.0.0.0/24"), .ignoringCase("x"), .suffix("y"), .number(in: 1...2),
                            .below(1),
                        ],
                    ])
            ).deliver(to: Queue(in: stack.scope("Mails")))
        }
        XCTAssertEqual(
            stack["MailsLargeRule"].Properties.EventPattern,
            [
                "detail": [
                    "order": [
                        "total": [["numeric": [">", .number(99.5)]], ["numeric": ["=", 0]]],
                        "country": ["ES", ["prefix": "F"], ["exists": false]],
                        "to": ["zip": [["anything-but": ["28001", "28002"]], ["wildcard": "28*"]]],
                    ], "paid": [true],
                    "from": [
                        ["cidr": "10.0.0.0/24"], ["equals-ignore-case": "x"], ["suffix": "y"],
                        ["numeric": [">=", 1, "<=", 2]], ["numeric": ["<", 1]],
                    ],
                ]
            ])
    }

    func testAPatternThatAsksNothingIsToldWhereItIsHandled() {
        let diagnostics = diagnose { stack in
            let bus = EventBus(in: stack.scope("Shop"))
            let queue = Queue(in: stack.scope("Mails"))
            bus.events("All", EventPattern()).deliver(to: queue)
        }
        assertOneError(diagnostics, "event-pattern", at: #line - 2)
    }

    func testSendersMayPutEventsOnThatBus() throws {
        let stack = try synthesize { stack in
            let role = Role(in: stack.scope("Shop"), assumedBy: "ec2.amazonaws.com")
            EventBus(in: stack.scope("Orders")).grantPutEvents(to: role)
            EventBus.existing("Audit", named: "audit").grantPutEvents(to: role)
        }
        XCTAssertEqual(
            stack.allowed("ShopRole"),
            ["events:PutEvents": ["OrdersBus.Arn", "arn:aws:events:eu-west-3:123456789012:event-bus/audit"]])
        XCTAssertTrue(stack["OrdersBus"].Properties.Name.string.hasSuffix("-Orders"), "EventBridge makes none up")
    }

    func testARuleIsInItsTargetsStackAndTheBusKnowsNothingOfIt() throws {
        let app = App()
        let root = app.stack("Shop")
        let bus = EventBus(in: root.nestedStack("Events").scope("Orders"))
        let mails = root.nestedStack("Mails")
        bus.events("PaidOrders", Self.paid).deliver(to: Queue(in: mails.scope("Mails")))
        let assembly = app.synthesize()
        XCTAssertEqual(assembly.diagnostics.map(\.description), [])
        let stack = try EvaluatedStack(of: assembly)
        XCTAssertEqual(stack.stacks["Events"]?.resources.keys.sorted(), ["OrdersBus"])
        XCTAssertNotNil(stack.stacks["Mails"]?.resources["MailsPaidOrdersRule"])
    }
}

final class BucketEventTests: XCTestCase {
    func testEventsOfABucketComeByEventBridge() throws {
        let stack = try synthesize { stack in
            let bucket = PrivateBucket(in: stack.scope("Lake"))
            let function = Function(
                in: stack.scope("Thumbnails"), code: .inline("", runtime: .python3_13),
                environment: ["BUCKET": bucket.name])
            bucket.grantReadWrite(to: function, prefix: "thumbnails/")
            function.handles(bucket.events(.created, prefix: "photos/", suffix: ".jpg"))
            function.handles(bucket.events(.deleted))
        }
        XCTAssertEqual(
            stack["LakeBucket"].Properties.NotificationConfiguration,
            ["EventBridgeConfiguration": ["EventBridgeEnabled": true]])
        let rule = stack["ThumbnailsLakePhotosCreatedRule"].Properties
        XCTAssertEqual(
            rule.EventPattern,
            [
                "source": ["aws.s3"], "detail-type": ["Object Created"],
                "detail": [
                    "bucket": ["name": ["LakeBucket"]], "object": ["key": [["wildcard": "photos/*.jpg"]]],
                ],
            ])
        XCTAssertEqual(
            stack["ThumbnailsLakeDeletedRule"].Properties.EventPattern.detail, ["bucket": ["name": ["LakeBucket"]]])
    }

    func testABucketWhoseEventsNobodyHandlesIsAsItWas() throws {
        let stack = try synthesize { _ = PrivateBucket(in: $0.scope("Lake")) }
        XCTAssertEqual(stack["LakeBucket"].Properties.NotificationConfiguration, .missing)
    }
}
