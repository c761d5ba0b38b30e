import Template
import XCTest

/// What each function yields.
final class FunctionTests: XCTestCase {
    private func value(_ text: String, _ surroundings: Surroundings = Surroundings()) throws -> EvaluatedValue? {
        let shop = try template(
            #"""
            {"Parameters": {"P": {"Type": "String", "Default": "p"}, "U": {"Type": "String"},
               "L": {"Type": "List<Number>", "Default": "1,2"}},
             "Mappings": {"M": {"p": {"k": ["x", "y"]}}},
             "Conditions": {"C": {"Fn::Equals": [{"Ref": "P"}, "p"]}, "D": {"Fn::Equals": [{"Ref": "U"}, "p"]}},
             "Resources": {"R": {"Type": "T"}}}
            """#)
        let expression = try XCTUnwrap(try expression(text))
        return EvaluatedTemplate(TemplateTree(shop), surroundings: surroundings).value(of: expression)
    }

    func testTextFunctions() throws {
        XCTAssertEqual(try value(#"{"Fn::Join": [",", {"Ref": "L"}]}"#), "1,2")
        XCTAssertEqual(try value(#"{"Fn::Join": [",", ["a", {"Ref": "AWS::NoValue"}, 2]]}"#), "a,2")
        XCTAssertEqual(try value(#"{"Fn::Split": ["--", "a--b-c--"]}"#), ["a", "b-c", ""])
        XCTAssertEqual(try value(#"{"Fn::Select": ["1", {"Ref": "L"}]}"#), "2")
        XCTAssertEqual(try value(#"{"Fn::Select": [0, ["a", {"Ref": "U"}]]}"#), "a")
        XCTAssertEqual(try value(#"{"Fn::Select": [2, ["a"]]}"#)?.unknown, [.missing("element 2 in a list of 1")])
        XCTAssertEqual(try value(#"{"Fn::Sub": ["${P}-${V}-${!P}", {"V": {"Ref": "P"}}]}"#), "p-p-${P}")
        XCTAssertEqual(
            try value(#"{"Fn::Sub": "${R.A} ${U} ${R}"}"#)?.unknown, [.afterCreation(of: "R"), .parameter("U")])
        XCTAssertEqual(try value(#"{"Fn::Base64": {"Ref": "P"}}"#), "p")
        XCTAssertEqual(try value(#"{"Fn::Length": {"Ref": "L"}}"#), 2)
        XCTAssertEqual(try value(#"{"Ref": {"Fn::Sub": "${P}"}}"#)?.unknown, [.undeclared("p")])
        XCTAssertEqual(
            try value(
                #"{"Fn::ToJsonString": {"a": [1, true, null, "b\""], "c": {"Ref": "P"}, "d": {"Ref": "AWS::NoValue"}}}"#
            ),
            #"{"a":[1,true,null,"b\""],"c":"p"}"#)
        XCTAssertEqual(try value(#"{"Fn::ToJsonString": {"a": {"Ref": "U"}}}"#)?.unknown, [.parameter("U")])
    }

    func testChoices() throws {
        XCTAssertEqual(try value(#"{"Fn::If": ["C", "yes", "no"]}"#), "yes")
        XCTAssertEqual(try value(#"{"Fn::If": ["D", "yes", "no"]}"#)?.unknown, [.condition("D"), .parameter("U")])
        XCTAssertEqual(try value(#"{"Fn::If": ["Nothing", "yes", "no"]}"#)?.unknown, [.condition("Nothing")])
        XCTAssertEqual(try value(#"{"Fn::FindInMap": ["M", {"Ref": "P"}, "k"]}"#), ["x", "y"])
        XCTAssertEqual(
            try value(#"{"Fn::FindInMap": ["M", "q", "k"]}"#)?.unknown.map(\.description),
            ["there is no q/k in mapping M"])
        XCTAssertEqual(try value(#"{"Fn::FindInMap": ["M", "q", "k", {"DefaultValue": {"Ref": "P"}}]}"#), "p")
        XCTAssertEqual(
            try value(#"{"Fn::FindInMap": ["M", {"Ref": "U"}, "k", {"DefaultValue": 1}]}"#)?.unknown, [.parameter("U")])
    }

    func testAddressBlocks() throws {
        XCTAssertEqual(
            try value(#"{"Fn::Cidr": ["10.0.255.0/16", 3, "8"]}"#), ["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"])
        XCTAssertEqual(
            try value(#"{"Fn::Cidr": ["10.0.0.0/24", 2, 8]}"#)?.unknown,
            [.missing("room for 2 blocks of 8 bits in 10.0.0.0/24")])
        XCTAssertEqual(try value(#"{"Fn::Cidr": ["2001:db8::/56", 2, 64]}"#)?.unknown, [.function("Fn::Cidr")])
        XCTAssertEqual(try value(#"{"Fn::Cidr": [{"Ref": "U"}, 2, 8]}"#)?.unknown, [.parameter("U")])
    }

    func testWhatOnlyAWSKnowsIsUnknownUnlessTold() throws {
        let told = Surroundings(
            pseudoParameters: ["AWS::Region": "eu-west-3"], availabilityZones: ["eu-west-3": ["eu-west-3a"]],
            exports: ["shared": "vpc-1"])
        XCTAssertEqual(try value(#"{"Fn::GetAZs": ""}"#)?.unknown, [.pseudoParameter("AWS::Region")])
        XCTAssertEqual(try value(#"{"Fn::GetAZs": ""}"#, told), ["eu-west-3a"])
        XCTAssertEqual(try value(#"{"Fn::GetAZs": {"Ref": "AWS::Region"}}"#, told), ["eu-west-3a"])
        XCTAssertEqual(try value(#"{"Fn::GetAZs": "us-east-1"}"#, told)?.unknown, [.availabilityZones(of: "us-east-1")])
        XCTAssertEqual(try value(#"{"Fn::ImportValue": "shared"}"#)?.unknown, [.export("shared")])
        XCTAssertEqual(try value(#"{"Fn::ImportValue": "shared"}"#, told), "vpc-1")
        XCTAssertEqual(
            try value(#"{"Fn::GetStackOutput": {"StackName": "s", "OutputName": "o"}}"#)?.unknown, [.output("s.o")])
    }

    func testWhatIsNotUnderstoodIsUnknown() throws {
        XCTAssertEqual(try value(#"{"Fn::Transform": {"Name": "M"}}"#)?.unknown, [.function("Fn::Transform")])
        XCTAssertEqual(try value(#"{"Fn::Later": 1}"#)?.unknown, [.function("Fn::Later")])
        XCTAssertEqual(try value(#"{"Ref": 1}"#)?.unknown, [.function("Ref")])
        XCTAssertEqual(
            try value(#"{"a": 1, "Fn::Transform": {"Name": "M"}}"#),
            ["a": 1, "Fn::Transform": .unknown([.function("Fn::Transform")])])
    }
}
