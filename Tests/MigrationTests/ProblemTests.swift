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

    func testModulesAreRefusedAtTheirPlace() throws {
        let found = try problems(
            """
            { "Modules": {}, "Resources": {
                "Net": { "Type": { "Fn::Rain::Module": "vpc.yml" } },
                "Many": { "Type": "AWS::SQS::Queue", "Count": 3 }
            } }
            """)
        XCTAssertEqual(found.count, 2, "\(found)")
        XCTAssertTrue(found[0].contains("1: the section Modules"), found[0])
        XCTAssertTrue(found[1].contains("2: Net has no form in Swift"), found[1])
    }

    func testALoopOverAParameterIsNotTakenForOneTurnOfIt() throws {
        func tree(_ collection: String) throws -> TemplateTree {
            let json = """
                { "Transform": "AWS::LanguageExtensions", "Resources": {
                  "Fn::ForEach::T": ["N", { "Ref": "\(collection)" }, { "T${N}": { "Type": "AWS::SNS::Topic" } }]
                } }
                """
            return TemplateTree(try Template(parsing: Array(json.utf8), file: "t.json"))
        }
        XCTAssertEqual(TemplateDifference.all(between: try tree("Names"), and: try tree("Names")), [])
        XCTAssertEqual(TemplateDifference.all(between: try tree("Names"), and: try tree("Others")).count, 1)
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
