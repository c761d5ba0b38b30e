import Foundation
import ResourceInterfaces
import ResourceSchemas
import XCTest

@testable import ResourceGenerator

/// Each rule that types references, and each reason for which a string stays a string.
final class ReferenceRulesTests: XCTestCase {
    private func release() throws -> [ResourceSchema] {
        [
            try SchemaFixture.schema(
                "AWS::Net::VPC", properties: #"{"VpcId": {"type": "string"}}"#, readOnly: ["VpcId"],
                identifier: ["VpcId"]),
            try SchemaFixture.schema(
                "AWS::Net::Gateway", properties: #"{"Id": {"type": "string"}, "Arn": {"type": "string"}}"#,
                readOnly: ["Id", "Arn"], identifier: ["Id"]),
            try SchemaFixture.schema(
                "AWS::Net::Queue", properties: #"{"Name": {"type": "string"}}"#, identifier: ["Name"]),
            try SchemaFixture.schema(
                "AWS::Net::SpecialQueue", properties: #"{"QueueName": {"type": "string"}}"#, identifier: ["QueueName"]),
            try SchemaFixture.schema(
                "AWS::Net::Link", properties: #"{"Id": {"type": "string"}, "VpcId": {"type": "string"}}"#,
                readOnly: ["Id"], identifier: ["Id", "VpcId"]),
            try SchemaFixture.schema(
                "AWS::Other::Role", properties: #"{"Arn": {"type": "string"}, "RoleName": {"type": "string"}}"#,
                readOnly: ["Arn"], identifier: ["RoleName"]),
        ]
    }

    private func corrections() -> Corrections {
        var corrections = Corrections()
        corrections.qualifiers.names = ["Source", "Peer"]
        corrections.arns = ["net:door": "AWS::Net::Gateway", "net:vpc": "AWS::Net::VPC"]
        corrections.names = [
            .init(suffix: "RoleArn", reference: "ARN AWS::Other::Role", services: nil, reason: "test"),
            .init(suffix: "ImageId", reference: "ID AWS::Net::Image", services: ["Net"], reason: "test"),
            .init(suffix: "GatewayName", reference: "none", services: ["Net"], reason: "test"),
        ]
        corrections.markers = [.init(type: "AWS::Net::Image", reason: "test")]
        corrections.formats = ["AWS::Elsewhere::Role.Arn": .init(reference: "ARN AWS::Other::Role", reason: "test")]
        corrections.types["AWS::Net::User"] = .init(
            ref: nil, attributes: nil,
            properties: [
                "Link": .init(reference: "ID AWS::Net::VPC", reason: "test"),
                "LegacyVpcId": .init(reference: "none", reason: "test"),
                "Nested/Zone": .init(reference: "ID AWS::Net::VPC", reason: "test"),
            ],
            tagging: nil)
        return corrections
    }

    /// The type of a property of `AWS::Net::User` with this schema.
    private func type(of name: String, _ schema: String = #"{"type": "string"}"#) throws -> ValueType? {
        let user = try SchemaFixture.schema("AWS::Net::User", properties: "{\"\(name)\": \(schema)}")
        let model = SchemaFixture.model([user] + (try release()), corrections: corrections())
        return model.services.first?.resources.first { $0.typeName == user.typeName }?.property(name)?.type
    }

    private func reference(_ text: String) throws -> ValueType { .reference(try XCTUnwrap(TypedReference(text))) }

    func testAFormatNamesTheType() throws {
        let vpc = try reference("ID AWS::Net::VPC")
        XCTAssertEqual(try type(of: "Place", #"{"type": "string", "format": "AWS::Net::VPC.Id"}"#), vpc)
        XCTAssertEqual(
            try type(of: "Places", #"{"type": "array", "items": {"type": "string", "format": "AWS::Net::VPC.Id"}}"#),
            .list(vpc))
        XCTAssertEqual(
            try type(of: "Places", #"{"type": "array", "format": "AWS::Net::VPC.Ids", "items": {"type": "string"}}"#),
            .list(vpc))
    }

    func testAFormatOfATypeThatDoesNotExistTellsNothing() throws {
        XCTAssertEqual(try type(of: "Place", #"{"type": "string", "format": "AWS::Net::Moon.Id"}"#), .string)
        XCTAssertEqual(try type(of: "When", #"{"type": "string", "format": "date-time"}"#), .string)
    }

    func testAFormatUnderAnotherNameIsCorrected() throws {
        XCTAssertEqual(
            try type(of: "Who", #"{"type": "string", "format": "AWS::Elsewhere::Role.Arn"}"#),
            try reference("ARN AWS::Other::Role"))
    }

    func testOfSeveralFormatsTheARNIsTaken() throws {
        let schema = #"""
            {"type": "string", "anyOf": [{"format": "AWS::Net::Gateway.Id"}, {"format": "AWS::Net::Gateway.Arn"}]}
            """#
        XCTAssertEqual(try type(of: "Door", schema), try reference("ARN AWS::Net::Gateway"))
    }

    func testARelationshipNamesTheType() throws {
        let one =
            #"{"type": "string", "relationshipRef": {"typeName": "AWS::Net::VPC", "propertyPath": "/properties/VpcId"}}"#
        XCTAssertEqual(try type(of: "Place", one), try reference("ID AWS::Net::VPC"))
        let two = #"""
            {"type": "string", "anyOf": [
              {"relationshipRef": {"typeName": "AWS::Net::VPC", "propertyPath": "/properties/VpcId"}},
              {"relationshipRef": {"typeName": "AWS::Net::Gateway", "propertyPath": "/properties/Id"}}]}
            """#
        XCTAssertEqual(try type(of: "Place", two), .string, "two types have no type in common")
    }

    func testANameLikeAnIdentifierOfTheSameServiceRefersToIt() throws {
        let expected = [
            "VpcId": "ID AWS::Net::VPC", "VPCId": "ID AWS::Net::VPC", "GatewayId": "ID AWS::Net::Gateway",
            "GatewayArn": "ARN AWS::Net::Gateway", "QueueName": "Name AWS::Net::Queue", "PeerVpcId": "ID AWS::Net::VPC",
            "SourceGatewayArn": "ARN AWS::Net::Gateway",
        ]
        for (name, text) in expected { XCTAssertEqual(try type(of: name), try reference(text), name) }
        let list = #"{"type": "array", "items": {"type": "string"}}"#
        XCTAssertEqual(try type(of: "GatewayArns", list), .list(try reference("ARN AWS::Net::Gateway")))
    }

    func testANameThatOnlyEndsLikeAnIdentifierDoesNot() throws {
        for name in ["NatGatewayId", "DevpcId", "VpcIdentity", "VpcName", "GatewayName", "RoleName", "Id", "Name"] {
            XCTAssertEqual(try type(of: name), .string, name)
        }
    }

    func testATypeOfAnotherServiceIsNotFoundByName() throws {
        XCTAssertEqual(try type(of: "RoleId"), .string)
    }

    func testACommonNameRefersInEveryService() throws {
        XCTAssertEqual(try type(of: "ExecutionRoleArn"), try reference("ARN AWS::Other::Role"))
        XCTAssertEqual(
            try type(of: "RoleARNs", #"{"type": "array", "items": {"type": "string"}}"#),
            .list(try reference("ARN AWS::Other::Role")))
    }

    func testAMarkerStandsForWhatIsNoType() throws {
        XCTAssertEqual(try type(of: "ImageId"), try reference("ID AWS::Net::Image"))
    }

    func testAPatternOfARNsNamesTheType() throws {
        let key = try reference("ARN AWS::Net::Gateway")
        XCTAssertEqual(
            try type(of: "Door", #"{"type": "string", "pattern": "^arn:aws[a-z-]*:net:[a-z]+:[0-9]+:door/.+$"}"#), key)
        let either = #"{"type": "string", "pattern": "^arn:aws:net:[a-z]+:[0-9]+:(door|window)/.+$"}"#
        XCTAssertEqual(try type(of: "Door", either), .string, "two kinds")
        let both = #"{"type": "string", "pattern": "^arn:aws:net:a:1:door/.+$|^arn:aws:net:a:1:vpc/.+$"}"#
        XCTAssertEqual(try type(of: "Door", both), .string, "two types")
        let other = #"{"type": "string", "pattern": "^arn:aws:moon:a:1:door/.+$"}"#
        XCTAssertEqual(try type(of: "Door", other), .string, "a service that nobody knows")
    }

    func testAnIdentifierIsInWhateverFormThereIs() throws {
        XCTAssertEqual(try type(of: "GatewayIdentifier"), try reference("ID AWS::Net::Gateway"))
        XCTAssertEqual(try type(of: "QueueIdentifier"), .string, "a queue has a name only")
    }

    func testAReadOnlyPartOfAnIdentifierIsItsOwn() throws {
        let route = try SchemaFixture.schema(
            "AWS::Net::Route", properties: #"{"VpcId": {"type": "string"}, "RouteId": {"type": "string"}}"#,
            readOnly: ["RouteId"], identifier: ["VpcId", "RouteId"])
        let user = try SchemaFixture.schema("AWS::Net::User", properties: #"{"RouteId": {"type": "string"}}"#)
        let model = SchemaFixture.model([user, route] + (try release()), corrections: corrections())
        let resources = try XCTUnwrap(model.services.first?.resources)
        XCTAssertEqual(
            resources.first { $0.swiftName == "User" }?.property("RouteId")?.type, try reference("ID AWS::Net::Route"))
        XCTAssertEqual(
            resources.first { $0.swiftName == "Route" }?.attributes.first?.type, try reference("ID AWS::Net::Route"))
    }

    func testWhatAResourceIsCalledByItsUserIsNoReference() throws {
        let thing = try SchemaFixture.schema(
            "AWS::Net::Thing", properties: #"{"Arn": {"type": "string"}, "ThingIdentifier": {"type": "string"}}"#,
            readOnly: ["Arn"], identifier: ["Arn"])
        let user = try SchemaFixture.schema("AWS::Net::User", properties: #"{"ThingIdentifier": {"type": "string"}}"#)
        let resources = try XCTUnwrap(SchemaFixture.model([user, thing]).services.first?.resources)
        XCTAssertEqual(resources.first { $0.swiftName == "Thing" }?.property("ThingIdentifier")?.type, .string)
        XCTAssertEqual(
            resources.first { $0.swiftName == "User" }?.property("ThingIdentifier")?.type,
            try reference("ARN AWS::Net::Thing"))
    }

    func testTheEndOfAPathCanMeanAType() throws {
        let user = try SchemaFixture.schema(
            "AWS::Net::User",
            properties: ##"{"Letters": {"$ref": "#/definitions/DeadLetters"}, "Arn": {"type": "string"}}"##,
            definitions: #"{"DeadLetters": {"type": "object", "properties": {"Arn": {"type": "string"}}}}"#)
        var corrections = corrections()
        corrections.names.append(
            .init(suffix: "DeadLetters/Arn", reference: "ARN AWS::Net::Gateway", services: nil, reason: "test"))
        let model = SchemaFixture.model([user] + (try release()), corrections: corrections)
        let resource = try XCTUnwrap(model.services.first?.resources.first { $0.typeName == user.typeName })
        XCTAssertEqual(resource.structure("DeadLetters")?.property("Arn")?.type, try reference("ARN AWS::Net::Gateway"))
        XCTAssertEqual(resource.property("Arn")?.type, .string)
    }

    func testTheListComesBeforeEveryRule() throws {
        var corrections = corrections()
        corrections.list = ReferenceList(types: [
            "AWS::Net::User": [
                "VpcId": .several, "Door": .reference(TypedReference(.id, try XCTUnwrap(TypeName("AWS::Net::VPC")))),
                "Moon": .untyped, "GatewayId": .noReference, "Nothing": .several,
            ]
        ])
        let user = try SchemaFixture.schema(
            "AWS::Net::User",
            properties: #"""
                {"VpcId": {"type": "string"}, "Door": {"type": "string"}, "Moon": {"type": "string"}, "GatewayId": {"type": "string"}}
                """#)
        let model = SchemaFixture.model([user] + (try release()), corrections: corrections)
        let resource = try XCTUnwrap(model.services.first?.resources.first { $0.typeName == user.typeName })
        XCTAssertEqual(resource.properties.map(\.type), [try reference("ID AWS::Net::VPC"), .string, .string, .string])
        XCTAssertEqual(model.statistics.several, ["AWS::Net::User.VpcId"])
        XCTAssertEqual(model.statistics.untyped, ["AWS::Net::User.Moon"])
        XCTAssertTrue(
            model.shortfalls.contains { $0.subject == "AWS::Net::User.Nothing" }, "what matches nothing is reported")
    }

    func testAListThatSaysSomethingElseIsRefused() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(#"{"AWS::Net::User": {"A": "several", "B": "untyped", "C": "none", "D": "ID AWS::Net::VPC"}}"#.utf8)
            .write(to: file)
        XCTAssertEqual(try ReferenceList(file: file).types["AWS::Net::User"]?["B"], .untyped)
        try Data(#"{"AWS::Net::User": {"A": "maybe"}}"#.utf8).write(to: file)
        XCTAssertThrowsError(try ReferenceList(file: file)) {
            XCTAssertTrue("\($0)".contains("\"maybe\" is no verdict; write a reference"), "\($0)")
        }
    }

    func testCorrectionsComeFirst() throws {
        XCTAssertEqual(try type(of: "Link"), try reference("ID AWS::Net::VPC"))
        XCTAssertEqual(
            try type(of: "LegacyVpcId", #"{"type": "string", "format": "AWS::Net::VPC.Id"}"#), .string)
    }

    func testACorrectionOfAPropertyTypeIsFoundByItsDefinition() throws {
        let user = try SchemaFixture.schema(
            "AWS::Net::User",
            properties: ##"{"A": {"$ref": "#/definitions/Nested"}, "B": {"$ref": "#/definitions/Nested"}}"##,
            definitions: #"{"Nested": {"type": "object", "properties": {"Zone": {"type": "string"}}}}"#)
        let model = SchemaFixture.model([user] + (try release()), corrections: corrections())
        let resource = try XCTUnwrap(model.services.first?.resources.first { $0.typeName == user.typeName })
        XCTAssertEqual(resource.structure("Nested")?.property("Zone")?.type, try reference("ID AWS::Net::VPC"))
    }

    func testOnlyStringsAreReferences() throws {
        XCTAssertEqual(try type(of: "VpcId", #"{"type": "integer"}"#), .integer)
        XCTAssertEqual(
            try type(of: "VpcId", #"{"type": "object", "patternProperties": {".*": {"type": "string"}}}"#),
            .map(.string))
    }

    func testAResourceIsGivenItsNameAsAString() throws {
        let model = SchemaFixture.model(try release(), corrections: corrections())
        let resources = try XCTUnwrap(model.services.first?.resources)
        func resource(_ name: String) throws -> ResourceModel {
            try XCTUnwrap(resources.first { $0.swiftName == name })
        }

        XCTAssertEqual(try resource("Queue").property("Name")?.type, .string)
        XCTAssertEqual(try resource("SpecialQueue").property("QueueName")?.type, .string, "not the name of a Queue")
        XCTAssertEqual(try resource("Link").property("VpcId")?.type, try reference("ID AWS::Net::VPC"))
    }

    func testTheAttributeThatGivesFitsThePropertyThatTakes() throws {
        let model = SchemaFixture.model(try release(), corrections: corrections())
        let resources = try XCTUnwrap(model.services.first?.resources)
        let attributes = Dictionary(
            uniqueKeysWithValues: resources.flatMap { resource in
                resource.attributes.map { ("\(resource.swiftName).\($0.swiftName)", $0) }
            })
        XCTAssertEqual(attributes["VPC.vpcId"]?.type, try reference("ID AWS::Net::VPC"))
        XCTAssertEqual(attributes["VPC.vpcId"]?.source, .reference)
        XCTAssertEqual(attributes["Gateway.arn"]?.type, try reference("ARN AWS::Net::Gateway"))
        XCTAssertEqual(attributes["Gateway.arn"]?.source, .attribute("Arn"))
        XCTAssertEqual(attributes["SpecialQueue.queueName"]?.type, try reference("Name AWS::Net::SpecialQueue"))
        XCTAssertEqual(attributes["Link.id"]?.source, .attribute("Id"), "Ref of an identifier in parts is unknown")
    }

    func testStatisticsCountWhatLooksLikeAReference() throws {
        let user = try SchemaFixture.schema(
            "AWS::Net::User",
            properties: #"""
                {"VpcId": {"type": "string"}, "DisplayName": {"type": "string"}, "Size": {"type": "string"}}
                """#)
        let statistics = SchemaFixture.model([user] + (try release())).statistics
        XCTAssertTrue(statistics.typed.contains { $0.path == "AWS::Net::User.VpcId" && $0.rule == .identifierName })
        XCTAssertEqual(statistics.plain.filter { $0.hasPrefix("AWS::Net::User.") }, ["AWS::Net::User.DisplayName"])
    }

    func testACorrectionThatIsNoReferenceIsRefused() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        for (text, isRight) in [("ID AWS::Net::VPC", true), ("none", true), ("Id AWS::Net::VPC", false), ("", false)] {
            var corrections = corrections()
            corrections.types["AWS::Net::User"]?.properties?["Link"]?.reference = text
            try JSONEncoder().encode(corrections).write(to: file)
            if isRight {
                XCTAssertNoThrow(try Corrections(file: file), text)
            } else {
                XCTAssertThrowsError(try Corrections(file: file), text) {
                    XCTAssertTrue("\($0)".contains("\"\(text)\" is no reference; write ID"), "\($0)")
                }
            }
        }
    }

    func testAReferenceToWhatDoesNotExistIsReported() throws {
        var corrections = Corrections()
        corrections.names = [
            .init(suffix: "RoleArn", reference: "ARN AWS::Other::Roole", services: nil, reason: "test")
        ]
        corrections.list = ReferenceList(types: [
            "AWS::Net::VPC": [
                "VpcId": .reference(TypedReference(.id, try XCTUnwrap(TypeName("AWS::Net::Moon"))))
            ]
        ])
        let subjects = SchemaFixture.model(try release(), corrections: corrections).shortfalls.map(\.subject)
        XCTAssertEqual(subjects, ["AWS::Net::Moon", "AWS::Other::Roole"])
    }

    func testACorrectionThatMatchesNothingIsReported() throws {
        var corrections = Corrections()
        corrections.types["AWS::Net::VPC"] = .init(
            ref: nil, attributes: nil, properties: ["Nothing": .init(reference: "none", reason: "test")], tagging: nil)
        corrections.types["AWS::Net::Nobody"] = .init(ref: nil, attributes: nil, properties: nil, tagging: nil)
        let subjects = SchemaFixture.model(try release(), corrections: corrections).shortfalls.map(\.subject)
        XCTAssertEqual(subjects, ["AWS::Net::Nobody", "AWS::Net::VPC.Nothing"])
    }
}
