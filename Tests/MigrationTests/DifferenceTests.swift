import Template
import XCTest

@testable import Migration

/// What counts as a difference between two templates, and what does not.
final class DifferenceTests: XCTestCase {
    private func differences(_ one: String, _ other: String) throws -> [String] {
        func tree(_ text: String) throws -> TemplateTree {
            let json =
                text.hasPrefix("{") ? text : "{ \"Resources\": { \"Q\": { \"Type\": \"AWS::SQS::Queue\", \(text) } } }"
            return TemplateTree(try Template(parsing: Array(json.utf8), file: "t.json"))
        }
        return TemplateDifference.all(between: try tree(one), and: try tree(other)).map(\.path)
    }

    func testWhatCloudFormationDoesNotCareForIsNone() throws {
        for (one, other) in [
            (#""Properties": { "A": 80, "B": "x" }"#, #""Properties": { "B": "x", "A": "80" }"#),
            (#""Properties": { "A": true }"#, #""Properties": { "A": "true" }"#),
            (
                #""Properties": { "A": { "Fn::Sub": "a-${R.Arn}-${X}" } }"#,
                #""Properties": { "A": { "Fn::Join": ["-", ["a", { "Fn::GetAtt": ["R", "Arn"] }, { "Ref": "X" }]] } }"#
            ),
            (#""Properties": { "A": { "Fn::Sub": "${X}" } }"#, #""Properties": { "A": { "Ref": "X" } }"#),
            (
                #""Properties": { "A": { "Fn::Sub": ["${Y}", { "Y": { "Fn::ImportValue": "z" } }] } }"#,
                #""Properties": { "A": { "Fn::ImportValue": "z" } }"#
            ),
            (
                #""Properties": { "A": { "Fn::GetAZs": "" } }"#,
                #""Properties": { "A": { "Fn::GetAZs": { "Ref": "AWS::Region" } } }"#
            ),
            (#""DependsOn": "X", "Properties": { "A": { "Ref": "X" } }"#, #""Properties": { "A": { "Ref": "X" } }"#),
            (#""UpdateReplacePolicy": "Delete""#, #""Properties": {}"#),
            (
                #""CreationPolicy": { "ResourceSignal": { "Timeout": "PT9M" } }"#,
                #""CreationPolicy": { "ResourceSignal": { "Count": 1, "Timeout": "PT9M" } }"#
            ),
            (
                #"{ "Conditions": { "Idle": { "Fn::Equals": ["a", "b"] } }, "Resources": {} }"#, #"{ "Resources": {} }"#
            ),
        ] {
            XCTAssertEqual(try differences(one, other), [], one)
        }
    }

    func testWhatCountsIsFoundAtItsPlace() throws {
        for (one, other, path) in [
            (#""Properties": { "A": 80 }"#, #""Properties": { "A": 81 }"#, "Resources/Q/Properties/A"),
            (
                #""Properties": { "A": ["x", "y"] }"#, #""Properties": { "A": ["y", "x"] }"#,
                "Resources/Q/Properties/A/0"
            ),
            (
                #""Properties": { "A": { "Fn::Sub": "a${!X}" } }"#, #""Properties": { "A": "aX" }"#,
                "Resources/Q/Properties/A"
            ),
            (#""DependsOn": "X""#, #""Properties": {}"#, "Resources/Q/DependsOn"),
            (#""UpdateReplacePolicy": "Retain""#, #""Properties": {}"#, "Resources/Q/UpdateReplacePolicy"),
            (#""DeletionPolicy": "Retain""#, #""DeletionPolicy": "Delete""#, "Resources/Q/DeletionPolicy"),
            (#""Properties": { "A": { "Ref": "X" } }"#, #""Properties": { "A": "X" }"#, "Resources/Q/Properties/A"),
        ] {
            XCTAssertEqual(try differences(one, other).first, path, one)
        }
    }
}
