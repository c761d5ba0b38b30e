import FileSystem
import Foundation
import XCTest

@testable import Diagnostics

final class FileTests: XCTestCase {
    private func refusal(_ path: String) -> SystemFiles.Refusal? {
        do throws(SystemFiles.Refusal) {
            _ = try SystemFiles.contents(ofGiven: path, atMost: 10, patience: 0)
            return nil
        } catch {
            return error
        }
    }

    func testWhatIsNoFileIsRefusedWithItsReason() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.write("12345678901", to: "large")
        XCTAssertEqual(mkfifo(scratch.path + "pipe", 0o600), 0)
        XCTAssertEqual(refusal(scratch.path + "none"), .missing)
        XCTAssertEqual(refusal(scratch.path), .isFolder)
        XCTAssertEqual(refusal(scratch.path + "large"), .tooLarge)
        XCTAssertEqual(refusal("/dev/zero"), .tooLarge)
        // Nobody writes to it: the command would wait for ever.
        XCTAssertEqual(refusal(scratch.path + "pipe"), .isSilent(seconds: 0))
    }

    /// As a shell's `<(...)` gives one.
    func testAPipeThatSomebodyWritesToIsRead() throws {
        let pipe = Pipe()
        let text = String(repeating: "x", count: 10)
        try pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try pipe.fileHandleForWriting.close()
        let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
        XCTAssertEqual(try SystemFiles.contents(ofGiven: path, atMost: 10), Array(text.utf8))
    }

    private func suppressions(_ entries: String...) throws -> [Suppression] {
        let text = #"{"suppressions":[\#(entries.joined(separator: ","))]}"#
        return try SuppressionFile.decode(Array(text.utf8), named: "suppressions.json")
    }

    func testAFileOfSuppressionsIsReadWithThePlaceOfEach() throws {
        let found = try suppressions(
            #"{"code":"unused-condition","resource":"*","reason":"r","expires":"2027-06-30"}"#,
            #"{"code":"my-own-check","resource":"Queue","reason":"r"}"#)
        XCTAssertEqual(found.map(\.code), ["unused-condition", "my-own-check"])
        XCTAssertEqual(found[0].expires, Day("2027-06-30"))
        XCTAssertEqual(found[0].place.description, "suppressions.json:1:18")
    }

    func testACodeThatIsNearAKnownOneIsAMistake() {
        for (code, guess) in [("unsued-condition", "unused-condition"), ("SEC05O", "SEC050")] {
            XCTAssertThrowsError(try suppressions(#"{"code":"\#(code)","resource":"*","reason":"r"}"#)) {
                XCTAssertTrue("\($0)".contains("did you mean '\(guess)'?"), "\($0)")
                XCTAssertTrue("\($0)".hasSuffix("[unknown-code]"), "\($0)")
            }
        }
    }
}
