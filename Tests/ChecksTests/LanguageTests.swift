import Diagnostics
import XCTest

/// What CloudFormation's language has, and what it has not.
final class LanguageTests: XCTestCase {
    private func codes(_ text: String) throws -> [String] {
        try diagnostics(text).map(\.code).filter { !$0.hasPrefix("unused-") }
    }

    func testKeysThatNobodyKnowsAndValuesOfAnotherKind() throws {
        let (resource, topic) = (
            #""A": { "Type": "Test::Of::A" }"#, #""Resources": { "A": { "Type": "Test::Of::A" } }"#
        )
        XCTAssertEqual(try codes(#"{ \#(topic), "Paramters": {} }"#), ["unknown-key"])
        XCTAssertEqual(try codes(#"{ \#(topic), "Globals": {} }"#), ["unknown-key"])
        XCTAssertEqual(try codes(#"{ \#(topic), "Hooks": {} }"#), [])
        XCTAssertEqual(
            try codes(#"{ \#(topic), "Parameters": { "P": { "Type": "Number", "Defalt": 1, "NoEcho": "maybe" } } }"#),
            ["unknown-key", "wrong-value-type"])
        XCTAssertEqual(
            try codes(#"{ \#(topic), "Parameters": { "P": { "Type": "Number", "Default": { "Ref": "A" } } } }"#),
            ["wrong-value-type"])
        XCTAssertEqual(
            try codes(#"{ \#(topic), "Outputs": { "O": { "Value": "a", "Export": { "Nmae": "a" } } } }"#),
            ["unknown-key"])
        for (attribute, expected) in [
            (#""DependsOn": { "Ref": "A" }"#, ["wrong-value-type"]), (#""DependsOn": ["A"]"#, []),
            (#""DeletionPolicy": ["Retain"]"#, ["wrong-value-type"]), (#""Version": "1.0""#, []),
            (#""UpdatePolicy": { "Ref": "A" }"#, ["wrong-value-type"]),
            (#""Metadata": { "Fn::Transform": { "Name": "M" } }"#, []),
        ] {
            XCTAssertEqual(
                try codes(#"{ "Resources": { \#(resource), "B": { "Type": "Test::Of::A", \#(attribute) } } }"#),
                expected,
                attribute)
        }
    }

    func testTypesOfParameters() throws {
        for (type, expected) in [
            ("Strng", ["value-not-allowed"]), ("List<Number>", []), ("List<AWS::EC2::Subnet::Id>", []),
            ("AWS::SSM::Parameter::Value<List<String>>", []),
            ("AWS::SSM::Parameter::Value<Text>", ["value-not-allowed"]),
            ("WS::EC2::VPC::Id", ["value-not-allowed"]), ("Own::Thing::Id", []),
        ] {
            XCTAssertEqual(
                try codes(
                    #"{ "Parameters": { "P": { "Type": "\#(type)" } }, "Resources": { "A": { "Type": "Test::Of::A" } } }"#
                ),
                expected, type)
        }
    }

    func testConditionsThatAreMadeOfThemselvesAreFoundOnce() throws {
        let conditions = (0..<2_000).map {
            #""C\#($0)": { "Fn::Not": [{ "Condition": "C\#(($0 + 1) % 2_000)" }] }"#
        }
        let chained = conditions.dropLast() + [#""C1999": { "Fn::Equals": ["a", "b"] }"#]
        func text(_ conditions: some Sequence<String>) -> String {
            #"{ "Conditions": { \#(conditions.joined(separator: ", ")) }, "Resources": { "A": { "Type": "Test::Of::A" } } }"#
        }
        XCTAssertEqual(try codes(text(conditions)), ["condition-cycle"])
        XCTAssertEqual(try codes(text(chained)), [])
    }

    func testKeysOfMappings() throws {
        func codes(
            _ key: String, _ attribute: String = "\"Size\"", allowed: String = "\"dev\", \"prod\""
        ) throws -> [String] {
            try diagnostics(
                #"""
                { "Parameters": { "Stage": { "Type": "String", "AllowedValues": [\#(allowed)] } },
                  "Mappings": { "Stages": { "dev": { "Size": 1 }, "prod": { "Size": 2, "Extra": 3 } } },
                  "Resources": { "A": { "Type": "Test::Of::A",
                    "Properties": { "P": { "Fn::FindInMap": ["Stages", \#(key), \#(attribute)] } } } } }
                """#
            ).map { "\($0.code) \($0.severity)" }.filter { !$0.hasPrefix("unused-") }
        }
        XCTAssertEqual(try codes("\"dev\""), [])
        XCTAssertEqual(try codes("\"test\""), ["find-in-map-key error"])
        XCTAssertEqual(try codes("\"dev\"", "\"Extra\""), ["find-in-map-key error"])
        XCTAssertEqual(try codes(#"{ "Ref": "Stage" }"#), [])
        XCTAssertEqual(try codes(#"{ "Ref": "Stage" }"#, "\"Extra\""), [], "it depends on the stage")
        XCTAssertEqual(
            try codes(#"{ "Ref": "Stage" }"#, allowed: "\"dev\", \"test\""), ["find-in-map-key medium"],
            "whoever chooses dev is right")
        XCTAssertEqual(try codes(#"{ "Ref": "Stage" }"#, allowed: "\"test\""), ["find-in-map-key error"])
    }

    func testDynamicReferences() throws {
        for (text, expected) in [
            ("{{resolve:ssm:/a/b}}", []), ("{{resolve:ssm:/a/b:3}}", []),
            ("{{resolve:ssm:/a/b:0}}", ["dynamic-reference"]),
            ("{{resolve:ssm:}}", ["dynamic-reference"]), ("{{resolve:secretsmanager:a}}", []),
            (
                "{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-3:123456789012:secret:a-b:SecretString:key}}",
                []
            ),
            ("{{resolve:secretsmanager:a:SecretString:key:AWSCURRENT}}", []),
            ("{{resolve:secretsmanager:a:SecretString:key::1a2b}}", []),
            ("a{{resolve:ssm:x}}b{{resolve:s3:y}}", ["dynamic-reference"]), ("{{resolve:ssm:x", []),
        ] {
            XCTAssertEqual(try ChecksTests.codes(properties: #"{ "P": "\#(text)" }"#), expected, text)
        }
    }

    func testListsThatAreTexts() throws {
        for (value, expected) in [
            (#"{ "Fn::Select": [0, { "Fn::Join": [",", ["a", "b"]] }] }"#, ["malformed-function"]),
            (#"{ "Fn::Select": ["one", ["a", "b"]] }"#, ["malformed-function"]),
            (#"{ "Fn::Select": ["0", { "Fn::Split": [",", "a,b"] }] }"#, []),
            (#"{ "Fn::Join": ["", "text"] }"#, ["malformed-function"]),
            (#"{ "Fn::Join": ["", { "Fn::GetAZs": "" }] }"#, []),
        ] {
            XCTAssertEqual(try ChecksTests.codes(properties: #"{ "P": \#(value) }"#), expected, value)
        }
    }

    func testWhatTheTransformMakesIsKnownAndTheRestIsChecked() throws {
        func codes(_ resource: String) throws -> [String] {
            try diagnostics(
                #"""
                { "Transform": "AWS::Serverless-2016-10-31", "Globals": { "Function": { "Timeout": 3 } },
                  "Resources": {
                    "Hello": {
                      "Type": "AWS::Serverless::Function", "Connectors": {},
                      "Properties": {
                        "Handler": "index.handler", "Runtime": "nodejs24.x", "InlineCode": "exports.handler = async () => 1",
                        "Events": { "Get": { "Type": "Api", "Properties": { "Path": "/", "Method": "get" } } } } },
                    "B": \#(resource) } }
                """#
            ).map(\.code)
        }
        let topic = #"{ "Type": "AWS::SNS::Topic", "Properties": { "DisplayName": "#
        XCTAssertEqual(try codes(topic + #"{ "Fn::GetAtt": ["Hello", "Version"] } } }"#), [])
        XCTAssertEqual(try codes(topic + #"{ "Ref": "HelloRole" } } }"#), [])
        XCTAssertEqual(try codes(topic + #"{ "Ref": "ServerlessRestApi" } } }"#), [])
        XCTAssertEqual(try codes(topic + #"{ "Ref": "ServerlessHttpApi" } } }"#), ["dangling-reference"])
        XCTAssertEqual(try codes(topic + #"{ "Ref": "Helo" } } }"#), ["dangling-reference"])
        XCTAssertEqual(
            try codes(#"{ "Type": "AWS::SNS::Topic", "Properties": { "DisplyName": "a" } }"#), ["unknown-property"])
        XCTAssertEqual(try codes(#"{ "Type": "AWS::SNS::Topc" }"#), ["unknown-type"])
        XCTAssertEqual(try codes(#"{ "Type": "AWS::Serverless::Functon" }"#), ["unknown-type"])
    }

    func testTypesThatNearlyAreThoseOfAWS() throws {
        for (type, expected) in [
            ("AAWS::SNS::Topic", ["unknown-type"]), ("WS::EC2::EIP", ["unknown-type"]), ("AWSQS::EKS::Cluster", []),
            ("Own::SNS::Topic", []), ("Custom::SNSTopic", ["missing-property"]),
        ] {
            XCTAssertEqual(try codes(#"{ "Resources": { "A": { "Type": "\#(type)" } } }"#), expected, type)
        }
    }

    func testWaitingTwice() throws {
        func codes(_ value: String) throws -> [String] {
            try self.codes(
                #"""
                { "Parameters": { "P": { "Type": "String" } },
                  "Conditions": { "Is": { "Fn::Equals": [{ "Ref": "P" }, "a"] } },
                  "Resources": { "A": { "Type": "Test::Of::A" }, "C": { "Type": "Test::Of::A" },
                    "B": { "Type": "Test::Of::A", "DependsOn": ["A", "C"], "Properties": { "P": \#(value) } } } }
                """#)
        }
        XCTAssertEqual(try codes(#"{ "Fn::Sub": "${A.Arn}" }"#), ["redundant-dependency"])
        XCTAssertEqual(try codes(#"{ "Fn::If": ["Is", { "Ref": "A" }, "b"] }"#), [])
        XCTAssertEqual(try codes(#"{ "Ref": "P" }"#), [])
    }

    func testExportsOfOneName() throws {
        func codes(_ conditions: String, _ first: String, _ second: String) throws -> [String] {
            try self.codes(
                #"""
                { "Parameters": { "P": { "Type": "String" } }, "Conditions": { \#(conditions) },
                  "Resources": { "A": { "Type": "Test::Of::A" } },
                  "Outputs": { "One": { \#(first) "Value": "a", "Export": { "Name": "x" } },
                               "Two": { \#(second) "Value": "b", "Export": { "Name": "x" } } } }
                """#)
        }
        let isLarge = #""IsLarge": { "Fn::Equals": [{ "Ref": "P" }, "large"] }"#
        let both = isLarge + #", "IsSmall": { "Fn::Not": [{ "Condition": "IsLarge" }] }"#
        XCTAssertEqual(try codes("", "", ""), ["duplicate-export"])
        XCTAssertEqual(try codes(isLarge, #""Condition": "IsLarge","#, ""), ["duplicate-export"], "where it is large")
        XCTAssertEqual(try codes(both, #""Condition": "IsLarge","#, #""Condition": "IsSmall","#), [])
    }
}
