import AWSAccessTesting
import XCTest

@testable import AWSAccess
@testable import Environments

/// Answers are as in the AWS CloudFormation API Reference, "ListStackResources".
final class StackResourceTests: XCTestCase {
    func testANestedStackThatIsGoneEndsNoListAndKeepsWhatItLeft() async throws {
        let aws = FakeAWS()
        let (deleted, forgotten) = (
            "arn:aws:cloudformation:x:stack/deleted", "arn:aws:cloudformation:x:stack/forgotten"
        )
        let type = "AWS::CloudFormation::Stack"
        aws.on(
            "cloudformation list-stack-resources --stack-name web",
            stackResourcesJSON(
                ("Lake", "lake-1", "AWS::S3::Bucket"), ("Data", deleted, type), ("Old", forgotten, type),
                ("Unmade", "", type)))
        aws.on(
            "cloudformation list-stack-resources --stack-name \(deleted)",
            """
            {"StackResourceSummaries": [
              {"LogicalResourceId": "Group", "PhysicalResourceId": "g", "ResourceType": "T", "ResourceStatus": "DELETE_COMPLETE"},
              {"LogicalResourceId": "Database", "PhysicalResourceId": "d", "ResourceType": "T", "ResourceStatus": "DELETE_SKIPPED"}]}
            """)
        aws.on(
            "cloudformation list-stack-resources --stack-name \(forgotten)",
            error:
                "An error occurred (ValidationError) when calling the ListStackResources operation: Stack with id \(forgotten) does not exist"
        )
        let list = try await StackResource.list(stack: "web", with: aws.cli())
        XCTAssertEqual(list.map(\.name), ["Lake", "Unmade", "Data/Database"])
        do {
            _ = try await StackResource.list(stack: forgotten, with: aws.cli())
            XCTFail("what was asked for is not there")
        } catch AWSError.stackMissing {}
    }
}
