import Diagnostics
import Template
import XCTest

final class OriginTests: XCTestCase {
    func testEveryValueOfAFileHasItsPlace() throws {
        let text = """
            {"Resources": {
              "Queue": {"Type": "T", "Properties": {
                "Tags": [{"Key": "a",
                          "Value": {"Fn::GetAtt": "Other.Arn"}}]}}}}
            """
        let shop = try template(text)
        func origin(_ path: Template.Path) -> String? { shop.origin(of: path)?.description }
        let queue = Template.Path(.resources, "Queue")
        XCTAssertEqual(origin(queue), "shop.json:2:3")
        let tag = queue.appending("Properties").appending("Tags").appending(0)
        XCTAssertEqual(origin(tag), "shop.json:3:14")
        XCTAssertEqual(origin(tag.appending("Value")), "shop.json:4:15")
        // The list form has an element there, and the text form has not.
        XCTAssertEqual(origin(tag.appending("Value").appending("Fn::GetAtt").appending(1)), "shop.json:4:25")
        guard case .file(let place)? = shop.origin(of: tag.appending("Key")) else { return XCTFail() }
        XCTAssertEqual(String(decoding: Array(text.utf8)[place.bytes], as: UTF8.self), "\"a\"")
    }

    func testMembersMadeInSwiftHaveTheirLines() {
        let line = SourceLocation(fileID: "Stacks/Shop.swift", line: 42)
        let shop = Template(
            resources: ["A": .init(type: "T"), "B": .init(type: "T", properties: ["P": 1])],
            lines: .init([.resources: [nil, line]]))
        XCTAssertEqual(
            shop.origin(of: Template.Path(.resources, "B").appending("Properties").appending("P")), .swift(line))
        XCTAssertNil(shop.origin(of: Template.Path(.resources, "A")))
        XCTAssertNil(shop.origin(of: Template.Path(.outputs, "B")))
    }

    func testWhereItComesFromDoesNotCount() throws {
        let line = SourceLocation(fileID: "Stacks/Shop.swift", line: 42)
        let made = Template(formatVersion: nil, resources: ["A": .init(type: "T")], lines: .init([.resources: [line]]))
        XCTAssertEqual(made, try template(resources: #""A": {"Type": "T"}"#))
    }
}
