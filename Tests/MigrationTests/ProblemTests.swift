import Diagnostics
import Template
import XCTest

@testable import Migration

/// What has no form in Swift is said at its place, and never left out in silence.
final class ProblemTests: XCTestCase {
    private func problems(_ json: String) throws -> [String] {
        let template = try Template(parsing: Array(json.utf8), file: "t.json")
        return Migration(MigrationSource(template, file: "t.json"), named: "Shop").problems.map { problem in
            let line = if case .file(let position)? = problem.place { "\(position.line ?? 0): " } else { "" }
            return "\(line)\(problem.message)"
        }
    }

    func testLoopsAndSectionsOfMacros() throws {
        let found = try problems(
            """
            {
              "Transform": "AWS::LanguageExtensions",
              "Globals": {},
              "Resources": {
                "Fn::ForEach::Topics": ["Name", { "Ref": "Names" }, { "${Name}Topic": { "Type": "AWS::SNS::Topic" } }]
              }
            }
            """)
        XCTAssertEqual(found.count, 2, "\(found)")
        XCTAssertTrue(found.contains { $0.contains("3: the section Globals") }, "\(found)")
        XCTAssertTrue(found.contains { $0.contains("5: ${Name}Topic") }, "\(found)")
    }

    func testModulesAndAttributesOfMacros() throws {
        let found = try problems(
            """
            { "Resources": {
                "Net": { "Type": { "Fn::Rain::Module": "vpc.yml" } },
                "Many": { "Type": "AWS::SQS::Queue", "Count": 3 },
                "Kept": { "Type": "AWS::SQS::Queue", "DeletionPolicy": { "Ref": "Policy" } }
            } }
            """)
        XCTAssertEqual(found.count, 3, "\(found)")
        XCTAssertTrue(found[0].contains("Net has no form in Swift"), found[0])
        XCTAssertTrue(found[1].contains("no attribute Count"), found[1])
        XCTAssertTrue(found[2].contains("DeletionPolicy"), found[2])
    }

    func testConditionsThatAreNotThere() throws {
        let found = try problems(#"{ "Resources": { "Q": { "Type": "AWS::SQS::Queue", "Condition": "Gone" } } }"#)
        XCTAssertEqual(found.count, 1)
        XCTAssertTrue(found[0].contains("its condition Gone is not declared"), found[0])
    }

    func testAMistypedNameInARuleIsSaidInTheSwift() throws {
        let json = """
            { "Parameters": { "P": { "Type": "String" } }, "Resources": {}, "Rules": { "R": { "Assertions": [
              { "Assert": { "Fn::Equals": [{ "Ref": "P" }, "a"] }, "AssetDescription": "only a" }
            ] } } }
            """
        let template = try Template(parsing: Array(json.utf8), file: "t.json")
        let migration = Migration(MigrationSource(template, file: "t.json"), named: "Shop")
        XCTAssertTrue(migration.files[0].text.contains("// TODO: AssetDescription is no part of a rule"))
    }
}
