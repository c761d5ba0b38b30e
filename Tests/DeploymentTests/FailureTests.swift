import AWSAccessTesting
import Diagnostics
import EnvironmentsTesting
import XCTest

@testable import Deployment

/// What is said of failures: `Failures/*.json`, in AWS's wording.
final class FailureTests: XCTestCase {
    func testTheFirstCauseIsToldWithItsLineAndTheWayOn() async throws {
        let recorded = try RecordedFailure.all()
        XCTAssertGreaterThanOrEqual(recorded.count, 25)
        XCTAssertGreaterThanOrEqual(Set(recorded.compactMap { $0.expected["family"]?.string }).count, 12)
        for failure in recorded {
            let operation = try await failure.operation()
            let explained = ExplainedFailure(try XCTUnwrap(operation.firstFailure, failure.name))
            let diagnostic = explained.diagnostic()
            let said = diagnostic.description
            XCTAssertEqual(explained.family, failure.expected["family"]?.string, failure.name)
            XCTAssertEqual(explained.resource.path, failure.expected["path"]?.string, failure.name)
            XCTAssertEqual(
                diagnostic.location.map { String($0.line) }, failure.expected["line"]?.number, failure.name)
            XCTAssertEqual(
                diagnostic.property, failure.expected["property"]?.string.map { "Properties.\($0)" },
                "\(failure.name): \(said)")
            for text in failure.expected["says"]?.elements.map(Array.init) ?? [] {
                let text = try XCTUnwrap(text.string)
                XCTAssertTrue(said.contains(text), "\(failure.name) does not say '\(text)': \(said)")
            }
            for text in failure.expected["fix"]?.elements.map(Array.init) ?? [] {
                let text = try XCTUnwrap(text.string)
                XCTAssertEqual(diagnostic.fix?.contains(text), true, "\(failure.name), fix: '\(text)': \(said)")
            }
            for text in failure.expected["echoes"]?.elements.map(Array.init) ?? [] {
                let text = try XCTUnwrap(text.string)
                XCTAssertFalse(said.contains(text), "\(failure.name) tells an echo: \(said)")
            }
        }
    }

    func testNothingOfTheWrappingIsToldWhereTheReasonIsKnown() async throws {
        for failure in try RecordedFailure.all() where failure.expected["family"]?.string != "unknown" {
            let operation = try await failure.operation()
            let message = ExplainedFailure(try XCTUnwrap(operation.firstFailure)).diagnostic().message
            for noise in ["RequestToken", "Request ID", "Resource handler returned", "SDK Attempt"] {
                XCTAssertFalse(message.contains(noise), "\(failure.name): \(message)")
            }
        }
    }

    func testTheManualNamesEveryKind() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let manual = try String(contentsOf: root.appending(path: "docs/failures.md"), encoding: .utf8)
        let named = manual.matches(of: #/\n\| `(?<name>[a-z-]+)` \|/#).map { String($0.name) }
        XCTAssertEqual(named, FailureFamily.all.map(\.name))
    }

    func testWhatTheRollbackUndidIsCounted() async throws {
        let failed = try await RecordedFailure.named("quota-vpcs").operation()
        XCTAssertNil(failed.takenBack)
        var operation = StackOperation(
            stack: "arn:stack/root", name: "web-dev", templates: Fixture.templates, after: nil)
        _ = operation.absorb(
            try pageOfEvents(
                "arn:stack/root",
                [
                    .stack(1, "UPDATE_IN_PROGRESS"), .init(time: 2, resource: "Made", status: "CREATE_COMPLETE"),
                    .init(time: 3, resource: "Lake", status: "UPDATE_COMPLETE"),
                    .init(time: 4, resource: "Bad", status: "CREATE_FAILED", reason: "no"),
                    .stack(5, "UPDATE_ROLLBACK_IN_PROGRESS"),
                    .init(time: 6, resource: "Lake", status: "UPDATE_COMPLETE"),
                    .init(time: 7, resource: "Made", status: "DELETE_COMPLETE"), .stack(8, "UPDATE_ROLLBACK_COMPLETE"),
                ]), ofStack: "arn:stack/root")
        XCTAssertEqual(
            operation.takenBack, "of the resources, 1 made by it is deleted again, 1 changed by it is as before")
    }
}
