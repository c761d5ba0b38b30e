import Foundation
import ResourceSchemas
import XCTest

@testable import ResourceGenerator

/// What a schema upgrade tells.
final class ChangelogTests: XCTestCase {
    private func release(_ date: String, _ schemas: [ResourceSchema], regions: [String: [String]] = [:]) -> Release {
        let all = schemas.map { ($0.typeName, regions["\($0.typeName)"] ?? ["here", "there"]) }
        let catalogue = SchemaCatalogue(schemas: schemas, regions: Dictionary(all) { first, _ in first }, release: date)
        return Release(ModelBuilder(catalogue: catalogue, corrections: Corrections()).build())
    }

    private func thing(
        _ properties: String, definitions: String = "{}", readOnly: [String] = [], required: [String] = [],
        extra: String = ""
    ) throws -> ResourceSchema {
        try SchemaFixture.schema(
            "AWS::Test::Thing", properties: properties, definitions: definitions, readOnly: readOnly,
            identifier: ["Name"],
            required: required, extra: extra)
    }

    private func changes(_ old: ResourceSchema, _ new: ResourceSchema) throws -> [String] {
        let lines = Changelog(from: release("2026-01-01", [old]), to: release("2026-02-01", [new])).lines
        return lines.filter { $0.hasPrefix("- ") }.map { String($0.dropFirst(2)) }
    }

    func testTypesComeGoAndChange() throws {
        let old = try SchemaFixture.schema("AWS::Test::Old", properties: "{}")
        let new = try SchemaFixture.schema("AWS::Test::New", properties: "{}")
        let before = try thing(#"{"Name": {"type": "string"}}"#)
        let after = try thing(#"{"Name": {"type": "string"}, "Size": {"type": "integer"}}"#)
        XCTAssertEqual(
            Changelog(from: release("2026-01-01", [old, before]), to: release("2026-02-01", [new, after])).lines,
            [
                "# Resource types: 2026-01-01 to 2026-02-01", "", "1 type came, 1 went, 1 changed.", "", "## New types",
                "",
                "- AWS::Test::New", "", "## Removed types", "", "- AWS::Test::Old", "", "## Changed types", "",
                "### AWS::Test::Thing", "", "- New: `Size`.",
            ])
    }

    func testNothingIsToldOfWhatDidNotChange() throws {
        let schema = try thing(#"{"Name": {"type": "string"}}"#)
        XCTAssertEqual(Changelog(from: release("2026-01-01", [schema]), to: release("2026-02-01", [schema])).lines, [])
    }

    func testAPropertyOfAPropertyTypeChangesOnce() throws {
        func uses(_ part: String) throws -> ResourceSchema {
            try thing(
                ##"{"A": {"$ref": "#/definitions/Part"}, "B": {"type": "array", "items": {"$ref": "#/definitions/Part"}}}"##,
                definitions: "{\"Part\": {\"type\": \"object\", \"properties\": \(part)}}")
        }
        XCTAssertEqual(
            try changes(
                uses(#"{"X": {"type": "string"}}"#), uses(#"{"X": {"type": "string"}, "Y": {"type": "string"}}"#)),
            ["New: `Part/Y`."])
    }

    func testLimitsAndValuesAreToldWithWhatTheyWere() throws {
        let pairs: [(String, String, [String])] = [
            (#"{"type": "string"}"#, #"{"type": "integer"}"#, ["`P` is an integer, was a string."]),
            (
                #"{"type": "string", "enum": ["a", "b"]}"#, #"{"type": "string", "enum": ["b", "c"]}"#,
                ["`P` also takes `c`.", "`P` no longer takes `a`."]
            ),
            (#"{"type": "string"}"#, #"{"type": "string", "enum": ["a"]}"#, ["`P` takes only `a`."]),
            (#"{"type": "string", "enum": ["a"]}"#, #"{"type": "string"}"#, ["`P` takes any value."]),
            (
                #"{"type": "string", "maxLength": 5}"#, #"{"type": "string", "maxLength": 9}"#,
                ["`P`: at most 9 characters, was at most 5."]
            ),
            (#"{"type": "string"}"#, #"{"type": "string", "minLength": 0}"#, []),
            (#"{"type": "integer", "minimum": 1}"#, #"{"type": "integer"}"#, ["`P`: any, was at least 1."]),
            (
                #"{"type": "array", "uniqueItems": true}"#, #"{"type": "array", "maxItems": 2}"#,
                ["`P`: at most 2 items, was any.", "`P` may repeat an item."]
            ),
            (#"{"type": "string"}"#, #"{"type": "string", "pattern": "^a$"}"#, ["`P` matches `^a$`."]),
            (
                #"{"type": "array", "items": {"type": "string", "enum": ["a"]}}"#,
                #"{"type": "array", "items": {"type": "string", "enum": ["a", "b"]}}"#, ["`P/*` also takes `b`."]
            ),
            (
                #"{"type": "string"}"#, #"{"type": "string", "format": "AWS::EC2::VPC.Id"}"#,
                ["What `P` identifies is `AWS::EC2::VPC.Id`, was not said."]
            ),
        ]
        for (old, new, expected) in pairs {
            XCTAssertEqual(
                try changes(thing("{\"P\": \(old)}"), thing("{\"P\": \(new)}")), expected, "\(old) to \(new)")
        }
    }

    func testWhatAChangeDoesIsTold() throws {
        let properties = #"{"Name": {"type": "string"}, "Size": {"type": "string"}, "Id": {"type": "string"}}"#
        let before = try thing(
            properties, required: ["Size"], extra: #", "createOnlyProperties": ["/properties/Size"]"#)
        let after = try thing(
            properties, readOnly: ["Id"], required: ["Name"],
            extra: #", "createOnlyProperties": ["/properties/Name"], "replacementStrategy": "delete_then_create""#)
        XCTAssertEqual(
            try changes(before, after),
            [
                "Required now: `Name`.", "No longer required: `Size`.", "A change replaces the resource now: `Name`.",
                "A change no longer replaces the resource: `Size`.", "Returned by the resource now: `Id`.",
                "Is deleted before its replacement is created.",
            ])
    }

    func testConditionsAmongPropertiesAreTold() throws {
        let properties = #"{"Name": {"type": "string"}, "Size": {"type": "string"}}"#
        let told = ["Which properties need or exclude each other has changed."]
        for keyword in [
            #""requiredXor": ["Name", "Size"]"#, #""dependentExcluded": {"Name": ["Size"]}"#,
            #""requiredOr": ["Name"]"#,
        ] {
            XCTAssertEqual(try changes(thing(properties), thing(properties, extra: ", \(keyword)")), told, keyword)
        }
    }

    func testRegionsComeAndGo() throws {
        let schema = try thing(#"{"Name": {"type": "string"}}"#)
        let other = try SchemaFixture.schema("AWS::Test::Other", properties: "{}")
        let old = release("2026-01-01", [schema, other], regions: ["AWS::Test::Thing": ["here"]])
        let new = release("2026-02-01", [schema, other], regions: ["AWS::Test::Thing": ["there"]])
        XCTAssertEqual(
            Changelog(from: old, to: new).lines.suffix(2), ["- No longer in: `here`.", "- Now in: `there`."])
    }

    func testTheCommittedReleaseIsReadBackAsItWasWritten() throws {
        let package = FileManager.default.temporaryDirectory.appendingPathComponent(
            "ChangelogTests-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: package) }
        let schema = try thing(
            ##"{"Name": {"type": "string", "pattern": "^\"[\\#(\"]##é$"}, "Tags": {"type": "array", "items": {"type": "string"}}}"##,
            required: ["Name"])
        let other = try SchemaFixture.schema("Alexa::ASK::Skill", properties: #"{"A": {"type": "string"}}"#)
        let model = ModelBuilder(
            catalogue: SchemaCatalogue(schemas: [schema, other], release: "2026-01-02"), corrections: Corrections()
        ).build()
        var actions = ActionReference()
        actions.services["sqs"] = .init(kinds: [["sqs:*:*:*"]], actions: ["ListQueues": [], "SendMessage": [0]])
        for file in try PackageFiles.render(model, actions, PermissionModel()) {
            let url = package.appendingPathComponent(file.path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.content.utf8).write(to: url)
        }
        let release = try XCTUnwrap(Release(package: package))
        XCTAssertEqual(release.date, "2026-01-02")
        XCTAssertEqual(release.types, Release(model).types)
        XCTAssertEqual(release.actions?.services["sqs"]?.actions, ["ListQueues": [], "SendMessage": [0]])
        XCTAssertEqual(release.actions?.services["sqs"]?.kinds, [["sqs:*:*:*"]])
        XCTAssertNil(Release(package: package.appendingPathComponent("nowhere")))
    }

    func testActionsComeGoAndChange() throws {
        func release(_ actions: [String: [Int]]) -> Release {
            var reference = ActionReference()
            reference.services["sqs"] = .init(kinds: [["sqs:*:*:*"]], actions: actions)
            return Release(date: "2026-01-01", types: [:], actions: reference)
        }
        XCTAssertEqual(
            Changelog(
                from: release(["A": [], "B": [0], "C": []]), to: release(["A": [0], "B": [0], "D": []])
            ).lines.last,
            "- `sqs`: `D` came; `C` went; `A` apply to other resources now.")
        XCTAssertEqual(Changelog(from: release(["A": []]), to: release(["A": []])).lines, [])
    }
}
