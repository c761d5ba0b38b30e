import Constructs
import TemplateTesting
import XCTest

final class PrivateBucketTests: XCTestCase {
    private func bucket() throws -> EvaluatedStack { try synthesize { _ = PrivateBucket(in: $0.scope("Lake")) } }

    func testNobodyOutsideTheAccountGetsIn() throws {
        let bucket = try bucket()["LakeBucket"].Properties
        XCTAssertEqual(
            bucket.PublicAccessBlockConfiguration,
            [
                "BlockPublicAcls": true, "BlockPublicPolicy": true, "IgnorePublicAcls": true,
                "RestrictPublicBuckets": true,
            ])
        XCTAssertEqual(bucket.OwnershipControls.Rules[0].ObjectOwnership, "BucketOwnerEnforced")
        XCTAssertEqual(bucket.BucketName, .missing, "CloudFormation's own names never collide")
    }

    func testIsEncryptedAndVersioned() throws {
        let bucket = try bucket()["LakeBucket"].Properties
        XCTAssertEqual(bucket.VersioningConfiguration.Status, "Enabled")
        XCTAssertEqual(
            bucket.BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.SSEAlgorithm,
            "AES256")
    }

    func testPlainHTTPIsDeniedToEveryone() throws {
        let policy = try bucket()["LakeBucketPolicy"]
        XCTAssertEqual(policy.Properties.Bucket, "LakeBucket")
        let statement = policy.Properties.PolicyDocument.Statement[0]
        XCTAssertEqual(statement.Effect, "Deny")
        XCTAssertEqual(statement.Principal, "*")
        XCTAssertEqual(statement.Action, ["s3:*"])
        XCTAssertEqual(statement.Resource, ["LakeBucket.Arn", "LakeBucket.Arn/*"])
        XCTAssertEqual(statement.Condition.Bool["aws:SecureTransport"], "false")
        XCTAssertEqual(policy.Properties.PolicyDocument.Statement.elements.count, 1)
    }

    func testWhatIsOverwrittenGoesInTime() throws {
        let stack = try synthesize { _ = PrivateBucket(in: $0.scope("Lake"), oldVersionsKeptForDays: 30) }
        let rules = stack["LakeBucket"].Properties.LifecycleConfiguration.Rules.elements
        XCTAssertEqual(rules.map(\.Status), ["Enabled", "Enabled"])
        XCTAssertEqual(rules[0].AbortIncompleteMultipartUpload.DaysAfterInitiation, 7)
        XCTAssertEqual(rules[1].NoncurrentVersionExpiration.NoncurrentDays, 30)
        XCTAssertEqual(rules[1].ExpiredObjectDeleteMarker, true)
    }

    func testOutlivesItsStackTogetherWithItsPolicy() throws {
        let stack = try bucket()
        for id in ["LakeBucket", "LakeBucketPolicy"] {
            XCTAssertEqual(stack[id].DeletionPolicy, "Retain")
            XCTAssertEqual(stack[id].UpdateReplacePolicy, "Retain")
        }
        let temporary = try synthesize { _ = PrivateBucket(in: $0.scope("Lake"), deletionPolicy: .delete) }
        XCTAssertEqual(temporary["LakeBucket"].DeletionPolicy, "Delete")
    }

    /// Actions with their resources and the condition, of everything the role was granted.
    private func granted(_ grant: (PrivateBucket, Role) -> Void) throws -> [String: [Node]] {
        let stack = try synthesize { stack in
            let role = Role(in: stack.scope("Web"), assumedBy: "ec2.amazonaws.com")
            grant(PrivateBucket(in: stack.scope("Lake")), role)
        }
        var granted: [String: [Node]] = [:]
        for policy in stack.all("AWS::IAM::Policy").values {
            XCTAssertEqual(policy.Roles, ["WebRole"])
            for statement in policy.PolicyDocument.Statement.elements {
                XCTAssertEqual(statement.Effect, "Allow")
                for action in statement.Action.strings {
                    granted[action, default: []] += statement.Resource.elements
                    if statement.Condition != .missing { granted[action]?.append(statement.Condition) }
                }
            }
        }
        return granted
    }

    func testReadersListAndRead() throws {
        XCTAssertEqual(
            try granted { $0.grantRead(to: $1) },
            [
                "s3:GetBucketLocation": ["LakeBucket.Arn"], "s3:ListBucket": ["LakeBucket.Arn"],
                "s3:GetObject": ["LakeBucket.Arn/*"],
            ])
    }

    func testWritersCannotReachOldVersionsOrSettings() throws {
        XCTAssertEqual(
            try granted { $0.grantReadWrite(to: $1) },
            [
                "s3:GetBucketLocation": ["LakeBucket.Arn"], "s3:ListBucket": ["LakeBucket.Arn"],
                "s3:GetObject": ["LakeBucket.Arn/*"], "s3:PutObject": ["LakeBucket.Arn/*"],
                "s3:DeleteObject": ["LakeBucket.Arn/*"], "s3:AbortMultipartUpload": ["LakeBucket.Arn/*"],
            ])
    }

    func testAPrefixLimitsObjectsAndListing() throws {
        XCTAssertEqual(
            try granted { $0.grantRead(to: $1, prefix: "catalogue/") },
            [
                "s3:GetBucketLocation": ["LakeBucket.Arn"],
                "s3:ListBucket": ["LakeBucket.Arn", ["StringLike": ["s3:prefix": "catalogue/*"]]],
                "s3:GetObject": ["LakeBucket.Arn/catalogue/*"],
            ])
    }

    func testSeveralPrefixesAreGrantedBesideEachOther() throws {
        let stack = try synthesize { stack in
            let role = Role(in: stack.scope("Web"), assumedBy: "ec2.amazonaws.com")
            let bucket = PrivateBucket(in: stack.scope("Lake"))
            bucket.grantRead(to: role, prefix: "catalogue/")
            bucket.grantRead(to: role, prefix: "price-lists/2026/")
            bucket.grantReadWrite(to: role, prefix: "orders/")
        }
        XCTAssertEqual(
            stack.all("AWS::IAM::Policy").keys.sorted(),
            ["WebReadLakeCatalogue", "WebReadLakePriceLists2026", "WebReadWriteLakeOrders"])
    }
}

final class LoadBalancerLogBucketTests: XCTestCase {
    private func stack(_ flag: String) throws -> EvaluatedStack {
        try synthesize(["Logs": flag]) {
            _ = LoadBalancerLogBucket(in: $0.scope("Logs"), keptForDays: 30, condition: $0.flag("Logs"))
        }
    }

    func testLoadBalancersOfTheAccountMayWriteAndNobodyMayReadWithoutTLS() throws {
        let statements = try stack("true")["LogsBucketPolicy"].Properties.PolicyDocument.Statement
        XCTAssertEqual(statements[0].Effect, "Deny")
        XCTAssertEqual(statements[0].Condition, ["Bool": ["aws:SecureTransport": "false"]])
        XCTAssertEqual(
            statements[1],
            [
                "Effect": "Allow", "Principal": ["Service": "logdelivery.elasticloadbalancing.amazonaws.com"],
                "Action": ["s3:PutObject"], "Resource": ["LogsBucket.Arn/AWSLogs/123456789012/*"],
            ])
        XCTAssertEqual(statements.elements.count, 2)
    }

    func testLogsAreEncryptedWithS3sKeysAndGoAfterAWhile() throws {
        let bucket = try stack("true")["LogsBucket"].Properties
        let encryption = bucket.BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault
        XCTAssertEqual(encryption, ["SSEAlgorithm": "AES256"], "deliveries can use no other keys")
        XCTAssertEqual(
            bucket.LifecycleConfiguration.Rules.elements.first { $0.Id == "OldObjects" }?.ExpirationInDays, 30)
        XCTAssertEqual(bucket.PublicAccessBlockConfiguration.BlockPublicPolicy, true)
    }

    func testWithoutTheConditionThereIsNoBucketAndNoName() throws {
        XCTAssertTrue(try stack("false").resources.isEmpty)
        XCTAssertEqual(try stack("false").outputs["LogsName"], "")
        XCTAssertEqual(try stack("true").outputs["LogsName"], "LogsBucket")
    }
}
