import AWSResourceCatalogue
import Plan
import Template
import Terminal
import TerminalTesting
import XCTest

/// Exports that others may import.
final class ExportTests: XCTestCase {
    /// A queue and its exported ARN, and what else stands in the template.
    private func shop(
        queue: String = "orders", export: String? = #""orders-arn""#,
        value: String = #"{"Fn::GetAtt": ["Queue", "Arn"]}"#
    ) throws -> PlannedTemplates {
        let outputs = export.map { #", "Outputs": {"Arn": {"Value": \#(value), "Export": {"Name": \#($0)}}}"# } ?? ""
        return PlannedTemplates(
            TemplateTree(
                try Template(
                    parsing: Array(
                        #"{"Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "\#(queue)"}}}\#(outputs)}"#
                            .utf8), file: "shop.json")))
    }

    private func exports(_ before: PlannedTemplates, _ after: PlannedTemplates) -> [ExportChange] {
        Plan(from: before, to: after, catalogue: .aws).exports
    }

    func testWhatImportersWouldLoseIsTold() throws {
        let other = #"{"Fn::GetAtt": ["Queue", "QueueName"]}"#
        let cases: [(before: PlannedTemplates, after: PlannedTemplates, fate: ExportChange.Fate?)] = [
            (try shop(), try shop(), nil),
            (try shop(), try shop(export: nil), .removed),
            (try shop(), try shop(export: #""orders""#), .renamed(to: "orders")),
            (try shop(), try shop(value: other), .changed),
            (try shop(export: nil), try shop(), nil),
        ]
        for (before, after, fate) in cases {
            XCTAssertEqual(exports(before, after).map(\.fate), fate.map { [$0] } ?? [])
        }
        let replaced = try XCTUnwrap(try exports(shop(), shop(queue: "others")).first)
        XCTAssertEqual(replaced.name, "orders-arn")
        XCTAssertEqual(replaced.output, "Arn")
        guard case .replaced(let path) = replaced.fate else { return XCTFail("\(replaced)") }
        XCTAssertEqual("\(path)", "Queue")
    }

    func testANameThatOnlyADeploymentMakesIsComparedAndNotKnown() throws {
        let own = #"{"Fn::Sub": "${AWS::StackName}-arn"}"#
        XCTAssertEqual(try exports(shop(export: own), shop(export: own)), [])
        let gone = try XCTUnwrap(try exports(shop(export: own), shop(export: nil)).first)
        XCTAssertNil(gone.name)
    }

    func testThePlanNamesItInEveryFormat() throws {
        let plan = Plan(from: try shop(), to: try shop(export: nil), catalogue: .aws)
        let screen = TestTerminal()
        plan.show(on: screen.terminal().output)
        XCTAssertTrue(
            screen.output.contains(
                "export orders-arn    is removed: the stacks that import it have to let go of it first"), screen.output)
        XCTAssertTrue(plan.markdown(title: "t") { "\($0)" }.contains("export orders-arn"))
        XCTAssertTrue(plan.json { "\($0)" }.contains(#""change": "is removed""#))
    }
}
