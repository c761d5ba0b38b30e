import AWSResourceCatalogue
import Checks
import Diagnostics
import JSON
import ResourceSchemas
import Template
import XCTest

/// Rules with conditions: what is known is decided, what is not is passed over, and `Fn::If` is both.
final class ConditionalRuleTests: XCTestCase {
    private func found(
        _ type: String, _ properties: String, parameters: String = "", region: String? = nil,
        on day: String = "2026-11-28"
    ) throws -> [Diagnostic] {
        try diagnostics(
            """
            { "Parameters": { "Stage": { "Type": "String" }\(parameters) },
              "Conditions": { "C": { "Fn::Equals": [{ "Ref": "Stage" }, "prod"] },
                              "D": { "Fn::Equals": [{ "Ref": "Stage" }, "dev"] } },
              "Resources": { "R": { "Type": "\(type)", "Properties": \(properties) } } }
            """, region: region, on: Day(day)
        ).filter { $0.logicalID == "R" }
    }

    private func messages(_ type: String, _ properties: String, parameters: String = "") throws -> [String] {
        try found(type, properties, parameters: parameters).map(\.message)
    }

    // MARK: - Conditions

    private let table = """
        "AttributeDefinitions": [{ "AttributeName": "a", "AttributeType": "S" }],
        "KeySchema": [{ "AttributeName": "a", "KeyType": "HASH" }]
        """

    func testAConditionOnALiteralIsDecided() throws {
        XCTAssertEqual(
            try messages("AWS::DynamoDB::Table", "{ \(table) }"),
            [
                "ProvisionedThroughput is missing, and required: a table that is not paid by request has a provisioned throughput"
            ])
        XCTAssertEqual(
            try messages("AWS::DynamoDB::Table", #"{ \#(table), "BillingMode": "PAY_PER_REQUEST" }"#), [])
    }

    func testAConditionOnAParameterIsPassedOver() throws {
        XCTAssertEqual(
            try messages("AWS::DynamoDB::Table", #"{ \#(table), "BillingMode": { "Ref": "Stage" } }"#), [])
    }

    func testAConditionUnderIfIsDecidedInBothBranches() throws {
        let mode = #""BillingMode": { "Fn::If": ["C", "PAY_PER_REQUEST", "PROVISIONED"] }"#
        XCTAssertEqual(
            try messages("AWS::DynamoDB::Table", "{ \(table), \(mode) }"),
            [
                "ProvisionedThroughput is missing, and required where C does not hold: a table that is not paid by request has a provisioned throughput"
            ])
        let throughput = #"{ "ReadCapacityUnits": 1, "WriteCapacityUnits": 1 }"#
        XCTAssertEqual(
            try messages(
                "AWS::DynamoDB::Table",
                """
                { \(table), \(mode),
                  "ProvisionedThroughput": { "Fn::If": ["C", { "Ref": "AWS::NoValue" }, \(throughput)] } }
                """), [])
        // Both modes are the same mistake.
        let both = #""BillingMode": { "Fn::If": ["C", { "Ref": "AWS::NoValue" }, "PROVISIONED"] }"#
        XCTAssertEqual(
            try messages("AWS::DynamoDB::Table", "{ \(table), \(both) }"),
            [
                "ProvisionedThroughput is missing, and required: a table that is not paid by request has a provisioned throughput"
            ])
    }

    func testOneOfTwoUnderIfIsAlwaysThere() throws {
        func group(_ zones: String) -> String {
            """
            { "MinSize": "1", "MaxSize": "1", "LaunchConfigurationName": "l",
              "VPCZoneIdentifier": { "Fn::If": ["C", ["subnet-1"], { "Ref": "AWS::NoValue" }] },
              "AvailabilityZones": \(zones) }
            """
        }
        XCTAssertEqual(
            try messages(
                "AWS::AutoScaling::AutoScalingGroup",
                group(#"{ "Fn::If": ["C", { "Ref": "AWS::NoValue" }, ["eu-west-3a"]] }"#)), [])
        XCTAssertEqual(
            try messages(
                "AWS::AutoScaling::AutoScalingGroup",
                group(#"{ "Fn::If": ["C", ["eu-west-3a"], { "Ref": "AWS::NoValue" }] }"#)),
            [
                "one of VPCZoneIdentifier, AvailabilityZones, AvailabilityZoneIds, InstanceId is missing, and required where C does not hold: a group has subnets or zones"
            ])
    }

    func testWhatMayNotStandThereMayBeRemoved() throws {
        func queue(_ value: String) throws -> [String] {
            try found("AWS::SQS::Queue", #"{ "DeduplicationScope": \#(value) }"#).map(\.code)
        }
        XCTAssertEqual(try queue(#""queue""#), ["exclusive-properties"])
        XCTAssertEqual(try queue(#"{ "Ref": "Stage" }"#), ["exclusive-properties"])
        XCTAssertEqual(try queue(#"{ "Fn::If": ["C", "queue", { "Ref": "AWS::NoValue" }] }"#), ["exclusive-properties"])
        XCTAssertEqual(try queue(#"{ "Ref": "AWS::NoValue" }"#), [])
    }

    func testAnEmptyTextIsAsGoodAsNone() throws {
        XCTAssertFalse(
            try found("AWS::SQS::Queue", #"{ "DeduplicationScope": "" }"#).map(\.code).contains("exclusive-properties"))
    }

    func testAListHasAnElementThatItNeeds() throws {
        func task(_ essential: String) throws -> [String] {
            try found(
                "AWS::ECS::TaskDefinition",
                """
                { "ContainerDefinitions": [
                    { "Name": "a", "Image": "i", "Memory": 128, "Essential": false },
                    { "Name": "b", "Image": "i", "Memory": 128, "Essential": \(essential) }] }
                """
            ).map(\.code)
        }
        XCTAssertEqual(try task("false"), ["essential-container"])
        XCTAssertEqual(try task("true"), [])
        XCTAssertEqual(try task(#"{ "Ref": "Stage" }"#), [])
        XCTAssertEqual(try task(#"{ "Fn::If": ["C", true, false] }"#), ["essential-container"])
    }

    func testSizesOfFargateGoTogether() throws {
        func task(_ cpu: String, _ memory: String) throws -> [String] {
            try found(
                "AWS::ECS::TaskDefinition",
                """
                { "RequiresCompatibilities": ["FARGATE"], "NetworkMode": "awsvpc", "Cpu": \(cpu), "Memory": \(memory),
                  "ContainerDefinitions": [{ "Name": "a", "Image": "i" }] }
                """
            ).map(\.message)
        }
        XCTAssertEqual(
            try task(#""512""#, #""512""#),
            [
                "512 is too small; allowed: 1024 or more: Fargate has certain sizes of memory for each size of processor"
            ])
        XCTAssertEqual(try task(#""512""#, #""1024""#), [])
        XCTAssertEqual(try task("512", #""1 GB""#), [])
        XCTAssertEqual(try task(#"".5 vCPU""#, #""1GB""#), [])
        XCTAssertEqual(try task(#""512""#, #"{ "Ref": "Stage" }"#), [])
    }

    // MARK: - Lists of values

    private func instance(_ type: String, region: String? = nil) throws -> [String] {
        try found("AWS::EC2::Instance", #"{ "ImageId": "ami-0abc1234", "InstanceType": "\#(type)" }"#, region: region)
            .map { "\($0.severity) \($0.code) \($0.fix ?? "")" }
    }

    func testAValueThatNobodyOffersIsATypingMistakeOrNew() throws {
        XCTAssertEqual(try instance("t3.micro"), [])
        XCTAssertEqual(try instance("t3.mirco"), ["error value-not-allowed did you mean t3.micro?"])
        XCTAssertEqual(try instance("m5.2xlrage"), ["error value-not-allowed did you mean m5.2xlarge?"])
        // A new family looks like an old one.
        XCTAssertEqual(try instance("t9.micro").map { $0.prefix(7) }, ["medium "])
        XCTAssertEqual(try instance("zz1.300xlarge").map { $0.prefix(7) }, ["medium "])
        let cache = try found(
            "AWS::ElastiCache::CacheCluster",
            #"{ "Engine": "redis", "NumCacheNodes": 1, "CacheNodeType": "t4g.micro" }"#)
        XCTAssertEqual(cache.map(\.fix), ["did you mean cache.t4g.micro?"])
        XCTAssertEqual(cache.map(\.severity), [.error])
    }

    func testWithARegionWhatItDoesNotOfferIsTold() throws {
        XCTAssertEqual(try instance("t3.micro", region: "eu-west-3"), [])
        let missing = try instance("u-24tb1.112xlarge", region: "eu-south-2")
        XCTAssertEqual(missing.map { $0.prefix(20) }, ["medium not-in-region"])
        // Of a region that the lists do not have nothing is known.
        XCTAssertEqual(try instance("u-24tb1.112xlarge", region: "xx-moon-1"), [])
        XCTAssertEqual(try instance("u-24tb1.112xlarge"), [])
    }

    func testATypeThatTheRegionLacksIsTold() throws {
        let facts = try XCTUnwrap(ResourceCatalogue.aws.facts(of: "AMZN::SDC::Deployment"))
        let region = try XCTUnwrap(facts.missingRegions.first)
        let properties = #"{ "ConfigName": "c", "Dimension": "d", "S3Bucket": "b", "S3Key": "k", "Stage": "s" }"#
        XCTAssertEqual(try found("AMZN::SDC::Deployment", properties, region: region).map(\.code), ["not-in-region"])
        XCTAssertEqual(try found("AMZN::SDC::Deployment", properties).map(\.code), [])
        let resource = #"{ "Type": "AMZN::SDC::Deployment", "Properties": \#(properties) }"#
        let bytes = Array(#"{ "Resources": { "A": \#(resource), "B": \#(resource) } }"#.utf8)
        let template = CheckedTemplate(
            try Template(parsing: bytes, file: "t.json"), file: "t.json", byteCount: bytes.count)
        let both = TemplateChecker([template], catalogue: .aws, region: region).diagnostics()
        XCTAssertEqual(both.map(\.logicalID), ["A"], "one says it for all of a type")
    }

    // MARK: - Versions

    private func database(_ engine: String, _ version: String) throws -> [String] {
        try found(
            "AWS::RDS::DBInstance",
            #"{ "Engine": "\#(engine)", "EngineVersion": "\#(version)", "DBInstanceClass": "db.t4g.micro", "MasterUsername": "shop", "AllocatedStorage": "20" }"#
        ).map { "\($0.severity) \($0.code)" }
    }

    func testAVersionMayBeShort() throws {
        XCTAssertEqual(try database("mysql", "8.0"), [])
        XCTAssertEqual(try database("mysql", "8.4"), [])
        XCTAssertEqual(try database("MySQL", "8.4"), [])
        XCTAssertEqual(try database("postgres", "16"), [])
    }

    func testAVersionThatIsNotListedIsGoneOrNew() throws {
        XCTAssertEqual(try database("mysql", "8.0.1"), ["error engine-version"])
        XCTAssertEqual(try database("mysql", "8.0.999"), ["medium engine-version"])
        XCTAssertEqual(try database("mysql", "99"), ["medium engine-version"])
        XCTAssertEqual(try database("postgres", "14.5"), ["medium engine-version"])
    }

    func testAVersionOfTheSameLineIsOffered() throws {
        func fix(_ version: String) throws -> String {
            let found = try found(
                "AWS::RDS::DBInstance",
                #"{ "Engine": "postgres", "EngineVersion": "\#(version)", "DBInstanceClass": "db.t4g.micro", "MasterUsername": "shop", "AllocatedStorage": "20" }"#
            )
            return try XCTUnwrap(found.first { $0.code == "engine-version" }?.fix)
        }
        XCTAssertTrue(try fix("14.5").hasPrefix("choose another one, such as 14."))
        XCTAssertFalse(try fix("99").hasPrefix("choose another one, such as 99"), "there is none of that line")
    }

    // MARK: - Days

    private func function(_ runtime: String, on day: String) throws -> [String] {
        try found(
            "AWS::Lambda::Function",
            """
            { "Role": "arn:aws:iam::123456789012:role/r", "Code": { "S3Bucket": "code", "S3Key": "k" },
              "Handler": "index.handler", "Runtime": "\(runtime)" }
            """, on: day
        ).map { "\($0.severity) \($0.code) \($0.message) \($0.fix ?? "")" }
    }

    func testARuntimeEndsOnItsDays() throws {
        XCTAssertEqual(try function("dotnet8", on: "2026-11-09"), [])
        XCTAssertEqual(
            try function("dotnet8", on: "2026-11-10"),
            [
                "medium runtime-ended since 2026-11-10 AWS does not mend dotnet8 any more, and makes no functions of it from 2027-02-01 on write dotnet10"
            ])
        XCTAssertEqual(
            try function("dotnet8", on: "2027-02-01"),
            [
                "error runtime-ended since 2027-02-01 Lambda makes no functions of dotnet8, and changes none from 2027-03-03 on write dotnet10"
            ])
    }

    func testAServiceThatEndsIsTold() throws {
        let properties = #"{ "ProjectName": "p" }"#
        XCTAssertEqual(
            try found("AWS::Evidently::Project", properties, on: "2025-10-01").first { $0.code == "type-ending" }?
                .severity,
            .warning)
        let gone = try found("AWS::Evidently::Project", properties, on: "2025-10-17").first { $0.code == "type-ending" }
        XCTAssertEqual(gone?.severity, .error)
        XCTAssertEqual(gone?.message, "since 2025-10-17 the service of AWS::Evidently::Project is gone")
    }

    // MARK: - Beside other resources

    func testAnObjectGoesBehindItsLastMove() throws {
        func bucket(_ days: Int) throws -> [String] {
            try found(
                "AWS::S3::Bucket",
                """
                { "LifecycleConfiguration": { "Rules": [{ "Status": "Enabled", "ExpirationInDays": \(days),
                    "Transitions": [{ "StorageClass": "STANDARD_IA", "TransitionInDays": 30 },
                                    { "StorageClass": "GLACIER", "TransitionInDays": 90 }] }] } }
                """
            ).map(\.message)
        }
        XCTAssertEqual(try bucket(90), ["objects go after 90 days, and move after 90"])
        XCTAssertEqual(try bucket(91), [])
    }

    // MARK: - Codes

    private func codes(_ value: JSONValue) -> [String] {
        let own = value["finding"]?["code"]?.string
        let inner =
            (value.members?.map(\.value) ?? []).flatMap(codes) + (value.elements.map(Array.init) ?? []).flatMap(codes)
        return (own.map { [$0] } ?? []) + inner
    }

    func testTheCodesOfAllRulesAreInTheCatalogue() {
        let rules = ResourceCatalogue.aws.typeNames.compactMap { ResourceCatalogue.aws.find($0)?.rulesJSON }
        let used = Set(rules.flatMap(codes))
        XCTAssertGreaterThan(used.count, 10)
        XCTAssertEqual(used.subtracting(DiagnosticCatalogue.codes), [])
    }
}
