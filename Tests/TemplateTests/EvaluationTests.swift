import Template
import XCTest

/// What is known comes to its value, and what is not says why.
final class EvaluationTests: XCTestCase {
    private let shop = #"""
        {"Parameters": {"Environment": {"Type": "String", "Default": "dev"}, "ImageId": {"Type": "String"},
           "Zones": {"Type": "CommaDelimitedList", "Default": "a, b"}, "Count": {"Type": "Number", "Default": 2},
           "Latest": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/ami"}},
         "Mappings": {"Sizes": {"prod": {"size": "large"}, "dev": {"size": "small"}}},
         "Conditions": {
           "IsLarge": {"Fn::And": [{"Condition": "IsProd"}, {"Fn::Equals": [{"Ref": "Count"}, 2]}]},
           "IsProd": {"Fn::Equals": [{"Ref": "Environment"}, "prod"]},
           "HasImage": {"Fn::Not": [{"Fn::Equals": [{"Ref": "ImageId"}, ""]}]},
           "Both": {"Fn::And": [{"Condition": "HasImage"}, {"Condition": "IsProd"}]},
           "Either": {"Fn::Or": [{"Condition": "HasImage"}, {"Fn::Not": [{"Condition": "IsProd"}]}]}},
         "Resources": {
           "Queue": {"Type": "AWS::SQS::Queue", "DeletionPolicy": "Retain", "Properties": {
             "Name": {"Fn::Sub": "orders-${Environment}"}, "Delay": 5, "Fifo": true,
             "Size": {"Fn::FindInMap": ["Sizes", {"Ref": "Environment"}, "size"]},
             "Gone": {"Ref": "AWS::NoValue"},
             "List": [1, {"Fn::If": ["IsProd", 2, {"Ref": "AWS::NoValue"}]}],
             "Zones": {"Ref": "Zones"},
             "Image": {"Ref": "ImageId"}, "Latest": {"Ref": "Latest"},
             "Topic": {"Fn::Join": ["-", ["x", {"Fn::GetAtt": ["Topic", "Name"]}]]},
             "Maybe": {"Fn::If": ["HasImage", 1, 2]}, "Same": {"Fn::If": ["HasImage", 1, 1]},
             "Region": {"Ref": "AWS::Region"}}},
           "Topic": {"Type": "AWS::SNS::Topic"},
           "ProdOnly": {"Type": "AWS::SNS::Topic", "Condition": "IsProd"},
           "WithImage": {"Type": "AWS::SNS::Topic", "Condition": "HasImage"}},
         "Outputs": {"Name": {"Value": {"Fn::Sub": "${Environment}"}}, "Prod": {"Condition": "IsProd", "Value": 1}}}
        """#

    private func evaluated(
        _ parameters: [String: String] = [:], _ surroundings: Surroundings = Surroundings()
    ) throws -> EvaluatedTemplate {
        EvaluatedTemplate(TemplateTree(try template(shop)), parameters: parameters, surroundings: surroundings)
    }

    func testKnownValuesAreComputed() throws {
        let queue = try XCTUnwrap(try evaluated().resource("Queue"))
        XCTAssertEqual(queue.properties["Name"], "orders-dev")
        XCTAssertEqual(queue.properties["Delay"], 5)
        XCTAssertEqual(queue.properties["Fifo"], true)
        XCTAssertEqual(queue.properties["Size"], "small")
        XCTAssertNil(queue.properties["Gone"])
        XCTAssertEqual(queue.properties["List"], [1])
        XCTAssertEqual(queue.properties["Zones"], ["a", "b"])
        XCTAssertEqual(queue.properties["Same"], 1)
        XCTAssertEqual(queue.attributes["DeletionPolicy"], "Retain")
        XCTAssertEqual(queue.type, "AWS::SQS::Queue")
    }

    func testGivenParametersReplaceDefaults() throws {
        let shop = try evaluated(["Environment": "prod", "ImageId": "ami-1"])
        XCTAssertEqual(shop.resource("Queue")?.properties["Size"], "large")
        XCTAssertEqual(shop.resource("Queue")?.properties["Image"], "ami-1")
        XCTAssertEqual(shop.resource("Queue")?.properties["List"], [1, 2])
        XCTAssertEqual(shop.conditions["IsLarge"], .yes)
        XCTAssertEqual(shop.outputs, ["Name": "prod", "Prod": 1])
        XCTAssertEqual(shop.resources(ofType: "AWS::SNS::Topic").map(\.logicalID), ["Topic", "ProdOnly", "WithImage"])
    }

    func testUnknownValuesSayWhy() throws {
        let properties = try XCTUnwrap(try evaluated().resource("Queue")).properties
        XCTAssertEqual(properties["Image"]?.unknown.map(\.description), ["parameter ImageId has no value"])
        XCTAssertEqual(properties["Latest"]?.unknown, [.systemsManager(parameter: "/ami")])
        XCTAssertEqual(properties["Topic"]?.unknown.map(\.description), ["known after Topic is made"])
        XCTAssertEqual(properties["Region"]?.unknown, [.pseudoParameter("AWS::Region")])
        XCTAssertEqual(properties["Maybe"]?.unknown, [.condition("HasImage"), .parameter("ImageId")])
    }

    func testConditionsDecideWhereTheyCan() throws {
        let shop = try evaluated()
        XCTAssertEqual(shop.conditions["HasImage"], .undecided([.parameter("ImageId")]))
        XCTAssertEqual(shop.conditions["Both"], .no)
        XCTAssertEqual(shop.conditions["Either"], .yes)
        XCTAssertEqual(shop.conditions["IsLarge"], .no)
        XCTAssertEqual(try evaluated(["Environment": "prod"]).conditions["Both"], .undecided([.parameter("ImageId")]))
    }

    func testResourcesThatMayExistAreThereAndThoseThatDoNotAreNot() throws {
        let shop = try evaluated()
        XCTAssertNil(shop.resource("ProdOnly"))
        XCTAssertNil(shop.resource("Nothing"))
        XCTAssertEqual(shop.resource("WithImage")?.exists, .undecided([.parameter("ImageId")]))
        XCTAssertEqual(shop.resource("Topic")?.exists, .yes)
        XCTAssertEqual(shop.outputs, ["Name": "dev"])
    }

    func testWhatIsToldIsKnown() throws {
        let shop = try evaluated(
            [:],
            Surroundings(
                pseudoParameters: ["AWS::Region": "eu-west-3"], storedParameters: ["/ami": "ami-2"]
            ) { path, attribute in attribute.map { .text("\(path).\($0)") } })
        XCTAssertEqual(shop.resource("Queue")?.properties["Latest"], "ami-2")
        XCTAssertEqual(shop.resource("Queue")?.properties["Region"], "eu-west-3")
        XCTAssertEqual(shop.resource("Queue")?.properties["Topic"], "x-Topic.Name")
    }

    func testConditionsThatNameEachOtherAreUndecided() throws {
        let shop = EvaluatedTemplate(
            TemplateTree(
                try template(
                    resources: "",
                    #""Conditions": {"A": {"Fn::Not": [{"Condition": "B"}]}, "B": {"Fn::Not": [{"Condition": "A"}]}}"#))
        )
        guard case .undecided? = shop.conditions["A"], case .undecided? = shop.conditions["B"] else { return XCTFail() }
    }

    func testALongChainOfConditionsIsDecided() throws {
        let conditions = (0..<20_000).map { number in
            (
                "C\(number)",
                number < 19_999
                    ? Template.Expression.call(.not, [.call(.condition, [.string("C\(number + 1)")])])
                    : .call(.equals, ["a", "a"])
            )
        }
        let shop = EvaluatedTemplate(TemplateTree(Template(conditions: .init(conditions), resources: [:])))
        XCTAssertEqual(shop.conditions["C0"], .no)
    }

    func testRulesAreJudged() throws {
        let shop = try evaluated(["Environment": "prod"])
        func verdict(_ function: Template.Function, _ arguments: [Template.Expression]) -> Verdict {
            shop.verdict(of: .call(function, arguments))
        }
        XCTAssertEqual(verdict(.contains, [["dev", "prod"], .ref("Environment")]), .yes)
        XCTAssertEqual(verdict(.contains, [["dev"], .ref("Environment")]), .no)
        XCTAssertEqual(
            verdict(.contains, [["dev", .ref("ImageId")], .ref("Environment")]), .undecided([.parameter("ImageId")]))
        XCTAssertEqual(verdict(.eachMemberIn, [.ref("Zones"), ["a", "b", "c"]]), .yes)
        XCTAssertEqual(verdict(.eachMemberIn, [.ref("Zones"), ["a", "c"]]), .no)
        XCTAssertEqual(verdict(.eachMemberEquals, [["prod", "prod"], .ref("Environment")]), .yes)
        XCTAssertEqual(verdict(.valueOf, ["A", "b"]), .undecided([.function("Fn::ValueOf")]))
    }
}
