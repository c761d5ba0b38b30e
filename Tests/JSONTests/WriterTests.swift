import JSON
import XCTest

final class WriterTests: XCTestCase {
    func testWritesALineForEachMemberAndElement() throws {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("empty")
        writer.beginList()
        writer.endList()
        writer.key("list")
        writer.beginList()
        writer.element()
        writer.number(1)
        writer.element()
        writer.write("null")
        writer.endList()
        writer.endObject()
        XCTAssertEqual(
            String(decoding: writer.bytes, as: UTF8.self),
            """
            {
              "empty": [],
              "list": [
                1,
                null
              ]
            }
            """)
    }

    func testStringsReadBackTheSame() throws {
        for text in ["", "a/b", "\"\\", "\n\r\t\u{0}\u{1F}\u{7F}", "é\u{1F600}"] {
            var writer = JSONWriter()
            writer.string(text)
            XCTAssertEqual(try JSONValue(parsing: writer.bytes).string, text)
        }
    }

    func testLongTextsAreWrittenAsAWhole() throws {
        let text = String(repeating: "a\"b\n", count: 10_000) + "é"
        var writer = JSONWriter(capacity: 8)
        writer.beginList()
        for _ in 0..<3 {
            writer.element()
            writer.string(text)
        }
        writer.endList()
        XCTAssertEqual(try JSONValue(parsing: writer.bytes).elements?.map(\.string), [text, text, text])
    }

    func testNumbersAreAsShortAsTheyReadBack() {
        XCTAssertEqual(JSONWriter.text(of: 2), "2")
        XCTAssertEqual(JSONWriter.text(of: -0.5), "-0.5")
        XCTAssertEqual(JSONWriter.text(of: 1e300), "1e+300")
    }
}
