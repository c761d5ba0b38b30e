import AWSResourceCatalogue
import ResourceSchemas
import XCTest

/// The actions of AWS's services, found in the text that lies in the executable.
final class ActionCatalogueTests: XCTestCase {
    private let actions = ResourceCatalogue.aws.actions

    func testEveryServiceIsFoundByItsPrefix() {
        XCTAssertGreaterThan(actions.services.count, 400)
        for prefix in actions.services { XCTAssertFalse(actions.service(prefix)?.names.isEmpty ?? true, prefix) }
        for prefix in ["ec2", "s3", "sqs", "sts"] {
            let service = actions.service(prefix)
            for name in service?.names ?? [] {
                XCTAssertEqual(service?.action(name.lowercased())?.name, name, "\(prefix):\(name)")
            }
        }
        XCTAssertNil(actions.service("dynamo"))
        XCTAssertNil(actions.service(""))
    }

    func testAnActionKnowsWhatItAppliesTo() throws {
        let s3 = try XCTUnwrap(actions.service("s3"))
        XCTAssertEqual(s3.action("getobject")?.name, "GetObject")
        XCTAssertTrue(try XCTUnwrap(s3.action("getobject")).resources.contains("s3:::%/*"))
        XCTAssertTrue(try XCTUnwrap(s3.action("listbucket")).resources.contains("s3:::%"))
        XCTAssertEqual(s3.action("listallmybuckets")?.resources, [])
        XCTAssertNil(s3.action("listobjects"))
    }
}
