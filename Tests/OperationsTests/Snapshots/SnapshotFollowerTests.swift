import AWSAccessTesting
import Foundation
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Operations

final class SnapshotFollowerTests: XCTestCase {
    /// It was followed for ever.
    func testASnapshotThatNeverMovesIsGivenUp() async throws {
        let aws = FakeAWS()
        let text =
            #"{"DBSnapshotIdentifier": "s", "DBInstanceIdentifier": "db", "SnapshotType": "manual", "Status": "creating", "PercentProgress": 40}"#
        aws.on("rds describe-db-snapshots", #"{"DBSnapshots": [\#(text)]}"#)
        let begun = try AWSCLI.decode(DatabaseSnapshot.self, from: Data(text.utf8), of: "aws rds")
        do {
            _ = try await SnapshotFollower(store: SnapshotStore(aws: aws.cli()), terminal: TestTerminal().terminal())
                .follow(begun)
            XCTFail("it never became complete")
        } catch let error as CommandError {
            XCTAssertEqual(
                error.diagnostics.map(\.message), ["s in eu-west-3 has been 'creating' at 40 % for six hours"])
        }
        XCTAssertEqual(aws.lines.count, 6 * 3600 / 5, "a look each five seconds")
    }
}
