import AWSAccessTesting
import EnvironmentsTesting
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Deployment
@testable import Environments

/// What outlives a stack beside buckets and what RDS keeps of databases, and how it goes. The answers are as the services' API
/// references show them: SQS "GetQueueAttributes", DynamoDB "DescribeTable", KMS "DescribeKey", Secrets Manager
/// "DescribeSecret", ECR "DescribeRepositories", Cognito user pools "DescribeUserPool", RDS "DescribeDBClusters".
final class RetainedResourcesTests: XCTestCase {
    private let root = "arn:stack/root"
    private let aws = FakeAWS()
    private let screen = TestTerminal()
    private static let queueURL = "https://sqs.eu-west-3.amazonaws.com/123456789012/orders"
    private static let secretARN = "arn:aws:secretsmanager:eu-west-3:123456789012:secret:LoginSecret-AbCdEf"

    /// The commands that look and delete, as AWS's CLI takes them; what is deleted answers as gone from then on.
    private let world = World()

    private final class World: @unchecked Sendable {
        private let lock = NSLock()
        private var gone: Set<String> = []
        func go(_ id: String) { lock.withLock { _ = gone.insert(id) } }
        func isGone(_ id: String) -> Bool { lock.withLock { gone.contains(id) } }
    }

    /// A stack that is gone, and what it left.
    private func play(_ left: [(type: String, id: String)], tagged: [(arn: String, stack: String)] = []) {
        aws.on("cloudformation describe-stacks", error: stackMissing)
        aws.on(
            "cloudformation list-stacks",
            #"{"StackSummaries": [{"StackId": "\#(root)", "StackName": "web-dev", "StackStatus": "DELETE_COMPLETE"}]}"#)
        let events = left.enumerated().map { index, thing in
            FakeEvent(
                time: 5, resource: "R\(index)", status: "DELETE_SKIPPED", type: thing.type, physicalID: thing.id)
        }
        aws.on(
            "cloudformation describe-stack-events",
            eventsJSON(root, events).replacingOccurrences(of: #""StackName":"x""#, with: #""StackName":"web-dev""#))
        aws.on(
            "cloudformation describe-stack-resources",
            error:
                "An error occurred (ValidationError) when calling the DescribeStackResources operation: Stack for x does not exist"
        )
        let mappings = tagged.map {
            #"{"ResourceARN": "\#($0.arn)", "Tags": [{"Key": "aws:cloudformation:stack-name", "Value": "web-dev"}, {"Key": "aws:cloudformation:stack-id", "Value": "\#($0.stack)"}]}"#
        }
        aws.on("resourcegroupstaggingapi", #"{"ResourceTagMappingList": [\#(mappings.joined(separator: ","))]}"#)
        aws.on("rds describe-db-snapshots", #"{"DBSnapshots": []}"#)
        aws.on("logs describe-log-groups", #"{"logGroups": []}"#)
        aws.on("sts", #"{"Account": "123456789012"}"#)
        aws.on(
            "s3api list-object-versions",
            error: "An error occurred (NoSuchBucket) when calling the ListObjectVersions operation: no")
    }

    /// Looking at one thing, before it is deleted and after.
    private func standing(_ look: String, _ answer: String, deletedBy deletion: String, then: Answer) {
        let world = world
        aws.on(look) { _ in
            guard world.isGone(look) else { return .success(answer) }
            switch then {
            case .answer(let text): return .success(text)
            case .error(let code): return Self.error(code)
            }
        }
        aws.on(deletion) { _ in
            world.go(look)
            return .success("")
        }
    }

    private enum Answer {
        case answer(String)
        case error(String)
    }

    private static func error(_ code: String) -> CommandResult {
        CommandResult(status: 254, errors: "An error occurred (\(code)) when calling the X operation: no")
    }

    private func destroy(answer: String? = nil) async throws {
        try await Destroyer(
            templates: Fixture.templates, environment: Fixture.environment(), aws: aws.cli(),
            terminal: screen.terminal(answer: answer)
        )
        .destroy(.init(assumesYes: answer == nil, deletesRetained: true))
    }

    /// What ran that changes something.
    private var changes: [String] {
        aws.lines.filter {
            !$0.contains(#/^\S+ (describe|list|get|head)-/#) && !$0.hasPrefix("sts ") && !$0.contains(" get-resources ")
        }
    }

    func testAQueueGoesAndIsNotTakenForLeftWhileItIsStillSeen() async throws {
        let input = #"--cli-input-json {"QueueUrl":"https:\/\/sqs.eu-west-3.amazonaws.com\/123456789012\/orders"}"#
        play([("AWS::SQS::Queue", Self.queueURL), ("AWS::SQS::QueuePolicy", "policy")])
        // For a minute, SQS may answer as if it were there.
        standing("sqs get-queue-attributes \(input)", "", deletedBy: "sqs delete-queue", then: .answer(""))
        try await destroy()
        XCTAssertEqual(changes, ["sqs delete-queue \(input)"])
        XCTAssertTrue(screen.errors.contains("deleted the queue \(Self.queueURL)\n"), screen.errors)
        XCTAssertTrue(screen.errors.hasSuffix("destroyed web-dev\n"), screen.errors)
    }

    func testATableLosesItsProtectionFirst() async throws {
        play([("AWS::DynamoDB::Table", "items")])
        standing(
            "dynamodb describe-table --table-name items",
            #"{"Table": {"TableName": "items", "TableStatus": "ACTIVE", "DeletionProtectionEnabled": true}}"#,
            deletedBy: "dynamodb delete-table",
            then: .answer(#"{"Table": {"TableName": "items", "TableStatus": "DELETING"}}"#))
        aws.on("dynamodb update-table", "")
        try await destroy()
        XCTAssertEqual(
            changes,
            [
                "dynamodb update-table --table-name items --no-deletion-protection-enabled",
                "dynamodb delete-table --table-name items",
            ])
        XCTAssertTrue(screen.errors.hasSuffix("destroyed web-dev\n"), screen.errors)
    }

    func testATableThatIsStillUpdatedIsWaitedFor() async throws {
        play([("AWS::DynamoDB::Table", "items")])
        let world = world
        aws.on("dynamodb describe-table") { _ in
            world.isGone("items")
                ? Self.error("ResourceNotFoundException")
                : .success(
                    #"{"Table": {"TableName": "items", "TableStatus": "ACTIVE", "DeletionProtectionEnabled": true}}"#)
        }
        aws.on("dynamodb update-table", "")
        aws.on("dynamodb wait", "")
        let tries = Counter()
        aws.on("dynamodb delete-table") { _ in
            if tries.next() == 1 { return Self.error("ResourceInUseException") }
            world.go("items")
            return .success("")
        }
        try await destroy()
        XCTAssertEqual(
            changes.map { String($0.prefix(24)) },
            [
                "dynamodb update-table --", "dynamodb delete-table --", "dynamodb wait table-exis",
                "dynamodb delete-table --",
            ]
        )
    }

    func testAnUnprotectedTableCostsOneCommand() async throws {
        play([("AWS::DynamoDB::Table", "items")])
        standing(
            "dynamodb describe-table --table-name items",
            #"{"Table": {"TableName": "items", "TableStatus": "ACTIVE", "DeletionProtectionEnabled": false}}"#,
            deletedBy: "dynamodb delete-table", then: .error("ResourceNotFoundException"))
        try await destroy()
        XCTAssertEqual(changes, ["dynamodb delete-table --table-name items"])
    }

    func testKeysAndSecretsCanBeTakenBackAndKeysGoLast() async throws {
        play([("AWS::KMS::Key", "k-1"), ("AWS::SecretsManager::Secret", Self.secretARN)])
        standing(
            "kms describe-key --key-id k-1",
            #"{"KeyMetadata": {"KeyId": "k-1", "KeyState": "Enabled"}}"#, deletedBy: "kms schedule-key-deletion",
            then: .answer(
                #"{"KeyMetadata": {"KeyId": "k-1", "KeyState": "PendingDeletion", "DeletionDate": 1800000000.0}}"#))
        standing(
            "secretsmanager describe-secret --secret-id \(Self.secretARN)",
            #"{"ARN": "\#(Self.secretARN)", "Name": "LoginSecret"}"#, deletedBy: "secretsmanager delete-secret",
            then: .answer(#"{"ARN": "\#(Self.secretARN)", "DeletedDate": 1800000000.0}"#))
        try await destroy(answer: "yes")
        XCTAssertEqual(
            changes,
            [
                "secretsmanager delete-secret --secret-id \(Self.secretARN)",
                "kms schedule-key-deletion --key-id k-1",
            ])
        XCTAssertTrue(
            screen.errors.contains(
                "deleted the key k-1: in 30 days; to take that back:  aws kms cancel-key-deletion --key-id k-1 --region eu-west-3\n"
            ), screen.errors)
        XCTAssertTrue(
            screen.output.contains("deleted, after 30 days  of an earlier deletion  AWS::KMS::Key"), screen.output)
        XCTAssertTrue(screen.errors.hasSuffix("destroyed web-dev\n"), screen.errors)
    }

    func testARepositoryGoesWithItsImages() async throws {
        play([("AWS::ECR::Repository", "shop/web")])
        standing(
            "ecr describe-repositories --repository-names shop/web",
            #"{"repositories": [{"repositoryName": "shop/web"}]}"#, deletedBy: "ecr delete-repository",
            then: .error("RepositoryNotFoundException"))
        try await destroy()
        XCTAssertEqual(changes, ["ecr delete-repository --repository-name shop/web --force"])
    }

    func testAUserPoolLosesItsProtectionAndItsDomains() async throws {
        play([("AWS::Cognito::UserPool", "eu-west-3_Ab1")])
        standing(
            "cognito-idp describe-user-pool --user-pool-id eu-west-3_Ab1",
            #"{"UserPool": {"Id": "eu-west-3_Ab1", "DeletionProtection": "ACTIVE", "Domain": "shop", "CustomDomain": "login.example.com"}}"#,
            deletedBy: "cognito-idp delete-user-pool --user-pool-id", then: .error("ResourceNotFoundException"))
        aws.on("cognito-idp update-user-pool", "")
        aws.on("cognito-idp delete-user-pool-domain", "")
        try await destroy()
        XCTAssertEqual(
            changes,
            [
                "cognito-idp update-user-pool --user-pool-id eu-west-3_Ab1 --deletion-protection INACTIVE",
                "cognito-idp delete-user-pool-domain --user-pool-id eu-west-3_Ab1 --domain shop",
                "cognito-idp delete-user-pool-domain --user-pool-id eu-west-3_Ab1 --domain login.example.com",
                "cognito-idp delete-user-pool --user-pool-id eu-west-3_Ab1",
            ])
    }

    func testAClusterLosesItsProtectionAndItsInstances() async throws {
        play([("AWS::RDS::DBCluster", "shop-data")])
        aws.on("rds describe-db-cluster-snapshots", #"{"DBClusterSnapshots": []}"#)
        standing(
            "rds describe-db-clusters --db-cluster-identifier shop-data",
            #"{"DBClusters": [{"DBClusterIdentifier": "shop-data", "Status": "available", "DeletionProtection": true, "DBClusterMembers": [{"DBInstanceIdentifier": "shop-1", "IsClusterWriter": true}, {"DBInstanceIdentifier": "shop-2", "IsClusterWriter": false}]}]}"#,
            deletedBy: "rds delete-db-cluster --db-cluster-identifier",
            then: .answer(#"{"DBClusters": [{"DBClusterIdentifier": "shop-data", "Status": "deleting"}]}"#))
        aws.on("rds modify-db-cluster", "")
        aws.on("rds delete-db-instance --", "")
        try await destroy()
        XCTAssertEqual(
            changes,
            [
                "rds modify-db-cluster --db-cluster-identifier shop-data --no-deletion-protection --apply-immediately",
                "rds delete-db-instance --db-instance-identifier shop-1 --skip-final-snapshot",
                "rds delete-db-instance --db-instance-identifier shop-2 --skip-final-snapshot",
                "rds delete-db-cluster --db-cluster-identifier shop-data --skip-final-snapshot",
            ])
    }

    /// Amazon RDS API Reference, "DescribeDBClusterSnapshots".
    func testFinalSnapshotsOfClustersGoAndPeoplesOwnStay() async throws {
        play([])
        aws.forget("cloudformation describe-stack-events")
        let cluster = [(1, "CREATE_IN_PROGRESS"), (5, "DELETE_IN_PROGRESS"), (8, "DELETE_COMPLETE")].map {
            FakeEvent(time: $0, resource: "Data", status: $1, type: "AWS::RDS::DBCluster", physicalID: "shop-data")
        }
        aws.on(
            "cloudformation describe-stack-events",
            eventsJSON(root, cluster).replacingOccurrences(of: #""StackName":"x""#, with: #""StackName":"web-dev""#))
        let world = world
        aws.on("rds describe-db-cluster-snapshots") { _ in
            let all = ["web-dev-snapshot-data-abcdef012345", "before-migration"].filter { !world.isGone($0) }.map {
                #"{"DBClusterSnapshotIdentifier": "\#($0)", "DBClusterIdentifier": "shop-data", "SnapshotType": "manual", "Status": "available", "SnapshotCreateTime": "2026-01-01T00:00:00.000Z"}"#
            }
            return .success(#"{"DBClusterSnapshots": [\#(all.joined(separator: ","))]}"#)
        }
        aws.on("rds delete-db-cluster-snapshot") { command in
            world.go(command.arguments[3])
            return .success("")
        }
        try await destroy()
        XCTAssertEqual(
            changes,
            [
                "rds delete-db-cluster-snapshot --db-cluster-snapshot-identifier web-dev-snapshot-data-abcdef012345"
            ])
        XCTAssertTrue(screen.errors.contains("left: the snapshot before-migration"), screen.errors)
    }

    func testWhatIsGoneAlreadyIsNotNamed() async throws {
        play([("AWS::DynamoDB::Table", "items"), ("AWS::KMS::Key", "k-1")])
        aws.on("dynamodb describe-table") { _ in Self.error("ResourceNotFoundException") }
        aws.on("kms describe-key", #"{"KeyMetadata": {"KeyId": "k-1", "KeyState": "PendingDeletion"}}"#)
        try await destroy()
        XCTAssertEqual(changes, [])
        XCTAssertTrue(screen.errors.hasSuffix("nothing is left of web-dev: nothing to destroy\n"), screen.errors)
    }

    func testATableThatALivingStackHoldsIsNeverTouched() async throws {
        play([("AWS::DynamoDB::Table", "items")])
        aws.forget("cloudformation describe-stack-resources")
        aws.on(
            "cloudformation describe-stack-resources",
            #"{"StackResources": [{"StackId": "arn:stack/newer", "ResourceStatus": "IMPORT_COMPLETE"}]}"#)
        aws.on("dynamodb describe-table", #"{"Table": {"TableName": "items", "TableStatus": "ACTIVE"}}"#)
        try await destroy()
        XCTAssertEqual(changes, [])
    }

    func testWhatNobodyMaySeeIsNotTakenForGone() async throws {
        play([("AWS::DynamoDB::Table", "items")])
        aws.on(
            "dynamodb describe-table",
            error:
                "An error occurred (AccessDeniedException) when calling the DescribeTable operation: User: x is not authorized to perform: dynamodb:DescribeTable"
        )
        do {
            try await destroy()
            XCTFail("it may be there")
        } catch let error as CommandError {
            XCTAssertEqual(error.diagnostics.map(\.code), ["unknown-outcome"])
            XCTAssertTrue(error.diagnostics[0].message.hasPrefix("whether the table items is still there"), "\(error)")
        }
        XCTAssertEqual(changes, [])
    }

    func testWhatOlderDeletionsLeftIsFoundByItsTagsWithOneCommand() async throws {
        let old = "arn:stack/old"
        let arns = [
            "arn:aws:sqs:eu-west-3:123456789012:orders", "arn:aws:dynamodb:eu-west-3:123456789012:table/items",
            "arn:aws:dynamodb:eu-west-3:123456789012:table/items/backup/01", Self.secretARN,
            "arn:aws:ecr:eu-west-3:123456789012:repository/shop/web",
            "arn:aws:cognito-idp:eu-west-3:123456789012:userpool/eu-west-3_Ab1",
            "arn:aws:rds:eu-west-3:123456789012:cluster:shop-data",
            "arn:aws:rds:eu-west-3:123456789012:cluster-pg:shop-settings",
            "arn:aws:kms:eu-west-3:123456789012:key/k-1",
        ]
        let resources = arns.compactMap {
            RetainedType.resource(
                ofARN: $0.split(separator: ":", maxSplits: 5).map(String.init), StackHistory())
        }
        XCTAssertEqual(
            resources.map { "\($0.type) \($0.id)" },
            [
                "queue \(Self.queueURL)", "table items", "secret \(Self.secretARN)", "repository shop/web",
                "userPool eu-west-3_Ab1", "cluster shop-data", "key k-1",
            ])
        play([], tagged: [(arns[1], old), (arns[8], "arn:stack/living")])
        aws.forget("cloudformation list-stacks")
        aws.on(
            "cloudformation list-stacks",
            #"{"StackSummaries": [{"StackId": "arn:stack/living", "StackName": "web-dev-2", "StackStatus": "CREATE_COMPLETE"}]}"#
        )
        standing(
            "dynamodb describe-table --table-name items",
            #"{"Table": {"TableName": "items", "TableStatus": "ACTIVE"}}"#, deletedBy: "dynamodb delete-table",
            then: .error("ResourceNotFoundException"))
        try await destroy()
        XCTAssertEqual(changes, ["dynamodb delete-table --table-name items"], "a living stack's key is none of this")
        XCTAssertEqual(
            aws.lines.first { $0.hasPrefix("resourcegroupstaggingapi") },
            "resourcegroupstaggingapi get-resources --tag-filters Key=aws:cloudformation:stack-name --resource-type-filters s3 logs sqs dynamodb:table secretsmanager:secret ecr:repository cognito-idp:userpool rds:cluster kms:key"
        )
    }

    /// A cluster is deleted after a snapshot, unless it is protected: then CloudFormation would stop half-way.
    func testAProtectedClusterAndTableAreToldBeforeAnythingGoes() async throws {
        aws.on("cloudformation describe-stacks", stackJSON("CREATE_COMPLETE"))
        aws.on(
            "cloudformation list-stack-resources",
            stackResourcesJSON(
                ("Data", "shop-data", "AWS::RDS::DBCluster"), ("Items", "items", "AWS::DynamoDB::Table")))
        aws.on(
            "cloudformation get-template",
            #"{"TemplateBody": {"Resources": {"Data": {"Type": "AWS::RDS::DBCluster", "DeletionPolicy": "Snapshot"}, "Items": {"Type": "AWS::DynamoDB::Table"}}}}"#
        )
        aws.on(
            "rds describe-db-clusters",
            #"{"DBClusters": [{"DBClusterIdentifier": "shop-data", "Status": "available", "DeletionProtection": true}]}"#
        )
        aws.on(
            "dynamodb describe-table",
            #"{"Table": {"TableName": "items", "TableStatus": "ACTIVE", "DeletionProtectionEnabled": true}}"#)
        do {
            try await Destroyer(
                templates: Fixture.templates, environment: Fixture.environment(), aws: aws.cli(),
                terminal: screen.terminal()
            )
            .destroy(.init(assumesYes: true))
            XCTFail("both are protected")
        } catch let error as CommandError {
            XCTAssertEqual(error.diagnostics.map(\.code), ["deletion-protected", "deletion-protected"])
            XCTAssertEqual(
                error.diagnostics.compactMap(\.fix),
                [
                    "aws rds modify-db-cluster --db-cluster-identifier shop-data --no-deletion-protection --apply-immediately --region eu-west-3",
                    "aws dynamodb update-table --table-name items --no-deletion-protection-enabled --region eu-west-3",
                ])
        }
        XCTAssertEqual(changes, [])
    }
}
