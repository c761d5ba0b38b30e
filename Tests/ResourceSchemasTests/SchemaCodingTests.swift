import Foundation
import JSON
import ResourceSchemas
import XCTest

/// What is generated is what was read: schemas and facts survive being written down.
final class SchemaCodingTests: XCTestCase {
    private func decode<T: Decodable>(_ type: T.Type = T.self, _ json: String) throws -> T {
        try JSONValue(parsing: Array(json.utf8)).decoded()
    }

    private func encoded(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    func testEveryKeywordSurvives() throws {
        let keywords = [
            ##""$ref":"#/definitions/Tag""##, #""type":"string""#, #""type":["object","string"]"#,
            #""format":"AWS::EC2::VPC.Id""#,
            #""relationshipRef":{"propertyPath":"/properties/VpcId","typeName":"AWS::EC2::VPC"}"#,
            #""pattern":"^a/b$""#, #""minLength":1"#, #""maxLength":64"#, #""minimum":0"#, #""maximum":1.5"#,
            #""exclusiveMinimum":0"#, #""exclusiveMaximum":100"#, #""multipleOf":0.5"#,
            #""enum":["a",1,2.5,true,null]"#,
            #""enumCaseInsensitive":["http"]"#, #""items":{"type":"string"}"#, #""minItems":1"#, #""maxItems":5"#,
            #""uniqueItems":true"#, #""uniqueKeys":["Name"]"#, #""properties":{"A":{"type":"string"}}"#,
            #""properties":{}"#,
            #""patternProperties":{".*":{"type":"string"}}"#, #""additionalProperties":false"#,
            #""additionalProperties":true"#, #""additionalProperties":{"type":"integer"}"#, #""minProperties":1"#,
            #""maxProperties":9"#, #""required":["A"]"#, #""requiredOr":["A","B"]"#, #""requiredXor":["A","B"]"#,
            #""dependentRequired":{"A":["B"]}"#, #""dependentExcluded":{"A":["B"]}"#, #""anyOf":[{"required":["A"]}]"#,
            #""oneOf":[{"type":"string"},{"type":"object"}]"#, #""allOf":[{"maxLength":3}]"#,
        ]
        for keyword in keywords {
            let json = "{\(keyword)}"
            XCTAssertEqual(try encoded(decode(PropertySchema.self, json)), json)
        }
    }

    func testTheSameSaidInAnotherWayIsTheSame() throws {
        let same = [
            (#"{"const":"Enabled"}"#, #"{"enum":["Enabled"]}"#),
            (#"{"dependencies":{"A":["B"]}}"#, #"{"dependentRequired":{"A":["B"]}}"#),
            (#"{"description":"text","type":"string","uniqueItems":false}"#, #"{"type":"string"}"#),
            // What cannot be expressed: dependencies that are schemas, one schema for each position.
            (#"{"dependencies":{"A":{"oneOf":[{}]}}}"#, "{}"), (#"{"items":[{"type":"string"}]}"#, "{}"),
        ]
        for (one, other) in same { XCTAssertEqual(try encoded(decode(PropertySchema.self, one)), other) }
    }

    func testASchemaKeepsItsDefinitions() throws {
        let json =
            ##"{"definitions":{"Tag":{"type":"object"}},"properties":{"Tag":{"$ref":"#/definitions/Tag"}},"required":["Tag"]}"##
        let schema = try decode(ObjectSchema.self, json)
        XCTAssertEqual(schema.definitions["Tag"]?.types, ["object"])
        XCTAssertEqual(schema.body.required, ["Tag"])
        XCTAssertEqual(try encoded(schema), json)
    }

    func testFactsSurviveAndEmptyOnesAreLeftOut() throws {
        var facts = ResourceFacts()
        XCTAssertEqual(try encoded(facts), "{}")
        facts.identifier = ["Id"]
        facts.required = ["A"]
        facts.readOnly = ["Id"]
        facts.writeOnly = ["Password"]
        facts.createOnly = ["Name"]
        facts.conditionalCreateOnly = ["Size"]
        facts.deprecated = ["Old"]
        facts.rewritten = ["Name"]
        facts.isUnreadable = true
        facts.isStateful = true
        facts.hasSnapshots = true
        facts.deletesBeforeReplacing = true
        facts.missingRegions = ["eu-west-3"]
        for tagging in [ResourceFacts.TagProperty.none, .list("Tags"), .map("Tags"), .groupList("Tags")] {
            facts.tagging = tagging
            XCTAssertEqual(try decode(ResourceFacts.self, encoded(facts)), facts)
        }
    }
}
