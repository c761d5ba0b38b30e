import Template
import XCTest

/// Nested stacks are entered with what the one around gives them, and their outputs are read back.
final class NestedEvaluationTests: XCTestCase {
    private func evaluated(
        _ parameters: [String: String] = [:], _ surroundings: Surroundings = Surroundings()
    ) throws -> EvaluatedTemplate {
        let stack = #""Type": "AWS::CloudFormation::Stack""#
        let root = try template(
            #"""
            {"Parameters": {"Name": {"Type": "String"}},
             "Conditions": {"HasName": {"Fn::Equals": [{"Ref": "Name"}, "x"]}, "Never": {"Fn::Equals": ["a", "b"]}},
             "Resources": {
              "Data": {\#(stack), "Properties": {"TemplateURL": "./data.json", "Parameters": {
                "Group": {"Fn::GetAtt": ["Network", "Outputs.Group"]},
                "Size": {"Fn::GetAtt": ["Network", "Outputs.Size"]},
                "Lost": {"Fn::GetAtt": ["Network", "Outputs.Nothing"]}}}},
              "Network": {\#(stack), "Properties": {"TemplateURL": "network.json",
                "Parameters": {"Name": {"Ref": "Name"}}}},
              "Off": {\#(stack), "Condition": "Never", "Properties": {"TemplateURL": "data.json"}},
              "Perhaps": {\#(stack), "Condition": "HasName", "Properties": {"TemplateURL": "data.json"}},
              "Elsewhere": {\#(stack), "Properties": {"TemplateURL": "https://example.com/t.json"}}},
             "Outputs": {"Of": {"Value": {"Fn::GetAtt": ["Elsewhere", "Outputs.X"]}},
               "Database": {"Value": {"Fn::Sub": "${Data.Outputs.Id}"}}}}
            """#)
        let network = try template(
            #"""
            {"Parameters": {"Name": {"Type": "String"}},
             "Resources": {"Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupName": {"Ref": "Name"}}}},
             "Outputs": {"Group": {"Value": {"Ref": "Group"}}, "Size": {"Value": "3"}}}
            """#)
        let data = try template(
            #"""
            {"Parameters": {"Group": {"Type": "String", "Default": "none"}, "Size": {"Type": "Number", "Default": 0},
               "Lost": {"Type": "String", "Default": ""}},
             "Resources": {"Database": {"Type": "AWS::RDS::DBInstance", "Properties": {
               "Size": {"Ref": "Size"}, "Groups": [{"Ref": "Group"}], "Lost": {"Ref": "Lost"},
               "Stack": {"Ref": "AWS::StackName"}, "Id": {"Ref": "AWS::StackId"}}}},
             "Outputs": {"Id": {"Value": {"Fn::GetAtt": ["Database", "Id"]}}}}
            """#)
        let tree = try XCTUnwrap(
            TemplateTree(
                root: "root.json", in: ["root.json": root, "network.json": network, "data.json": data]))
        return EvaluatedTemplate(tree, parameters: parameters, surroundings: surroundings)
    }

    func testValuesGoInAndOutputsComeBack() throws {
        let root = try evaluated(["Name": "x"])
        XCTAssertEqual(root.stacks["Network"]?.resource("Group")?.properties["GroupName"], "x")
        let database = try XCTUnwrap(root.stacks["Data"]?.resource("Database"))
        XCTAssertEqual(database.path, "Data/Database")
        XCTAssertEqual(database.properties["Size"], "3")
        XCTAssertEqual(database.properties["Groups"]?[0]?.unknown, [.afterCreation(of: "Network/Group")])
        XCTAssertEqual(database.properties["Lost"]?.unknown, [.missing("output Nothing of Network")])
        XCTAssertEqual(root.outputs["Database"]?.unknown, [.afterCreation(of: "Data/Database")])
    }

    func testTheRootsUnknownParametersAreNamedBelow() throws {
        XCTAssertEqual(
            try evaluated().stacks["Network"]?.resource("Group")?.properties["GroupName"]?.unknown, [.parameter("Name")]
        )
    }

    func testStacksExistUnderTheirConditions() throws {
        let root = try evaluated()
        XCTAssertNil(root.stacks["Off"])
        XCTAssertEqual(root.stacks["Perhaps"]?.resource("Database")?.properties["Size"], "0")
        XCTAssertEqual(root.resource("Perhaps")?.exists, .undecided([.parameter("Name")]))
        XCTAssertEqual(
            root.stacks["Perhaps"]?.resource("Database")?.exists, .undecided([.parameter("Name")]),
            "what is in a stack exists where the stack does")
        XCTAssertEqual(
            root.allResources.map(\.path),
            ["Data", "Network", "Perhaps", "Elsewhere", "Data/Database", "Network/Group", "Perhaps/Database"])
    }

    func testThePropertiesOfARootsParameterNameIt() throws {
        let group = try evaluated(["Name": "x"]).stacks["Network"]?.resource("Group")
        XCTAssertEqual(group?.rootParameters, ["GroupName": "Name"])
        let database = try evaluated().stacks["Data"]?.resource("Database")
        XCTAssertEqual(database?.rootParameters, [:], "what another stack gives is no parameter of the root")
    }

    func testAStackWithoutItsTemplateIsUnknown() throws {
        XCTAssertEqual(try evaluated().outputs["Of"]?.unknown, [.template(of: "Elsewhere")])
    }

    func testANestedStackKnowsItselfWhenItIsMade() throws {
        let properties = try evaluated().stacks["Data"]?.resource("Database")?.properties
        XCTAssertEqual(properties?["Stack"]?.unknown, [.afterCreation(of: "Data")])
        let told = try evaluated(
            [:],
            Surroundings(pseudoParameters: ["AWS::StackName": "root"]) { path, attribute in
                .text("\(path) \(attribute ?? "id")")
            })
        XCTAssertEqual(told.stacks["Data"]?.resource("Database")?.properties["Stack"], "Data AWS::StackName")
        XCTAssertEqual(told.stacks["Data"]?.resource("Database")?.properties["Id"], "Data id")
    }

    /// Forty stacks within each other, each of which gives the next one twice what it is given, and hands out twice what
    /// that hands out: 2^40 letters.
    func testStacksThatDoubleWhatTheyAreGivenComeToAnEnd() throws {
        let number = 40
        func stack(_ isLast: Bool) throws -> Template {
            let out =
                isLast
                ? #""x""#
                : #"{"Fn::Join": ["", [{"Fn::GetAtt": ["In", "Outputs.Out"]}, {"Fn::GetAtt": ["In", "Outputs.Out"]}]]}"#
            let inner =
                #", "In": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "in.json", "Parameters": {"#
                + #""Text": {"Fn::Sub": "${Text}${Text}"}}}}"#
            return try template(
                #"""
                {"Parameters": {"Text": {"Type": "String", "Default": "x"}}, "Resources": {
                  "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Ref": "Text"}}}\#(isLast ? "" : inner)},
                 "Outputs": {"Out": {"Value": \#(out)}}}
                """#)
        }
        var tree = TemplateTree(try stack(true))
        for _ in 1..<number { tree = TemplateTree(try stack(false), nested: ["In": tree]) }
        let root = EvaluatedTemplate(tree)
        XCTAssertEqual(
            root.outputs["Out"]?.unknown.first?.description, "output Out is larger than CloudFormation takes")
        var deepest = root
        while let next = deepest.stacks["In"] { deepest = next }
        XCTAssertEqual(deepest.path.count, number - 1)
        XCTAssertEqual(
            deepest.resource("Topic")?.properties["DisplayName"]?.unknown.first?.description,
            "parameter Text is larger than CloudFormation takes")
    }
}
