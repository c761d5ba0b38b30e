import Foundation
import ResourceSchemas
import XCTest

@testable import ResourceGenerator

/// What is made of the extensions of a schema release.
final class RuleBuilderTests: XCTestCase {
    private func tree(_ json: String) throws -> JSONTree { try JSONTree(json: json.utf8) }

    private func build(
        _ configuration: String, _ extensions: [String: String] = [:], specifications: [String: String] = [:]
    ) throws -> (rules: RuleSet, shortfalls: [Shortfall]) {
        let schema = try SchemaFixture.schema(
            "AWS::Test::Thing",
            properties: ##"""
                {"Engine": {"type": "string"}, "EngineVersion": {"type": "string"}, "Class": {"type": "string"},
                 "Parts": {"type": "array", "items": {"$ref": "#/definitions/Part"}}}
                """##,
            definitions: #"{"Part": {"type": "object", "properties": {"Size": {"type": "string"}}}}"#)
        var builder = RuleBuilder(
            try RuleConfiguration(json: configuration.utf8),
            SchemaExtensions(
                schemas: try extensions.mapValues(tree), specifications: try specifications.mapValues(tree)),
            schemas: [schema.typeName: schema])
        return (builder.build(), builder.shortfalls)
    }

    private func configuration(rule: String) -> String {
        #"{"rules": [\#(rule)], "values": [], "versions": [], "lifecycles": [], "leftOut": {}}"#
    }

    private func rules(_ built: RuleSet) throws -> JSONTree {
        try XCTUnwrap(built.schemas[XCTUnwrap(TypeName("AWS::Test::Thing"))])
    }

    func testARuleHangsWhereItHoldsAndSaysWhy() throws {
        let built = try build(
            configuration(
                rule: #"""
                    {"file": "a/b", "at": ["AWS::Test::Thing/Parts/*"], "because": "parts have a size", "code": "part-size"}
                    """#),
            ["a/b": #"{"description": "...", "additionalProperties": true, "required": ["Size"]}"#])
        XCTAssertEqual(
            try rules(built.rules),
            try tree(
                #"""
                {"properties": {"Parts": {"items": {
                  "finding": {"because": "parts have a size", "code": "part-size"}, "required": ["Size"]}}}}
                """#))
        XCTAssertEqual(built.shortfalls, [])
    }

    func testReferencesAreReplacedAndPatternsMended() throws {
        let built = try build(
            configuration(
                rule: #"""
                    {"file": "a/b", "at": ["AWS::Test::Thing/Parts/*"], "because": "so it is",
                     "replacing": {"{1-3}": "{1,3}"}, "note": "a typing mistake"}
                    """#),
            [
                "a/b": ##"""
                {"properties": {"Size": {"$ref": "#/definitions/Size"}},
                 "definitions": {"Size": {"anyOf": [{"pattern": "^[0-9]{1-3}$"}, {"pattern": "^1(?i)gb$"}]}}}
                """##
            ])
        XCTAssertEqual(
            try rules(built.rules)["properties"]?["Parts"]?["items"]?["properties"]?["Size"],
            try tree(#"{"anyOf": [{"pattern": "^[0-9]{1,3}$"}, {"pattern": "^1[gG][bB]$"}]}"#))
    }

    func testWhatIsNotToBeRequiredIsAPropertyThatIsNotAllowed() throws {
        let built = try build(
            configuration(rule: #"{"file": "a/b", "at": ["AWS::Test::Thing"], "because": "so it is"}"#),
            ["a/b": #"{"if": {"required": ["Engine"]}, "then": {"not": {"anyOf": [{"required": ["Class"]}]}}}"#])
        XCTAssertEqual(try rules(built.rules)["then"], try tree(#"{"properties": {"Class": false}}"#))
    }

    func testAlternativesThatDifferInOnePropertyAreAConditionEach() throws {
        let built = try build(
            configuration(
                rule: #"{"file": "a/b", "at": ["AWS::Test::Thing"], "because": "so it is", "choosing": "Engine"}"#),
            [
                "a/b": #"""
                {"then": {"anyOf": [{"properties": {"Engine": {"const": "x"}, "Class": {"const": "small"}}}]}}
                """#
            ])
        XCTAssertEqual(
            try rules(built.rules)["then"],
            try tree(
                #"""
                {"allOf": [{"if": {"properties": {"Engine": {"const": "x"}}},
                            "then": {"properties": {"Class": {"const": "small"}}}}]}
                """#))
    }

    func testAnExtensionThatNobodyThoughtOfIsTold() throws {
        let built = try build(
            configuration(rule: #"{"file": "a/gone", "at": ["AWS::Test::Thing/Nothing"], "because": "so it was"}"#),
            ["a/new": "{}"])
        XCTAssertEqual(
            built.shortfalls.map(\.description),
            ["a/gone: the extension does not exist", "a/new: the extension is neither used nor left out"])
    }

    func testARuleAboutAPropertyThatDoesNotExistIsTold() throws {
        let built = try build(
            configuration(rule: #"{"schema": {}, "at": ["AWS::Test::Thing/Nothing"], "because": "so it was"}"#))
        XCTAssertEqual(
            built.shortfalls.map(\.description),
            ["AWS::Test::Thing/Nothing: the rule is about a property that does not exist"])
        XCTAssertEqual(built.rules.schemas, [:])
    }

    func testValuesByRegionBecomeOneListAKind() throws {
        let configuration = #"""
            {"rules": [], "versions": [], "lifecycles": [], "leftOut": {}, "values": [
              {"file": "a/b", "name": "AWS::Test::Thing/Class", "at": ["AWS::Test::Thing/Class"], "by": "Engine"}]}
            """#
        func region(_ classes: String) -> String {
            #"""
            {"allOf": [{"if": {"properties": {"Engine": {"const": "x"}}},
                        "then": {"properties": {"Class": {"enum": [\#(classes)]}}}}]}
            """#
        }
        let built = try build(
            configuration,
            [
                "a/b": #"""
                {"description": "of prices", "all": \#(region(#""other""#)), "aa-here-1": \#(region(#""m", "s""#)),
                 "bb-there-1": \#(region(#""s""#))}
                """#
            ])
        XCTAssertEqual(
            built.rules.lists,
            [
                ValueList(
                    name: "AWS::Test::Thing/Class x", regions: ["m": ["aa-here-1"], "s": ["aa-here-1", "bb-there-1"]])
            ])
        XCTAssertEqual(
            ValueListRenderer(built.rules.lists).text,
            """
            aa-here-1 bb-there-1
            AWS::Test::Thing/Class x\taa-here-1\tm
            AWS::Test::Thing/Class x\t*\ts

            """)
        XCTAssertEqual(
            try rules(built.rules),
            try tree(
                #"""
                {"if": {"properties": {"Engine": {"enumCaseInsensitive": ["x"]}}, "required": ["Engine"]},
                 "then": {"properties": {"Class": {"offered": "AWS::Test::Thing/Class x"}}}}
                """#))
    }

    func testTheShortNameOfAVersionThatIsLeftIsNotDeprecated() throws {
        func engines(_ part: String, _ versions: String) -> String {
            let conditions = part == "if" ? #", "EngineVersion": {"enum": [\#(versions)]}"# : ""
            return #"""
                {"allOf": [{"if": {"properties": {"Engine": {"const": "x"}\#(conditions)}},
                            "then": {"properties": {"EngineVersion": {"enum": [\#(versions)]}}}}]}
                """#
        }
        let built = try build(
            #"""
            {"rules": [], "values": [], "lifecycles": [], "leftOut": {}, "versions": [
              {"file": "a/known", "deprecated": "a/old", "at": "AWS::Test::Thing"}]}
            """#,
            [
                "a/known": engines("then", #""7.1", "8.1", "8.2""#).replacing(
                    #"{"allOf": ["#, with: #"{"allOf": [{"then": {"properties": {"Engine": {"enum": ["x", "y"]}}}},"#),
                "a/old": engines("if", #""7.1", "7", "8", "8.1""#),
            ])
        XCTAssertEqual(
            Dictionary(uniqueKeysWithValues: built.rules.lists.map { ($0.name, $0.regions.keys.sorted()) }),
            [
                "AWS::Test::Thing/Engine": ["x", "y"], "AWS::Test::Thing/EngineVersion x": ["7.1", "8.1", "8.2"],
                "AWS::Test::Thing/EngineVersion x deprecated": ["7", "7.1", "8.1"],
            ])
    }

    func testDaysOfValuesAreKept() throws {
        let built = try build(
            #"""
            {"rules": [], "values": [], "versions": [], "leftOut": {}, "lifecycles": [
              {"file": "Days", "at": ["AWS::Test::Thing/Class"]}]}
            """#,
            specifications: [
                "Days": #"""
                {"x1": {"deprecated": "2026-01-01", "create-block": null, "update-block": "2026-03-01", "successor": "x2"}}
                """#
            ])
        XCTAssertEqual(
            try rules(built.rules)["properties"]?["Class"],
            try tree(
                #"{"lifecycle": {"x1": {"deprecated": "2026-01-01", "updateEnds": "2026-03-01", "successor": "x2"}}}"#))
    }

    func testTheChangelogTellsOfRulesAndValues() throws {
        let type = try XCTUnwrap(TypeName("AWS::Test::Thing"))
        func release(_ rule: String, _ lists: [ValueList]) throws -> Release {
            Release(
                date: "2026-01-01",
                types: [type: Release.Entry(facts: ResourceFacts(), schema: ObjectSchema(), rules: try tree(rule))],
                actions: nil,
                lists: lists)
        }
        let old = try release(
            #"{"allOf": [{"finding": {"because": "a"}, "required": ["X"]}, {"finding": {"because": "b"}}]}"#,
            [
                ValueList(name: "L", regions: ["m": ["here", "there"], "s": ["here"]]),
                ValueList(name: "N", values: []),
            ])
        let new = try release(
            #"{"allOf": [{"finding": {"because": "a"}, "required": ["Y"]}, {"finding": {"because": "c"}}]}"#,
            [ValueList(name: "L", regions: ["m": ["here"], "t": ["here"]]), ValueList(name: "M", values: ["1"])])
        XCTAssertEqual(
            Changelog(from: old, to: new).lines.filter { $0.hasPrefix("- ") },
            [
                "- Rule changed: a.", "- Rule gone: b.", "- New rule: c.", "- `L` has `t`.", "- `L` no longer has `s`.",
                "- `L`: no longer in there: `m`.", "- New list: `M`.", "- List gone: `N`.",
            ])
    }
}
