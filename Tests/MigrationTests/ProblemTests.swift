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

    func testWhatIsReferredToAndNotDeclaredIsSaidWhereNobodyMakesIt() throws {
        let resources = """
            "Resources": {
                "Q": { "Type": "AWS::SQS::Queue", "Properties": { "QueueName": { "Ref": "Gone" } } },
                "R": { "Type": "AWS::SQS::Queue", "Properties": { "QueueName": { "Fn::GetAtt": ["Lost", "Arn"] } } }
            }
            """
        let found = try problems("{ \(resources) }")
        XCTAssertEqual(found.count, 2, "\(found)")
        XCTAssertTrue(
            found[0].contains("2: Q has no form in Swift: it refers to Gone, which is not declared"), found[0])
        XCTAssertTrue(found[1].contains("it refers to Lost"), found[1])
        XCTAssertEqual(try problems(#"{ "Transform": "Own::Macro", \#(resources) }"#), [], "a macro may make them")
    }

    func testResourcesThatWaitForEachOtherAreSaid() throws {
        let found = try problems(
            """
            { "Resources": {
                "A": { "Type": "AWS::SQS::Queue", "Properties": { "QueueName": { "Ref": "B" } } },
                "B": { "Type": "AWS::SQS::Queue", "Properties": { "QueueName": { "Ref": "A" } } },
                "C": { "Type": "AWS::SQS::Queue", "Properties": { "QueueName": { "Ref": "C" } } }
            } }
            """)
        XCTAssertEqual(found.count, 2, "\(found)")
        XCTAssertTrue(found.allSatisfy { $0.contains("waits for what waits for it in turn") }, "\(found)")
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
