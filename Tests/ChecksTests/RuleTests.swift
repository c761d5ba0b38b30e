import XCTest

/// Each check, with what it finds and what it leaves alone.
final class RuleTests: XCTestCase {
    func testNames() throws {
        XCTAssertEqual(try codes(#", "Outputs": { "O-1": { "Value": "x" } }"#), ["illegal-name"])
        XCTAssertEqual(
            try codes(properties: #"{ "P": { "Ref": "A" } }"#, #", "Parameters": { "A": { "Type": "String" } }"#),
            ["logical-id-collision"])
        XCTAssertEqual(try codes(#", "Outputs": { "A": { "Value": "x" } }"#), [], "outputs are named apart")
    }

    func testReferencesToWhatIsThere() throws {
        XCTAssertEqual(try codes(properties: #"{ "P": { "Ref": "AWS::Region" } }"#), [])
        XCTAssertEqual(try codes(properties: #"{ "P": { "Ref": "AWS::Regoin" } }"#), ["dangling-reference"])
        XCTAssertEqual(try codes(properties: #"{ "P": { "Fn::Sub": "${A.Arn} ${!B}" } }"#), ["dependency-cycle"])
        XCTAssertEqual(try codes(properties: #"{ "P": { "Fn::Sub": "${B}" } }"#), ["dangling-reference"])
        XCTAssertEqual(try codes(properties: #"{ "P": { "Fn::If": ["C", 1, 2] } }"#), ["dangling-reference"])
        XCTAssertEqual(try codes(attributes: #", "Condition": "C""#), ["dangling-reference"])
        XCTAssertEqual(try codes(attributes: #", "DependsOn": ["B"]"#), ["dangling-reference"])
        XCTAssertEqual(
            try codes(properties: #"{ "P": { "Fn::FindInMap": ["M", "a", "b"] } }"#), ["dangling-reference"])
    }

    func testPlacesThatAreEvaluatedBeforeThereAreResources() throws {
        let value = #"{ "Fn::Equals": [{ "Ref": "A" }, "x"] }"#
        XCTAssertEqual(try codes(#", "Conditions": { "C": \#(value) }"#), ["reference-not-allowed"])
        XCTAssertEqual(
            try codes(#", "Outputs": { "O": { "Value": "x", "Export": { "Name": { "Ref": "A" } } } }"#),
            ["reference-not-allowed"])
        XCTAssertEqual(
            try codes(#", "Outputs": { "O": { "Value": { "Fn::ImportValue": { "Ref": "A" } } } }"#),
            ["reference-not-allowed"])
        XCTAssertEqual(try codes(#", "Metadata": { "Example": { "Ref": "A" } }"#), [], "a file may document itself")
    }

    func testFunctionsStandWhereCloudFormationHasThem() throws {
        XCTAssertEqual(
            try codes(#", "Conditions": { "C": { "Fn::Equals": [{ "Fn::ImportValue": "x" }, "x"] } }"#),
            ["function-not-allowed"])
        XCTAssertEqual(
            try codes(properties: #"{ "P": { "Fn::RefAll": "AWS::EC2::VPC::Id" } }"#), ["function-not-allowed"])
        XCTAssertEqual(try codes(properties: #"{ "P": { "Fn::Select": ["2", ["a", "b"]] } }"#), ["index-out-of-range"])
        XCTAssertEqual(try codes(properties: #"{ "P": { "Fn::Select": [1, ["a", "b"]] } }"#), [])
    }

    func testSecrets() throws {
        func parameter(_ rest: String = "") -> String {
            #", "Parameters": { "S": { "Type": "String", "NoEcho": "true"\#(rest) } }"#
        }
        let secret = parameter()
        let property = #"{ "P": { "Ref": "S" } }"#
        XCTAssertEqual(try codes(properties: property, secret), [])
        XCTAssertEqual(
            try codes(properties: property, secret + #", "Outputs": { "O": { "Value": { "Ref": "S" } } }"#),
            ["secret-shown"])
        XCTAssertEqual(
            try codes(properties: property, attributes: #", "Metadata": { "M": { "Fn::Sub": "${S}" } }"#, secret),
            ["secret-shown"])
        XCTAssertEqual(try codes(properties: property, parameter(#", "Default": "x""#)), ["secret-in-template"])
        XCTAssertEqual(try codes(properties: property, parameter(#", "Default": """#)), [])
    }

    func testParametersAcceptTheirOwnDefaults() throws {
        func codes(_ parameter: String) throws -> [String] {
            try ChecksTests.codes(
                properties: #"{ "P": { "Ref": "P" } }"#, #", "Parameters": { "P": \#(parameter) }"#)
        }
        XCTAssertEqual(try codes(#"{ "Type": "Number", "Default": 5, "MaxValue": 4 }"#), ["invalid-default"])
        XCTAssertEqual(try codes(#"{ "Type": "Number", "Default": "4", "MaxValue": "4" }"#), [])
        XCTAssertEqual(try codes(#"{ "Type": "String", "Default": "b", "AllowedValues": ["a"] }"#), ["invalid-default"])
        XCTAssertEqual(try codes(#"{ "Type": "String", "MaxValue": 4 }"#), ["misplaced-constraint"])
        XCTAssertEqual(try codes(#"{ "Type": "Number", "AllowedPattern": "[0-9]+" }"#), ["misplaced-constraint"])
    }

    func testAParameterThatARuleReadsByItsTypeIsUsed() throws {
        let parameter = #", "Parameters": { "V": { "Type": "AWS::EC2::VPC::Id" } }"#
        func rule(_ type: String) -> String {
            #"""
            , "Rules": { "R": { "Assertions": [{ "Assert": { "Fn::EachMemberIn": [
              { "Fn::ValueOfAll": ["\#(type)", "Tags.Team"] }, ["shop"]] } }] } }
            """#
        }
        XCTAssertEqual(try unused(parameter + rule("AWS::EC2::VPC::Id")), [])
        XCTAssertEqual(try unused(parameter + rule("AWS::EC2::Subnet::Id")), ["unused-parameter"])
    }

    /// What a file declares and does not use.
    private func unused(_ sections: String) throws -> [String] {
        try diagnostics(#"{ "Resources": { "A": { "Type": "Test::Of::A" } }\#(sections) }"#).map(\.code)
    }

    func testWhatIsDeclaredIsUsed() throws {
        let condition = #", "Conditions": { "C": { "Fn::Equals": [{ "Ref": "AWS::Region" }, "eu-west-3"] } }"#
        XCTAssertEqual(try unused(condition), ["unused-condition"])
        XCTAssertEqual(try unused(condition + #", "Outputs": { "O": { "Condition": "C", "Value": "x" } }"#), [])
        let mapping = #", "Mappings": { "M": { "a": { "b": 1 } } }"#
        XCTAssertEqual(try unused(mapping), ["unused-mapping"])
        let use = #", "Outputs": { "O": { "Value": { "Fn::FindInMap": ["M", "a", "b"] } } }"#
        XCTAssertEqual(try unused(mapping + use), [])
    }

    func testFunctionsHaveTheirShapeAndTheirTransform() throws {
        XCTAssertEqual(try codes(properties: #"{ "P": { "Fn::Join": "-" } }"#), ["malformed-function"])
        XCTAssertEqual(try codes(properties: #"{ "P": { "Fn::Length": ["a"] } }"#), ["missing-transform"])
        XCTAssertEqual(
            try codes(properties: #"{ "P": { "Fn::Length": ["a"] } }"#, #", "Transform": "AWS::LanguageExtensions""#),
            [])
        XCTAssertEqual(
            try codes(#", "Outputs": { "O": { "Description": "x" } }"#), ["incomplete-member"])
    }

    func testPolicies() throws {
        XCTAssertEqual(try codes(attributes: #", "DeletionPolicy": "Retain", "UpdateReplacePolicy": "Snapshot""#), [])
        XCTAssertEqual(try codes(attributes: #", "DeletionPolicy": "Keep""#), ["illegal-policy"])
        XCTAssertEqual(try codes(attributes: #", "UpdateReplacePolicy": "RetainExceptOnCreate""#), ["illegal-policy"])
    }

    func testMappings() throws {
        func codes(_ mapping: String) throws -> [String] {
            try ChecksTests.codes(#", "Mappings": { "M": \#(mapping) }"#)
        }
        XCTAssertEqual(try codes(#"{ "eu-west-3": { "a": ["x"] } }"#), [])
        XCTAssertEqual(try codes(#"{ "a": { "b": { "Ref": "AWS::Region" } } }"#), ["computed-constant"])
        XCTAssertEqual(try codes(#"{ "a_b": { "c": 1 } }"#), ["illegal-name"])
        XCTAssertEqual(try codes("{}"), ["no-entries"])
    }

    func testTextThatLooksLikeASubstitution() throws {
        XCTAssertEqual(try codes(properties: #"{ "P": "arn:${AWS::Partition}:s3" }"#), ["literal-substitution"])
        XCTAssertEqual(try codes(properties: #"{ "P": { "Fn::Sub": "${!AWS::Region}" } }"#), [], "a file means it")
        XCTAssertEqual(try codes(properties: #"{ "P": "${aws:username}" }"#), [])
    }

    func testOddTextsTakeNoLongerThanOthers() throws {
        let braces = String(repeating: "${", count: 50_000) + "}"
        XCTAssertEqual(try codes(properties: "{ \"P\": \"\(braces)\" }"), [])
        XCTAssertEqual(try codes(properties: #"{ "P": "${a ${AWS::Region} b}" }"#), ["literal-substitution"])
    }

    /// Each is made of the next.
    func testLongChainsOfConditionsAreFollowedAsFarAsAnybodyGoes() throws {
        let count = 20_000
        let chain = (0..<count).map { "\"C\($0)\": { \"Fn::Not\": [{ \"Condition\": \"C\($0 + 1)\" }] }" }
        let found = try diagnostics(
            """
            { "Conditions": { \(chain.joined(separator: ",")), "C\(count)": { "Fn::Equals": ["a", "b"] } },
              "Resources": { "A": { "Type": "Test::Of::A", "Condition": "C0" },
                             "B": { "Type": "Test::Of::A", "Properties": { "P": { "Ref": "A" } } } } }
            """)
        XCTAssertEqual(found.map(\.code), ["conditional-reference"])
    }

    func testWhatAMacroInsideASectionMakesIsNotMissed() throws {
        let include = #""Fn::Transform": { "Name": "AWS::Include", "Parameters": { "Location": "s3://b/x" } }"#
        XCTAssertEqual(
            try diagnostics(
                #"{ "Resources": { \#(include), "A": { "Type": "T::O::A", "Properties": { "P": { "Ref": "B" } } } } }"#
            ).map(\.code), [])
        XCTAssertEqual(try diagnostics(#"{ "Resources": { "A": { \#(include) } } }"#).map(\.code), [])
        XCTAssertEqual(try diagnostics(#"{ \#(include), "Resources": {} }"#).map(\.code), [])
    }

    func testAFileMayDocumentItselfInItsMetadata() throws {
        XCTAssertEqual(
            try codes(#", "Metadata": { "Example": [{ "Ref": "Nothing" }, { "Fn::If": ["C", 1, 2] }] }"#), [])
    }

    func testLimits() throws {
        func outputs(_ count: Int) -> String {
            ", \"Outputs\": {" + (0..<count).map { "\"O\($0)\": { \"Value\": \"x\" }" }.joined(separator: ",") + "}"
        }
        XCTAssertEqual(try codes(outputs(200)), [])
        XCTAssertEqual(try codes(outputs(201)), ["limit-exceeded"])
        let long = String(repeating: "é", count: 513)
        XCTAssertEqual(try codes(#", "Description": "\#(long)""#), ["limit-exceeded"], "bytes are counted")
        XCTAssertEqual(
            try codes(#", "Outputs": { "O": { "Value": "x", "Description": "\#(long)" } }"#), ["limit-exceeded"])
    }

    func testATemplateHasResourcesWithTypes() throws {
        XCTAssertEqual(try diagnostics(#"{ "Resources": {} }"#).map(\.code), ["no-resources"])
        XCTAssertEqual(try diagnostics(#"{ "Resources": { "A": { "Type": "EC2" } } }"#).map(\.code), ["illegal-type"])
        XCTAssertEqual(try diagnostics(#"{ "Resources": { "A": {} } }"#).map(\.code), ["illegal-type"])
    }
}
