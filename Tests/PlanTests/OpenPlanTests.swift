import AWSResourceCatalogue
import Plan
import Template
import XCTest

/// What templates leave open, and what they say of nothing.
final class OpenPlanTests: XCTestCase {
    private func templates(_ text: String, nested: [String: String] = [:]) throws -> PlannedTemplates {
        func template(_ text: String) throws -> Template { try Template(parsing: Array(text.utf8), file: "a.json") }
        let inner = try nested.mapValues { TemplateTree(try template($0)) }
        return PlannedTemplates(TemplateTree(try template(text), nested: inner))
    }

    private let queue = #""Queue": { "Type": "AWS::SQS::Queue" }"#

    func testAStackThatIsLeftBehindKeepsAllThatIsInIt() throws {
        let stack =
            #", "Data": { "Type": "AWS::CloudFormation::Stack", "DeletionPolicy": "Retain", "Properties": { "TemplateURL": "in.json" } }"#
        let inner = #"{ "Resources": { "Table": { "Type": "AWS::DynamoDB::Table" } } }"#
        let plan = Plan(
            from: try templates("{ \"Resources\": { \(queue)\(stack) } }", nested: ["Data": inner]),
            to: try templates("{ \"Resources\": { \(queue) } }"), catalogue: .aws)
        XCTAssertEqual(plan.resources.map(\.keeps), [.everything, .everything])
        XCTAssertFalse(plan.resources.contains { $0.losesData })
    }

    func testWhatAMacroMakesIsOpen() throws {
        func side(_ transform: String, delay: Int) throws -> PlannedTemplates {
            try templates(
                #"{ \#(transform)"Resources": { "Queue": { "Type": "AWS::SQS::Queue", "Properties": { "DelaySeconds": \#(delay) } } } }"#
            )
        }
        func macros(_ before: PlannedTemplates, _ after: PlannedTemplates) -> [String] {
            Plan(from: before, to: after, catalogue: .aws).declarations.filter { $0.kind == .macro }.map(\.name)
        }
        let own = #""Transform": "Naming", "#
        XCTAssertEqual(macros(try side("", delay: 1), try side(own, delay: 1)), ["Naming"])
        XCTAssertEqual(macros(try side(own, delay: 1), try side(own, delay: 2)), ["Naming"])
        XCTAssertEqual(macros(try side(own, delay: 1), try side(own, delay: 1)), [])
        let known = #""Transform": "AWS::LanguageExtensions", "#
        XCTAssertEqual(macros(try side("", delay: 1), try side(known, delay: 2)), [])
    }

    func testAReferenceToNothingIsTold() throws {
        let before = try templates("{ \"Resources\": { \(queue) } }")
        let after = try templates(
            #"{ "Resources": { "Queue": { "Type": "AWS::SQS::Queue", "Properties": { "DelaySeconds": { "Ref": "Gone" } } } } }"#
        )
        let change = try XCTUnwrap(Plan(from: before, to: after, catalogue: .aws).resources.first?.properties.first)
        XCTAssertEqual(change.after?.planned, "Gone (nothing has this name)")
    }

    func testWhatSystemsManagerHoldsIsToldWithWhateverElseChanges() throws {
        func side(_ delay: Int) throws -> PlannedTemplates {
            try templates(
                #"""
                { "Parameters": { "Image": { "Type": "AWS::SSM::Parameter::Value<String>", "Default": "/image" } },
                  "Resources": { "Queue": { "Type": "AWS::SQS::Queue", "Properties": { "DelaySeconds": \#(delay) } } } }
                """#)
        }
        let changed = Plan(from: try side(1), to: try side(2), catalogue: .aws)
        XCTAssertEqual(changed.declarations.map(\.name), ["Image"])
        XCTAssertTrue(Plan(from: try side(1), to: try side(1), catalogue: .aws).isEmpty)
    }

    func testLongListsInAnotherOrderTakeNoTime() throws {
        func side(_ numbers: [Int]) throws -> PlannedTemplates {
            let items = numbers.map { "{ \"Number\": \"\($0)\" }" }.joined(separator: ",")
            return try templates(
                #"{ "Resources": { "List": { "Type": "Custom::List", "Properties": { "Items": [\#(items)] } } } }"#)
        }
        let numbers = Array(0..<5_000)
        let plan = Plan(from: try side(numbers), to: try side(numbers.reversed()), catalogue: .aws)
        XCTAssertEqual(plan.resources.first?.properties.count, 1, "one change, and none for each element")
    }
}
