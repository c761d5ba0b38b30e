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

    func testTheWorkerTakesOrdersAndNothingElse() throws {
        let orders = try EvaluatedStack(of: Orders.app())
        try orders.expect(
            "OrdersForWorker", Lambda.EventSourceMapping.self,
            with: ["EventSourceArn": "Orders.Arn", "FunctionName": "Worker"])
        XCTAssertEqual(
            orders["OrdersForWorker"].DependsOn, ["WorkerReceiveOrders"], "Lambda asks first whether the role may")
        try orders.expectCount(1, of: "AWS::IAM::Policy")
        XCTAssertEqual(
            orders["WorkerReceiveOrders"].Properties.PolicyDocument.Statement[0].Resource, ["Orders.Arn"])
    }

    func testWhatFailedFiveTimesIsKeptAndRings() throws {
        let orders = try EvaluatedStack(of: Orders.app())
        try orders.expect(
            "Orders", SQS.Queue.self,
            with: ["RedrivePolicy": ["deadLetterTargetArn": "FailedOrders.Arn", "maxReceiveCount": 5]])
        XCTAssertEqual(
            orders["AlarmsOrdersFailed"].Properties.Dimensions,
            [["Name": "QueueName", "Value": "FailedOrders.QueueName"]])
    }

    func testAnOrderIsNotSeenAgainWhileTheWorkerMayStillBeAtIt() throws {
        let orders = try EvaluatedStack(of: Orders.app())
        guard case .number(let timeout) = orders["Worker"].Properties.Timeout,
            case .number(let visibility) = orders["Orders"].Properties.VisibilityTimeout
        else { return XCTFail("one has no number") }
        XCTAssertGreaterThanOrEqual(visibility, 6 * timeout, "\"Using Lambda with Amazon SQS\" asks for six times")
    }

    func testProductionHasMoreMemoryAndAnEmailOnlyWhereThereIsOne() throws {
        let dev = try EvaluatedStack(of: Orders.app())
        XCTAssertEqual(dev["Worker"].Properties.MemorySize, 128)
        try dev.expectCount(0, of: "AWS::SNS::Subscription")
        let prod = try EvaluatedStack(
            of: Orders.app(), parameters: ["Environment": "prod", "AlarmEmail": "ops@example.com"])
        XCTAssertEqual(prod["Worker"].Properties.MemorySize, 512)
        try prod.expectCount(1, of: "AWS::SNS::Subscription")
    }
}
