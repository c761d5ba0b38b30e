import Constructs
import TemplateTesting
import XCTest

/// What calls a function comes with its permission, its order, and numbers that fit.
final class FunctionSourcesTests: XCTestCase {
    private func stack(_ build: (Stack, Function) -> Void) throws -> EvaluatedStack {
        try synthesize { build($0, Function(in: $0.scope("Worker"), code: .inline("", runtime: .python3_13))) }
    }

    func testAQueueIsWorkedOnByWhoMayAndNotEarlier() throws {
        let stack = try stack { $1.handles(Queue(in: $0.scope("Orders"))) }
        let mapping = stack["WorkerOrdersMapping"]
        XCTAssertEqual(
            mapping.Properties,
            ["BatchSize": 10, "EventSourceArn": "OrdersQueue.Arn", "FunctionName": "WorkerFunction"])
        XCTAssertEqual(mapping.DependsOn, ["WorkerPollOrders"], "Lambda asks first whether the role may")
        let allowed = stack.allowed("WorkerRole")
        for action in ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"] {
            XCTAssertEqual(allowed[action], ["OrdersQueue.Arn"])
        }
        XCTAssertNil(allowed["sqs:ChangeMessageVisibility"], "Lambda does without")
        XCTAssertEqual(
            stack["WorkerFunction"].Properties.DeadLetterConfig, .missing, "the queue keeps what failed itself")
    }

    func testBatchesWaitAnswerAndGoSideBySideAsTheyAreTold() throws {
        let mapping = try stack { stack, function in
            function.handles(
                Queue(in: stack.scope("Orders"), visibilityTimeout: 200), batch: 100, concurrency: 5,
                answersWithFailures: true)
        }["WorkerOrdersMapping"].Properties
        XCTAssertEqual(mapping.MaximumBatchingWindowInSeconds, 1, "more than ten at a time have to be waited for")
        XCTAssertEqual(mapping.FunctionResponseTypes, ["ReportBatchItemFailures"])
        XCTAssertEqual(mapping.ScalingConfig, ["MaximumConcurrency": 5])
    }

    func testAMessageIsNotSeenAgainWhileTheFunctionMayStillBeAtIt() {
        assertOneError(
            diagnose { stack in
                let queue = Queue(in: stack.scope("Orders"), visibilityTimeout: 179)
                let function = Function(in: stack.scope("Worker"), code: .inline("", runtime: .python3_13))
                function.handles(queue)
            }, "queue-visibility", at: #line - 1)
        // Shorter than the function itself, which the checks would tell too.
        assertOneError(
            diagnose { stack in
                let queue = Queue(in: stack.scope("Orders"), visibilityTimeout: 10)
                let function = Function(in: stack.scope("Worker"), code: .inline("", runtime: .python3_13))
                function.handles(queue)
            }, "queue-visibility", at: #line - 1)
        // What it waits for a batch counts too.
        assertOneError(
            diagnose { stack in
                let queue = Queue(in: stack.scope("Orders"), visibilityTimeout: 180)
                let function = Function(in: stack.scope("Worker"), code: .inline("", runtime: .python3_13))
                function.handles(queue, waitingSeconds: 20)
            }, "queue-visibility", at: #line - 1)
    }

    func testWhatNobodyKnowsOfAnExistingQueueIsSaid() {
        let diagnostics = diagnose { stack in
            let function = Function(in: stack.scope("Worker"), code: .inline("", runtime: .python3_13))
            function.handles(Queue.existing(in: stack.scope("Orders"), named: "orders"))
        }
        XCTAssertEqual(diagnostics.map(\.code), ["queue-visibility"])
        XCTAssertEqual(diagnostics.map(\.severity), [.warning])
        XCTAssertEqual(diagnostics.first?.fix, "say it: Queue.existing(..., visibilityTimeout: 180)")
        XCTAssertEqual(diagnostics.first?.location?.line, #line - 5)
    }

    func testAStreamIsHandledShardByShard() {
        assertOneError(
            diagnose { stack in
                let table = Table(in: stack.scope("Orders"), partitionKey: .string("id"))
                let function = Function(in: stack.scope("Worker"), code: .inline("", runtime: .python3_13))
                function.handles(table.changes(), concurrency: 2)
            }, "function-concurrency", at: #line - 1)
    }

    func testAStreamThatNobodyNamesIsTold() {
        let diagnostics = diagnose { stack in
            let function = Function(in: stack.scope("Worker"), code: .inline("", runtime: .python3_13))
            function.handles(Table.existing("Prices", named: "prices").changes())
        }
        XCTAssertEqual(diagnostics.filter { $0.severity == .error }.map(\.code), ["table-stream"])
    }

    func testWhatFailedGoesToOneQueueWhateverCalled() throws {
        let stack = try stack { stack, function in
            function.handles(Schedule("Nightly", .daily(at: 3)))
            function.handles(EventBus(in: stack.scope("Shop")).events("Paid", EventPattern(sources: ["shop"])))
            function.handles(Table(in: stack.scope("Orders"), partitionKey: .string("id")).changes())
        }
        try stack.expectCount(1, of: "AWS::SQS::Queue")
        XCTAssertEqual(
            stack["WorkerFunction"].Properties.DeadLetterConfig, ["TargetArn": "WorkerFailedEventsQueue.Arn"])
        XCTAssertTrue(
            stack["WorkerFunction"].DependsOn.strings.contains("WorkerSendToFailedEvents"),
            "Lambda refuses it otherwise")
        XCTAssertEqual(stack.allowed("WorkerRole")["sqs:SendMessage"], ["WorkerFailedEventsQueue.Arn"])
    }

    func testFailedEventsCanGoElsewhereOrNowhere() throws {
        func stack(_ failures: @escaping (Stack) -> FailedEvents) throws -> EvaluatedStack {
            try synthesize { stack in
                Function(
                    in: stack.scope("Worker"), code: .inline("", runtime: .python3_13), failedEvents: failures(stack)
                ).handles(Schedule("Nightly", .daily(at: 3)))
            }
        }
        let kept = try stack { .kept(in: Queue(in: $0.scope("Failed"), failures: .stayHere)) }
        XCTAssertEqual(kept["WorkerFunction"].Properties.DeadLetterConfig, ["TargetArn": "FailedQueue.Arn"])
        try kept.expectCount(1, of: "AWS::SQS::Queue")
        let dropped = try stack { _ in .dropped }
        XCTAssertEqual(dropped["WorkerFunction"].Properties.DeadLetterConfig, .missing)
        XCTAssertEqual(dropped["WorkerNightlySchedule"].Properties.Target.DeadLetterConfig, .missing)
        try dropped.expectCount(0, of: "AWS::SQS::Queue")
    }

    func testAFunctionThatWasThereBeforeHandlesAQueueInItsRole() throws {
        let stack = try synthesize { stack in
            let scope = stack.scope("Worker")
            let function = Function.existing(
                in: scope, named: "worker", role: .existing(in: scope, named: "worker-role"), timeout: 30)
            function.handles(Queue(in: stack.scope("Orders")))
        }
        XCTAssertEqual(stack["WorkerOrdersMapping"].Properties.FunctionName, "worker")
        XCTAssertEqual(stack.allowed("worker-role")["sqs:ReceiveMessage"], ["OrdersQueue.Arn"])
        try stack.expectCount(0, of: "AWS::Lambda::Function")
    }

    func testAFunctionHandlesWhatIsInAnotherStack() throws {
        let app = App()
        let root = app.stack("Shop")
        let data = root.nestedStack("Data")
        let queue = Queue(in: data.scope("Orders"))
        let bucket = PrivateBucket(in: data.scope("Lake"))
        let table = Table(in: data.scope("Items"), partitionKey: .string("id"))
        let topic = Topic(in: data.scope("Paid"))
        let compute = root.nestedStack("Compute")
        let function = Function(
            in: compute.scope("Worker"), code: .inline("", runtime: .python3_13), environment: ["BUCKET": bucket.name])
        bucket.grantReadWrite(to: function)
        function.handles(queue)
        function.handles(bucket.events(.created))
        function.handles(table.changes())
        function.handles(topic)
        XCTAssertEqual(app.synthesize().diagnostics.map(\.description), [], "there is no circle")
    }
}
