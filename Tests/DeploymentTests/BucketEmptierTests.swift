import AWSAccessTesting
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Deployment

final class BucketEmptierTests: XCTestCase {
    private let aws = FakeAWS()
    private let screen = TestTerminal()

    private func empty() async throws -> Int? {
        try await BucketEmptier(aws: aws.cli(), terminal: screen.terminal()).empty("lake")
    }

    private func page(_ keys: some Sequence<Int>) -> String {
        #"{"Versions": [\#(keys.map { #"{"Key": "k\#($0)", "VersionId": "v"}"# }.joined(separator: ","))]}"#
    }

    /// It went on for ever, and said nothing.
    func testADeletionWithoutEffectEndsWithItsLikelyCauses() async throws {
        aws.on("s3api list-object-versions", page(1...2), page(2...3))
        aws.on("s3api delete-objects", "")
        do {
            _ = try await empty()
            XCTFail("k2 is still there")
        } catch let error as CommandError {
            XCTAssertEqual(
                error.description,
                "the bucket lake cannot be emptied: S3 reported no error, and 1 object versions are still there after they were deleted, such as 'k2' (version v); Object Lock, a legal hold, MFA delete or a policy keeps them: end that, and run the same command again"
            )
        }
        XCTAssertEqual(aws.lines.filter { $0.hasPrefix("s3api delete-objects") }.count, 1)
    }

    func testALargeBucketIsEmptiedPageByPageAndCounted() async throws {
        aws.on("s3api list-object-versions", page(0..<1000), page(1000..<2000), page(2000..<2001), "")
        aws.on("s3api delete-objects", "")
        let count = try await empty()
        XCTAssertEqual(count, 2001)
        XCTAssertEqual(
            screen.errors,
            "  emptying lake: 1000 object versions deleted\n  emptying lake: 2000 object versions deleted\n")
    }

    func testABucketThatIsGoneIsEmpty() async throws {
        aws.on(
            "s3api list-object-versions",
            error: "An error occurred (NoSuchBucket) when calling the ListObjectVersions operation: no")
        let count = try await empty()
        XCTAssertNil(count)
    }
}
