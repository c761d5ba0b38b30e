import AWSAccessTesting
import Terminal
import XCTest

@testable import Operations

final class PopulateTests: XCTestCase {
    func testFilesAreSentUnderThePrefixWithTheirTypes() async throws {
        let bucket = try FakeBucket(
            self, files: ["produits.csv": "id;nom\n1;thé\n", "images/a b/é+#.PNG": "x", "c.json": "{}", "sans": "y"])
        let outcome = try await bucket.populate()
        XCTAssertEqual(outcome.status, .success, outcome.errors)
        XCTAssertEqual(
            bucket.keys,
            ["catalogue/c.json", "catalogue/images/a b/é+#.PNG", "catalogue/produits.csv", "catalogue/sans"])
        XCTAssertEqual(bucket.objects["catalogue/produits.csv"]?.type, "text/csv; charset=utf-8")
        XCTAssertEqual(bucket.objects["catalogue/images/a b/é+#.PNG"]?.type, "image/png")
        XCTAssertEqual(bucket.objects["catalogue/c.json"]?.type, "application/json")
        XCTAssertEqual(bucket.objects["catalogue/sans"]?.type, "application/octet-stream")
        XCTAssertEqual(bucket.objects["catalogue/.manifest.json"]?.type, "application/json")
        XCTAssertTrue(
            outcome.output.hasPrefix("Content type              Files  Size\napplication/json              1   2 B\n"),
            outcome.output)
        XCTAssertTrue(
            outcome.errors.hasSuffix("sent 4 files (18 B) to s3://lake/catalogue/ in 0 s; 0 files unchanged\n"),
            outcome.errors)
    }

    func testTheManifestSaysWhatArrived() async throws {
        let bucket = try FakeBucket(self, files: ["a.txt": "abc"])
        _ = try await bucket.populate()
        let manifest = try XCTUnwrap(bucket.manifest)
        let entry = try XCTUnwrap(manifest.entries[ObjectKey("a.txt")])
        XCTAssertTrue(manifest.complete)
        XCTAssertEqual(entry.sha256.description, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        XCTAssertEqual(entry.bytes, 3)
        XCTAssertEqual(entry.contentType, "text/plain; charset=utf-8")
        XCTAssertEqual(entry.etag, bucket.objects["catalogue/a.txt"]?.etag)
        XCTAssertEqual(entry.run, manifest.run)
    }

    func testNothingIsSentOrWrittenTheSecondTime() async throws {
        let bucket = try FakeBucket(self, files: ["a.txt": "abc", "b.png": "x"])
        _ = try await bucket.populate()
        let changes = bucket.changes
        // Only its time is another.
        try bucket.write("a.txt", "abc")
        let outcome = try await bucket.populate()
        XCTAssertEqual(outcome.status, .success)
        XCTAssertEqual(outcome.output, "")
        XCTAssertEqual(outcome.errors, "nothing to send: 2 files unchanged in s3://lake/catalogue/\n")
        XCTAssertEqual(bucket.changes, changes)
    }

    func testAFileWithOtherContentIsSentAloneThoughItsSizeIsTheSame() async throws {
        let bucket = try FakeBucket(self, files: ["a.txt": "abc", "b.txt": "xyz"])
        _ = try await bucket.populate()
        let before = bucket.objects["catalogue/b.txt"]
        try bucket.write("a.txt", "abd")
        let outcome = try await bucket.populate("--format", "json")
        XCTAssertEqual(bucket.objects["catalogue/a.txt"]?.content, Data("abd".utf8))
        XCTAssertEqual(bucket.objects["catalogue/b.txt"], before)
        XCTAssertTrue(outcome.output.contains(#""reason" : "changed""#), outcome.output)
        XCTAssertTrue(outcome.output.contains(#""unchanged" : 1"#), outcome.output)
    }

    func testWhatSomebodyElseWroteOrRemovedIsSentAgain() async throws {
        let bucket = try FakeBucket(self, files: ["a.txt": "abc", "b.txt": "xyz", "c.txt": "123"])
        _ = try await bucket.populate()
        bucket.store("catalogue/a.txt", "ABC")
        bucket.discard("catalogue/b.txt")
        let outcome = try await bucket.populate("--dry-run")
        XCTAssertTrue(
            outcome.output.contains("catalogue/a.txt  text/plain; charset=utf-8   3 B  overwritten in the bucket\n"),
            outcome.output)
        XCTAssertTrue(
            outcome.output.contains("catalogue/b.txt  text/plain; charset=utf-8   3 B  new\n"), outcome.output)
        XCTAssertFalse(outcome.output.contains("c.txt"), outcome.output)
    }

    func testWithoutAManifestEverythingIsSent() async throws {
        let bucket = try FakeBucket(self, files: ["a.txt": "abc", "b.txt": "xyz"])
        _ = try await bucket.populate()
        bucket.discard("catalogue/.manifest.json")
        let outcome = try await bucket.populate()
        XCTAssertTrue(outcome.errors.contains("sent 2 files"), outcome.errors)
        XCTAssertEqual(bucket.manifest?.entries.count, 2)
    }

    func testADamagedOrNewerManifestIsReportedAndEverythingIsSent() async throws {
        let bucket = try FakeBucket(self, files: ["a.txt": "abc"])
        for (content, problem) in [
            (#"{"format": 1, "objects": "#, "is damaged"), (#"{"format": 2}"#, "has format 2, and not 1"),
        ] {
            _ = try await bucket.populate()
            bucket.store("catalogue/.manifest.json", content)
            let outcome = try await bucket.populate()
            XCTAssertEqual(outcome.status, .success)
            XCTAssertTrue(
                outcome.errors.contains("warning: s3://lake/catalogue/.manifest.json \(problem)"), outcome.errors)
            XCTAssertTrue(outcome.errors.contains("sent 1 file "), outcome.errors)
        }
    }

    func testTextThatIsNoUTF8HasNoCharset() async throws {
        let bucket = try FakeBucket(self)
        let latin = Data([0x74, 0x68, 0xE9])
        try latin.write(to: URL(fileURLWithPath: bucket.folder + "/a.csv"))
        _ = try await bucket.populate()
        XCTAssertEqual(bucket.objects["catalogue/a.csv"]?.type, "text/csv")
    }

    func testADryRunChangesNothing() async throws {
        let bucket = try FakeBucket(self, files: ["a.txt": "abc"])
        bucket.store("catalogue/old.txt", "old")
        let outcome = try await bucket.populate("--dry-run", "--delete")
        XCTAssertEqual(outcome.status, .success)
        XCTAssertEqual(bucket.changes, [])
        XCTAssertEqual(
            outcome.output,
            """
            Action  Key                Content type               Size  Why
            send    catalogue/a.txt    text/plain; charset=utf-8   3 B  new
            delete  catalogue/old.txt                              3 B  not in \(bucket.folder)

            """)
        XCTAssertEqual(
            outcome.errors,
            "dry run: would send 1 file (3 B) to s3://lake/catalogue/, delete 1 object; 0 files unchanged\n")
    }

    func testEverythingIsSentWhenAskedTo() async throws {
        let bucket = try FakeBucket(self, files: ["a.txt": "abc"])
        _ = try await bucket.populate()
        let outcome = try await bucket.populate("--all")
        XCTAssertTrue(outcome.errors.contains("sent 1 file "), outcome.errors)
    }

    func testAnotherPrefixIsAnotherPlaceWithItsOwnManifest() async throws {
        let bucket = try FakeBucket(self, files: ["a.txt": "abc"])
        _ = try await bucket.populate("--prefix", "photos/2026")
        XCTAssertEqual(bucket.objects.keys.sorted(), ["photos/2026/.manifest.json", "photos/2026/a.txt"])
    }

    func testManySmallFilesTakeFewCommands() async throws {
        let files = Dictionary(
            uniqueKeysWithValues: (0..<600).map { ("\($0 % 7)/\($0).\($0 % 2 == 0 ? "png" : "json")", "\($0)") })
        let bucket = try FakeBucket(self, files: files)
        let outcome = try await bucket.populate()
        XCTAssertEqual(outcome.status, .success, outcome.errors)
        XCTAssertEqual(bucket.keys.count, 600)
        XCTAssertEqual(bucket.manifest?.entries.count, 600)
        XCTAssertLessThan(bucket.changes.count, 8)
    }

    func testNamesThatDifferInBytesOnlyAreTwoObjects() async throws {
        #if !os(macOS)
        let bucket = try FakeBucket(self, files: ["\u{E9}.txt": "composed"])
        try bucket.write("e\u{301}.txt", "decomposed")
        _ = try await bucket.populate()
        XCTAssertEqual(bucket.manifest?.entries.count, 2)
        let outcome = try await bucket.populate()
        XCTAssertTrue(outcome.errors.contains("nothing to send: 2 files unchanged"), outcome.errors)
        #endif
    }
}
