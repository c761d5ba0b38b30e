import AWSLambda
import AWSSQS
import Stacks
import TemplateTesting
import XCTest

final class OrdersTests: XCTestCase {
    func testCommittedTemplatesAreCurrent() throws {
        try Orders.app().expectDiagnostics()
        try Orders.app().expectTemplates(recordedBy: "swift run Infra synth")
    }

    func testTheWorkerTakesOrders() throws {
        try EvaluatedStack(of: Orders.app()).expect(
            "WorkerOrdersMapping", Lambda.EventSourceMapping.self,
            with: ["EventSourceArn": "OrdersQueue.Arn", "FunctionName": "WorkerFunction"])
    }

    func testWhatFailedFiveTimesIsKeptAndRings() throws {
        let orders = try EvaluatedStack(of: Orders.app())
        try orders.expect(
            "OrdersQueue", SQS.Queue.self,
            with: ["RedrivePolicy": ["deadLetterTargetArn": "OrdersDeadLetters.Arn", "maxReceiveCount": 5]])
        XCTAssertEqual(
            orders["AlarmsOrdersFailures"].Properties.Dimensions,
            [["Name": "QueueName", "Value": "OrdersDeadLetters.QueueName"]])
    }

    func testProductionHasMoreMemoryAndAnEmailOnlyWhereThereIsOne() throws {
        let dev = try EvaluatedStack(of: Orders.app())
        XCTAssertEqual(dev["WorkerFunction"].Properties.MemorySize, 256)
        try dev.expectCount(0, of: "AWS::SNS::Subscription")
        let prod = try EvaluatedStack(
            of: Orders.app(), parameters: ["Environment": "prod", "AlarmEmail": "ops@example.com"])
        XCTAssertEqual(prod["WorkerFunction"].Properties.MemorySize, 512)
        try prod.expectCount(1, of: "AWS::SNS::Subscription")
    }
}
