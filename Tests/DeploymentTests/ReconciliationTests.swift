import EnvironmentsTesting
import JSON
import Plan
import ResourceSchemas
import Template
import XCTest

@testable import AWSAccess
@testable import AWSResourceCatalogue
@testable import Deployment

/// What is told where a change set and the plan of the templates differ. Change sets are in the form of the AWS
/// CloudFormation API Reference, "DescribeChangeSet".
final class ReconciliationTests: XCTestCase {
    private func template(_ resources: String) throws -> PlannedTemplates {
        PlannedTemplates(TemplateTree(try Template(parsing: Array(#"{"Resources": {\#(resources)}}"#.utf8), file: "t")))
    }

    private func reconciliation(_ before: String, _ after: String, _ changes: String) throws -> Reconciliation {
        let plan = Plan(from: try template(before), to: try template(after), catalogue: .aws)
        let changeSet = try AWSCLI.decode(
            ChangeSet.self,
            from: Data(
                #"{"ChangeSetId":"c","StackId":"s","Status":"CREATE_COMPLETE","Changes":[\#(changes)]}"#.utf8),
            of: "aws cloudformation")
        return Reconciliation(ChangeReview(changeSet, templates: Fixture.templates), plan)
    }

    private func queue(_ delay: Int, name: String = "q") -> String {
        #""Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "\#(name)", "DelaySeconds": \#(delay)}}"#
    }

    private func change(_ action: String, _ more: String = "") -> String {
        #"{"ResourceChange":{"Action":"\#(action)","LogicalResourceId":"Queue","ResourceType":"AWS::SQS::Queue"\#(more)}}"#
    }

    private func detail(_ evaluation: String, _ cause: String, recreation: String = "Never") -> String {
        #""Details":[{"Target":{"Attribute":"Properties","Name":"DelaySeconds","RequiresRecreation":"\#(recreation)"},"Evaluation":"\#(evaluation)","CausingEntity":"\#(cause)"}]"#
    }

    func testWhatBothSayIsNotSaidTwice() throws {
        let same: [(before: String, after: String, changes: String)] = [
            ("", queue(1), change("Add")),
            (queue(1), "", change("Remove")),
            (queue(1), queue(2), change("Modify", #","Replacement":"False""#)),
            (queue(1), queue(1, name: "r"), change("Modify", #","Replacement":"True""#)),
            (queue(1), queue(1, name: "r"), change("Modify", #","Replacement":"Conditional""#)),
        ]
        for (before, after, changes) in same {
            let found = try reconciliation(before, after, changes)
            XCTAssertEqual(found.lines.count, 0, "\(found)")
        }
    }

    func testWhatAWSKnowsAndTheTemplatesDoNotIsNamedWithItsCause() throws {
        let cases: [(before: String, after: String, changes: String, statement: String, isWorse: Bool)] = [
            (
                queue(1), queue(1), change("Modify", #","Replacement":"False",\#(detail("Static", "Password"))"#),
                "AWS updates it in place, for DelaySeconds, since Password may be another value", true
            ),
            (
                queue(1), queue(2), change("Modify", #","Replacement":"True""#), "AWS replaces it", true
            ),
            (
                queue(1), queue(1, name: "r"), change("Modify", #","Replacement":"False""#),
                "AWS updates it in place", false
            ),
            ("", queue(1), change("Modify", #","Replacement":"False""#), "AWS changes it", true),
            (queue(1), queue(1), change("Remove"), "AWS removes it", true),
            (queue(1), queue(2), "", "AWS's change set does not list it", false),
        ]
        for (before, after, changes, statement, isWorse) in cases {
            let found = try reconciliation(before, after, changes)
            XCTAssertEqual(
                found.differences, [.init(resource: "Queue", statement: statement, isWorse: isWorse)], changes)
        }
    }

    func testWhatAWSOnlyFearsIsOneLine() throws {
        let fears = [
            change("Modify", #","Replacement":"False",\#(detail("Dynamic", "Other.Arn"))"#),
            change("Modify", #","Replacement":"True",\#(detail("Dynamic", "Other.Arn", recreation: "Always"))"#),
        ]
        for fear in fears {
            let found = try reconciliation(queue(1), queue(1), fear)
            XCTAssertEqual(found.differences, [])
            XCTAssertEqual(found.ruledOut, ["Queue"])
        }
    }

    func testWhatComesAndGoesWithItsNestedStackIsListedByThatAlone() throws {
        let nested = PlannedTemplates(
            TemplateTree(
                try Template(
                    parsing: Array(
                        #"{"Resources": {"Data": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "d"}}}}"#
                            .utf8), file: "t"),
                nested: [
                    "Data": TemplateTree(try Template(parsing: Array("{\"Resources\": {\(queue(1))}}".utf8), file: "d"))
                ]))
        let plan = Plan(from: try template(""), to: nested, catalogue: .aws)
        XCTAssertEqual(plan.resources.map(\.path.description), ["Data", "Data/Queue"])
        let changeSet = try AWSCLI.decode(
            ChangeSet.self,
            from: Data(
                #"{"ChangeSetId":"c","StackId":"s","Status":"CREATE_COMPLETE","Changes":[{"ResourceChange":{"Action":"Add","LogicalResourceId":"Data","ResourceType":"AWS::CloudFormation::Stack"}}]}"#
                    .utf8), of: "aws cloudformation")
        XCTAssertEqual(
            Reconciliation(ChangeReview(changeSet, templates: Fixture.templates), plan).lines.count, 0)
    }
}
