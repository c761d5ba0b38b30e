import ResourceInterfaces
import ResourceSchemas
import XCTest

@testable import ResourceGenerator

/// What the catalogue says of references: which forms properties take, and what attributes return.
final class TargetTests: XCTestCase {
    private func release() throws -> [ResourceSchema] {
        [
            try SchemaFixture.schema(
                "AWS::Shop::Role", properties: #"{"Arn": {"type": "string"}, "RoleName": {"type": "string"}}"#,
                readOnly: ["Arn"], identifier: ["RoleName"]),
            try SchemaFixture.schema(
                "AWS::EC2::VPC",
                properties: #"{"VpcId": {"type": "string"}, "Blocks": {"type": "array", "items": {"type": "string"}}}"#,
                readOnly: ["VpcId", "Blocks"], identifier: ["VpcId"]),
            try SchemaFixture.schema(
                "AWS::Shop::Key", properties: #"{"KeyId": {"type": "string"}, "Other": {"type": "string"}}"#,
                readOnly: ["KeyId", "Other"], identifier: ["KeyId"]),
        ]
    }

    /// What the catalogue says that a property of `AWS::Shop::User` refers to.
    private func target(
        of name: String, _ schema: String = #"{"type": "string"}"#, _ forms: ReferenceForms = ReferenceForms()
    ) throws -> String? {
        let user = try SchemaFixture.schema("AWS::Shop::User", properties: "{\"\(name)\": \(schema)}")
        var corrections = Corrections()
        corrections.forms = forms
        corrections.names = [
            .init(suffix: "VpcId", reference: "ID AWS::EC2::VPC", services: nil, reason: "test"),
            .init(suffix: "Role", reference: "ARN AWS::Shop::Role", services: nil, reason: "test"),
        ]
        let model = SchemaFixture.model([user] + (try release()), corrections: corrections)
        let resource = model.services.first?.resources.first { $0.typeName == user.typeName }
        return resource?.schema.properties[name]?.target
    }

    func testTheNameTellsTheFormOfARNsAndOfIdentifiersInEC2() throws {
        XCTAssertEqual(try target(of: "RoleArn"), "ARN AWS::Shop::Role")
        XCTAssertEqual(try target(of: "RoleName"), "AWS::Shop::Role", "many names may be ARNs")
        XCTAssertEqual(try target(of: "VpcId"), "ID AWS::EC2::VPC")
        XCTAssertEqual(try target(of: "VpcIds", #"{"type": "array", "items": {"type": "string"}}"#), "ID AWS::EC2::VPC")
        XCTAssertEqual(try target(of: "SinkArn"), "ARN")
        XCTAssertNil(try target(of: "Sink"))
        XCTAssertNil(try target(of: "SinkArn", #"{"type": "object"}"#))
    }

    func testPatternsRuleFormsOut() throws {
        func target(_ pattern: String) throws -> String? {
            try self.target(of: "Role", "{\"type\": \"string\", \"pattern\": \"\(pattern)\"}")
        }
        XCTAssertEqual(try target("^[a-z]+$"), "ID/Name AWS::Shop::Role")
        XCTAssertEqual(try target("^arn:aws:shop:[a-z0-9-]*:[0-9]{12}:role/.+$"), "ARN AWS::Shop::Role")
        XCTAssertEqual(try target("^.+$"), "AWS::Shop::Role")
        XCTAssertEqual(try target("^(arn:aws:shop::[0-9]*:role/.+)|(role-[0-9]+)$"), "AWS::Shop::Role")
        XCTAssertEqual(
            try target("^(arn:aws:shop::[0-9]*:role/.+)|()$"), "ARN AWS::Shop::Role", "what is given is an ARN")
    }

    func testOneOfSeveralAlternativesIsEnough() throws {
        let alternatives = #"""
            { "type": "string", "anyOf": [
              { "pattern": "^[a-z]+$" }, { "pattern": "^arn:aws:shop:[a-z0-9-]*:[0-9]{12}:role/.+$" }
            ] }
            """#
        XCTAssertEqual(try target(of: "Role", alternatives), "AWS::Shop::Role")
    }

    func testFormatsTellTheForm() throws {
        XCTAssertEqual(
            try target(of: "Role", #"{"type": "string", "format": "AWS::Shop::Role.Name"}"#), "Name AWS::Shop::Role")
    }

    func testWhatIsWrittenDownComesFirst() throws {
        var forms = try ReferenceForms(
            json: #"""
                { "properties": [{ "properties": ["AWS::Shop::User.RoleArn"], "target": "", "reason": "test" }],
                  "returns": [], "standIns": [], "returningProperties": { "names": [], "reason": "test" } }
                """#.utf8)
        forms.index()
        XCTAssertNil(try target(of: "RoleArn", #"{"type": "string"}"#, forms))
    }

    func testFactsTellWhatAttributesReturn() throws {
        let resources = SchemaFixture.model(try release()).services.flatMap(\.resources)
        func returns(_ type: String) -> [String: String]? {
            resources.first { $0.typeName.description == type }?.facts.returns
        }
        XCTAssertEqual(returns("AWS::Shop::Role"), ["Ref": "Name .", "Arn": "ARN ."])
        XCTAssertEqual(returns("AWS::EC2::VPC"), ["Ref": "ID .", "VpcId": "ID .", "Blocks": "[]"])
        // What is called an identifier may be an ARN where the type has no other.
        XCTAssertEqual(returns("AWS::Shop::Key"), ["Ref": "ARN/ID .", "KeyId": "ARN/ID ."])
    }
}
