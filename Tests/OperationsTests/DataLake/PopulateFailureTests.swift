import AWSAccessTesting
import Terminal
import Synchronization
import XCTest

@testable import Operations

final class PopulateFailureTests: XCTestCase {
    func testANameThatWritesProgressOfItsOwnIsSentLikeAnyOther() async throws {
        let name = "x\nCompleted 99999999999999999999 TiB/1 TiB (1 B/s)\r/a.txt"
        let bucket = try FakeBucket(self, files: [name: "1", "b.txt": "2"])
        let outcome = try await bucket.populate()
        XCTAssertEqual(outcome.status, .success, outcome.errors)
        XCTAssertEqual(bucket.keys, ["catalogue/b.txt", "catalogue/\(name)"])
        XCTAssertEqual(bucket.manifest?.entries.count, 2)
    }

    func testANameThatSaysThatAnotherFileArrivedIsNotBelieved() async throws {
        // As many as make one command send both of the first two.
        let others = (1...6).map { ("z\($0)", "3") }
        let bucket = try FakeBucket(
            self, files: Dictionary(uniqueKeysWithValues: [("x", "1"), ("x\nupload: y", "2")] + others))
        bucket.refuse {
            $0 == "catalogue/x"
                ? "An error occurred (AccessDenied) when calling the PutObject operation: Access Denied" : nil
        }
        let outcome = try await bucket.populate()
        XCTAssertEqual(outcome.status, .failure)
        XCTAssertNotNil(
            outcome.errors.range(
                of: #"of 8 files did not arrive in s3://lake/catalogue/: x( \[|,|\n|$)"#, options: .regularExpression),
            outcome.errors)
        XCTAssertNil(bucket.manifest?.entries[ObjectKey("x")])
        XCTAssertFalse(bucket.keys.contains("catalogue/x"))
    }

    func testAnInterruptedRunRecordsWhatArrivedAndGoesOnFromThere() async throws {
        let files = Dictionary(uniqueKeysWithValues: (0..<40).map { ("\($0).json", "\($0)") })
        let bucket = try FakeBucket(self, files: files)
        bucket.refuse { $0.hasPrefix("catalogue/1") ? nil : "not yet" }
        let stopped = try await bucket.populate(runner: InterruptedRunner(bucket: bucket))
        bucket.refuse(nil)
        XCTAssertEqual(stopped.status, .interrupted, stopped.errors)
        let arrived = bucket.keys.count
        XCTAssertTrue((1...11).contains(arrived), "\(bucket.keys)")
        XCTAssertTrue(
            stopped.errors.hasSuffix(
                "\ninterrupted: \(arrived) of 40 files arrived in s3://lake/catalogue/; the same command goes on where this stopped\n"
            ),
            stopped.errors)
        XCTAssertEqual(bucket.manifest?.entries.count, arrived)
        XCTAssertEqual(bucket.manifest?.complete, false)

        let again = try await bucket.populate()
        XCTAssertTrue(again.errors.contains("sent \(40 - arrived) files"), again.errors)
        XCTAssertTrue(again.errors.contains("; \(arrived) files unchanged\n"), again.errors)
        XCTAssertEqual(bucket.keys.count, 40)
        XCTAssertEqual(bucket.manifest?.complete, true)
    }

    func testWhatArrivedIsRecordedNowAndThenForARunThatIsKilled() async throws {
        // A batch each.
        let types = ["css", "csv", "gif", "html", "jpg", "json", "md", "pdf", "png", "svg", "txt", "xml"]
        let bucket = try FakeBucket(self, files: Dictionary(uniqueKeysWithValues: types.map { ("a.\($0)", $0) }))
        // From the first file on, time goes by.
        bucket.refuse { [unowned bucket] _ in
            bucket.clockStep = 2
            return nil
        }
        let outcome = try await bucket.populate()
        XCTAssertEqual(outcome.status, .success, outcome.errors)
        let manifests = bucket.changes.filter { $0.hasPrefix("s3api put-object") }.count
        // At the beginning and at the end, and in between; not after every batch.
        XCTAssertTrue((3...8).contains(manifests), "\(manifests)")
        XCTAssertEqual(bucket.manifest?.entries.count, types.count)
    }

    func testUploadsThatEndTogetherAreRecordedOnce() async throws {
        let fake = try FakeBucket(self)
        let location = DataLakeLocation(bucket: "lake", prefix: "catalogue/")
        let time = Mutex(Date(timeIntervalSince1970: 1_790_000_000))
        let now: @Sendable () -> Date = { time.withLock { $0 } }
        let keeper = ManifestKeeper(
            Manifest(run: "r", writtenAt: now()), etag: nil,
            in: DataLakeBucket(location: location, aws: fake.aws.cli()),
            recordSeconds: 0, now: now)
        try await keeper.begin(after: nil)
        time.withLock { $0 += 3_600 }
        let arrivals = Arrivals(now: now)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 { group.addTask { try await keeper.recordWhenDue(arrivals) } }
            try await group.waitForAll()
        }
        XCTAssertEqual(fake.changes.count, 2, "one at the beginning, one for all that ended")
    }

    func testADeniedPermissionIsNamedAndWhatArrivedStays() async throws {
        let bucket = try FakeBucket(self, files: ["a.json": "1", "b.json": "2", "c.json": "3"])
        bucket.refuse {
            $0.hasSuffix("b.json")
                ? "An error occurred (AccessDenied) when calling the PutObject operation: Access Denied" : nil
        }
        let outcome = try await bucket.populate()
        XCTAssertEqual(outcome.status, .failure)
        XCTAssertTrue(
            outcome.errors.contains(
                "error: not allowed: s3:PutObject on arn:aws:s3:::lake/catalogue/*; ask for that permission"),
            outcome.errors)
        XCTAssertTrue(
            outcome.errors.contains(
                "error: 1 of 3 files did not arrive in s3://lake/catalogue/: b.json [transfer-failed]\n"),
            outcome.errors)
        XCTAssertTrue(outcome.errors.contains("hint: the same command sends what is missing\n"), outcome.errors)
        XCTAssertEqual(bucket.manifest?.entries.count, 2)

        bucket.refuse(nil)
        let again = try await bucket.populate()
        XCTAssertEqual(again.status, .success)
        XCTAssertTrue(again.errors.contains("sent 1 file "), again.errors)
    }

    func testAListingThatIsNotAllowedIsNamed() async throws {
        let bucket = try FakeBucket(self, files: ["a.json": "1"])
        bucket.aws.forget("s3api list-objects-v2")
        bucket.aws.on(
            "s3api list-objects-v2",
            error: "An error occurred (AccessDenied) when calling the ListObjectsV2 operation: Access Denied")
        let outcome = try await bucket.populate()
        XCTAssertEqual(outcome.status, .failure)
        XCTAssertTrue(
            outcome.errors.contains("error: not allowed: s3:ListBucket on arn:aws:s3:::lake; "), outcome.errors)
        XCTAssertEqual(bucket.changes, [])
    }

    func testWhatIsThrottledIsTriedAgain() async throws {
        let bucket = try FakeBucket(self, files: ["a.json": "1", "b.json": "2", "c.png": "3"])
        let tries = Recorder()
        bucket.refuse { key in
            guard key.hasSuffix("b.json"), tries.next() <= 2 else { return nil }
            return
                "An error occurred (SlowDown) when calling the PutObject operation (reached max retries: 4): Please reduce your request rate."
        }
        let outcome = try await bucket.populate()
        XCTAssertEqual(outcome.status, .success, outcome.errors)
        XCTAssertTrue(outcome.errors.contains("1 file did not get through; trying again\n"), outcome.errors)
        XCTAssertEqual(bucket.manifest?.entries.count, 3)
    }

    func testWhatStaysThrottledFailsInTheEnd() async throws {
        let bucket = try FakeBucket(self, files: ["a.json": "1"])
        bucket.refuse { _ in
            "An error occurred (SlowDown) when calling the PutObject operation: Please reduce your request rate."
        }
        let outcome = try await bucket.populate()
        XCTAssertEqual(outcome.status, .failure)
        XCTAssertTrue(outcome.errors.contains("error: AWS limits how often PutObject may be called"), outcome.errors)
        XCTAssertEqual(bucket.changes.filter { $0.hasPrefix("s3 cp") }.count, 3)
    }

    func testAnotherRunAtTheSameTimeIsNoticed() async throws {
        let bucket = try FakeBucket(self, files: ["a.json": "1"])
        bucket.refuse { [unowned bucket] _ in
            bucket.store("catalogue/.manifest.json", "another run's")
            return nil
        }
        let outcome = try await bucket.populate()
        XCTAssertEqual(outcome.status, .failure)
        XCTAssertTrue(
            outcome.errors.contains(
                "error: another run has sent files to s3://lake/catalogue/ meanwhile: catalogue/.manifest.json is not as it was left [transfer-race]\n"
            ),
            outcome.errors)
        XCTAssertEqual(bucket.objects["catalogue/.manifest.json"]?.content, Data("another run's".utf8))
    }

    func testAFolderThatAnotherRunHoldsIsLeftAloneUntilThatIsOver() async throws {
        let bucket = try FakeBucket(self, files: ["a.json": "1"])
        var other = Manifest(run: "another", writtenAt: Date(timeIntervalSince1970: 1_790_000_000 - 60))
        other.until = Date(timeIntervalSince1970: 1_790_000_000 + 60)
        bucket.store("catalogue/.manifest.json", String(decoding: try other.written(), as: UTF8.self))
        let outcome = try await bucket.populate()
        XCTAssertEqual(outcome.status, .failure)
        XCTAssertEqual(
            outcome.errors,
            """
            error: another run is sending files to s3://lake/catalogue/: it last wrote at 2026-09-21T14:12:20Z [transfer-race]
            hint: wait for its end; if it was killed, run this again after 2026-09-21T14:14:20Z

            """)
        XCTAssertEqual(bucket.changes, [])

        other.until = Date(timeIntervalSince1970: 1_790_000_000 - 1)
        bucket.store("catalogue/.manifest.json", String(decoding: try other.written(), as: UTF8.self))
        let later = try await bucket.populate()
        XCTAssertEqual(later.status, .success, later.errors)
        XCTAssertNil(bucket.manifest?.until)
    }

    func testARunHoldsTheFolderWhileItGoesOn() async throws {
        let bucket = try FakeBucket(self, files: ["a.json": "1"])
        bucket.refuse { [unowned bucket] _ in
            XCTAssertEqual(bucket.manifest?.until, Date(timeIntervalSince1970: 1_790_000_000 + 120))
            XCTAssertEqual(bucket.manifest?.complete, false)
            return nil
        }
        let outcome = try await bucket.populate()
        XCTAssertEqual(outcome.status, .success, outcome.errors)
        XCTAssertNil(bucket.manifest?.until)
    }

    func testAnAnswerThatGotLostIsNoOtherRun() async throws {
        let bucket = try FakeBucket(self, files: ["a.json": "1"])
        bucket.refuse { [unowned bucket] _ in
            // What is there is this run's own, under an entity tag that it was not told.
            if let own = bucket.objects["catalogue/.manifest.json"] {
                bucket.store("catalogue/.manifest.json", String(decoding: own.content, as: UTF8.self))
            }
            return nil
        }
        let outcome = try await bucket.populate()
        XCTAssertEqual(outcome.status, .success, outcome.errors)
        XCTAssertEqual(bucket.manifest?.complete, true)
    }

    func testACLIWithoutConditionalWritesIsTooOld() async throws {
        let bucket = try FakeBucket(self, files: ["a.json": "1"])
        bucket.aws.forget("s3api put-object")
        bucket.aws.on(
            "s3api put-object", error: "usage: aws [options]\n\nUnknown options: --if-none-match, *", status: 252)
        let outcome = try await bucket.populate()
        XCTAssertEqual(outcome.status, .failure)
        XCTAssertTrue(
            outcome.errors.hasPrefix("error: the AWS CLI is too old: it knows no conditional writes;"), outcome.errors)
        XCTAssertEqual(bucket.keys, [])
    }

    func testAFileThatChangesWhileItIsSentIsReportedAndSentAgain() async throws {
        let bucket = try FakeBucket(self, files: ["a.json": "1", "b.json": "2"])
        bucket.refuse { [unowned bucket] key in
            if key.hasSuffix("b.json") { try? bucket.write("b.json", "a longer one") }
            return nil
        }
        let outcome = try await bucket.populate()
        XCTAssertEqual(outcome.status, .failure)
        XCTAssertTrue(
            outcome.errors.contains(
                "error: 1 file changed, here or in the bucket, while being sent: b.json [changed-meanwhile]\n"),
            outcome.errors)
        bucket.refuse(nil)
        let again = try await bucket.populate()
        XCTAssertTrue(again.errors.contains("sent 1 file (12 B)"), again.errors)
        XCTAssertEqual(bucket.objects["catalogue/b.json"]?.content, Data("a longer one".utf8))
    }

    func testWithoutADeploymentItSaysHowToMakeOne() async throws {
        let bucket = try FakeBucket(self, files: ["a.json": "1"])
        bucket.aws.forget("cloudformation describe-stacks")
        bucket.aws.on("cloudformation describe-stacks", error: stackMissing)
        let outcome = try await bucket.populate()
        XCTAssertEqual(outcome.status, .failure)
        XCTAssertEqual(
            outcome.errors,
            "error: web-dev is not deployed in eu-west-3; deploy it with 'swift run deploy --env dev' [not-deployed]\n"
        )
    }

    func testAnUnknownEnvironmentIsNamedWithThoseThereAre() async throws {
        let bucket = try FakeBucket(self, files: ["a.json": "1"])
        let outcome = try await bucket.populate("--env", "production")
        XCTAssertEqual(outcome.status, .failure)
        XCTAssertTrue(outcome.errors.contains("unknown environment 'production'"), outcome.errors)
        XCTAssertEqual(bucket.aws.lines, [])
    }

    func testABucketThatIsGoneIsNamed() async throws {
        let bucket = try FakeBucket(self, files: ["a.json": "1"])
        for call in ["s3api list-objects-v2", "s3api get-object"] {
            bucket.aws.forget(call)
            bucket.aws.on(
                call,
                error:
                    "An error occurred (NoSuchBucket) when calling the ListObjectsV2 operation: The specified bucket does not exist"
            )
        }
        let outcome = try await bucket.populate()
        XCTAssertEqual(outcome.status, .failure)
        XCTAssertTrue(
            outcome.errors.contains("the bucket lake, which the stack's outputs name, is not there"), outcome.errors)
    }

    func testAPrefixThatIsNoFoldersIsAUsageError() async throws {
        let bucket = try FakeBucket(self, files: ["a.json": "1"])
        for prefix in ["/", "/catalogue", "a//b", "../x", "a/.hidden", "a\nb"] {
            let outcome = try await bucket.populate("--prefix", prefix)
            XCTAssertEqual(outcome.status, .usage, prefix)
        }
        XCTAssertEqual(bucket.aws.lines, [])
    }

    func testAKeyThatWouldBeTooLongIsRefusedBeforeAnythingIsSent() async throws {
        let folder = Array(repeating: String(repeating: "x", count: 200), count: 5).joined(separator: "/")
        let bucket = try FakeBucket(self, files: ["\(folder)/long name.txt": "1", "a.txt": "2"])
        let outcome = try await bucket.populate("--prefix", "a-longer-prefix")
        XCTAssertEqual(outcome.status, .failure)
        XCTAssertTrue(
            outcome.errors.contains("would have 1034 bytes; allowed: 1024 with the prefix [invalid-key]\n"),
            outcome.errors)
        XCTAssertEqual(bucket.changes, [])
    }

    func testAMissingFolderIsFoundBeforeAWSIsAsked() async throws {
        let bucket = try FakeBucket(self)
        let outcome = try await bucket.populate("--assets", "/nowhere")
        XCTAssertEqual(outcome.status, .failure)
        XCTAssertTrue(
            outcome.errors.hasPrefix("/nowhere: error: there is no such folder [unreadable-file]\n  fix: "),
            outcome.errors)
        XCTAssertEqual(bucket.aws.lines, [])
    }
}

/// Counts.
private final class Recorder: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    func next() -> Int {
        lock.withLock {
            count += 1
            return count
        }
    }
}
