import CloudFormation
import Constructs
import Deployment
import Foundation
import XCTest

/// Keys, secrets and databases, deployed to the local cloud, read back and deleted with what outlives them.
///
/// It answers nothing about ElastiCache, which is switched off in it; it checks no key policy, and forgets a queue at once.
final class DataConstructTests: XCTestCase {
    private let stack = "secured-local"

    private func app() -> App {
        let app = App()
        let root = app.stack("Secured", description: "Keys, secrets and databases")
        _ = root.output("Project", root.parameter("ProjectName", default: "secured"))
        let security = root.nestedStack("Security")
        let key = Key(in: security.scope("ShopKey"))
        let login = Secret(in: security.scope("Login"), .members(["username": "shop"], generating: "password"))
        let data = root.nestedStack("Data")
        let orders = Queue(in: data.scope("Orders"), key: key)
        Topic(in: data.scope("Paid"), key: key).subscribe(orders)
        let items = Table(in: data.scope("Items"), partitionKey: .string("id"), key: key)
        let network = Network(in: data.scope("Network"), name: "secured", nat: .none)
        let postgres = PostgreSQLDatabase(
            in: data.scope("Postgres"), name: "secured", network: network, version: .v17,
            instanceClass: "db.t4g.micro", multiAZ: false, deletionProtection: false)
        let aurora = AuroraCluster(
            in: data.scope("Aurora"), name: "secured", network: network, engine: .postgreSQL(.v17),
            capacity: .between(0.5, and: 2), deletionProtection: false)
        let sessions = Cache(in: data.scope("Sessions"), name: "secured-sessions", network: network)
        let role = Role(in: data.scope("Shop"), assumedBy: "ec2.amazonaws.com")
        orders.grantSend(to: role)
        items.grantReadWrite(to: role)
        login.grantRead(to: role)
        postgres.grantReadManagedPassword(to: role)
        aurora.grantReadManagedPassword(to: role)
        sessions.grantConnect(to: role)
        root.output("Key", key.arn.text)
        root.output("Login", login.arn.text)
        root.output("Orders", orders.url.text)
        root.output("Items", items.name.text)
        root.output("Postgres", postgres.instance.dbInstanceIdentifier.text)
        root.output("Aurora", aurora.cluster.dbClusterIdentifier.text)
        root.output("AuroraSecret", aurora.managedSecretArn)
        root.output("Sessions", sessions.endpoint)
        return app
    }

    func testWhatHoldsDataIsDeployedAndGoesWhereThatIsAskedFor() async throws {
        let cloud = try await LocalCloud.shared()
        let place = InProcess(cloud: cloud, project: "secured")
        var run = try await place.deploy(app(), as: stack)
        XCTAssertEqual(run.status, .success, run.transcript)
        let aws = AWS(cloud: cloud)
        let output = try await aws.outputs(of: stack)
        let (key, login) = (try output("Key"), try output("Login"))
        let (queue, table) = (try output("Orders"), try output("Items"))

        // As the constructs say.
        let metadata = try await aws.read("kms describe-key --key-id \(key)", "KeyMetadata")
        XCTAssertEqual(metadata["KeyState"].text, "Enabled")
        let rotation = try await aws.read("kms get-key-rotation-status --key-id \(key)")
        XCTAssertEqual(rotation["KeyRotationEnabled"], true)
        let policy = try await aws.read("kms get-key-policy --key-id \(key) --policy-name default", "Policy")
        XCTAssertTrue(policy.text.contains("sns.amazonaws.com"), "the topic may deliver: \(policy)")
        let aliases = try await aws.read("kms list-aliases", "Aliases[].AliasName")
        XCTAssertTrue(aliases.items.map(\.text).contains { $0.hasSuffix("-ShopKey") }, "\(aliases)")
        let secret = try await aws.read("secretsmanager get-secret-value --secret-id \(login)", "SecretString")
        let members = try JSONDecoder().decode([String: String].self, from: Data(secret.text.utf8))
        XCTAssertEqual(members["username"], "shop")
        XCTAssertEqual(members["password"]?.count, 32)
        let attributes = try await aws.read(
            "sqs get-queue-attributes --queue-url \(queue) --attribute-names All", "Attributes")
        XCTAssertEqual(attributes["KmsMasterKeyId"].text, key)
        let items = try await aws.read("dynamodb describe-table --table-name \(table)", "Table")
        XCTAssertEqual(items["DeletionProtectionEnabled"], true)
        let postgres = try await aws.read(
            "rds describe-db-instances --db-instance-identifier \(try output("Postgres"))", "DBInstances[0]")
        XCTAssertEqual(postgres["Engine"].text, "postgres")
        XCTAssertEqual(postgres["StorageEncrypted"], true)
        let aurora = try await aws.read(
            "rds describe-db-clusters --db-cluster-identifier \(try output("Aurora"))", "DBClusters[0]")
        XCTAssertEqual(aurora["Engine"].text, "aurora-postgresql")
        XCTAssertEqual(aurora["StorageEncrypted"], true)
        XCTAssertEqual(aurora["ServerlessV2ScalingConfiguration"]["MaxCapacity"], 2)
        XCTAssertEqual(aurora["MasterUserSecret"]["SecretArn"].text, try output("AuroraSecret"))
        let instances = try await aws.read(
            "rds describe-db-instances --filters Name=db-cluster-id,Values=\(try output("Aurora"))",
            "DBInstances[].DBInstanceClass")
        XCTAssertEqual(instances.texts, ["db.serverless", "db.serverless"])
        let sessions = try output("Sessions")
        XCTAssertTrue(sessions.hasPrefix("secured-sessions-") && sessions.contains(".serverless."), sessions)

        // What holds data stays, and is named.
        // A cache is known to hold some that is only there, and goes because it is named.
        run = try await place.destroy(
            app(), as: stack, .init(assumesYes: true, allowedReplacements: ["Data/SessionsCache"]))
        XCTAssertEqual(run.status, .success, run.transcript)
        for left in [queue, table, login, String(key.split(separator: "/").last ?? "?")] {
            XCTAssertTrue(run.errors.contains(left), "\(left) is not named: \(run.transcript)")
        }
        var snapshots = try await aws.read(
            "rds describe-db-cluster-snapshots", "DBClusterSnapshots[].DBClusterIdentifier")
        XCTAssertEqual(snapshots.texts.filter { $0 == (try? output("Aurora")) }.count, 1, run.transcript)
        var tables = try await aws.read("dynamodb list-tables", "TableNames")
        XCTAssertTrue(tables.items.map(\.text).contains(table))

        // And goes on its flag: the table's protection first, the key last.
        run = try await place.destroy(app(), as: stack, .init(assumesYes: true, deletesRetained: true))
        XCTAssertEqual(run.status, .success, run.transcript)
        tables = try await aws.read("dynamodb list-tables", "TableNames")
        XCTAssertFalse(tables.items.map(\.text).contains(table), run.transcript)
        snapshots = try await aws.read("rds describe-db-cluster-snapshots", "DBClusterSnapshots[].DBClusterIdentifier")
        XCTAssertFalse(snapshots.texts.contains(try output("Aurora")), run.transcript)
        let queues = try await aws.read("sqs list-queues", "QueueUrls")
        XCTAssertFalse(queues.items.map(\.text).contains(queue), run.transcript)
        let state = try await aws.read("kms describe-key --key-id \(key)", "KeyMetadata.KeyState")
        XCTAssertEqual(state.text, "PendingDeletion", run.transcript)
        let deleted = try await aws.read("secretsmanager describe-secret --secret-id \(login)", "DeletedDate")
        XCTAssertNotEqual(deleted, .nothing, run.transcript)
        run = try await place.destroy(app(), as: stack, .init(assumesYes: true, deletesRetained: true))
        XCTAssertTrue(run.errors.hasSuffix("nothing is left of \(stack): nothing to destroy\n"), run.transcript)
    }
}
