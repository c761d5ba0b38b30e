import AWSSNS
import Constructs
import TemplateTesting
import XCTest

final class QueueTests: XCTestCase {
    private static let key: Value<ARN<KMS.Key>> = "arn:aws:kms:eu-west-3:123456789012:key/k"

    private func orders() throws -> EvaluatedStack { try synthesize { _ = Queue(in: $0.scope("Orders")) } }

    func testWhatFailsFiveTimesWaitsForTwoWeeks() throws {
        let stack = try orders()
        XCTAssertEqual(
            stack["OrdersQueue"].Properties.RedrivePolicy,
            ["deadLetterTargetArn": "OrdersDeadLetters.Arn", "maxReceiveCount": 5])
        XCTAssertEqual(stack["OrdersDeadLetters"].Properties.MessageRetentionPeriod, 1_209_600)
        XCTAssertEqual(stack["OrdersDeadLetters"].Properties.RedrivePolicy, .missing)
        // Days count from when a message was first sent: none must be left for the second queue otherwise.
        XCTAssertEqual(stack["OrdersQueue"].Properties.MessageRetentionPeriod, 345_600)
    }

    func testBothQueuesAreEncryptedAndTakeNothingByPlainHTTP() throws {
        let stack = try orders()
        for id in ["OrdersQueue", "OrdersDeadLetters"] {
            XCTAssertEqual(stack[id].Properties.SqsManagedSseEnabled, true)
            XCTAssertEqual(stack[id].Properties.KmsMasterKeyId, .missing)
            XCTAssertEqual(stack[id].Properties.QueueName, .missing, "CloudFormation's own names never collide")
            XCTAssertEqual(stack["\(id)Policy"].Properties.Queues, [.string(id)])
            XCTAssertEqual(
                stack["\(id)Policy"].Properties.PolicyDocument.Statement,
                [
                    [
                        "Effect": "Deny", "Principal": "*", "Action": ["sqs:*"], "Resource": [.string("\(id).Arn")],
                        "Condition": ["Bool": ["aws:SecureTransport": "false"]],
                    ]
                ])
        }
    }

    func testMessagesOutliveTheStackTogetherWithThePolicies() throws {
        let stack = try orders()
        XCTAssertEqual(stack.resources.count, 4)
        for resource in stack.resources.values {
            XCTAssertEqual(resource.DeletionPolicy, "RetainExceptOnCreate", "a failed creation leaves nothing behind")
            XCTAssertEqual(resource.UpdateReplacePolicy, "Retain")
        }
    }

    func testConsumersWaitForMessagesInsteadOfAskingAllTheTime() throws {
        XCTAssertEqual(try orders()["OrdersQueue"].Properties.ReceiveMessageWaitTimeSeconds, 20)
    }

    func testAKeyOfOnesOwnTakesThePlaceOfSQSsAndIsGrantedToo() throws {
        let stack = try synthesize { stack in
            let queue = Queue(in: stack.scope("Orders"), key: Self.key)
            queue.grantSend(to: Role(in: stack.scope("Shop"), assumedBy: "ec2.amazonaws.com"))
            queue.grantConsume(to: Role(in: stack.scope("Worker"), assumedBy: "ec2.amazonaws.com"))
        }
        for id in ["OrdersQueue", "OrdersDeadLetters"] {
            XCTAssertEqual(stack[id].Properties.KmsMasterKeyId, "arn:aws:kms:eu-west-3:123456789012:key/k")
            XCTAssertEqual(stack[id].Properties.SqsManagedSseEnabled, .missing, "SQS takes one of both")
        }
        let key = "arn:aws:kms:eu-west-3:123456789012:key/k"
        XCTAssertEqual(
            stack.allowed("ShopRole"),
            ["sqs:SendMessage": ["OrdersQueue.Arn"], "kms:Decrypt": [key], "kms:GenerateDataKey": [key]])
        XCTAssertEqual(
            stack.allowed("WorkerRole"),
            [
                "sqs:ReceiveMessage": ["OrdersQueue.Arn"], "sqs:DeleteMessage": ["OrdersQueue.Arn"],
                "sqs:ChangeMessageVisibility": ["OrdersQueue.Arn"], "sqs:GetQueueAttributes": ["OrdersQueue.Arn"],
                "kms:Decrypt": [key],
            ])
    }

    func testAQueueAndItsDeadLettersAreGrantedBesideEachOther() throws {
        let stack = try synthesize { stack in
            let role = Role(in: stack.scope("Support"), assumedBy: "ec2.amazonaws.com")
            let queue = Queue(in: stack.scope("Orders"))
            queue.grantSend(to: role)
            queue.deadLetters?.grantConsume(to: role)
        }
        XCTAssertEqual(stack.allowed("SupportRole")["sqs:SendMessage"], ["OrdersQueue.Arn"])
        XCTAssertEqual(stack.allowed("SupportRole")["sqs:ReceiveMessage"], ["OrdersDeadLetters.Arn"])
    }

    func testFIFOQueuesHaveDeadLettersOfTheirKind() throws {
        let stack = try synthesize { _ = Queue(in: $0.scope("Orders"), ordering: .fifo()) }
        for id in ["OrdersQueue", "OrdersDeadLetters"] {
            XCTAssertEqual(stack[id].Properties.FifoQueue, true)
            XCTAssertEqual(stack[id].Properties.ContentBasedDeduplication, true)
        }
        XCTAssertEqual(try orders()["OrdersQueue"].Properties.FifoQueue, .missing)
    }

    func testSeveralQueuesCanShareTheirDeadLetters() throws {
        let stack = try synthesize { stack in
            let failed = Queue(in: stack.scope("Failed"), keptForDays: 14, failures: .stayHere)
            for id in ["Orders", "Returns"] {
                _ = Queue(in: stack.scope(id), failures: .kept(in: failed, afterAttempts: 3))
            }
        }
        try stack.expectCount(3, of: "AWS::SQS::Queue")
        for id in ["OrdersQueue", "ReturnsQueue"] {
            XCTAssertEqual(
                stack[id].Properties.RedrivePolicy,
                ["deadLetterTargetArn": "FailedQueue.Arn", "maxReceiveCount": 3])
        }
    }

    func testAnExistingQueueIsNamedInTheAccountAndRegion() throws {
        let stack = try synthesize { stack in
            let queue = Queue.existing(in: stack.scope("Invoices"), named: "invoices", visibilityTimeout: 60)
            queue.grantSend(to: Role(in: stack.scope("Shop"), assumedBy: "ec2.amazonaws.com"))
            stack.output("Url", queue.url)
        }
        try stack.expectCount(0, of: "AWS::SQS::Queue")
        XCTAssertEqual(
            stack.allowed("ShopRole"), ["sqs:SendMessage": ["arn:aws:sqs:eu-west-3:123456789012:invoices"]])
        XCTAssertEqual(
            stack.outputs["Url"], "https://sqs.eu-west-3.amazonaws.com/123456789012/invoices")
    }

    func testNumbersThatSQSRefusesAreToldWhereTheQueueIsMade() {
        assertOneError(
            diagnose { _ = Queue(in: $0.scope("Orders"), keptForDays: 30) }, "queue-retention", at: #line)
        assertOneError(
            diagnose { _ = Queue(in: $0.scope("Orders"), failures: .keptInOwnQueue(afterAttempts: 0)) },
            "queue-attempts", at: #line - 1)
    }

    func testSomebodyIsWokenForWhatFailedAndForWhatWaitsTooLong() throws {
        let stack = try synthesize { stack in
            let queue = Queue(in: stack.scope("Orders"), visibilityTimeout: 600)
            let alarms = Alarms(
                in: stack.scope("Alarms"), name: "shop", email: "ops@example.com", when: stack.flag("Mail"))
            alarms.watch(queue)
        }
        let failures = stack["AlarmsOrdersFailures"].Properties
        XCTAssertEqual(failures.Dimensions, [["Name": "QueueName", "Value": "OrdersDeadLetters.QueueName"]])
        XCTAssertEqual(failures.Threshold, 1)
        XCTAssertEqual(failures.EvaluationPeriods, 1)
        XCTAssertEqual(failures.AlarmActions, ["AlarmsTopic"])
        let delay = stack["AlarmsOrdersDelayed"].Properties
        XCTAssertEqual(delay.MetricName, "ApproximateAgeOfOldestMessage")
        XCTAssertEqual(delay.Dimensions, [["Name": "QueueName", "Value": "OrdersQueue.QueueName"]])
        XCTAssertEqual(delay.Threshold, 3600, "a message that fails is told by the other alarm, after five attempts")
    }
}
