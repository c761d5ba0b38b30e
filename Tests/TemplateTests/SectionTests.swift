import Template
import XCTest

final class SectionTests: XCTestCase {
    func testReadsWhatEverySectionSays() throws {
        let shop = try template(
            #"""
            {"AWSTemplateFormatVersion": "2010-09-09", "Transform": ["AWS::LanguageExtensions", {"Name": "M"}],
             "Description": "The shop", "Metadata": {"Owner": "us"},
             "Parameters": {"Count": {"Type": "Number", "Default": 2, "AllowedValues": [1, "2"], "MinValue": "1",
               "MaxLength": 7, "AllowedPattern": "a+", "NoEcho": "true", "ConstraintDescription": "few"}},
             "Rules": {"R": {"RuleCondition": {"Fn::Equals": ["a", "b"]},
               "Assertions": [{"Assert": {"Fn::Contains": [["a"], "b"]}, "AssertDescription": "why"}]}},
             "Mappings": {"M": {"a": {"b": "c"}}},
             "Conditions": {"C": {"Fn::Equals": [{"Ref": "Count"}, 2]}},
             "Resources": {"Q": {"Type": "AWS::SQS::Queue", "Condition": "C", "DependsOn": "P", "Version": "1.0",
               "DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain", "Metadata": {"a": 1},
               "UpdatePolicy": {"u": 1}, "CreationPolicy": {"c": 1}, "Properties": {"DelaySeconds": 3}}},
             "Outputs": {"O": {"Condition": "C", "Description": "d", "Export": {"Name": "n"}, "Value": "v"}},
             "Hooks": {"H": 1}}
            """#)
        XCTAssertEqual(shop.formatVersion, "2010-09-09")
        XCTAssertEqual(shop.transforms, ["AWS::LanguageExtensions", "M"])
        XCTAssertEqual(shop.description, "The shop")
        XCTAssertEqual(shop.metadata, ["Owner": "us"])
        XCTAssertEqual(shop.otherSections, ["Hooks": ["H": 1]])
        let parameter = try XCTUnwrap(shop.parameters["Count"])
        XCTAssertEqual(parameter.type, "Number")
        XCTAssertEqual(parameter.defaultValue, "2")
        XCTAssertEqual(parameter.allowedValues, ["1", "2"])
        XCTAssertEqual(parameter.minValue, 1)
        XCTAssertEqual(parameter.maxLength, 7)
        XCTAssertEqual(parameter.allowedPattern, "a+")
        XCTAssertEqual(parameter.constraintDescription, "few")
        XCTAssertTrue(parameter.noEcho)
        let rule = try XCTUnwrap(shop.rules["R"])
        XCTAssertEqual(rule.condition, .call(.equals, ["a", "b"]))
        XCTAssertEqual(rule.assertions, [.init(.call(.contains, [["a"], "b"]), description: "why")])
        XCTAssertEqual(shop.mappings["M"]?["a", "b"], "c")
        XCTAssertEqual(shop.conditions["C"], .call(.equals, [.ref("Count"), 2]))
        let queue = try XCTUnwrap(shop.resources["Q"])
        XCTAssertEqual(queue.type, "AWS::SQS::Queue")
        XCTAssertEqual(queue.condition, "C")
        XCTAssertEqual(queue.dependsOn, ["P"])
        XCTAssertEqual(queue.deletionPolicy, "Retain")
        XCTAssertEqual(queue.updateReplacePolicy, "Retain")
        XCTAssertEqual(queue.metadata, ["a": 1])
        XCTAssertEqual(queue.updatePolicy, ["u": 1])
        XCTAssertEqual(queue.creationPolicy, ["c": 1])
        XCTAssertEqual(queue.properties, ["DelaySeconds": 3])
        let output = try XCTUnwrap(shop.outputs["O"])
        XCTAssertEqual(output.outputValue, "v")
        XCTAssertEqual(output.condition, "C")
        XCTAssertEqual(output.description, "d")
        XCTAssertEqual(output.exportName, "n")
    }

    func testMadeAndReadAreTheSame() throws {
        let made = Template(
            transforms: ["M"], description: "d", metadata: ["a": 1],
            parameters: ["P": .init(type: "String", defaultValue: "x", allowedValues: ["x"], noEcho: true)],
            rules: ["R": .init(assertions: [.init(.call(.equals, [.ref("P"), "x"]))])],
            mappings: ["Map": .init(["a": ["b": "c"]])], conditions: ["C": .call(.equals, [.ref("P"), ""])],
            resources: ["Q": .init(type: "T", condition: "C", dependsOn: ["R"], deletionPolicy: "Retain")],
            outputs: ["O": .init(.ref("Q"), exportName: "e")], otherSections: ["Hooks": ["h": 1]])
        XCTAssertEqual(try Template(parsing: made.rendered(), file: "made.json"), made)
    }

    func testMembersKeepTheirOrderAndAreFoundByName() throws {
        let ids = (0..<100).map { "R\(99 - $0)" }
        let shop = Template(resources: .init(ids.map { ($0, Template.Resource(type: "T" + $0)) }))
        XCTAssertEqual(shop.resources.names, ids)
        XCTAssertEqual(shop.resources.map(\.0), ids)
        XCTAssertEqual(shop.resources["R42"]?.type, "TR42")
        XCTAssertNil(shop.resources["R100"])
    }

    func testLoopsAndMacrosStandAmongMembersAndAreNone() throws {
        let shop = try template(
            resources: #"""
                "Fn::ForEach::Topics": ["Name", ["Paid", "Sent"], {"${Name}Topic": {"Type": "AWS::SNS::Topic",
                  "Properties": {"Fn::ForEach::P": ["K", {"Ref": "L"}, {"${K}": 1}]}}}],
                "Fn::Transform": {"Name": "AWS::Include", "Parameters": {"Location": "s3://x"}},
                "Queue": {"Type": "AWS::SQS::Queue"}
                """#)
        XCTAssertEqual(shop.resources.names, ["Queue"])
        XCTAssertEqual(shop.resources.map(\.0), ["Queue"])
        let loop = try XCTUnwrap(shop.resources.loops.first)
        XCTAssertEqual(loop.name, "Topics")
        XCTAssertEqual(loop.identifier, "Name")
        XCTAssertEqual(loop.collection, ["Paid", "Sent"])
        let topic = try XCTUnwrap(loop.body["${Name}Topic"]?.object)
        XCTAssertEqual(topic["Properties"]?.object?.loops.first?.collection, .ref("L"))
        XCTAssertEqual(try Template(parsing: shop.rendered(), file: "again.json"), shop)
    }

    func testEmptySectionsAreNone() throws {
        XCTAssertEqual(
            try template(resources: "", #""Mappings": {}, "Metadata": {}"#),
            Template(formatVersion: nil, resources: [:]))
    }
}
