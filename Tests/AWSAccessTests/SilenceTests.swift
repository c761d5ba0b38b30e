import XCTest

@testable import AWSAccess

/// A program that hangs.
final class SilenceTests: XCTestCase {
    func testWhatHangsIsNotAskedForAnHour() {
        var patience = Patience()
        let hung = AWSError.unresponsive(command: "aws x", seconds: 200, connection: AWSConnection(region: "eu-west-3"))
        XCTAssertNotNil(patience.pause(after: hung))
        XCTAssertNil(patience.pause(after: hung), "six minutes have gone")
    }

    private func cli(
        _ script: String, patience: Duration, notice: Duration = .milliseconds(1), record: Record
    ) throws -> AWSCLI {
        let path = NSTemporaryDirectory() + "aws-\(UUID().uuidString)"
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        addTeardownBlock { try? FileManager.default.removeItem(atPath: path) }
        return AWSCLI(
            connection: AWSConnection(region: "eu-west-3", profile: "p", patience: patience), executables: [path],
            variables: ["PATH": "/usr/bin:/bin"], noticeAfter: notice, reportWait: record.add)
    }

    func testACommandThatGivesNoSignOfLifeIsToldAndEnded() async throws {
        let record = Record()
        // It never ends by itself, and neither would the test.
        let cli = try cli("sleep 100000", patience: .milliseconds(1_000), record: record)
        do {
            try await cli.run(["cloudformation", "describe-stacks", "--stack-name", "web"])
            XCTFail("it hangs")
        } catch {
            XCTAssertTrue(
                "\(error)".hasPrefix(
                    "'aws cloudformation describe-stacks' gave no sign of life for 1 s and was ended, so that it is not known what came of it; check the network and any proxy"
                ),
                "\(error)")
        }
        XCTAssertEqual(
            record.lines, ["waiting for 'aws cloudformation describe-stacks', silent for 0 s (given up after 1 s)"])
    }

    func testAHelperOfItsThatHoldsThePipesIsNotWaitedFor() async throws {
        let note = NSTemporaryDirectory() + "helper-\(UUID().uuidString)"
        addTeardownBlock {
            if let text = try? String(contentsOfFile: note, encoding: .utf8),
                let helper = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines))
            {
                kill(helper, SIGKILL)
            }
            try? FileManager.default.removeItem(atPath: note)
        }
        // In a session of its own, where no signal to the program reaches it.
        let helper = #"import os, time; os.setsid(); open("\#(note)", "w").write(str(os.getpid())); time.sleep(100000)"#
        let cli = try cli("python3 -c '\(helper)' & sleep 100000", patience: .seconds(2), record: Record())
        do {
            try await cli.run(["sts", "get-caller-identity"])
            XCTFail("it hangs")
        } catch {
            XCTAssertTrue("\(error)".contains("gave no sign of life for 2 s"), "\(error)")
        }
    }

    func testOneThatWritesIsLetGoOn() async throws {
        // Longer than the patience, and never as long without a word.
        let cli = try cli(
            "i=0; while [ $i -lt 25 ]; do echo $i; sleep 0.1; i=$((i+1)); done", patience: .seconds(2), record: Record()
        )
        let output = try await cli.run(["s3", "cp"])
        XCTAssertEqual(String(decoding: output, as: UTF8.self).split(separator: "\n").count, 25)
    }

    func testOfManyThatHangOneIsTold() async throws {
        let record = Record()
        let cli = try cli("sleep 100000", patience: .seconds(2), notice: .milliseconds(1_500), record: record)
        await withTaskGroup(of: Void.self) { group in
            for _ in 1...3 { group.addTask { _ = try? await cli.run(["sts", "get-caller-identity"]) } }
        }
        XCTAssertEqual(record.lines.count, 1)
    }
}

final class Record: @unchecked Sendable {
    private let lock = NSLock()
    private var added: [String] = []
    var lines: [String] { lock.withLock { added } }
    func add(_ line: String) { lock.withLock { added.append(line) } }
}
