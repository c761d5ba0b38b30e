import AWSResourceCatalogue
import ResourceSchemas
import XCTest

/// What commands learn of any resource type.
final class ResourceCatalogueTests: XCTestCase {
    private let catalogue = ResourceCatalogue.aws

    func testADatabaseIsKnownToLoseDataAndToBeReplaced() throws {
        let facts = try XCTUnwrap(catalogue.facts(of: "AWS::RDS::DBInstance"))
        XCTAssertTrue(facts.isStateful)
        XCTAssertTrue(facts.hasSnapshots)
        XCTAssertEqual(facts.identifier, ["DBInstanceIdentifier"])
        XCTAssertEqual(facts.tagging, .list("Tags"))
        XCTAssertEqual(facts.replacement(of: "KmsKeyId"), .always)
        XCTAssertEqual(facts.replacement(of: "MultiAZ"), .sometimes)
        XCTAssertEqual(facts.replacement(of: "BackupRetentionPeriod"), .sometimes)
        XCTAssertEqual(facts.replacement(of: "AllocatedStorage"), .never)
        XCTAssertTrue(facts.readOnly.contains("Endpoint/Address"))
        XCTAssertTrue(facts.writeOnly.contains("MasterUserPassword"))
    }

    func testWhatHasNoDataIsNotStateful() {
        XCTAssertTrue(catalogue.isStateful("AWS::S3::Bucket"))
        XCTAssertFalse(catalogue.isStateful("AWS::EC2::Subnet"))
        XCTAssertFalse(catalogue.isStateful("Some::Other::Type"))
    }

    func testATypeThatTheReleaseLacksIsNotKnown() {
        for name in ["AWS::EC2::Nothing", "AWS::Nothing::VPC", "Vendor::EC2::VPC", "VPC", "", "AWS::EC2::VPC::MODULE"] {
            XCTAssertFalse(catalogue.contains(name), name)
            XCTAssertNil(catalogue.facts(of: name), name)
            XCTAssertNil(catalogue.schema(of: name), name)
        }
        XCTAssertTrue(catalogue.contains("Alexa::ASK::Skill"))
    }

    func testASchemaKeepsWhatRestrictsAValue() throws {
        let queue = SchemaReader(try XCTUnwrap(catalogue.schema(of: "AWS::SQS::Queue")))
        let delay = try XCTUnwrap(queue.property(at: "DelaySeconds"))
        XCTAssertEqual(delay.minimum, 0)
        XCTAssertEqual(delay.maximum, 900)
        XCTAssertEqual(delay.types, ["integer"])
        let key = try XCTUnwrap(queue.property(at: "Tags/*/Key"))
        XCTAssertEqual(key.maxLength, 128)
        XCTAssertNotNil(key.pattern)

        let ingress = SchemaReader(try XCTUnwrap(catalogue.schema(of: "AWS::EC2::SecurityGroup")))
        let rule = ingress.resolved(try XCTUnwrap(ingress.property(at: "SecurityGroupEgress/*")))
        XCTAssertEqual(
            rule.requiredXor, ["CidrIp", "CidrIpv6", "DestinationSecurityGroupId", "DestinationPrefixListId"])

        let table = SchemaReader(try XCTUnwrap(catalogue.schema(of: "AWS::DynamoDB::Table")))
        XCTAssertEqual(table.property(at: "AttributeDefinitions")?.uniqueKeys, ["AttributeName"])
        let vpc = SchemaReader(try XCTUnwrap(catalogue.schema(of: "AWS::EC2::VPC")))
        XCTAssertEqual(vpc.schema.body.dependentRequired["Ipv4IpamPoolId"], ["Ipv4NetmaskLength"])
    }

    func testTheRegionsThatLackATypeAreKnown() throws {
        let everywhere = try XCTUnwrap(catalogue.facts(of: "AWS::EC2::VPC"))
        XCTAssertEqual(everywhere.missingRegions, [])
        let identityCenter = try XCTUnwrap(catalogue.facts(of: "AWS::CloudFront::Distribution"))
        XCTAssertFalse(identityCenter.missingRegions.contains("us-east-1"))
    }

    func testTypesOfTheServerlessTransformExistInEveryRegionAndLoseWhatTheirMakingsLose() throws {
        let function = try XCTUnwrap(catalogue.facts(of: "AWS::Serverless::Function"))
        XCTAssertEqual(function.missingRegions, [])
        XCTAssertEqual(function.tagging, .map("Tags"))
        XCTAssertTrue(catalogue.isStateful("AWS::Serverless::SimpleTable"))
    }

    func testOfAlternativesOnlyThatIsRequiredWhichAllRequire() throws {
        let function = SchemaReader(try XCTUnwrap(catalogue.schema(of: "AWS::Serverless::Function")))
        let events = try XCTUnwrap(function.property(at: "Events"))
        guard case .schema(let event) = events.additionalProperties else { return XCTFail("\(events)") }
        let members = try XCTUnwrap(function.members(of: event))
        XCTAssertEqual(members.required, ["Type"])
        let properties = try XCTUnwrap(members.properties["Properties"].flatMap { function.members(of: $0) })
        XCTAssertEqual(properties.required, [], "a queue's event has no bucket")
        XCTAssertNotNil(properties.properties["Bucket"])
        XCTAssertNotNil(properties.properties["Queue"])
    }

    func testAReleaseIsDated() {
        XCTAssertNotNil(catalogue.release.wholeMatch(of: /\d{4}-\d{2}-\d{2}/))
    }
}
