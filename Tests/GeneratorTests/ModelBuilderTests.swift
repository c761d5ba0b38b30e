import ResourceInterfaces
import ResourceSchemas
import XCTest

@testable import ResourceGenerator

/// How schemas of every shape become Swift types.
final class ModelBuilderTests: XCTestCase {
    private func resource(
        _ properties: String, definitions: String = "{}", readOnly: [String] = [], required: [String] = [],
        extra: String = ""
    ) throws -> ResourceModel {
        try SchemaFixture.resource(
            SchemaFixture.schema(
                "AWS::Test::Thing", properties: properties, definitions: definitions, readOnly: readOnly,
                required: required, extra: extra))
    }

    private func type(_ schema: String, definitions: String = "{}") throws -> ValueType? {
        try resource("{\"Value\": \(schema)}", definitions: definitions).property("Value")?.type
    }

    func testScalars() throws {
        let types: [(String, ValueType)] = [
            (#"{"type": "string"}"#, .string), (#"{"type": "integer"}"#, .integer), (#"{"type": "number"}"#, .number),
            (#"{"type": "boolean"}"#, .boolean), (#"{"type": ["boolean", "null"]}"#, .boolean),
            (#"{"type": ["integer", "string"]}"#, .integer), (#"{"type": "object"}"#, .json),
            (#"{"type": ["object", "string"]}"#, .json), (#"{"format": "date-time"}"#, .string), ("{}", .json),
            (#"{"format": "json", "maxLength": 9, "pattern": "."}"#, .json),
        ]
        for (schema, expected) in types { XCTAssertEqual(try type(schema), expected, schema) }
    }

    func testListsAndMaps() throws {
        let types: [(String, ValueType)] = [
            (#"{"type": "array", "items": {"type": "integer"}}"#, .list(.integer)),
            (#"{"items": {"type": "string"}}"#, .list(.string)), (#"{"type": "array"}"#, .list(.json)),
            (#"{"type": "object", "patternProperties": {".*": {"type": "string"}}}"#, .map(.string)),
            (#"{"patternProperties": {".*": {"type": "number"}}, "additionalProperties": false}"#, .map(.number)),
            (#"{"type": "object", "additionalProperties": {"type": "boolean"}}"#, .map(.boolean)),
            (
                #"{"type": "object", "patternProperties": {"a": {"type": "string"}, "b": {"type": "array"}}}"#,
                .map(.json)
            ),
        ]
        for (schema, expected) in types { XCTAssertEqual(try type(schema), expected, schema) }
    }

    func testDefinitionsOfScalarsAndListsAreSeenThrough() throws {
        let definitions =
            ##"{"Name": {"type": "string"}, "Names": {"type": "array", "items": {"$ref": "#/definitions/Name"}}}"##
        XCTAssertEqual(try type(##"{"$ref": "#/definitions/Names"}"##, definitions: definitions), .list(.string))
    }

    func testADefinedObjectIsAPropertyTypeOfItsName() throws {
        let thing = try resource(
            ##"{"One": {"$ref": "#/definitions/part"}, "Many": {"type": "array", "items": {"$ref": "#/definitions/part"}}}"##,
            definitions:
                #"{"part": {"type": "object", "required": ["B"], "properties": {"B": {"type": "string"}, "A": {"type": "integer"}}}}"#
        )
        XCTAssertEqual(thing.property("One")?.type, .structure(["Part"]))
        XCTAssertEqual(thing.property("Many")?.type, .list(.structure(["Part"])))
        XCTAssertEqual(thing.structures.count, 1)
        XCTAssertEqual(thing.structures[0].properties.map(\.name), ["A", "B"])
        XCTAssertEqual(thing.structures[0].properties.map(\.isRequired), [false, true])
    }

    func testAnInlineObjectIsNestedWhereItIsUsed() throws {
        let thing = try resource(
            #"""
            {"Outer": {"type": "object", "properties": {"Inner": {"type": "object", "properties": {"X": {"type": "string"}}}}}}
            """#)
        XCTAssertEqual(thing.property("Outer")?.type, .structure(["Outer"]))
        XCTAssertEqual(thing.structure("Outer")?.property("Inner")?.type, .structure(["Outer", "Inner"]))
        XCTAssertEqual(thing.structure("Outer", "Inner")?.property("X")?.type, .string)
    }

    func testRecursiveTypesRefer() throws {
        let thing = try resource(
            ##"{"Root": {"$ref": "#/definitions/Node"}}"##,
            definitions: ##"""
                {"Node": {"type": "object", "properties": {
                  "Children": {"type": "array", "items": {"$ref": "#/definitions/Node"}}, "Not": {"$ref": "#/definitions/Node"}}},
                 "Endless": {"type": "array", "items": {"$ref": "#/definitions/Endless"}}}
                """##)
        XCTAssertEqual(thing.structure("Node")?.property("Children")?.type, .list(.structure(["Node"])))
        XCTAssertEqual(thing.structure("Node")?.property("Not")?.type, .structure(["Node"]))
    }

    func testAListThatConsistsOfItselfIsFreeForm() throws {
        let endless = ##"{"Endless": {"type": "array", "items": {"$ref": "#/definitions/Endless"}}}"##
        XCTAssertEqual(try type(##"{"$ref": "#/definitions/Endless"}"##, definitions: endless), .list(.json))
    }

    func testAnEnumerationIsNestedWhereItIsUsed() throws {
        let thing = try resource(
            ##"""
            {"Mode": {"type": "string", "enum": ["b-2", "A_1"]}, "Level": {"type": "integer", "enum": [1, 2]},
             "Shared": {"$ref": "#/definitions/Kind"}, "Part": {"type": "object", "properties": {
               "Kind": {"type": "string", "enum": ["x"]}, "Shared": {"$ref": "#/definitions/Kind"}}}}
            """##, definitions: #"{"Kind": {"type": "string", "enum": ["y"]}}"#)
        XCTAssertEqual(thing.property("Mode")?.type, .enumeration(["Mode"]))
        let mode = try XCTUnwrap(thing.enumerations.first { $0.name == "Mode" })
        XCTAssertEqual(mode.constants, [.init(swiftName: "a1", value: "A_1"), .init(swiftName: "b2", value: "b-2")])
        XCTAssertEqual(thing.property("Level")?.type, .integer)
        XCTAssertEqual(thing.property("Level")?.limits.values, ["1", "2"])
        XCTAssertEqual(thing.property("Shared")?.type, .enumeration(["Kind"]))
        XCTAssertEqual(thing.structure("Part")?.property("Kind")?.type, .enumeration(["Part", "Kind"]))
        XCTAssertEqual(thing.structure("Part")?.property("Shared")?.type, .enumeration(["Kind"]))
    }

    func testConstantsOfOneNameAreBothKept() throws {
        let thing = try resource(#"{"Mode": {"type": "string", "enum": ["low-price", "lowPrice", "LOW_PRICE"]}}"#)
        XCTAssertEqual(thing.enumerations[0].constants.map(\.swiftName), ["LOW_PRICE", "low_price", "lowPrice"])
    }

    func testNamesThatAreTakenGetTheirOwnersName() throws {
        let thing = try resource(
            ##"{"State": {"type": "string", "enum": ["on"]}, "Type": {"type": "string", "enum": ["a"]}, "X": {"$ref": "#/definitions/State"}}"##,
            definitions: #"{"State": {"type": "object", "properties": {"A": {"type": "string"}}}}"#)
        XCTAssertEqual(thing.property("State")?.type, .enumeration(["ThingState"]))
        XCTAssertEqual(thing.property("X")?.type, .structure(["State"]))
        XCTAssertEqual(thing.property("Type")?.type, .enumeration(["ThingType"]), "Thing.Type is a metatype")
    }

    func testAlternativesOfObjectsBecomeOneType() throws {
        let thing = try resource(
            ##"""
            {"Choice": {"oneOf": [{"$ref": "#/definitions/A"}, {"$ref": "#/definitions/B"}]}}
            """##,
            definitions: #"""
                {"A": {"type": "object", "required": ["Kind", "A"], "properties": {
                   "Kind": {"type": "string", "const": "a"}, "A": {"type": "string"}}},
                 "B": {"type": "object", "required": ["Kind"], "properties": {
                   "Kind": {"type": "string", "const": "b"}, "B": {"type": "integer"}}}}
                """#)
        let choice = try XCTUnwrap(thing.structure("Choice"))
        XCTAssertEqual(choice.properties.map(\.name), ["A", "B", "Kind"])
        XCTAssertEqual(choice.properties.map(\.isRequired), [false, false, true])
        XCTAssertEqual(choice.enumerations[0].constants.map(\.value), ["a", "b"])
    }

    func testAListBesideAnyJSONIsTheList() throws {
        let schema = ##"{"oneOf": [{"$ref": "#/definitions/Keys"}, {"format": "json", "type": ["object", "string"]}]}"##
        let definitions = #"{"Keys": {"type": "array", "items": {"type": "string"}}}"#
        XCTAssertEqual(try type(schema, definitions: definitions), .list(.string))
        let other = ##"{"oneOf": [{"$ref": "#/definitions/Keys"}, {"type": "object"}]}"##
        XCTAssertEqual(try type(other, definitions: definitions), .json, "an object that means something else")
    }

    func testAlternativesThatOnlyRequireAreNoTypes() throws {
        let thing = try resource(
            #"""
            {"Choice": {"type": "object", "properties": {"A": {"type": "string"}, "B": {"type": "string"}},
              "oneOf": [{"required": ["A"]}, {"required": ["B"]}]}}
            """#)
        XCTAssertEqual(thing.structure("Choice")?.properties.map(\.isRequired), [false, false])
    }

    func testAlternativesOfDifferentKindsAreFreeForm() throws {
        XCTAssertEqual(
            try type(#"{"oneOf": [{"type": "string"}, {"type": "object", "properties": {"A": {"type": "string"}}}]}"#),
            .json)
        XCTAssertEqual(try type(#"{"anyOf": [{"type": "string"}, {"type": "string", "pattern": "x"}]}"#), .string)
    }

    func testNamedPropertiesOrFreeOnesAreFreeForm() throws {
        XCTAssertEqual(
            try type(
                ##"{"anyOf": [{"$ref": "#/definitions/Named"}, {"$ref": "#/definitions/Free"}]}"##,
                definitions: #"""
                    {"Named": {"properties": {"A": {"type": "boolean"}}},
                     "Free": {"type": "object", "patternProperties": {".*": {"type": "string"}}}}
                    """#),
            .json)
    }

    func testAPropertyToWhichAlternativesGiveDifferentTypesIsFreeForm() throws {
        let thing = try resource(
            ##"""
            {"Metric": {"anyOf": [
              {"type": "object", "properties": {
                "Axis": {"$ref": "#/definitions/Text"}, "Value": {"anyOf": [{"type": "number"}, {"type": "boolean"}]},
                "Size": {"type": "integer"}, "Name": {"$ref": "#/definitions/Text"}}},
              {"type": "object", "properties": {
                "Axis": {"$ref": "#/definitions/Texts"}, "Value": {"type": "array", "items": {"type": "number"}},
                "Size": {"type": "number"}, "Name": {"$ref": "#/definitions/Text"}}}]}}
            """##,
            definitions: ##"""
                {"Text": {"type": "string"}, "Texts": {"type": "array", "items": {"$ref": "#/definitions/Text"}}}
                """##)
        let metric = try XCTUnwrap(thing.structure("Metric"))
        XCTAssertEqual(metric.property("Axis")?.type, .json)
        XCTAssertEqual(metric.property("Value")?.type, .json)
        XCTAssertEqual(metric.property("Size")?.type, .number, "every integer is a number")
        XCTAssertEqual(metric.property("Name")?.type, .string)
    }

    func testAnObjectThatAllowsNothingIsAnEmptyType() throws {
        XCTAssertEqual(try type(#"{"type": "object", "additionalProperties": false}"#), .structure(["Value"]))
    }

    func testReadOnlyPropertiesAreAttributesOnly() throws {
        let thing = try resource(
            ##"""
            {"Arn": {"type": "string"}, "Name": {"type": "string"}, "Endpoint": {"$ref": "#/definitions/Endpoint"},
             "Secret": {"$ref": "#/definitions/Secret"}, "Rows": {"type": "array", "items": {"$ref": "#/definitions/Endpoint"}}}
            """##,
            definitions: #"""
                {"Endpoint": {"type": "object", "properties": {"Address": {"type": "string"}, "Port": {"type": "integer"}}},
                 "Secret": {"type": "object", "properties": {"KeyName": {"type": "string"}, "SecretArn": {"type": "string"}}}}
                """#,
            readOnly: ["Arn", "Endpoint/Address", "Endpoint/Port", "Secret/SecretArn", "Rows"])
        XCTAssertEqual(thing.properties.map(\.name), ["Name", "Secret"])
        XCTAssertEqual(thing.structures.map(\.name), ["Secret"], "a type that is only read is not written")
        XCTAssertEqual(thing.structure("Secret")?.properties.map(\.name), ["KeyName"])
        XCTAssertEqual(thing.attributes.map(\.swiftName), ["arn", "endpointAddress", "endpointPort", "secretArn"])
        XCTAssertEqual(thing.attributes[2].type, .integer)
        XCTAssertEqual(thing.attributes[3].source, .attribute("Secret.SecretArn"))
    }

    func testTagsAreShared() throws {
        let tag = #""Tag": {"type": "object", "properties": {"Key": {"type": "string"}, "Value": {"type": "string"}}}"#
        let list = try resource(
            ##"{"Tags": {"type": "array", "items": {"$ref": "#/definitions/Tag"}}}"##, definitions: "{\(tag)}")
        XCTAssertEqual(list.property("Tags")?.type, .list(.tag))
        XCTAssertEqual(list.facts.tagging, .list("Tags"))

        let renamed = try resource(
            ##"{"ThingTags": {"type": "array", "items": {"$ref": "#/definitions/ThingTag"}}}"##,
            definitions: "{\(tag.replacingOccurrences(of: "\"Tag\"", with: "\"ThingTag\""))}",
            extra: #", "tagging": {"taggable": true, "tagProperty": "/properties/ThingTags"}"#)
        XCTAssertEqual(renamed.property("ThingTags")?.type, .list(.tag))
        XCTAssertEqual(renamed.facts.tagging, .list("ThingTags"))

        let filter = try resource(
            ##"{"Filters": {"type": "array", "items": {"$ref": "#/definitions/Filter"}}}"##,
            definitions: "{\(tag.replacingOccurrences(of: "\"Tag\"", with: "\"Filter\""))}")
        XCTAssertEqual(filter.property("Filters")?.type, .list(.structure(["Filter"])), "a filter is no tag")
    }

    func testTagsOfOtherForms() throws {
        let map = try resource(#"{"Tags": {"type": "object", "patternProperties": {".*": {"type": "string"}}}}"#)
        XCTAssertEqual(map.facts.tagging, .map("Tags"))
        let group = try resource(
            #"""
            {"Tags": {"type": "array", "items": {"type": "object", "properties": {
              "Key": {"type": "string"}, "Value": {"type": "string"}, "PropagateAtLaunch": {"type": "boolean"}}}}}
            """#)
        XCTAssertEqual(group.facts.tagging, .groupList("Tags"))
        let untaggable = try resource(
            #"{"Tags": {"type": "object", "patternProperties": {".*": {"type": "string"}}}}"#,
            extra: #", "tagging": {"taggable": false}"#)
        XCTAssertEqual(untaggable.facts.tagging, .none)
    }

    func testReplacementIsKnownWhereAPropertyHasOnePath() throws {
        let thing = try resource(
            ##"""
            {"A": {"type": "string"}, "B": {"type": "string"}, "C": {"$ref": "#/definitions/Part"},
             "D": {"type": "string"}}
            """##,
            definitions:
                #"{"Part": {"type": "object", "properties": {"X": {"type": "string"}, "Y": {"type": "string"}}}}"#,
            extra: #"""
                , "createOnlyProperties": ["/properties/A", "/properties/C/X"],
                  "conditionalCreateOnlyProperties": ["/properties/B"]
                """#)
        XCTAssertEqual(thing.properties.map(\.replacement), [.always, .sometimes, .never, .never])
        XCTAssertEqual(thing.structure("Part")?.properties.map(\.replacement), [.always, .never])
    }

    func testWhatAWSRewritesAndWhatNothingReadsIsKnown() throws {
        let properties = #"{"Name": {"type": "string"}, "Ports": {"type": "array", "items": {"type": "string"}}}"#
        let thing = try resource(
            properties,
            extra: #"""
                , "propertyTransform": {"/properties/Name": "$lowercase(Name)", "/properties/Ports/*/Number": "-1"},
                  "handlers": {"create": {}, "read": {"permissions": ["test:Get"]}}
                """#)
        XCTAssertEqual(thing.facts.rewritten, ["Name", "Ports/*/Number"])
        XCTAssertTrue(thing.facts.isRewritten("Ports/*/Number"))
        XCTAssertFalse(thing.facts.isRewritten("Ports"))
        XCTAssertFalse(thing.facts.isUnreadable)
        let opaque = try resource(properties, extra: #", "handlers": {"create": {}, "update": {}}"#)
        XCTAssertTrue(opaque.facts.isUnreadable)
    }

    func testModuleNamesAreNotNamespaces() throws {
        let stack = try XCTUnwrap(TypeName("AWS::CloudFormation::Stack"))
        XCTAssertEqual(SwiftName.namespace(of: stack), "CloudFormationService")
        XCTAssertEqual(SwiftName.module(of: stack), "AWSCloudFormation")
        XCTAssertEqual(SwiftName.resource(try XCTUnwrap(TypeName("AWS::Cassandra::Type"))), "CassandraType")
        XCTAssertEqual(SwiftName.module(of: try XCTUnwrap(TypeName("Alexa::ASK::Skill"))), "AlexaASK")
    }

    func testRegionalVariantsAreMerged() throws {
        let here = try SchemaFixture.schema(
            "AWS::Test::Thing",
            properties:
                #"{"A": {"type": "string", "enum": ["x"], "maxLength": 5}, "B": {"type": "string"}, "C": {"type": "string"}}"#,
            readOnly: ["C"], required: ["A", "B"])
        let there = try SchemaFixture.schema(
            "AWS::Test::Thing",
            properties:
                #"{"A": {"type": "string", "enum": ["y"], "maxLength": 9}, "C": {"type": "string"}, "D": {"type": "string"}}"#,
            readOnly: ["D"], required: ["A"])
        let thing = try XCTUnwrap(SchemaFixture.model([here, there]).services.first?.resources.first)
        XCTAssertEqual(thing.properties.map(\.name), ["A", "B", "C"], "what can be set in one region can be set")
        XCTAssertEqual(thing.attributes.map(\.name), ["D"])
        XCTAssertEqual(thing.properties.map(\.isRequired), [true, false, false])
        XCTAssertEqual(thing.enumerations[0].constants.map(\.value), ["x", "y"])
        XCTAssertEqual(thing.property("A")?.limits.maxLength, 9)
    }
}
