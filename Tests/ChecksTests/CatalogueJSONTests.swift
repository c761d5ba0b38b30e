import AWSResourceCatalogue
import JSON
import ResourceSchemas
import XCTest

@testable import Checks

final class CatalogueJSONTests: XCTestCase {
    func testTheCatalogueReadsAsTheParserReadsIt() throws {
        for type in ResourceCatalogue.aws.typeNames {
            let entry = try XCTUnwrap(ResourceCatalogue.aws.find(type))
            let texts = [(entry.facts, entry.factsJSON), (entry.schema, entry.schemaJSON)]
            for (bytes, parsed) in texts + (entry.rules.map { [($0, entry.rulesJSON)] } ?? []) {
                XCTAssertTrue(isSame(try XCTUnwrap(CatalogueJSON(bytes)), try XCTUnwrap(parsed)), type)
            }
        }
    }

    /// Names are compared as they are written.
    func testNoNameHasEscapes() throws {
        for type in ResourceCatalogue.aws.typeNames {
            let schema = try XCTUnwrap(ResourceCatalogue.aws.schema(of: type))
            for properties in [schema.properties] + schema.definitions.values.map({ $0.properties ?? [:] }) {
                for name in properties.keys {
                    XCTAssertFalse(name.contains { "\"\\/".contains($0) || !$0.isASCII }, "\(type): \(name)")
                }
            }
        }
    }

    func testSpacesAndEscapes() throws {
        try read(
            #" { "a" : [ 1 , -2.5 , true , null , "x\"y\\" ] , "b" : { } , "c\\" : "[{" , "d" : "é" } "#
        ) { json in
            XCTAssertEqual(json.members.map(\.key.string), ["a", "b", #"c\"#, "d"])
            XCTAssertEqual(json["a"]?.elements.map(\.scalarText), ["1", "-2.5", "true", nil, #"x"y\"#])
            XCTAssertEqual(json["a"]?.elements.map { $0.isScalar(#"x"y\"#) }, [false, false, false, false, true])
            XCTAssertEqual(json["b"]?.isObject, true)
            XCTAssertEqual(json["b"]?.members.map(\.key.string), [])
            XCTAssertEqual(json["d"]?.string, "é")
            XCTAssertNil(json["e"])
        }
    }

    func testWhatIsEnteredIsNotPassedOverAgain() throws {
        try read(#"{"a":{"x":1,"y":{"z":2}},"b":3}"#) { json in
            var members = json.members
            let first = try XCTUnwrap(members.next())
            var inner: [String] = []
            members.enter(first.value) { inner.append($0.key.string) }
            XCTAssertEqual(inner, ["x", "y"])
            XCTAssertEqual(members.next()?.key.string, "b")
            XCTAssertNil(members.next())
        }
    }

    /// What is cut off is misread, but never read beyond its end.
    func testATextMayEndAnywhere() throws {
        let text = #"{"a":[1,{"b\\":"c\""},true],"d":{"e":"f"}}"#
        for length in 1..<text.utf8.count {
            // Behind the end stands what would be read on.
            try read(text, length: length) { json in
                XCTAssertLessThan(count(json), 20)
            }
        }
    }

    private func count(_ json: CatalogueJSON) -> Int {
        json.members.reduce(1) { $0 + count($1.value) } + json.elements.reduce(0) { $0 + count($1) }
    }

    private func read(_ text: String, length: Int? = nil, _ body: (CatalogueJSON) throws -> Void) throws {
        try Array(text.utf8).withUnsafeBufferPointer { bytes in
            let bytes = UnsafeBufferPointer(rebasing: bytes[..<(length ?? bytes.count)])
            try body(try XCTUnwrap(CatalogueJSON(bytes)))
        }
    }

    private func isSame(_ own: CatalogueJSON, _ parsed: JSONValue) -> Bool {
        switch parsed.kind {
        case .object:
            let (members, others) = (Array(own.members), parsed.members.map(Array.init) ?? [])
            return own.isObject && members.count == others.count
                && zip(members, others).allSatisfy { $0.key.string == $1.name && isSame($0.value, $1.value) }
        case .list:
            let (elements, others) = (Array(own.elements), parsed.elements.map(Array.init) ?? [])
            return elements.count == others.count && zip(elements, others).allSatisfy(isSame)
        case .string: return own.string == parsed.string && own.number == nil && own.boolean == nil
        case .number: return own.number == parsed.number && own.string == nil && own.boolean == nil
        case .boolean: return own.boolean == parsed.boolean && own.number == nil && own.string == nil
        case .null: return own.scalarText == nil && !own.isObject && !own.hasElements
        }
    }
}
