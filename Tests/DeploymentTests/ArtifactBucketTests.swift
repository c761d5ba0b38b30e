import AWSAccessTesting
import XCTest

@testable import AWSAccess
@testable import Deployment

final class ArtifactBucketTests: XCTestCase {
    private let aborted =
        "An error occurred (OperationAborted) when calling the X operation: A conflicting conditional operation is currently in progress against this resource. Please try again."
    private let missing =
        "An error occurred (NoSuchBucket) when calling the GetBucketTagging operation: The specified bucket does not exist"

    private func bucket(_ region: String = "eu-west-3") throws -> ArtifactBucket {
        try ArtifactBucket(
            project: "shop", key: "ProjectName", account: "123456789012", connection: AWSConnection(region: region))
    }

    func testSettingsFollowOneAnotherAndAreRepeatedWhenTheyMeet() async throws {
        let aws = FakeAWS()
        let counter = Counter()
        let (aborted, missing) = (aborted, missing)
        aws.on("s3api get-bucket-tagging", error: missing)
        aws.on("s3api") { command in
            // The second try of everything succeeds.
            counter.next() % 2 == 1 ? CommandResult(status: 254, errors: aborted) : .success("")
        }
        let isNew = try await bucket().makeIfMissing(with: aws.cli())
        XCTAssertTrue(isNew)
        let commands = aws.commands.map { $0.arguments[1] }
        let once = [
            "create-bucket", "put-bucket-versioning", "put-bucket-policy", "put-bucket-lifecycle-configuration",
            "put-bucket-tagging",
        ]
        XCTAssertEqual(
            commands, ["get-bucket-tagging"] + once.flatMap { [$0, $0] }, "in this order: the marker comes last")
    }

    /// Only what was made just now is sure to be private from the beginning.
    func testABucketThatWasThereIsMadePrivateToo() async throws {
        let aws = FakeAWS()
        aws.on(
            "s3api get-bucket-tagging",
            error:
                "An error occurred (NoSuchTagSet) when calling the GetBucketTagging operation: The TagSet does not exist"
        )
        aws.on("s3api", "")
        _ = try await bucket().makeIfMissing(with: aws.cli())
        XCTAssertEqual(
            aws.commands.map { $0.arguments[1] },
            [
                "get-bucket-tagging", "put-public-access-block", "put-bucket-versioning", "put-bucket-policy",
                "put-bucket-lifecycle-configuration", "put-bucket-tagging",
            ])
    }

    func testANameThatS3HasNotLetGoOfYetIsToldAsSuch() async throws {
        let aws = FakeAWS()
        aws.on("s3api get-bucket-tagging", error: missing)
        aws.on("s3api create-bucket", error: aborted)
        do {
            _ = try await bucket().makeIfMissing(with: aws.cli())
            XCTFail("it cannot be made")
        } catch {
            XCTAssertTrue(
                "\(error)".hasPrefix(
                    "the artifact bucket 'shop-artifacts-123456789012-eu-west-3' cannot be made yet: a bucket of this name was deleted"
                ), "\(error)")
        }
    }

    func testThePolicyIsOfTheRegionsPartition() async throws {
        for (region, partition) in [
            ("eu-west-3", "aws"), ("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov"),
            ("eusc-de-east-1", "aws-eusc"),
            ("us-isob-east-1", "aws-iso-b"), ("xx-new-1", "aws"),
        ] {
            let aws = FakeAWS()
            aws.on("s3api get-bucket-tagging", error: missing)
            aws.on("s3api", "")
            _ = try await bucket(region).makeIfMissing(with: aws.cli())
            let policy = try XCTUnwrap(aws.commands.first { $0.arguments[1] == "put-bucket-policy" }).arguments.joined(
                separator: " ")
            XCTAssertTrue(
                policy.contains(#""arn:\#(partition):s3:::shop-artifacts-123456789012-\#(region)/*""#), policy)
        }
    }

    func testTemplatesAreWhereS3IsInTheRegionsPartition() throws {
        for (region, host) in [
            ("eu-west-3", "s3.eu-west-3.amazonaws.com"), ("cn-north-1", "s3.cn-north-1.amazonaws.com.cn"),
            ("eusc-de-east-1", "s3.eusc-de-east-1.amazonaws.eu"),
        ] {
            XCTAssertEqual(
                try bucket(region).address(ofKey: "a.json"),
                "https://\(host)/shop-artifacts-123456789012-\(region)/a.json")
        }
    }

    func testANameThatDoesNotFitIsToldWithTheLengthThatDoes() {
        for (region, length) in [
            ("eu-west-3", 30), ("ap-southeast-2", 25), ("us-gov-west-1", 26), ("eusc-de-east-1", 25),
        ] {
            XCTAssertNil(
                ArtifactBucket.problem(
                    project: String(repeating: "a", count: length), key: "ProjectName", region: region))
            let name = String(repeating: "a", count: length + 1)
            let problem = ArtifactBucket.problem(project: name, key: "ProjectName", region: region) ?? ""
            XCTAssertTrue(
                problem.hasPrefix(
                    "the project name '\(name)' has \(length + 1) characters; allowed in \(region): at most \(length), because"
                ), problem)
            XCTAssertEqual(
                "\(name.dropFirst())-artifacts-123456789012-\(region)".count, 63,
                "that is what a bucket's name may have")
        }
        for name in ["", "a_b", "-a", "é", "xn--a"] {
            XCTAssertNotNil(ArtifactBucket.problem(project: name, key: "ProjectName", region: "eu-west-3"), name)
        }
        XCTAssertNil(ArtifactBucket.problem(project: "WebMarket-Plus2", key: "ProjectName", region: "eu-west-3"))
    }
}
