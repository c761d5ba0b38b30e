import AWSSQS
import TemplateTesting
import Testing

/// The same in Swift Testing, which comes with the toolchain as XCTest does.
@Test func expectationsWorkInSwiftTesting() throws {
    let root = try EvaluatedStack(of: queues())
    try root.expect("Orders", SQS.Queue.self, with: ["VisibilityTimeout": 180])
    #expect(root["Orders"].Properties.QueueName == "dev-orders")
    #expect(throws: TemplateMismatch.self) { try root.expectCount(1, of: SQS.Queue.self) }
}
