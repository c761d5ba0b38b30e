import Foundation
import XCTest

@testable import AWSAccess

final class ServiceAnswerTests: XCTestCase {
    func testATagForAnOptionIsJSONWhateverItsNameHas() throws {
        let option = ResourceTags.option(["Key": #"a"b\c"#, "Value": "x, y = z"], propagateAtLaunch: false)
        struct Tag: Decodable, Equatable {
            let Key: String
            let Value: String
            let PropagateAtLaunch: Bool
        }
        XCTAssertEqual(
            try JSONDecoder().decode([Tag].self, from: Data(option.utf8)),
            [Tag(Key: #"a"b\c"#, Value: "x, y = z", PropagateAtLaunch: false)])
    }
}
