import Terminal
import XCTest

@testable import Operations

final class MirrorTests: XCTestCase {
    private func mirrored() async throws -> FakeBucket {
        let bucket = try FakeBucket(self, files: ["a.txt": "abc", "b/c.txt": "xyz"])
        _ = try await bucket.populate()
        try bucket.remove("b/c.txt")
        bucket.store("catalogue/by-hand.txt", "?")
        bucket.store("elsewhere/d.txt", "?")
        return bucket
    }

    func testWithoutBeingAskedNothingIsDeleted() async throws {
        let bucket = try await mirrored()
        let outcome = try await bucket.populate()
        XCTAssertEqual(bucket.keys.count, 4)
        XCTAssertTrue(
            outcome.errors.hasSuffix(
                "note: 2 objects in s3://lake/catalogue/ are not in \(bucket.folder); --delete removes them\n"),
            outcome.errors)
    }

    func testWhatTheFolderDoesNotHaveIsDeletedAfterAQuestion() async throws {
        let bucket = try await mirrored()
        let outcome = try await bucket.populate("--delete", answer: "y")
        XCTAssertEqual(outcome.status, .success, outcome.errors)
        XCTAssertEqual(bucket.keys, ["catalogue/a.txt", "elsewhere/d.txt"])
        XCTAssertEqual(bucket.manifest?.entries.keys.map(\.description), ["a.txt"])
        XCTAssertEqual(bucket.manifest?.complete, true)
        XCTAssertTrue(outcome.errors.contains("to be deleted: catalogue/b/c.txt\n"), outcome.errors)
        XCTAssertTrue(
            outcome.errors.contains("sent 0 files (0 B) to s3://lake/catalogue/, deleted 2 objects"), outcome.errors)
    }

    func testANameFromElsewhereCannotForgeALine() async throws {
        let bucket = try await mirrored()
        bucket.store("catalogue/x\nerror: \u{1B}[2J", "?")
        let outcome = try await bucket.populate("--delete", answer: "n")
        XCTAssertTrue(outcome.errors.contains("to be deleted: catalogue/x␊error: ␛[2J\n"), outcome.errors)
    }

    func testWithoutAgreementNothingIsSentOrDeleted() async throws {
        let bucket = try await mirrored()
        try bucket.write("new.txt", "new")
        let changes = bucket.changes
        let refused = try await bucket.populate("--delete", answer: "n")
        XCTAssertEqual(refused.status, .failure)
        XCTAssertTrue(
            refused.errors.contains("error: not confirmed: nothing was sent or deleted [not-confirmed]\n"),
            refused.errors)
        let nobody = try await bucket.populate("--delete")
        XCTAssertEqual(nobody.status, .failure)
        XCTAssertTrue(nobody.errors.contains("pass --yes to go on without a question"), nobody.errors)
        XCTAssertEqual(bucket.changes, changes)
    }

    func testHiddenObjectsFolderMarkersAndManifestsStay() async throws {
        let bucket = try await mirrored()
        for key in ["catalogue/.htaccess", "catalogue/x/.manifest.json", "catalogue/.git/config", "catalogue/b/"] {
            bucket.store(key, "")
        }
        _ = try await bucket.populate("--delete", "--yes")
        XCTAssertEqual(
            bucket.objects.keys.sorted(),
            [
                "catalogue/.git/config", "catalogue/.htaccess", "catalogue/.manifest.json", "catalogue/a.txt",
                "catalogue/b/",
                "catalogue/x/.manifest.json", "elsewhere/d.txt",
            ])
    }

    func testAnObjectWhoseFileIsLeftOutStays() async throws {
        let bucket = try await mirrored()
        try FileManager.default.createSymbolicLink(
            atPath: bucket.folder + "/by-hand.txt", withDestinationPath: "/etc/passwd")
        let outcome = try await bucket.populate("--delete", "--yes")
        XCTAssertTrue(
            outcome.errors.contains("warning: by-hand.txt is left out: a link out of the folder\n"), outcome.errors)
        XCTAssertEqual(bucket.objects["catalogue/by-hand.txt"]?.content, Data("?".utf8))
    }

    func testAnEmptyFolderIsNoMirror() async throws {
        let bucket = try await mirrored()
        try bucket.remove("a.txt")
        let outcome = try await bucket.populate("--delete", "--yes")
        XCTAssertEqual(outcome.status, .failure)
        XCTAssertTrue(
            outcome.errors.contains("has no files, and --delete would empty s3://lake/catalogue/"), outcome.errors)
        XCTAssertEqual(bucket.keys.count, 4)
    }

    func testAFailedDeletionDoesNotStopTheOthersAndIsReported() async throws {
        let bucket = try await mirrored()
        bucket.refuse { $0 == "catalogue/b/c.txt" ? "Access Denied" : nil }
        let outcome = try await bucket.populate("--delete", "--yes")
        XCTAssertEqual(outcome.status, .failure)
        XCTAssertEqual(bucket.keys, ["catalogue/a.txt", "catalogue/b/c.txt", "elsewhere/d.txt"])
        XCTAssertTrue(
            outcome.errors.contains(
                "error: 1 object in s3://lake/catalogue/ could not be deleted: b/c.txt (Access Denied) [not-deleted]\n"),
            outcome.errors)
        XCTAssertEqual(bucket.manifest?.complete, false)
    }

    func testNothingIsDeletedWhenSomethingDidNotArrive() async throws {
        let bucket = try await mirrored()
        try bucket.write("new.txt", "new")
        bucket.refuse { _ in "An error occurred (AccessDenied) when calling the PutObject operation: Access Denied" }
        let outcome = try await bucket.populate("--delete", "--yes")
        XCTAssertEqual(outcome.status, .failure)
        XCTAssertEqual(bucket.keys.count, 4)
    }
}
