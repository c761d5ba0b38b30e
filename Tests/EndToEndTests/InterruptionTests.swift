import Foundation
import XCTest

/// Ctrl+C at the two moments that matter.
final class InterruptionTests: XCTestCase {
    func testBeforeTheExecutionNothingIsLeft() async throws {
        let cloud = try await LocalCloud.shared()
        let workspace = try Workspace(cloud: cloud, project: "halted")
        // The change set is made; `aws` hangs when it is to be read for the first time.
        try workspace.replaceAWS(
            #"""
            if [ "$2" = describe-change-set ]; then echo $$ > "$RECORD"; exec sleep 600; fi
            exec "$REAL_AWS" "$@"
            """#)
        let program = try workspace.start("deploy", "--env", "local")
        defer { program.end() }
        try await eventually("the change set is to be read") { !workspace.record.isEmpty || !program.isRunning }
        let aws = AWS(cloud: cloud)
        let during = try await aws.stacks(of: "halted")
        XCTAssertEqual(during, ["halted-local": "REVIEW_IN_PROGRESS"], program.errors)

        program.interrupt()
        let outcome = try await program.outcome()
        XCTAssertEqual(outcome.status, 130, outcome.transcript)
        XCTAssertTrue(
            outcome.errors.hasSuffix("\ninterrupted: nothing was changed, and no change set is left\n"), outcome.errors)
        let after = try await aws.stacks(of: "halted")
        XCTAssertEqual(after, [:])
        XCTAssertTrue(outcome.errors.contains("\ntidying up: "), outcome.errors)
        XCTAssertEqual(workspace.leftFiles, [])
        let child = try XCTUnwrap(Int32(workspace.record.trimmingCharacters(in: .whitespacesAndNewlines)))
        XCTAssertEqual(kill(child, 0), -1, "the child process \(child) still runs")
    }

    func testASecondCtrlCEndsItAtOnceAndSaysWhatIsNotFinished() async throws {
        let workspace = try Workspace(cloud: try await LocalCloud.shared(), project: "twice-halted")
        // The tidying hangs too.
        try workspace.replaceAWS(
            #"""
            case "$2" in describe-change-set|list-change-sets|delete-change-set) echo "$2" >> "$RECORD"; exec sleep 600;; esac
            exec "$REAL_AWS" "$@"
            """#)
        let program = try workspace.start("deploy", "--env", "local")
        defer { program.end() }
        try await eventually("the change set is to be read") { !workspace.record.isEmpty || !program.isRunning }
        program.interrupt()
        try await eventually("the tidying is told") { program.errors.contains("tidying up: ") || !program.isRunning }
        program.interrupt()
        let outcome = try await program.outcome()
        XCTAssertEqual(outcome.status, 130, outcome.transcript)
        XCTAssertTrue(outcome.errors.contains("\nended at once; not finished: "), outcome.errors)
    }

    func testACommandThatHangsIsGivenUpAndNamed() async throws {
        let workspace = try Workspace(cloud: try await LocalCloud.shared(), project: "hanging")
        try workspace.replaceAWS("exec sleep 600")
        let outcome = try await workspace.run("outputs", "--env", "local", "--aws-timeout", "1")
        XCTAssertEqual(outcome.status, 1, outcome.transcript)
        XCTAssertTrue(
            outcome.errors.hasPrefix(
                "error: 'aws cloudformation describe-stacks' gave no sign of life for 1 s and was ended"),
            outcome.errors)
    }

    func testDuringTheExecutionCloudFormationGoesOnAndIsFollowedAgain() async throws {
        let cloud = try await LocalCloud(resourceSeconds: 0.15)
        defer { cloud.stop() }
        let workspace = try Workspace(cloud: cloud, project: "halted")
        let program = try workspace.start("deploy", "--env", "local")
        defer { program.end() }
        try await eventually("the execution has begun") {
            program.errors.contains("CREATE_IN_PROGRESS  halted-local") || !program.isRunning
        }

        program.interrupt()
        let outcome = try await program.outcome()
        XCTAssertEqual(outcome.status, 130, outcome.transcript)
        XCTAssertTrue(
            outcome.errors.hasSuffix(
                """

                interrupted: CloudFormation goes on with halted-local by itself
                  to follow it again:  swift run deploy --env local
                  to cancel it:        swift run destroy --env local

                """), outcome.errors)
        XCTAssertEqual(workspace.leftFiles, [])

        let again = try await workspace.run("deploy", "--env", "local")
        XCTAssertEqual(again.status, 0, again.transcript)
        XCTAssertTrue(again.errors.contains("halted-local is CREATE_IN_PROGRESS, begun at "), again.errors)
        XCTAssertTrue(again.errors.contains("  CREATE_COMPLETE  halted-local\n"), again.errors)
        XCTAssertTrue(again.errors.contains("no changes: halted-local is as its templates say"), again.errors)
        XCTAssertTrue(again.output.contains("AlbDnsName"), again.output)
    }
}
