import XCTest

@testable import ResourceGenerator

/// How JSON becomes Swift that constructs it with the typed resources.
final class SampleRendererTests: XCTestCase {
    /// The function for an instance of a type with this one schema, and what cannot be expressed.
    private func render(
        _ properties: String, definitions: String = "{}", required: [String] = [], extra: String = "",
        _ instance: String
    ) throws -> (source: String, problems: [String]) {
        let schema = try SchemaFixture.schema(
            "AWS::Test::Thing", properties: properties, definitions: definitions, required: required, extra: extra)
        let service = try XCTUnwrap(SchemaFixture.model([schema]).services.first)
        var renderer = SampleRenderer(service.resources[0], in: service)
        var writer = SwiftWriter()
        let value = try JSONTree(json: instance.utf8)
        renderer.render(SampleInstance(type: "AWS::Test::Thing", index: 2, properties: value), &writer)
        return (writer.text, renderer.problems.map(\.description))
    }

    /// The value of the property `Value` in Swift.
    private func spelling(of value: String, _ schema: String, definitions: String = "{}") throws -> String {
        let (source, problems) = try render("{\"Value\": \(schema)}", definitions: definitions, "{\"Value\": \(value)}")
        XCTAssertEqual(problems, [], schema)
        let lines = source.split(separator: "\n").dropFirst().dropLast().map { $0.trimmingCharacters(in: .whitespaces) }
        return lines.joined(separator: "\n")
            .replacing("return ", with: "").replacing("Test.Thing(value: ", with: "").dropLast().description
    }

    func testScalars() throws {
        let spellings: [(schema: String, value: String, expected: String)] = [
            (#"{"type": "string"}"#, #""a""#, #""a""#), (#"{"type": "integer"}"#, "-3", "-3"),
            (#"{"type": "number"}"#, "1.5", "1.5"), (#"{"type": "number"}"#, "2", "2"),
            (#"{"type": "boolean"}"#, "true", "true"), (#"{"type": "boolean"}"#, "false", "false"),
            (#"{"type": "string", "format": "AWS::Test::Thing.Arn"}"#, #""arn:x""#, #""arn:x""#),
        ]
        for (schema, value, expected) in spellings {
            XCTAssertEqual(try spelling(of: value, schema), expected, schema)
        }
    }

    func testStringsAreEscaped() throws {
        XCTAssertEqual(
            try spelling(of: #""\"q\" \\(x)\n\u0007é""#, #"{"type": "string"}"#), #""\"q\" \\(x)\n\u{7}é""#)
    }

    func testAKnownValueOfAnEnumerationIsAConstantAndAnyOtherALiteral() throws {
        let schema = #"{"type": "string", "enum": ["FAST", "default"]}"#
        XCTAssertEqual(try spelling(of: #""FAST""#, schema), ".fast")
        XCTAssertEqual(try spelling(of: #""default""#, schema), ".`default`")
        XCTAssertEqual(try spelling(of: #""slow""#, schema), #""slow""#)
    }

    func testListsAndMaps() throws {
        let spellings: [(schema: String, value: String, expected: String)] = [
            (#"{"type": "array", "items": {"type": "integer"}}"#, "[1, 2]", "[1, 2]"),
            (#"{"type": "array", "items": {"type": "string"}}"#, "[]", "[]"),
            (
                #"{"type": "object", "patternProperties": {".*": {"type": "string"}}}"#, #"{"b": "2", "a": "1"}"#,
                #"["a": "1", "b": "2"]"#
            ),
            (#"{"type": "object", "patternProperties": {".*": {"type": "string"}}}"#, "{}", "[:]"),
        ]
        for (schema, value, expected) in spellings {
            XCTAssertEqual(try spelling(of: value, schema), expected, schema)
        }
    }

    func testFreeFormJSONIsALiteral() throws {
        XCTAssertEqual(
            try spelling(of: #"{"b": [1, 0.5, true, {}], "a": {"c": "d"}}"#, #"{"type": "object"}"#),
            #"["a": ["c": "d"], "b": [1, 0.5, true, [:]]]"#)
    }

    func testTagsAreTheSharedOnes() throws {
        let (source, problems) = try render(
            ##"{"Tags": {"type": "array", "items": {"$ref": "#/definitions/Tag"}}}"##,
            definitions:
                #"{"Tag": {"type": "object", "properties": {"Key": {"type": "string"}, "Value": {"type": "string"}}}}"#,
            #"{"Tags": [{"Key": "a", "Value": "b"}, {"Key": "c", "Type": "d"}]}"#)
        XCTAssertTrue(source.contains(#"tags: [Tag(key: "a", value: "b"), Tag(key: "c", value: "")]"#), source)
        XCTAssertEqual(
            problems,
            [
                "AWS::Test::Thing.Tags/*/Type: a tag has no such property",
                "AWS::Test::Thing.Tags/*/Value: a tag needs it, as a string",
            ])
    }

    func testAPropertyTypeGetsAStatementOfItsOwnAndRequiredPropertiesComeFirst() throws {
        let (source, problems) = try render(
            ##"{"Part": {"$ref": "#/definitions/Part"}, "Zone": {"type": "string"}}"##,
            definitions: ##"""
                {"Part": {"type": "object", "properties": {
                  "Inner": {"type": "array", "items": {"type": "object", "properties": {"X": {"type": "integer"}}}}}}}
                """##,
            required: ["Zone"], #"{"Part": {"Inner": [{"X": 1}, {}]}, "Zone": "a"}"#)
        XCTAssertEqual(
            source,
            """
            static func thingSample2() -> Test.Thing {
                let value1 = Test.Thing.Part.Inner(x: 1)
                let value2 = Test.Thing.Part.Inner()
                let value3 = Test.Thing.Part(inner: [value1, value2])
                return Test.Thing(zone: "a", part: value3)
            }

            """)
        XCTAssertEqual(problems, [])
    }

    func testWhatTheModelLacksIsReportedWithItsPath() throws {
        let (_, problems) = try render(
            ##"{"Parts": {"type": "array", "items": {"$ref": "#/definitions/Part"}}}"##,
            definitions: #"{"Part": {"type": "object", "properties": {"Size": {"type": "integer"}}}}"#,
            #"{"Parts": [{"Size": 1}, {"Colour": "red", "Size": "big"}], "Name": "a"}"#)
        XCTAssertEqual(
            problems,
            [
                "AWS::Test::Thing.Name: the typed resource has no such property",
                "AWS::Test::Thing.Parts/*/Colour: the typed resource has no such property",
                "AWS::Test::Thing.Parts/*/Size: Value<Int> cannot be a string",
            ])
    }

    func testWhatOnlyTheModelRequiresIsReported() throws {
        let (_, problems) = try render(#"{"Name": {"type": "string"}}"#, required: ["Name"], "{}")
        XCTAssertEqual(problems, ["AWS::Test::Thing.Name: the initializer requires it, the schema does not"])
    }

    func testArgumentsThatNoInstanceSetsAreKnown() throws {
        let schema = try SchemaFixture.schema(
            "AWS::Test::Thing", properties: ##"{"Name": {"type": "string"}, "Part": {"$ref": "#/definitions/Part"}}"##,
            definitions:
                #"{"Part": {"type": "object", "properties": {"A": {"type": "string"}, "B": {"type": "string"}}}}"#)
        let service = try XCTUnwrap(SchemaFixture.model([schema]).services.first)
        var renderer = SampleRenderer(service.resources[0], in: service)
        var writer = SwiftWriter()
        let part = JSONTree.object(["Part": .object(["B": .string("b")])])
        renderer.render(SampleInstance(type: "AWS::Test::Thing", index: 0, properties: part), &writer)
        XCTAssertEqual(renderer.unused, ["AWS::Test::Thing.Name", "AWS::Test::Thing.Part/A"])
    }

    func testPropertiesOfAnyOtherNameAreOneArgument() throws {
        let (source, problems) = try render(
            #"{"Token": {"type": "string"}}"#, required: ["Token"],
            extra: #", "patternProperties": {".*": {"type": "string"}}"#,
            #"{"Token": "a", "Colour": "red"}"#)
        XCTAssertTrue(source.contains(#"Test.Thing(token: "a", otherProperties: ["Colour": "red"])"#), source)
        XCTAssertEqual(problems, [])
    }
}
