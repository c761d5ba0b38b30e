import XCTest

@testable import JSON

final class PlaceTests: XCTestCase {
    func testEveryValueAndKeyKnowsItsPlaceAndBytes() throws {
        let text = "{\n  \"a\": [1,\r\n\ttrue],\n  \"é😀\": {\"k\": \"v\"}, \"n\": null\n}"
        let value = try parse(text)
        func written(_ value: JSONValue?) throws -> String {
            String(decoding: Array(text.utf8)[try XCTUnwrap(value).byteRange], as: UTF8.self)
        }
        XCTAssertEqual(value.place, JSONPlace(line: 1, column: 1))
        XCTAssertEqual(value.members?.map(\.key.place.description), ["2:3", "4:3", "4:21"])
        XCTAssertEqual(value.members?.map(\.value.place.description), ["2:8", "4:9", "4:26"])
        XCTAssertEqual(value["a"]?.elements?.map(\.place.description), ["2:9", "3:2"])
        XCTAssertEqual(value["é😀"]?["k"]?.place.description, "4:15")
        XCTAssertEqual(try written(value), text)
        XCTAssertEqual(try written(value["a"]), "[1,\r\n\ttrue]")
        XCTAssertEqual(try written(value["é😀"]), "{\"k\": \"v\"}")
        XCTAssertEqual(try written(value["n"]), "null")
        XCTAssertEqual(try written(value.members?.map(\.key)[1]), "\"é😀\"")
    }

    /// Columns count characters, far into one line too.
    func testPlacesAreRightInALongLineBeyondASCII() throws {
        let element = "\"é€\","
        let value = try parse("[" + String(repeating: element, count: 3000) + "0]")
        let elements = try XCTUnwrap(value.elements).map(\.place)
        XCTAssertEqual(elements.map(\.column), (0...3000).map { 2 + $0 * element.count })
        XCTAssertTrue(elements.allSatisfy { $0.line == 1 })
    }

    func testRepeatedKeysAreFoundInEveryObjectAndThroughEscapes() throws {
        let value = try parse(
            """
            { "A": "{\\"B\\": 1, \\"B\\": 2}", "B": "A",
              "C": [ { "x": 1, "\\u0078": 2, "x": { "y": 1, "y": 1 } } ],
              "A": 0 }
            """)
        XCTAssertEqual(
            value.repeatedKeys.map { "\($0.again.string ?? "") \($0.again.place), first \($0.first.place)" },
            ["x 2:20, first 2:12", "x 2:33, first 2:12", "y 2:48, first 2:40", "A 3:3, first 1:3"])
        XCTAssertTrue(try parse(#"{"A": {"A": 1}, "B": ["A", "A"]}"#).repeatedKeys.isEmpty)
        XCTAssertEqual(try XCTUnwrap(value["C"]).repeatedKeys.count, 3, "of a value only what is in it")
    }
}
