@testable import Checks
import XCTest

final class GraphQLDefinitionTests: XCTestCase {
    private func fields(_ text: String) -> [String: [String]]? {
        GraphQLDefinition(text)?.fields.mapValues { $0.sorted() }
    }

    func testFieldsWithArgumentsDirectivesAndDescriptions() {
        let text = #"""
            schema { query: Query }
            directive @auth(type: String = "{") on FIELD_DEFINITION
            """ type Nothing { a: Int } """
            type Query @aws_iam {
              # item: no field
              item(id: ID!, first: Int = 3, filter: Filter = { name: "x" }): Item @auth(type: "y")
              "all \"of\" them" items: [Item!]!
            }
            input Filter { name: String }
            enum Kind { SMALL LARGE }
            extend type Query { more: Int @deprecated }
            type Item implements Node & Thing { id: ID! name: String }
            """#
        XCTAssertEqual(fields(text), ["Query": ["item", "items", "more"], "Item": ["id", "name"]])
    }

    func testATypeWithoutFieldsTakesNoneOfTheNext() {
        XCTAssertEqual(fields("type A type B { c: Int }"), ["B": ["c"]])
        XCTAssertEqual(fields("type A input B { c: Int } type D { e: Int }"), ["D": ["e"]])
    }

    func testWhatIsCutShortIsNotRead() {
        XCTAssertNil(GraphQLDefinition("type Query { item: Item"))
        XCTAssertNil(GraphQLDefinition(#"type Query { "item"#))
    }
}
