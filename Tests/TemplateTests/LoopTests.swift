import Template
import XCTest

final class LoopTests: XCTestCase {
    private func expanded(_ text: String, parameters: [String: String] = [:]) throws -> Template {
        let template = try template(text)
        let stack = EvaluatedTemplate(TemplateTree(template), parameters: parameters)
        return Template.LoopExpansion(of: template) { stack.value(of: $0) }.template
    }

    func testMakesAMemberForEachElement() throws {
        let shop = try expanded(
            #"""
            { "Resources": { "First": { "Type": "T" }, "Fn::ForEach::Queues": ["Name", ["Paid", "Sent"], {
                "${Name}Queue": { "Type": "AWS::SQS::Queue", "DependsOn": "First", "Properties": {
                  "QueueName": { "Ref": "Name" }, "Tags": { "Fn::Sub": "${Name} of ${AWS::StackName}" },
                  "DelaySeconds": { "Fn::FindInMap": ["Delays", { "Ref": "Name" }, "Seconds"] },
                  "Other": { "Fn::GetAtt": [{ "Fn::Sub": "${Name}Queue" }, "Arn"] } } } }] } }
            """#)
        XCTAssertEqual(shop.resources.names, ["First", "PaidQueue", "SentQueue"])
        XCTAssertEqual(shop.resources["SentQueue"]?.dependsOn, ["First"])
        XCTAssertEqual(
            shop.resources["SentQueue"]?.properties,
            [
                "QueueName": "Sent", "Tags": .sub(.init("Sent of ${AWS::StackName}")),
                "DelaySeconds": .call(.findInMap, ["Delays", "Sent", "Seconds"]),
                "Other": .getAtt("SentQueue", "Arn"),
            ])
    }

    func testLoopsNestAndLeaveOutWhatNoNameHas() throws {
        let shop = try expanded(
            #"""
            { "Parameters": { "Zones": { "Type": "CommaDelimitedList", "Default": "a-1, b-2" } },
              "Resources": { "Fn::ForEach::Tiers": ["Tier", ["Web", "Data"], {
                "Fn::ForEach::Zones": ["Zone", { "Ref": "Zones" }, { "${Tier}&{Zone}": { "Type": "T" } }],
                "All${Tier}": { "Type": "T", "Properties": {
                  "Fn::ForEach::P": ["P", ["X"], { "${P}${Tier}": { "Ref": "P" } }] } } }] } }
            """#)
        XCTAssertEqual(shop.resources.names, ["Weba1", "Webb2", "AllWeb", "Dataa1", "Datab2", "AllData"])
        XCTAssertEqual(shop.resources["AllData"]?.properties, ["XData": "X"])
        let path = Template.Path(.resources, "AllData").appending("Properties").appending("XData")
        let source = try XCTUnwrap(shop.loopSource(of: path))
        XCTAssertEqual(
            source.path.description,
            "Resources/Fn::ForEach::Tiers/2/All${Tier}/Properties/Fn::ForEach::P/2/${P}${Tier}")
        XCTAssertEqual(source.turn, "Tier = Data, P = X")
        XCTAssertEqual(source.turns, 2)
    }

    func testWhatNobodyKnowsIsOneTurnWithAnOpenName() throws {
        let shop = try expanded(
            #"""
            { "Parameters": { "Names": { "Type": "CommaDelimitedList" } },
              "Resources": { "Fn::ForEach::Queues": ["Name", { "Ref": "Names" }, { "${Name}Queue": { "Type": "T",
                "Properties": { "A": { "Ref": "Name" }, "B": { "Fn::Sub": "${Name}!" } } } }] } }
            """#)
        XCTAssertEqual(shop.resources.openNames, ["${Name}Queue"])
        XCTAssertEqual(
            shop.resources["${Name}Queue"]?.properties,
            ["A": .ref("${Name}"), "B": .sub(.init("${Name}!", variables: ["Name": .ref("${Name}")]))])
        XCTAssertTrue(shop.resources.mayHave("PaidQueue"))
        XCTAssertFalse(shop.resources.mayHave("PaidTopic"))
        XCTAssertEqual(shop.references.map(\.target), [])
    }

    func testConditionsAreChosenByMappings() throws {
        let shop = try expanded(
            #"""
            { "Mappings": { "M": { "C": { "B": "IsLarge" } } },
              "Resources": { "Fn::ForEach::Queues": ["Name", ["A", "B"], { "Q${Name}": { "Type": "T", "Condition":
                { "Fn::FindInMap": ["M", "C", { "Ref": "Name" }, { "DefaultValue": { "Ref": "AWS::NoValue" } }] } } }] } }
            """#)
        XCTAssertNil(shop.resources["QA"]?.object["Condition"])
        XCTAssertEqual(shop.resources["QB"]?.condition, "IsLarge")
    }

    func testOpenNamesStandForOthers() {
        XCTAssertTrue("A${X}B&{Y}C".mayBe("A1B2C"))
        XCTAssertTrue("A${X}B${Y}C".mayBe("ABC"))
        XCTAssertFalse("A${X}B${Y}C".mayBe("A1C2B"))
        XCTAssertFalse("A${X}A".mayBe("A"))
        XCTAssertFalse("Plain".mayBe("Plane"))
        XCTAssertEqual("A${X}B&{Y}".closedPart, "AB")
        XCTAssertFalse("A{X}".isOpenName)
    }

    func testAnExplosionIsLookedAtWithoutItsElements() throws {
        let list = #"["a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9"]"#
        let body = (0..<8).reduce(#"{ "${L0}${L1}${L2}${L3}${L4}${L5}${L6}${L7}": { "Type": "T" } }"#) { body, index in
            #"{ "Fn::ForEach::Loop\#(index)": ["L\#(index)", \#(list), \#(body)] }"#
        }
        let template = try template(#"{ "Resources": \#(body) }"#)
        let stack = EvaluatedTemplate(TemplateTree(template))
        let expansion = Template.LoopExpansion(of: template) { stack.value(of: $0) }
        XCTAssertGreaterThan(try XCTUnwrap(expansion.leastResources), 500)
        XCTAssertEqual(expansion.template.resources.names, ["${L0}${L1}${L2}${L3}${L4}${L5}${L6}${L7}"])
    }
}
