import XCTest

@testable import Permissions

/// On what the actions are allowed that CloudFormation's handlers call.
final class ScopeTests: XCTestCase {
    func testANameThatTheTemplateGivesIsTheOnlyOne() throws {
        let roles = try PermissionFixture.roles(
            #"{"Orders": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "orders"}}}"#)
        XCTAssertEqual(roles.resources(of: "sqs:DeleteQueue"), ["arn:aws:sqs:eu-west-3:123456789012:orders"])
    }

    func testAGeneratedNameBeginsAsTheStackIsCalled() throws {
        let roles = try PermissionFixture.roles(
            #"{"Orders": {"Type": "AWS::SQS::Queue"}, "Lake": {"Type": "AWS::S3::Bucket"}}"#,
            at: DeploymentPlace(stackName: "Shop-Prod", region: "eu-west-3", account: "123456789012"))
        XCTAssertEqual(roles.resources(of: "sqs:DeleteQueue"), ["arn:aws:sqs:eu-west-3:123456789012:Shop-Prod-*"])
        XCTAssertEqual(roles.resources(of: "s3:DeleteBucket"), ["arn:aws:s3:::shop-prod-*"], "S3 knows no capitals")
    }

    func testAGeneratedNameOfANestedStackBeginsAsTheRootIsCalled() throws {
        let roles = try PermissionFixture.roles(
            #"{"Data": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "./Data.json"}}}"#,
            nested: [
                "Data":
                    #"{"Orders": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Fn::Sub": "${AWS::StackName}-orders"}}}}"#
            ])
        XCTAssertEqual(
            roles.resources(of: "sqs:DeleteQueue"), ["arn:aws:sqs:eu-west-3:123456789012:shop-prod-Data-*-orders"])
        XCTAssertEqual(
            roles.resources(of: "cloudformation:DeleteStack"),
            ["arn:aws:cloudformation:eu-west-3:123456789012:stack/shop-prod-*/*"])
    }

    func testFewLettersOfTheStackAreLeftWhereNamesAreShort() throws {
        let roles = try PermissionFixture.roles(#"{"Web": {"Type": "AWS::ElasticLoadBalancingV2::TargetGroup"}}"#)
        XCTAssertEqual(
            roles.resources(of: "elasticloadbalancing:DeleteTargetGroup"),
            ["arn:aws:elasticloadbalancing:eu-west-3:123456789012:targetgroup/shop-*/*"])
    }

    func testWhatIsPartlyKnownIsAPattern() throws {
        let roles = try PermissionFixture.roles(
            #"{"Orders": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Fn::Sub": "${Environment}-${Suffix}-orders"}}}}"#,
            parameters: #"{"Environment": {"Type": "String"}, "Suffix": {"Type": "String"}}"#,
            values: ["Environment": "prod"])
        XCTAssertEqual(roles.resources(of: "sqs:DeleteQueue"), ["arn:aws:sqs:eu-west-3:123456789012:prod-*-orders"])
    }

    func testAnActionOnAnotherResourceIsAllowedOnThatOne() throws {
        let roles = try PermissionFixture.roles(
            """
            {"Lake": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "lake"}},
             "Policy": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": {"Ref": "Lake"}, "PolicyDocument": {}}}}
            """)
        XCTAssertEqual(roles.resources(of: "s3:PutBucketPolicy"), ["arn:aws:s3:::lake"])
    }

    func testAnActionOnWhatExistsAlreadyIsAllowedOnThat() throws {
        let roles = try PermissionFixture.roles(
            #"{"Policy": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyName": "p", "Roles": ["clerk"], "PolicyDocument": {}}}}"#
        )
        XCTAssertEqual(
            roles.resources(of: "iam:PutRolePolicy"),
            ["arn:aws:iam::123456789012:role/*/clerk", "arn:aws:iam::123456789012:role/clerk"],
            "whatever its path is")
        XCTAssertEqual(roles.resources(of: "iam:PutUserPolicy"), [], "no user is named")
    }

    func testWhatNobodyKnowsIsEveryResourceOfTheKindWithTheReason() throws {
        let roles = try PermissionFixture.roles(
            #"{"Policy": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": {"Ref": "Lake"}, "PolicyDocument": {}}}}"#,
            parameters: #"{"Lake": {"Type": "String"}}"#)
        XCTAssertEqual(roles.resources(of: "s3:PutBucketPolicy"), ["arn:aws:s3:::*"])
        let need = try XCTUnwrap(roles.execution.needs.first { $0.action == "s3:PutBucketPolicy" })
        XCTAssertEqual(need.extent.reason, "parameter Lake has no value")
    }

    func testWhatHasNoResourceIsOnEverythingWithTheReason() throws {
        let roles = try PermissionFixture.roles(#"{"Network": {"Type": "AWS::EC2::VPC"}}"#)
        XCTAssertEqual(roles.resources(of: "ec2:DescribeVpcs"), ["*"])
        let need = try XCTUnwrap(roles.execution.needs.first { $0.action == "ec2:DescribeVpcs" })
        XCTAssertEqual(need.extent.reason, "it applies to no resource")
    }

    func testTagsTellWhatHasNoNameOnceItIsThere() throws {
        let roles = try PermissionFixture.roles(
            """
            {"Network": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
             "Web": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Network"}, "CidrBlock": "10.0.0.0/24"}}}
            """)
        XCTAssertEqual(roles.condition("aws:ResourceTag/Environment", of: "ec2:DeleteVpc"), [["prod"]])
        XCTAssertEqual(roles.condition("aws:ResourceTag/Environment", of: "ec2:CreateVpc"), [[]], "it has no tags yet")
        XCTAssertEqual(
            Set(roles.condition("aws:ResourceTag/Environment", of: "ec2:CreateSubnet")), [["prod"], []],
            "in this network only, and no tags on the subnet yet")
    }

    func testATagOfTheResourceItselfWinsOverTheStacks() throws {
        func condition(_ tags: String) throws -> [[String]] {
            try PermissionFixture.roles(
                #"{"Network": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16", "Tags": \#(tags)}}}"#,
                parameters: #"{"Stage": {"Type": "String"}}"#
            ).condition("aws:ResourceTag/Environment", of: "ec2:DeleteVpc")
        }
        XCTAssertEqual(try condition(#"[{"Key": "Environment", "Value": "other"}]"#), [["other"]])
        XCTAssertEqual(try condition(#"[{"Key": "Environment", "Value": {"Ref": "Stage"}}]"#), [[]])
        XCTAssertEqual(try condition(#"[{"Key": {"Ref": "Stage"}, "Value": "x"}]"#), [[]])
    }

    func testAnOpenAccountIsAnyAccount() throws {
        let roles = try PermissionFixture.roles(
            #"{"Orders": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "orders"}}}"#,
            at: DeploymentPlace(stackName: "shop", region: "cn-north-1", partition: "aws-cn"))
        XCTAssertEqual(roles.resources(of: "sqs:DeleteQueue"), ["arn:aws-cn:sqs:cn-north-1:*:orders"])
    }

    func testDeletingNeedsNothingThatMakes() throws {
        let roles = try PermissionFixture.roles(
            #"{"Orders": {"Type": "AWS::SQS::Queue"}}"#, for: [.delete, .read])
        XCTAssertEqual(roles.resources(of: "sqs:CreateQueue"), [])
        XCTAssertNotEqual(roles.resources(of: "sqs:DeleteQueue"), [])
    }

    func testWhatAPropertyAsksForIsNeededWithItOnly() throws {
        func needs(_ properties: String) throws -> [String] {
            try PermissionFixture.roles(#"{"Lake": {"Type": "AWS::S3::Bucket", "Properties": \#(properties)}}"#)
                .execution.needs.map(\.action)
        }
        XCTAssertFalse(try needs("{}").contains { $0.hasPrefix("s3tables:") })
        XCTAssertTrue(
            try needs(#"{"MetadataConfiguration": {"JournalTableConfiguration": {}}}"#).contains("s3tables:CreateTable")
        )
        XCTAssertFalse(
            try needs(#"{"ReplicationConfiguration": {"Ref": "AWS::NoValue"}}"#).contains(
                "s3:PutReplicationConfiguration"))
    }
}
