import Diagnostics
import XCTest

final class LineDiffTests: XCTestCase {
    /// A difference as it is printed.
    private func diff(_ old: String, _ new: String, context: Int = 1) -> String {
        LineDiff(from: old, to: new, context: context).lines.map(\.description).joined(separator: "\n")
    }

    func testEqualTextsHaveNoDifference() {
        XCTAssertEqual(LineDiff(from: "a\nb\n", to: "a\nb\n").lines, [])
        XCTAssertEqual(LineDiff(from: "", to: "").lines, [])
    }

    func testAChangedLineIsShownWithTheLinesAroundIt() {
        XCTAssertEqual(
            diff("a\nb\nc\nd\ne\n", "a\nb\nX\nd\ne\n"),
            """
            @@ line 2, now line 2 @@
              b
            - c
            + X
              d
            """)
    }

    func testDistantChangesAreShownApartAndNearOnesTogether() {
        XCTAssertEqual(
            diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\nX\n4\nY\n6\n7\n8\n9\nZ\n"),
            """
            @@ line 2, now line 2 @@
              2
            - 3
            + X
              4
            - 5
            + Y
              6
            @@ line 9, now line 9 @@
              9
            + Z
            """)
    }

    func testLineNumbersFollowInsertionsAndRemovals() {
        XCTAssertEqual(
            diff("a\nb\nc\nd\ne\nf\ng", "N\nM\na\nb\nd\ne\nf\nG", context: 0),
            """
            @@ line 1, now line 1 @@
            + N
            + M
            @@ line 3, now line 5 @@
            - c
            @@ line 7, now line 8 @@
            - g
            + G
            """)
    }

    func testNewAndRemovedTextsAreAllAddedOrRemoved() {
        XCTAssertEqual(diff("", "a\nb\n"), "@@ line 1, now line 1 @@\n+ a\n+ b")
        XCTAssertEqual(diff("a\nb\n", ""), "@@ line 1, now line 1 @@\n- a\n- b")
    }

    func testMissingNewlineAtTheEndIsADifference() {
        XCTAssertEqual(diff("a\n", "a"), "@@ line 1, now line 1 @@\n  a\n- ")
    }

    func testBytesThatLookAlikeDiffer() {
        // "é" as one scalar and as two: equal strings, different files.
        XCTAssertEqual(diff("\u{E9}\nx", "e\u{301}\nx", context: 0), "@@ line 1, now line 1 @@\n- \u{E9}\n+ e\u{301}")
    }

    func testLargeTextsWithNothingInCommonAreComparedInReasonableTime() {
        let old = (0..<30_000).map { "old \($0)" }.joined(separator: "\n")
        let new = (0..<30_000).map { "new \($0)" }.joined(separator: "\n")
        XCTAssertEqual(LineDiff(from: old, to: new).lines.count, 60_001)
    }

    func testEveryDifferenceTurnsTheOldTextIntoTheNew() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            func text() -> String {
                (0..<Int.random(in: 0...12, using: &random)).map { _ in
                    "abcd".randomElement(using: &random)!.description
                }
                .joined(separator: "\n")
            }
            let (old, new) = (text(), text())
            var oldLines: [String] = []
            var newLines: [String] = []
            for line in LineDiff(from: old, to: new, context: 100).lines {
                switch line {
                case .position: break
                case .same(let text):
                    oldLines.append(text)
                    newLines.append(text)
                case .removed(let text): oldLines.append(text)
                case .added(let text): newLines.append(text)
                }
            }
            guard old != new else { continue }
            XCTAssertEqual(oldLines.joined(separator: "\n"), old, "from \(old) to \(new)")
            XCTAssertEqual(newLines.joined(separator: "\n"), new, "from \(old) to \(new)")
        }
    }
}
