import Template
import XCTest

/// A function has one form, however it was written.
final class ExpressionTests: XCTestCase {
    func testWrittenByHandAndTypedAreTheSame() throws {
        let same: [(String, Template.Expression)] = [
            (#"{"Ref": "VPC"}"#, .ref("VPC")),
            (#"{"Fn::GetAtt": ["Database", "Endpoint.Address"]}"#, .getAtt("Database", "Endpoint.Address")),
            (#"{"Fn::GetAtt": "Database.Endpoint.Address"}"#, .getAtt("Database", "Endpoint.Address")),
            (#"{"Fn::GetAtt": ["Database", {"Ref": "Which"}]}"#, .getAtt("Database", .ref("Which"))),
            (#"{"Fn::Sub": "a-${B}"}"#, .sub(.init("a-${B}"))),
            (#"{"Fn::Sub": ["a-${B}", {}]}"#, .sub(.init("a-${B}"))),
            (#"{"Fn::Sub": ["a-${B}", {"B": {"Ref": "C"}}]}"#, .sub(.init("a-${B}", variables: ["B": .ref("C")]))),
            (#"{"Fn::Join": [",", [{"Ref": "A"}, "b"]]}"#, .call(.join, [",", [.ref("A"), "b"]])),
            (#"{"Fn::If": ["C", 1, {"Ref": "AWS::NoValue"}]}"#, .call(.if, ["C", 1, .ref("AWS::NoValue")])),
            (#"{"Fn::GetAZs": ""}"#, .call(.getAZs, [""])),
            (
                #"{"Fn::FindInMap": ["M", "a", "b", {"DefaultValue": 1}]}"#,
                .call(.findInMap, ["M", "a", "b", ["DefaultValue": 1]])
            ),
            (
                #"{"Fn::GetStackOutput": {"StackName": "s", "OutputName": "o", "Region": "eu-west-3"}}"#,
                .call(.getStackOutput, [["OutputName": "o", "StackName": "s", "Region": "eu-west-3"]])
            ),
            (#"{"Ref": {"Fn::Sub": "${X}Topic"}}"#, .call(.ref, [.sub(.init("${X}Topic"))])),
        ]
        for (text, typed) in same {
            XCTAssertEqual(try expression(text), typed, text)
        }
    }

    func testLiteralsInSwiftAreRecognizedToo() {
        let value: Template.Expression = ["Ref": "VPC"]
        XCTAssertEqual(value, .ref("VPC"))
        let object: Template.Expression = ["Name": ["Fn::GetAtt": "Queue.Arn"], "Size": 3]
        XCTAssertEqual(object, .object(["Size": .number(3), "Name": .getAtt("Queue", "Arn")]))
    }

    func testIllFormedFunctionsAreKeptAndRecognizable() throws {
        for (function, argument) in [
            (Template.Function.ref, "3"), (.getAtt, #""NoDot""#), (.getAtt, #"["A", "B", "C"]"#), (.sub, "[\"a\"]"),
            (.join, #"[{"Ref": "A"}, []]"#), (.if, #"["A", 1]"#), (.equals, #"["a"]"#),
            (.and, #"[{"Condition": "A"}]"#),
            (.select, #""x""#), (.getStackOutput, #"{"StackName": "s"}"#),
        ] {
            let text = "{\"\(function.rawValue)\": \(argument)}"
            guard case .malformed(function, _)? = try expression(text) else {
                XCTFail(text)
                continue
            }
        }
        XCTAssertEqual(try expression(#"{"Ref": 3}"#)?.text, "{ \"Ref\": 3 }")
    }

    func testWhatNobodyKnowsStaysAnObject() throws {
        XCTAssertEqual(try expression(#"{"Fn::Later": [1]}"#), .object(["Fn::Later": [1]]))
        XCTAssertEqual(
            try expression(#"{"Fn::Transform": {"Name": "M"}, "Other": 1}"#),
            .object(["Other": 1, "Fn::Transform": .object(["Name": "M"])]))
    }

    func testAConditionIsAFunctionOnlyWhereConditionsStand() throws {
        XCTAssertEqual(try expression(#"{"Condition": "X"}"#), .object(["Condition": "X"]))
        let template = try template(
            resources: "",
            #""Conditions": {"Condition": {"Condition": "B"}, "N": {"Fn::Not": [{"Condition": "B"}]}, "#
                + #""E": {"Fn::Equals": [{"Condition": "B"}, ""]}}"#)
        XCTAssertEqual(template.conditions["Condition"], .call(.condition, ["B"]))
        XCTAssertEqual(template.conditions["N"], .call(.not, [.call(.condition, ["B"])]))
        XCTAssertEqual(template.conditions["E"], .call(.equals, [.object(["Condition": "B"]), ""]))
    }

    func testSubstitutionsAreReadIntoTheirPieces() {
        XCTAssertEqual(
            Template.Substitution("${A} and ${B.C.D}${!E} $5 ${open").segments,
            [.name("A"), .text(" and "), .name("B.C.D"), .literal("E"), .text(" $5 ${open")])
        XCTAssertEqual(Template.Substitution("").segments, [])
    }

    func testOrderIsKeptAndDoesNotCount() throws {
        let left = try XCTUnwrap(try expression(#"{"a": 1, "b": {"c": 2, "d": 3}}"#))
        let right = try XCTUnwrap(try expression(#"{"b": {"d": 3, "c": 2}, "a": 1}"#))
        XCTAssertEqual(left, right)
        XCTAssertEqual(left.hashValue, right.hashValue)
        XCTAssertEqual(right.object?.entries.map(\.key), ["b", "a"])
        XCTAssertNotEqual(left, try expression(#"{"a": 1, "b": {"c": 2, "d": 4}}"#))
        XCTAssertNotEqual(left, try expression(#"{"a": 1, "c": {"c": 2, "d": 3}}"#))
    }

    func testNumbersKeepEveryDigit() throws {
        XCTAssertEqual(try expression("12345678901234567890.10"), .number(.init(text: "12345678901234567890.10")))
        XCTAssertEqual(try expression("1.10")?.text, "1.10")
        XCTAssertNotEqual(try expression("1"), try expression("\"1\""))
    }

    func testAKeyOfManyIsFound() {
        let object = Template.Object((0..<1000).map { .init("K\($0)", .number(.init($0))) })
        XCTAssertEqual(object["K999"], 999)
        XCTAssertNil(object["K1000"])
        XCTAssertEqual(object.index(of: "K0"), 0)
    }
}
