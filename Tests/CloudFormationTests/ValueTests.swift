import CloudFormation
import XCTest

final class ValueTests: XCTestCase {
    func testLiteralsRenderAsThemselves() {
        XCTAssertEqual(rendered("a/b" as Value<String>), #""a/b""#)
        XCTAssertEqual(rendered("vpc-0abc" as Value<ID<Test.Thing>>), #""vpc-0abc""#)
        XCTAssertEqual(rendered(42 as Value<Int>), "42")
        XCTAssertEqual(rendered(0.25 as Value<Double>), "0.25")
        XCTAssertEqual(rendered(3 as Value<Double>), "3")
        XCTAssertEqual(rendered(Value<Double>(2.0)), "2")
        XCTAssertEqual(rendered(Value<Double>(1e300)), "1e+300")
        XCTAssertEqual(rendered(Value<Double>(-1.5e15)), "-1500000000000000")
        XCTAssertEqual(rendered(true as Value<Bool>), "true")
        XCTAssertEqual(rendered(["a", "b"] as List<Value<String>>), #"[ "a", "b" ]"#)
        XCTAssertEqual(rendered([] as List<Value<String>>), "[]")
        XCTAssertEqual(rendered(["x": 1, "a": 2] as Map<Value<Int>>), #"{ "x": 1, "a": 2 }"#)
        XCTAssertEqual(rendered([:] as Map<Value<Int>>), "{}")
        XCTAssertEqual(rendered(Map<Value<Int>>(["x": 1, "a": 2])), #"{ "a": 2, "x": 1 }"#)
    }

    func testTextIsEscapedAsJSONRequiresAndNoFurther() {
        XCTAssertEqual(
            rendered("\"\\\n\r\t\u{1}\u{1F} é 日本 / <&>" as Value<String>),
            #""\"\\\n\r\t\u0001\u001f é 日本 / <&>""#)
    }

    func testJSONKeepsTheOrderOfKeysAndTakesTypedValues() {
        let document: JSON = ["b": [1, 2.5, true, "x"], "a": ["nested": JSON(AWS.region)], "c": "in \(AWS.region)"]
        XCTAssertEqual(
            rendered(document),
            #"{ "b": [ 1, 2.5, true, "x" ], "a": { "nested": { "Ref": "AWS::Region" } }, "c": { "Fn::Sub": "in ${AWS::Region}" } }"#
        )
    }

    func testJSONTakesWhatSwiftVariablesHold() {
        let (text, whole, fraction, flag) = ("a", 3, 0.5, true)
        let document: JSON = [
            "t": JSON(text), "w": JSON(whole), "f": JSON(fraction), "b": JSON(flag), "s": JSON("in \(AWS.region)"),
        ]
        XCTAssertEqual(
            rendered(document),
            #"{ "t": "a", "w": 3, "f": 0.5, "b": true, "s": { "Fn::Sub": "in ${AWS::Region}" } }"#)
    }

    func testTagsAreWrittenAsADictionary() {
        XCTAssertEqual(
            rendered(["Name": "x", "Zone": AWS.region] as List<Tag>),
            #"[ { "Key": "Name", "Value": "x" }, { "Key": "Zone", "Value": { "Ref": "AWS::Region" } } ]"#)
    }

    func testNumbersAndIdentifiersAsText() {
        XCTAssertEqual(rendered((80 as Value<Int>).text), #""80""#)
        XCTAssertEqual(rendered((0.5 as Value<Double>).text), #""0.5""#)
        XCTAssertEqual(rendered(("vpc-1" as Value<ID<Test.Thing>>).text), #""vpc-1""#)
        XCTAssertEqual(rendered(Value<ID<Test.Thing>>(reinterpreting: "vpc-1" as Value<String>)), #""vpc-1""#)
    }

    // MARK: - Interpolation

    func testInterpolatedLiteralsStayAPlainString() {
        let name = "web"
        XCTAssertEqual(rendered("\(name)-\(3)-${HOME}" as Value<String>), #""web-3-${HOME}""#)
        XCTAssertEqual(rendered("\("literal" as Value<String>):\(80 as Value<Int>)" as Value<String>), #""literal:80""#)
    }

    func testInterpolatedValueAloneIsThatValue() {
        XCTAssertEqual(rendered("\(AWS.region)" as Value<String>), #"{ "Ref": "AWS::Region" }"#)
    }

    func testInterpolatedReferencesAreNamedInFnSub() {
        XCTAssertEqual(
            rendered { stack in
                let thing = stack.add("Thing", Test.Thing())
                let port = stack.parameter("Port", .integer)
                return "http://\(thing.address):\(port)/\(thing.thingID)?region=\(AWS.region)" as Value<String>
            },
            #"{ "Fn::Sub": "http://${Thing.Endpoint.Address}:${Port}/${Thing}?region=${AWS::Region}" }"#)
    }

    func testNestedInterpolationBecomesOneFnSub() {
        XCTAssertEqual(
            rendered { stack in
                let prefix: Value<String> = "\(AWS.region)-x"
                return "a-\(prefix)-\(AWS.accountID)" as Value<String>
            },
            #"{ "Fn::Sub": "a-${AWS::Region}-x-${AWS::AccountId}" }"#)
    }

    func testShellVariablesInAnFnSubAreEscaped() {
        XCTAssertEqual(
            rendered("echo ${HOME} $PATH $${A} \(AWS.region)" as Value<String>),
            #"{ "Fn::Sub": "echo ${!HOME} $PATH $${!A} ${AWS::Region}" }"#)
    }

    func testOtherExpressionsBecomeVariablesOfFnSub() {
        XCTAssertEqual(
            rendered { stack in
                let zones: List<Value<String>> = .availabilityZones()
                return "\(zones[0])-\(zones.joined(separator: ","))-\(AWS.region)" as Value<String>
            },
            #"{ "Fn::Sub": [ "${Value1}-${Value2}-${AWS::Region}", { "#
                + #""Value1": { "Fn::Select": [0, { "Fn::GetAZs": { "Ref": "AWS::Region" } }] }, "#
                + #""Value2": { "Fn::Join": [",", { "Fn::GetAZs": { "Ref": "AWS::Region" } }] } } ] }"#)
    }

    func testVariableOfFnSubHidesNoResource() {
        XCTAssertEqual(
            rendered { stack in
                let thing = stack.add("Value1", Test.Thing())
                return "\(thing.thingID)-\(Value<String>.base64("x"))" as Value<String>
            },
            #"{ "Fn::Sub": [ "${Value1}-${Value2}", { "Value1": { "Ref": "Value1" }, "Value2": { "Fn::Base64": "x" } } ] }"#
        )
    }

    // MARK: - Text documents

    func testLinesRenderAsAJoinOfOneElementALine() {
        XCTAssertEqual(
            rendered(Value<String>.lines("#!/bin/bash\n\nregion=\(AWS.region) home=${HOME}\necho ${HOME}\n")),
            ##"{ "Fn::Join": [ "\n", [ "#!/bin/bash", "", { "Fn::Sub": "region=${AWS::Region} home=${!HOME}" }, "echo ${HOME}", "" ] ] }"##
        )
        XCTAssertEqual(rendered(Value<String>.lines("one")), #""one""#)
    }

    func testJSONAsTextKeepsValuesAndEscapesWhatSurroundsThem() {
        XCTAssertEqual(
            rendered(
                Value<String>.json(["a": [1, "x\"y"], "empty": [], "title": "CPU \"\(AWS.region)\"", "no": [:]])),
            #"{ "Fn::Sub": "{\n  \"a\": [\n    1,\n    \"x\\\"y\"\n  ],\n  \"empty\": [],\n  \"title\": \"CPU \\\"${AWS::Region}\\\"\",\n  \"no\": {}\n}" }"#
        )
    }

    func testABraceUnderAnAccentIsTextToo() {
        XCTAssertTrue(
            rendered { stack in "${\u{301}x} \(AWS.region)" as Value<String> }.contains("${!\u{301}x} ${AWS::Region}"))
    }
}
