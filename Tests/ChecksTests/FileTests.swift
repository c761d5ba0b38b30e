import Checks
import Diagnostics
import Template
import XCTest

/// Templates that somebody wrote as JSON: the checks are those of synthesis, and lead to the file.
final class FileTests: XCTestCase {
    func testAProblemHasItsPlaceInTheFileAndWhatToDoThere() throws {
        let found = try diagnostics(
            """
            { "Resources": {
                "Queue": { "Type": "AWS::SQS::Queue", "Properties": {
                  "QueueName": { "Ref": "Nme" } } } } }
            """)
        XCTAssertEqual(
            found.map(\.description),
            [
                """
                shop.json:3:7: error: the template has no resource or parameter named Nme [dangling-reference]
                  path: Queue
                  property: Properties.QueueName
                  fix: declare it, or correct the name
                """
            ])
        XCTAssertEqual(found[0].logicalID, "Queue")
    }

    func testWhatNobodyGivesAValueIsAWarningInAFile() throws {
        let found = try diagnostics(
            """
            { "Parameters": { "P": { "Type": "String" } }, "Resources": { "A": { "Type": "Test::Of::A" } } }
            """)
        XCTAssertEqual(found.map(\.code), ["unused-parameter"])
        XCTAssertEqual(found.map(\.severity), [.warning])
    }

    func testCyclesAreFoundAcrossFilesWithTheReasonInEach() throws {
        let found = try diagnostics(
            """
            { "Resources": {
              "Data": { "Type": "AWS::CloudFormation::Stack", "Properties": { "TemplateURL": "data.json",
                "Parameters": { "Group": { "Fn::GetAtt": ["Web", "Outputs.Group"] } } } },
              "Web": { "Type": "AWS::CloudFormation::Stack", "DependsOn": "Data",
                "Properties": { "TemplateURL": "web.json" } } } }
            """)
        XCTAssertEqual(found.map(\.code), ["dependency-cycle"])
        XCTAssertEqual(found[0].message, "these stacks wait for each other: Data -> Web -> Data")
        XCTAssertEqual(
            found[0].notes.map { "\($0.place?.description ?? "") \($0.message)" },
            ["shop.json:3:21 Data uses Web.Outputs.Group", "shop.json:4:50 Web uses Data"])
    }

    func testAConditionOfTheSameNameAroundAStackMayMeanSomethingElse() throws {
        let inner = """
            { "Conditions": { "C": { "Fn::Equals": [{ "Ref": "AWS::Region" }, "eu-west-3"] } },
              "Resources": { "A": { "Type": "Test::Of::A", "Condition": "C" },
                             "B": { "Type": "Test::Of::A", "Properties": { "P": { "Ref": "A" } } } } }
            """
        func codes(_ condition: String) throws -> [String] {
            try diagnostics(
                """
                { "Conditions": { "C": { "Fn::Equals": [{ "Ref": "AWS::Region" }, "eu-west-3"] } },
                  "Resources": { "Inner": { "Type": "AWS::CloudFormation::Stack"\(condition),
                    "Properties": { "TemplateURL": "inner.json" } } } }
                """, nested: ["inner.json": inner]
            ).map(\.code)
        }
        XCTAssertEqual(try codes(""), ["unused-condition", "conditional-reference"])
        XCTAssertEqual(try codes(#", "Condition": "C""#), ["conditional-reference"])
    }

    func testWhatAMacroOrAModuleMakesIsNotMissed() throws {
        let reference = #"{ "P": { "Ref": "ModuleBucket" } }"#
        XCTAssertEqual(try codes(properties: reference), ["dangling-reference"])
        XCTAssertEqual(try codes(properties: reference, #", "Transform": "Macro""#), [])
        let module = #""Module": { "Type": "My::Own::Bucket::MODULE" }"#
        XCTAssertEqual(
            try diagnostics(
                #"{ "Resources": { "A": { "Type": "T::O::A", "Properties": \#(reference) }, \#(module) } }"#
            ).map(\.code), [])
        // The language extensions alone make nothing.
        XCTAssertEqual(
            try codes(properties: reference, #", "Transform": "AWS::LanguageExtensions""#), ["dangling-reference"])
    }
}
