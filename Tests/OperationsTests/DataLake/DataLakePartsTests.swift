import Environments
import Terminal
import TerminalTesting
import XCTest

@testable import Operations

final class DataLakePartsTests: XCTestCase {
    func testContentTypesGoByTheExtension() {
        XCTAssertEqual(ContentType.of("a/b.JPG", isUTF8: false), "image/jpeg")
        XCTAssertEqual(ContentType.of("page.html", isUTF8: true), "text/html; charset=utf-8")
        XCTAssertEqual(ContentType.of("export.csv", isUTF8: false), "text/csv")
        XCTAssertEqual(ContentType.of("data.json", isUTF8: true), "application/json")
        XCTAssertEqual(ContentType.of("data.csv.gz", isUTF8: true), "application/gzip")
        for name in ["README", "a.b/c", "x.unheard-of", "ends."] {
            XCTAssertEqual(ContentType.of(name, isUTF8: true), "application/octet-stream")
        }
    }

    func testTheOutputOfTransfersIsReadHoweverItIsCut() {
        let text =
            "Completed 1.5 MiB/~3 MiB (2 MiB/s) with ~2 file(s) remaining (calculating...)\rupload: ../a b to s3://lake/catalogue/a b      \n"
            + "upload: x/é+#.png to s3://lake/catalogue/x/é+#.png\nnoise\nupload: y to s3://other/y\n"
        for size in [1, 7, 1000] {
            var reader = TransferOutput(bucket: "lake")
            let bytes = Array(text.utf8)
            let events = stride(from: 0, to: bytes.count, by: size).flatMap {
                reader.read(Data(bytes[$0..<min($0 + size, bytes.count)]))
            }
            XCTAssertEqual(
                events,
                [
                    .completed(bytes: 1_572_864), .arrived(ObjectKey("catalogue/a b")),
                    .arrived(ObjectKey("catalogue/x/é+#.png")),
                ])
        }
    }

    func testNumbersBeyondAllMeasureAreReadAsTheLargest() {
        var reader = TransferOutput(bucket: "lake")
        XCTAssertEqual(reader.read(Data("Completed 99999999999999999999 TiB/1 TiB\r".utf8)), [.completed(bytes: .max)])
        XCTAssertEqual([1e300, -1e300, .nan, .infinity, 2.6].map { Int(clamping: $0) }, [.max, .min, 0, .max, 3])
        XCTAssertEqual([Int.max, 5].clampedSum, .max)
        XCTAssertEqual(Int.min.addingClamped(-1), .min)
        XCTAssertEqual(Quantity.seconds(1e300), "\(Int.max / 60) min \(Int.max % 60) s")
        XCTAssertEqual(SnapshotTime.age(1e300), "\(Int.max) days")
        let clock = Clock()
        let progress = TransferProgress("sent", files: 3, bytes: .max, on: Recording().stream(), now: { clock.now })
        for _ in 1...3 {
            clock.now += 60
            progress.partial(bytes: .max, of: 1)
            progress.partial(bytes: .max, of: 2)
            progress.finished(bytes: .max, of: 1)
        }
    }

    func testProgressTellsRatesAndWhatIsLeft() {
        let written = Recording()
        let clock = Clock()
        let progress = TransferProgress("sent", files: 100, bytes: 1_024_000, on: written.stream(), now: { clock.now })
        for _ in 1...60 {
            progress.finished(bytes: 10_240)
            clock.now += 0.125
        }
        XCTAssertEqual(
            written.text,
            """
            sent 9 of 100 files, 90.0 KiB of 1000.0 KiB
            sent 49 of 100 files, 490.0 KiB of 1000.0 KiB, 8 files/s, 80.0 KiB/s, about 7 s left

            """)
    }

    func testAFileThatIsThroughIsNotCountedTwiceNorTakenBack() {
        let written = Recording()
        let clock = Clock()
        let progress = TransferProgress(
            "sent", files: 2, bytes: 2048, on: written.stream(isInteractive: true), now: { clock.now })
        for bytes in [0, 500, 900] {
            progress.partial(bytes: bytes, of: 7)
            clock.now += 1
        }
        progress.finished(bytes: 1024, of: 7)
        let shown = written.text.matches(of: #/files, (\d[^ ]* (?:Ki)?B) of/#).map { String($0.1) }
        XCTAssertEqual(shown, ["500 B", "900 B", "1.0 KiB"])
    }

    func testAmountsAreReadable() {
        XCTAssertEqual(
            [0, 1023, 1536, 20_971_520, 1_048_530, 3_221_225_472].map(Quantity.bytes),
            ["0 B", "1023 B", "1.5 KiB", "20.0 MiB", "1.0 MiB", "3.0 GiB"])
        XCTAssertEqual([0.2, 59, 200].map(Quantity.seconds), ["1 s", "59 s", "3 min 20 s"])
    }

    func testBatchesHaveOneContentTypeAndAreNeitherLongNorHeavy() throws {
        let bucket = try FakeBucket(self, files: ["a.png": "1"])
        let asset = try XCTUnwrap(AssetFolder(bucket.folder).assets.first)
        let content = try AssetReader.read(asset)
        let uploads = (0..<5001).map { number in
            Upload(
                asset: Asset(path: "\(number).png", file: asset.file, state: asset.state), content: content,
                reason: .new)
        }
        XCTAssertEqual(
            UploadBatch.batches(of: uploads, workers: 2).map(\.uploads.count), [1000, 1000, 1000, 1000, 1000, 1])
        XCTAssertEqual(UploadBatch.batches(of: Array(uploads.prefix(9)), workers: 4).map(\.uploads.count), [3, 3, 3])
        XCTAssertEqual(UploadBatch.batches(of: [], workers: 2).count, 0)
    }
}

final class AssetFolderTests: XCTestCase {
    func testHiddenFilesAndLinksOutAreLeftOut() throws {
        let bucket = try FakeBucket(
            self, files: ["a.txt": "1", ".env": "secret", ".git/config": "x", "b/.DS_Store": "x", "b/c.txt": "2"])
        let files = FileManager.default
        func link(_ path: String, _ target: String) throws {
            try files.createSymbolicLink(atPath: "\(bucket.folder)/\(path)", withDestinationPath: target)
        }
        try link("passwd", "/etc/passwd")
        try link("up", "..")
        try link("secret", ".env")
        try link("loop", ".")
        try link("nowhere", "gone")
        try link("b/inside.txt", "../a.txt")
        XCTAssertEqual(mkfifo(bucket.folder + "/pipe", 0o600), 0)
        let folder = try AssetFolder(bucket.folder)
        XCTAssertEqual(folder.assets.map(\.path), ["a.txt", "b/c.txt", "b/inside.txt"])
        XCTAssertEqual(folder.assets.last?.file.hasSuffix("/assets/a.txt"), true)
        XCTAssertEqual(folder.hiddenCount, 3)
        XCTAssertEqual(
            Dictionary(uniqueKeysWithValues: folder.skipped.map { ($0.path, $0.reason) }),
            [
                "passwd": "a link out of the folder", "up": "a link out of the folder",
                "secret": "a link to a hidden file",
                "loop": "a link out of the folder", "nowhere": "a link that leads nowhere",
                "pipe": "neither a file nor a folder",
            ])
    }

    func testANameThatIsNoUTF8IsAnError() throws {
        #if os(Linux)
        let bucket = try FakeBucket(self, files: ["a.txt": "1"])
        let name = Array("\(bucket.folder)/caf".utf8CString.dropLast()) + [CChar(bitPattern: 0xE9), 0]
        let descriptor = name.withUnsafeBufferPointer { open($0.baseAddress!, O_CREAT | O_WRONLY, 0o600) }
        XCTAssertGreaterThanOrEqual(descriptor, 0)
        close(descriptor)
        XCTAssertThrowsError(try AssetFolder(bucket.folder)) { XCTAssertTrue("\($0)".contains("is no UTF-8"), "\($0)") }
        #endif
    }
}

private final class Clock: @unchecked Sendable {
    var now = Date(timeIntervalSince1970: 0)
}
