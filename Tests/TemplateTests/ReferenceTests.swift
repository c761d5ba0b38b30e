import Template
import XCTest

final class ReferenceTests: XCTestCase {
    func testVisitsEveryValueWithItsPath() throws {
        var paths: [String] = []
        try template(
            resources: #"""
                "A": {"Type": "T", "Properties": {"L": [1, {"Fn::Join": ["", ["x", {"Fn::Base64": {"Ref": "P"}}]]}],
                "S": {"Fn::Sub": ["${V}", {"V": true}]}}}
                """#
        ).visit { value, path in paths.append("\(path) = \(value.text.filter { !$0.isWhitespace })") }
        XCTAssertEqual(
            paths.filter { $0.contains("/Properties/") },
            [
                #"Resources/A/Properties/L = [1,{"Fn::Join":["",["x",{"Fn::Base64":{"Ref":"P"}}]]}]"#,
                "Resources/A/Properties/L/0 = 1",
                #"Resources/A/Properties/L/1 = {"Fn::Join":["",["x",{"Fn::Base64":{"Ref":"P"}}]]}"#,
                #"Resources/A/Properties/L/1/Fn::Join/0 = """#,
                #"Resources/A/Properties/L/1/Fn::Join/1 = ["x",{"Fn::Base64":{"Ref":"P"}}]"#,
                #"Resources/A/Properties/L/1/Fn::Join/1/0 = "x""#,
                #"Resources/A/Properties/L/1/Fn::Join/1/1 = {"Fn::Base64":{"Ref":"P"}}"#,
                #"Resources/A/Properties/L/1/Fn::Join/1/1/Fn::Base64 = {"Ref":"P"}"#,
                #"Resources/A/Properties/S = {"Fn::Sub":["${V}",{"V":true}]}"#,
                "Resources/A/Properties/S/Fn::Sub/1/V = true",
            ])
    }

    func testWhatStandsAtAPath() throws {
        let shop = try template(
            resources: #""A": {"Type": "T", "Properties": {"L": [1, {"Fn::Join": ["-", ["x", "y"]]}]}}"#)
        let list = Template.Path(.resources, "A").appending("Properties").appending("L")
        XCTAssertEqual(shop[list.appending(1).appending("Fn::Join").appending(1).appending(0)], "x")
        for path in [
            list.appending(2), list.appending("x"), list.appending(1).appending("Fn::Split"),
            list.appending(0).appending(0),
        ] {
            XCTAssertTrue(shop[path] == .none, "\(path)")
        }
    }

    func testFindsEveryUseOfAName() throws {
        let shop = try template(
            #"""
            {"Parameters": {"P": {"Type": "String"}},
             "Conditions": {"C": {"Fn::Equals": [{"Ref": "P"}, "x"]}, "D": {"Fn::Not": [{"Condition": "C"}]}},
             "Resources": {
               "A": {"Type": "T", "Condition": "D", "DependsOn": ["B"], "Properties": {
                 "Text": {"Fn::Sub": ["${P} ${B.Arn} ${V} ${!L} ${AWS::Region}", {"V": {"Ref": "Gone"}}]},
                 "Map": {"Fn::FindInMap": ["M", "a", "b"]},
                 "If": {"Fn::If": ["C", {"Fn::GetAtt": ["B", {"Ref": "P"}]}, 1]}}},
               "B": {"Type": "T", "DependsOn": "A2"},
               "A2": {"Type": "T"},
               "Fn::ForEach::X": ["N", ["a"], {"${N}": {"Type": "T", "Properties": {
                 "O": {"Ref": "N"}, "Q": {"Ref": "${N}Other"}, "R": {"Ref": "B"}}}}]},
             "Outputs": {"O": {"Condition": "C", "Value": {"Fn::GetAtt": "A.Id"}}}}
            """#)
        let found = shop.references.map { reference in
            "\(reference.target)\(reference.attribute.map { "." + $0 } ?? "") \(reference.path)"
        }
        XCTAssertEqual(
            found,
            [
                "parameter(\"P\") Conditions/C/Fn::Equals/0",
                "condition(\"C\") Conditions/D/Fn::Not/0",
                "condition(\"D\") Resources/A/Condition",
                "resource(\"B\") Resources/A/DependsOn/0",
                "parameter(\"P\") Resources/A/Properties/Text",
                "resource(\"B\").Arn Resources/A/Properties/Text",
                "pseudoParameter(\"AWS::Region\") Resources/A/Properties/Text",
                "undeclared(\"Gone\") Resources/A/Properties/Text/Fn::Sub/1/V",
                "mapping(\"M\") Resources/A/Properties/Map",
                "condition(\"C\") Resources/A/Properties/If",
                "resource(\"B\") Resources/A/Properties/If/Fn::If/1",
                "parameter(\"P\") Resources/A/Properties/If/Fn::If/1/Fn::GetAtt/1",
                "resource(\"A2\") Resources/B/DependsOn",
                "resource(\"B\") Resources/Fn::ForEach::X/2/${N}/Properties/R",
                "condition(\"C\") Outputs/O/Condition",
                "resource(\"A\").Id Outputs/O/Value",
            ])
    }

    func testResourcesWaitForThoseTheyReferTo() throws {
        let graph = try template(
            resources: #"""
                "A": {"Type": "T", "DependsOn": "C", "Properties": {"X": {"Ref": "B"}, "Y": {"Fn::Sub": "${B.Arn}"}}},
                "B": {"Type": "T", "Properties": {"X": {"Ref": "AWS::Region"}}},
                "C": {"Type": "T", "Properties": {"X": {"Ref": "B"}}}
                """#
        ).dependencies
        XCTAssertEqual(graph.dependencies(of: "A"), ["C", "B"])
        XCTAssertEqual(graph.dependencies(of: "B"), [])
        XCTAssertEqual(graph.cycles, [])
    }

    func testFindsResourcesThatWaitForEachOther() throws {
        let members = #"""
            "A": {"Type": "T", "DependsOn": "B"}, "B": {"Type": "T", "DependsOn": "C"},
            "C": {"Type": "T", "DependsOn": ["D", "B"]}, "D": {"Type": "T"}
            """#
        XCTAssertEqual(try template(resources: members).dependencies.cycles, [["B", "C"]])
        XCTAssertEqual(
            try template(resources: #""A": {"Type": "T", "DependsOn": "A"}"#).dependencies.cycles, [["A"]])
    }

    func testALongChainIsNoCycle() {
        let chain = (0..<20_000).map { number in
            ("R\(number)", Template.Resource(type: "T", dependsOn: number > 0 ? ["R\(number - 1)"] : []))
        }
        XCTAssertEqual(Template(resources: .init(chain.reversed())).dependencies.cycles, [])
    }

    func testNestedTemplatesAreFoundByTheirFiles() throws {
        func parent(_ urls: String...) throws -> Template {
            try template(
                resources: urls.enumerated().map {
                    #""S\#($0)": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "\#($1)"}}"#
                }.joined(separator: ", "))
        }
        let files = [
            "a/root.json": try parent("./child.json", "../b/other.json", "https://x/y.json", "gone.json"),
            "a/child.json": try parent("root.json"), "b/other.json": try parent(),
        ]
        let tree = try XCTUnwrap(TemplateTree(root: "a/root.json", in: files))
        XCTAssertEqual(tree.nested.keys.sorted(), ["S0", "S1"])
        // A template that contains itself has no end.
        XCTAssertEqual(tree.nested["S0"]?.nested.count, 0)
        XCTAssertNil(TemplateTree(root: "root.json", in: files))
    }
}
