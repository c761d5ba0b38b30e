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
        func origin(_ path: Template.Path) -> String? { shop.origin(of: path)?.place.description }
        let queue = Template.Path(.resources, "Queue")
        XCTAssertEqual(origin(queue), "shop.json:2:3")
        let tag = queue.appending("Properties").appending("Tags").appending(0)
        XCTAssertEqual(origin(tag), "shop.json:3:14")
        XCTAssertEqual(origin(tag.appending("Value")), "shop.json:4:15")
        // The list form has an element there, and the text form has not.
        XCTAssertEqual(origin(tag.appending("Value").appending("Fn::GetAtt").appending(1)), "shop.json:4:25")
    }

    func testMembersMadeInAProgramHaveTheirDeclarations() {
        let shop = Template(
            resources: ["A": .init(type: "T"), "B": .init(type: "T", properties: ["P": 1])],
            declarations: LineOfEachResource())
        let property = Template.Path(.resources, "B").appending("Properties").appending("P")
        XCTAssertEqual(shop.origin(of: property)?.place.description, "Stacks/Shop.swift:1")
        XCTAssertEqual(shop.origin(ofMember: 0, in: .resources)?.place.description, "Stacks/Shop.swift:0")
        XCTAssertNil(shop.origin(of: Template.Path(.outputs, "B")))
        XCTAssertEqual(shop.origin(of: Template.Path())?.path, "Shop")
    }

    func testWhereItComesFromDoesNotCount() throws {
        let made = Template(
            formatVersion: nil, resources: ["A": .init(type: "T")], declarations: LineOfEachResource())
        XCTAssertEqual(made, try template(resources: #""A": {"Type": "T"}"#))
    }
}

private struct LineOfEachResource: TemplateDeclarations {
    var stack: Template.Origin? { Template.Origin(place(0), path: "Shop") }

    func origin(ofMember index: Int, at path: Template.Path, in template: Template) -> Template.Origin? {
        Template.Origin(place(index))
    }

    private func place(_ line: Int) -> Diagnostic.Place {
        .source(SourceLocation(fileID: "Stacks/Shop.swift", line: line))
    }
}
