import Foundation
import XCTest

@testable import Archives

final class ZIPArchiveTests: XCTestCase {
    private func archive(_ files: [(String, [UInt8])]) throws -> [UInt8] {
        var archive = ZIPArchive()
        for (name, contents) in files { try archive.add(name, contents) }
        return archive.finished()
    }

    private let files: [(String, [UInt8])] = [
        ("bootstrap", Array("#!/bin/sh\nexec ./main\n".utf8)), ("empty", []),
        ("lib/ünïcode näme.txt", Array(String(repeating: "the same words again and again\n", count: 500).utf8)),
        ("lib/x", [UInt8](repeating: 3, count: 70_000)),
    ]

    func testOthersReadAnArchiveWithModesAndTimesThatAreTheSameForAll() throws {
        let scratch = try Scratch()
        try scratch.write(archive(files), to: "a.zip")
        let told = try Python.run(
            """
            import sys, zipfile
            with zipfile.ZipFile(sys.argv[1]) as archive:
                print(archive.testzip())
                for info in archive.infolist():
                    print(info.filename, len(archive.read(info)), oct(info.external_attr >> 16), info.date_time, info.compress_type, info.create_system)
            """, ["\(scratch.path)/a.zip"])
        XCTAssertEqual(
            told,
            """
            None
            bootstrap 22 0o100755 (1980, 1, 1, 0, 0, 0) 0 3
            empty 0 0o100755 (1980, 1, 1, 0, 0, 0) 0 3
            lib/ünïcode näme.txt 15500 0o100755 (1980, 1, 1, 0, 0, 0) 8 3
            lib/x 70000 0o100755 (1980, 1, 1, 0, 0, 0) 8 3

            """)
    }

    func testAnArchiveSaysWhatIsInIt() throws {
        let directory = try XCTUnwrap(ZIPDirectory(of: archive(files)))
        XCTAssertEqual(directory.names, files.map(\.0))
        XCTAssertEqual(directory.unpackedBytes, 85_522)
        XCTAssertEqual(ZIPDirectory(of: try archive([]))?.names, [])
    }

    func testSoDoesOneThatSomebodyElseMade() throws {
        let scratch = try Scratch()
        _ = try Python.run(
            """
            import sys, zipfile
            with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as archive:
                archive.comment = b"made by hand"
                archive.writestr("a/", "")
                archive.writestr("a/index.py", "x = 1\\n" * 100)
            """, ["\(scratch.path)/other.zip"])
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(scratch.path)/other.zip")))
        let directory = try XCTUnwrap(ZIPDirectory(of: bytes))
        XCTAssertEqual(directory.names, ["a/", "a/index.py"])
        XCTAssertEqual(directory.unpackedBytes, 600)
    }

    func testWhatIsNoArchiveHasNoDirectory() throws {
        XCTAssertNil(ZIPDirectory(of: []))
        XCTAssertNil(ZIPDirectory(of: Array(String(repeating: "print('hello')\n", count: 10).utf8)))
        let whole = try archive(files)
        XCTAssertNil(ZIPDirectory(of: whole.dropLast()), "the end is missing")
        var broken = whole
        broken[broken.count - 6] = 0xFF
        XCTAssertNil(ZIPDirectory(of: broken), "the directory is not where its end says")
        // Whatever a file says of itself, reading it ends well.
        var random = Lehmer(7)
        for _ in 0..<500 {
            var bytes = whole
            for _ in 0..<4 {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            _ = ZIPDirectory(of: bytes)
        }
    }

    func testWhatHasNoRoomWithoutZIP64IsRefused() throws {
        var archive = ZIPArchive()
        for number in 0..<ZIPArchive.mostFiles { try archive.add("\(number)", []) }
        XCTAssertThrowsError(try archive.add("one more", [])) {
            XCTAssertEqual($0 as? ZIPArchive.Refusal, .tooManyFiles(limit: 65_534))
        }
        var other = ZIPArchive()
        let name = String(repeating: "n", count: 65_536)
        XCTAssertThrowsError(try other.add(name, [])) {
            XCTAssertEqual($0 as? ZIPArchive.Refusal, .nameTooLong(name, limit: 65_535))
        }
    }
}
