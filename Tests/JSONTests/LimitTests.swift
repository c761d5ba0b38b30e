import XCTest

@testable import JSON

final class LimitTests: XCTestCase {
    private func nested(_ depth: Int) -> String {
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }

    func testDepthHasALimitThatTheErrorNames() {
        XCTAssertNil(problem(nested(512)))
        XCTAssertEqual(
            problem(nested(513)), "1:513: more than 512 lists and objects are open here; at most 512 are allowed")
        XCTAssertEqual(
            problem(#"{"a": [[]]}"#, limits: JSONLimits(depth: 2)),
            "1:8: more than 2 lists and objects are open here; at most 2 are allowed")
    }

    /// No call goes deeper for what is deeper.
    func testDepthDoesNotExhaustTheStack() throws {
        let depth = 1_000_000
        let value = try parse(nested(depth), limits: JSONLimits(depth: depth))
        XCTAssertTrue(value.repeatedKeys.isEmpty)
        XCTAssertEqual(value.byteRange, 0..<(2 * depth))
        XCTAssertNotNil(problem(String(repeating: "[{\"a\":", count: depth), limits: JSONLimits(depth: 2 * depth)))
    }

    func testSizeHasALimitThatTheErrorNames() {
        XCTAssertNil(problem("[1, 2]", limits: JSONLimits(bytes: 6)))
        XCTAssertEqual(
            problem("[1, 23]", limits: JSONLimits(bytes: 6)), "1:1: the text has 7 bytes; at most 6 are allowed")
    }

    /// Each token is looked at once, each value has one node, or two with an end of its own, and each takes eight
    /// bytes.
    func testWorkAndMemoryGrowWithTheTextAndNotFaster() throws {
        func work(_ count: Int) throws -> (steps: Int, nodes: Int) {
            let text = "[" + String(repeating: #"{"key": "\u00e9 text", "n": [1.5]},"#, count: count) + "0]"
            var parser = JSONParser(Array(text.utf8), limits: JSONLimits())
            let nodes = try parser.parse().nodes.count
            return (parser.steps, nodes)
        }
        XCTAssertEqual(MemoryLayout<ParsedText.Node>.size, 8)
        for count in [1, 1_000, 20_000] {
            let (steps, nodes) = try work(count)
            XCTAssertEqual(steps, 10 * count + 3, "of \(count)")
            XCTAssertEqual(nodes, 8 * count + 3, "of \(count)")
        }
    }

    /// A string of a hundred thousand escapes, and as many keys in one object: what once took half a minute.
    func testLongStringsAndManyKeysAreRead() throws {
        let count = 100_000
        let text = String(repeating: #"\n"#, count: count)
        XCTAssertEqual(try parse("\"\(text)\"").string?.count, count)
        let keys = (0..<count).map { "\"\($0)\":\($0)" }.joined(separator: ",")
        let value = try parse("{\(keys),\"7\":0}")
        XCTAssertEqual(value.members?.count, count + 1)
        XCTAssertEqual(value.repeatedKeys.map(\.again.string), ["7"])
    }
}
