import JSON
import XCTest

final class ValueTests: XCTestCase {
    func testReadsEveryKindOfValue() throws {
        let value = try parse(
            #" {"s": "x", "n": -1.5e+3, "t": true, "f": false, "z": null, "l": [1, [], {}], "o": {"k": "v"}} "#)
        XCTAssertEqual(
            value.members?.map(\.value.kind), [.string, .number, .boolean, .boolean, .null, .list, .object])
        XCTAssertEqual(value["s"]?.string, "x")
        XCTAssertEqual(value["n"]?.number, "-1.5e+3")
        XCTAssertEqual(value["t"]?.boolean, true)
        XCTAssertEqual(value["f"]?.boolean, false)
        XCTAssertEqual(value["z"]?.isNull, true)
        XCTAssertEqual(value["l"]?.elements?.map(\.kind), [.number, .list, .object])
        XCTAssertEqual(value["l"]?.elements?.count, 3)
        XCTAssertEqual(value["l"]?[2]?.members?.count, 0)
        XCTAssertEqual(value["o"]?["k"]?.string, "v")
    }

    func testAsksNothingOfAnotherKindOfValue() throws {
        let value = try parse(#"{"s": "1", "n": 1}"#)
        XCTAssertNil(value.string)
        XCTAssertNil(value.elements)
        XCTAssertNil(value[0])
        XCTAssertNil(value["absent"])
        XCTAssertNil(value["s"]?.number)
        XCTAssertNil(value["s"]?["x"])
        XCTAssertNil(value["n"]?.string)
        XCTAssertNil(value["n"]?.boolean)
        XCTAssertNil(try parse("[1]")[1])
        XCTAssertNil(try parse("[1]")[-1])
    }

    func testATextMayBeAnyValue() throws {
        XCTAssertEqual(try parse("7").number, "7")
        XCTAssertEqual(try parse(" \"x\"\n").string, "x")
        XCTAssertEqual(try parse("\t[ ]\r\n").elements?.count, 0)
    }

    func testNumbersStayTheTextThatStandsThere() throws {
        for text in ["8.0", "1.10", "-0", "0", "12345678901234567890", "1E5", "1e-05", "0.30000000000000000001"] {
            XCTAssertEqual(try parse(text).number, text)
        }
    }

    func testMembersKeepTheirOrderAndTheirRepetitions() throws {
        let value = try parse(#"{"b": 1, "a": 2, "b": 3}"#)
        XCTAssertEqual(value.members?.map(\.name), ["b", "a", "b"])
        XCTAssertEqual(value.members?.map(\.value.number), ["1", "2", "3"])
        XCTAssertEqual(value["b"]?.number, "1")
    }

    func testStringsAreWithoutTheirEscapes() throws {
        XCTAssertEqual(try parse(#""\"\\\/\b\f\n\r\t""#).string, "\"\\/\u{8}\u{C}\n\r\t")
        XCTAssertEqual(try parse(#""caf\u00e9 \u00E9""#).string, "café é")
        XCTAssertEqual(try parse(#""\ud83d\ude00 \uD83D\uDE00x""#).string, "😀 😀x")
        XCTAssertEqual(try parse(#""a\u0000b""#).string, "a\0b")
        XCTAssertEqual(try parse("\"é€😀\u{7F}\"").string, "é€😀\u{7F}")
        XCTAssertEqual(try parse(#"{"k\u0065y": 1}"#)["key"]?.number, "1")
    }

    /// Swift takes both spellings of é for the same text; AWS does not.
    func testKeysAreEqualByTheirCodePoints() throws {
        let value = try parse("{\"e\u{301}\": 1, \"\u{E9}\": 2}")
        XCTAssertEqual(value["\u{E9}"]?.number, "2")
        XCTAssertTrue(value.repeatedKeys.isEmpty)
    }
}
