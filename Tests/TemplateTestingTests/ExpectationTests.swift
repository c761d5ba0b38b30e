import AWSSQS
import CloudFormation
import TemplateTesting
import XCTest

final class ExpectationTests: XCTestCase {
    /// What an expectation says that does not hold, without the path of this file.
    private func mismatch(_ expectation: () throws -> Void, line: UInt = #line) -> String {
        do {
            try expectation()
            XCTFail("it holds", line: line)
            return ""
        } catch {
            return "\(error)".replacingOccurrences(of: #filePath, with: "FILE")
        }
    }

    func testResourcesAreCountedByType() throws {
        let root = try EvaluatedStack(of: queues())
        try root.expectCount(2, of: SQS.Queue.self)
        try root.expectCount(1, of: "AWS::CloudFormation::Stack")
        try XCTUnwrap(root.stacks["Nested"]).expectCount(1, of: SQS.Queue.self)
        XCTAssertEqual(
            mismatch { try root.expectCount(3, of: SQS.Queue.self, line: 7) },
            "FILE:7: error: expected 3 of AWS::SQS::Queue; there are 2: Failed, Orders")
        XCTAssertEqual(
            mismatch { try root.expectCount(1, of: "AWS::SNS::Topic", line: 8) },
            "FILE:8: error: expected 1 of AWS::SNS::Topic; there is none")
    }

    func testPropertiesThatAreNotNamedMayBeThere() throws {
        let root = try EvaluatedStack(of: queues(), parameters: ["Environment": "prod"])
        try root.expect("Orders", SQS.Queue.self)
        try root.expect(
            "Orders", SQS.Queue.self,
            with: [
                "QueueName": "prod-orders", "RedrivePolicy": ["maxReceiveCount": 5], "Tags": [["Value": "shop"]],
                "FifoQueue": .missing,
            ])
        for wrong: Node in [
            ["QueueName": "dev-orders"], ["RedrivePolicy": ["maxReceiveCount": 6]], ["RedrivePolicy": .missing],
            ["Tags": []], ["FifoQueue": false],
        ] {
            XCTAssertThrowsError(try root.expect("Orders", SQS.Queue.self, with: wrong), "\(wrong)")
        }
    }

    func testADifferenceIsShownLineByLine() throws {
        let root = try EvaluatedStack(of: queues())
        XCTAssertEqual(
            mismatch {
                try root.expect(
                    "Orders", SQS.Queue.self,
                    with: [
                        "QueueName": "dev-orders",
                        "RedrivePolicy": ["deadLetterTargetArn": "Failed.Arn", "maxReceiveCount": 4],
                        "Tags": [["Key": "Team", "Value": "shop"]], "VisibilityTimeout": .missing,
                    ], line: 9)
            },
            """
            FILE:9: error: 'Orders' is not as expected (- expected, + found)
            @@ line 2, now line 2 @@
                "QueueName": "dev-orders"
                "RedrivePolicy": {
                  "deadLetterTargetArn": "Failed.Arn"
            -     "maxReceiveCount": 4
            +     "maxReceiveCount": 5
                }
                "Tags": [
                  {
            @@ line 10, now line 10 @@
                    "Value": "shop"
                  }
                ]
            -   "VisibilityTimeout": missing
            +   "VisibilityTimeout": 180
              }
            """)
    }

    func testAResourceThatIsNotThereIsToldWithThoseThatAre() throws {
        let root = try EvaluatedStack(of: queues())
        XCTAssertEqual(
            mismatch { try root.expect("Order", SQS.Queue.self, line: 1) },
            "FILE:1: error: there is no resource 'Order'; of AWS::SQS::Queue there are: Failed, Orders")
        XCTAssertEqual(
            mismatch { try root.expect("Orders", "AWS::SNS::Topic", line: 1) },
            "FILE:1: error: 'Orders' is AWS::SQS::Queue; expected AWS::SNS::Topic")
    }

    func testDiagnosticsAreCountedByCode() throws {
        try queues().expectDiagnostics()
        let unused = queues { _ = $0.parameter("Unused", default: "") }
        try unused.expectDiagnostics(["unused-parameter": 1])
        let found = mismatch { try unused.expectDiagnostics(line: 5) }
        XCTAssertTrue(found.hasPrefix("FILE:5: error: expected no diagnostics; there are 1\n"), found)
        XCTAssertTrue(found.contains("TemplateTestingTests/ExpectationTests.swift:"), found)
        XCTAssertThrowsError(try unused.expectDiagnostics(["unused-parameter": 2]))
        XCTAssertThrowsError(try queues().expectDiagnostics(["unused-parameter": 1]))
    }

    func testAnAppWithErrorsOrSeveralRootsIsNotEvaluated() throws {
        let twice = queues { $0.add("Orders", SQS.Queue()) }
        let problem = mismatch { _ = try EvaluatedStack(of: twice) }
        XCTAssertTrue(problem.contains("[logical-id-collision]"), problem)
        let two = queues()
        _ = two.stack("Others").add("Queue", SQS.Queue())
        XCTAssertEqual(
            mismatch { _ = try EvaluatedStack(of: two) },
            "the app has 2 root stacks; name one with root: (there are: Queues, Others)")
        XCTAssertEqual(
            mismatch { _ = try EvaluatedStack(of: two, root: "Other") },
            "the app has no root stack 'Other'; name one with root: (there are: Queues, Others)")
        try EvaluatedStack(of: two, root: "Others").expectCount(1, of: SQS.Queue.self)
    }
}

final class NodeTests: XCTestCase {
    func testNumbersAreShownAsTheyAreHoweverLargeTheyAre() {
        XCTAssertEqual(Node.number(180).description, "180")
        XCTAssertEqual(Node.number(0.5).description, "0.5")
        XCTAssertEqual(Node.number(1e20).description, "1e+20")
    }
}
