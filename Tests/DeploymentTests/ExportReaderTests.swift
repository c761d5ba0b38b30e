import AWSAccessTesting
import EnvironmentsTesting
import Plan
import Template
import XCTest

@testable import AWSAccess
@testable import AWSResourceCatalogue
@testable import Deployment

/// Who imports what goes; AWS CloudFormation API Reference, "ListImports".
final class ExportReaderTests: XCTestCase {
    private func plan(_ outputs: String, queue: String = "orders") throws -> Plan {
        func side(_ outputs: String, _ queue: String) throws -> PlannedTemplates {
            PlannedTemplates(
                TemplateTree(
                    try Template(
                        parsing: Array(
                            #"{"Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "\#(queue)"}}}, "Outputs": {\#(outputs)}}"#
                                .utf8), file: "t")))
        }
        let export = #""Arn": {"Value": {"Fn::GetAtt": ["Queue", "Arn"]}, "Export": {"Name": "orders-arn"}}"#
        return Plan(from: try side(export, "orders"), to: try side(outputs, queue), catalogue: .aws)
    }

    func testAnExportThatIsImportedStopsWithItsReaders() async throws {
        let aws = FakeAWS()
        aws.on("cloudformation list-imports --export-name orders-arn", #"{"Imports": ["stock", "shop"]}"#)
        let found = try await ExportReaders(aws: aws.cli()).problems(of: plan("").exports, Fixture.templates)
        XCTAssertEqual(found.map(\.code), ["export-in-use"])
        XCTAssertEqual(found.map(\.severity), [.error])
        XCTAssertTrue(found[0].message.hasSuffix("imported by shop, stock"), "\(found)")
    }

    func testOneThatNobodyImportsMayGo() async throws {
        let aws = FakeAWS()
        aws.on(
            "cloudformation list-imports",
            error:
                "An error occurred (ValidationError) when calling the ListImports operation: Export 'orders-arn' is not imported by any stack."
        )
        let found = try await ExportReaders(aws: aws.cli()).problems(of: plan("").exports, Fixture.templates)
        XCTAssertEqual(found, [])
    }

    func testWhereNoExportGoesNobodyIsAsked() async throws {
        let aws = FakeAWS()
        let same = #""Arn": {"Value": {"Fn::GetAtt": ["Queue", "Arn"]}, "Export": {"Name": "orders-arn"}}"#
        let found = try await ExportReaders(aws: aws.cli()).problems(of: plan(same).exports, Fixture.templates)
        XCTAssertEqual(found, [])
        XCTAssertEqual(aws.lines, [])
    }
}
