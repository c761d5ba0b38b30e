import JSON
import Template
import XCTest

/// What is no template is refused with the place and the reason.
final class ReadingTests: XCTestCase {
    func testTellsEveryWrongShapeWithItsPlace() {
        XCTAssertEqual(
            problems("[]"), "shop.json:1:1 invalid-template: a template is an object of sections, and this is a list")
        XCTAssertEqual(
            problems(#"{"name": "x"}"#), "shop.json:1:1 invalid-template: the template has no section Resources")
        XCTAssertEqual(
            problems(
                "{\"Resources\": [],\n \"Outputs\": {\"A\": \"x\"},\n"
                    + " \"Description\": {\"Ref\": \"x\"}, \"Transform\": 1}"
            ),
            """
            shop.json:1:15 invalid-template: Resources is an object, and this is a list
            shop.json:2:19 invalid-template: A in Outputs is an object, and this is a string
            shop.json:3:17 invalid-template: Description is a string, and this is an object
            shop.json:3:44 invalid-template: Transform is the name of a macro or a list of them, and this is a number
            """)
    }

    func testTellsRepeatedKeysWithBothPlaces() {
        XCTAssertEqual(
            problems("{\"Resources\": {\"A\": {\"Type\": \"X\",\n \"Type\": \"Y\"},\n \"\\u0041\": {}}}"),
            """
            shop.json:2:2 duplicate-key: the key 'Type' is here again; it stands in 1:22 already
            shop.json:3:2 duplicate-key: the key 'A' is here again; it stands in 1:16 already
            """)
    }

    func testTellsRepeatedKeysOfLargeObjects() {
        let members = (0..<40).map { "\"K\($0 % 39)\": {}" }.joined(separator: ",\n")
        XCTAssertEqual(
            problems("{\"Resources\": {\(members)}}"),
            "shop.json:40:1 duplicate-key: the key 'K0' is here again; it stands in 1:16 already")
    }

    func testRefusesWhatIsTooDeepTooLargeOrTruncated() throws {
        let deep = #"{"Resources": {"A": "# + String(repeating: "[", count: 100_000)
        XCTAssertEqual(
            problems(deep),
            "shop.json:1:531 invalid-json: more than 512 lists and objects are open here; at most 512 are allowed")
        XCTAssertThrowsError(
            try Template(parsing: Array("{\"Resources\": {}}".utf8), file: "x.json", limits: JSONLimits(bytes: 10))
        ) { XCTAssertEqual("\($0)", "x.json:1:1: error: the text has 17 bytes; at most 10 are allowed [invalid-json]") }
        let text = #"{"Resources": {"A": {"Type": "T"}}}"#
        for length in 0..<text.utf8.count {
            XCTAssertNotNil(problems(String(text.prefix(length))), "\(length)")
        }
        XCTAssertNil(problems(text))
    }

    func testTakesTheDeepestThatItAllows() throws {
        let depth = 508
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let shop = try template(resources: "\"A\": {\"Type\": \"T\", \"Properties\": {\"P\": \(text)}}")
        XCTAssertEqual(try Template(parsing: shop.rendered(), file: "again.json"), shop)
    }
}
