import AWSResourceCatalogue
import ResourceSchemas
import XCTest

/// What a region offers, looked up in the text that the executable has.
final class OfferedValuesTests: XCTestCase {
    private static let text: StaticString = """
        aa-1 bb-1 cc-1
        List\t*\tt3.micro t3.small
        List\taa-1\tx1.large
        List\t- aa-1\tx2.large
        List of some\taa-1 bb-1\tm
        List of versions\t\t8.0 8.4

        """
    private let lists = ValueListText(
        UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))

    func testAValueIsOfferedWhereItsLineSaysSo() throws {
        let list = try XCTUnwrap(lists.list("List"))
        XCTAssertTrue(list.contains("t3.small"))
        XCTAssertFalse(list.contains("t3"))
        XCTAssertEqual(list.isOffered("t3.micro", in: "cc-1"), true)
        XCTAssertEqual(list.isOffered("x1.large", in: "aa-1"), true)
        XCTAssertEqual(list.isOffered("x1.large", in: "bb-1"), false)
        XCTAssertEqual(list.isOffered("x2.large", in: "aa-1"), false)
        XCTAssertEqual(list.isOffered("x2.large", in: "bb-1"), true)
        XCTAssertEqual(list.regions(of: "x2.large"), ["bb-1", "cc-1"])
        XCTAssertEqual(list.values, ["t3.micro", "t3.small", "x1.large", "x2.large"])
    }

    func testOfARegionThatNoLineHasNothingIsKnown() throws {
        XCTAssertNil(try XCTUnwrap(lists.list("List of some")).isOffered("m", in: "cc-1"))
        XCTAssertNil(try XCTUnwrap(lists.list("List of versions")).isOffered("8.0", in: "aa-1"))
        XCTAssertNil(try XCTUnwrap(lists.list("List")).isOffered("t9.micro", in: "aa-1"))
    }

    func testAListThatIsNotThereIsNil() {
        XCTAssertNil(lists.list("Lis"))
        XCTAssertNil(lists.list("List of"))
        XCTAssertNil(lists.list("Zero"))
    }

    func testTheReleaseKnowsInstanceTypesAndRules() throws {
        let types = try XCTUnwrap(ResourceCatalogue.aws.offered("AWS::EC2::Instance/InstanceType"))
        XCTAssertEqual(types.isOffered("t3.micro", in: "eu-west-3"), true)
        XCTAssertGreaterThan(types.values.count, 1_000)
        XCTAssertNotNil(ResourceCatalogue.aws.find("AWS::SQS::Queue")?.rulesJSON)
        XCTAssertNil(ResourceCatalogue.aws.find("AWS::EC2::InternetGateway")?.rulesJSON)
    }
}
