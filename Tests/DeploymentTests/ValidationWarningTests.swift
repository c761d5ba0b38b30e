import AWSAccessTesting
import EnvironmentsTesting
import Terminal
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Deployment
@testable import Environments

/// What AWS's early validation warns of: AWS CloudFormation User Guide, "Validate stack deployments" (WARN mode); API
/// Reference, "OperationEvent".
final class ValidationWarningTests: XCTestCase {
    private let changeSetID = "arn:aws:cloudformation:eu-west-3:1:changeSet/deploy-1/x"
    private let nestedID = "arn:aws:cloudformation:eu-west-3:1:changeSet/deploy-1-Data/y"

    private func changeSet(_ id: String, _ changes: String...) throws -> ChangeSet {
        try AWSCLI.decode(ChangeSet.self, from: Data(text(id, changes).utf8), of: "aws cloudformation")
    }

    private func text(_ id: String, _ changes: [String]) -> String {
        #"{"ChangeSetId":"\#(id)","StackId":"s","Status":"CREATE_COMPLETE","Changes":[\#(changes.joined(separator: ","))]}"#
    }

    private func change(_ action: String, _ id: String, _ type: String, inner: String? = nil) -> String {
        let inner = inner.map { #","ChangeSetId":"\#($0)""# } ?? ""
        return
            #"{"ResourceChange":{"Action":"\#(action)","LogicalResourceId":"\#(id)","ResourceType":"\#(type)"\#(inner)}}"#
    }

    private func event(_ id: String, _ type: String, mode: String, _ reason: String) -> String {
        #"{"OperationEvents":[{"LogicalResourceId":"\#(id)","ResourceType":"\#(type)","ValidationFailureMode":"\#(mode)","ValidationName":"BUCKET_EMPTINESS_VALIDATION","ValidationStatusReason":"\#(reason)"}]}"#
    }

    private func review(_ aws: FakeAWS, _ root: ChangeSet) async throws -> ChangeReview {
        try await NestedChangeSets(aws: aws.cli(), templates: Fixture.templates).review(of: root)
    }

    func testWhatWouldStopTheExecutionIsToldWithItsLine() async throws {
        let aws = FakeAWS()
        aws.on(
            "cloudformation describe-change-set", text(nestedID, [change("Remove", "Mail", "AWS::SNS::Subscription")]))
        aws.on(
            "cloudformation describe-events --change-set-name \(changeSetID)",
            event("Lake", "AWS::S3::Bucket", mode: "WARN", "The bucket is not empty"))
        aws.on(
            "cloudformation describe-events --change-set-name \(nestedID)",
            event("Database", "AWS::RDS::DBInstance", mode: "WARN", "The quota would be exceeded"))
        let found = try await review(
            aws,
            changeSet(
                changeSetID, change("Remove", "Lake", "AWS::S3::Bucket"),
                change("Modify", "Data", "AWS::CloudFormation::Stack", inner: nestedID)))
        XCTAssertEqual(found.validation.map(\.code), ["change-set-warning", "change-set-warning"])
        XCTAssertEqual(found.validation.map(\.severity), [.warning, .warning])
        XCTAssertEqual(
            found.validation.map { "\($0.place.map { "\($0)" } ?? "")" },
            ["Stacks/Web.swift:9", "Stacks/Data.swift:42"])
        XCTAssertTrue(found.validation[0].message.hasSuffix("The bucket is not empty"), "\(found.validation)")
    }

    func testWhereNothingComesOrGoesNobodyAsks() async throws {
        let aws = FakeAWS()
        let found = try await review(aws, changeSet(changeSetID, change("Modify", "Lake", "AWS::S3::Bucket")))
        XCTAssertEqual(found.validation, [])
        XCTAssertEqual(aws.lines, [])
    }

    func testWhoMayNotAskIsTold() async throws {
        let aws = FakeAWS()
        aws.on(
            "cloudformation describe-events",
            error:
                "An error occurred (AccessDenied) when calling the DescribeEvents operation: User is not authorized to perform: cloudformation:DescribeEvents"
        )
        let found = try await review(aws, changeSet(changeSetID, change("Add", "Lake", "AWS::S3::Bucket")))
        XCTAssertEqual(found.validation.map(\.severity), [.warning])
        XCTAssertTrue(found.validation[0].message.contains("DescribeEvents"), "\(found.validation)")
    }
}
