import Checks
import CloudFormation
import Constructs
import XCTest

/// Keys, secrets, databases and caches together, as a review of them sees it.
final class DataReviewTests: XCTestCase {
    /// - Parameter isGuarded: whether a key of the app's own encrypts all of it, which costs something.
    private static func shop(isGuarded: Bool) -> App {
        let app = App()
        let root = app.stack("Shop")
        let own = Key(in: root.scope("ShopKey"))
        let key = isGuarded ? own : nil
        let network = Network.existing(
            vpc: "vpc-0abc1234", applicationSubnets: ["subnet-0abc1234"],
            isolatedSubnets: ["subnet-0abc1235", "subnet-0abc1236"])
        let lake = PrivateBucket(in: root.scope("Lake"), key: key)
        let orders = Queue(in: root.scope("Orders"), key: key)
        let paid = Topic(in: root.scope("Paid"), key: key)
        let bus = EventBus(in: root.scope("Bus"), key: key)
        let login = Secret(in: root.scope("Login"), .members(["username": "shop"]), key: key)
        let worker = Function(
            in: root.scope("Worker"), code: .inline("def handler(event, context): pass\n", runtime: .python3_13),
            environment: ["LOGIN": login.arn], network: network, concurrency: 5, key: key)
        let mysql = MySQLDatabase(
            in: root.scope("MySQL"), name: "shop", network: network, version: "8.4", instanceClass: "db.t4g.micro",
            key: key)
        let postgres = PostgreSQLDatabase(
            in: root.scope("PostgreSQL"), name: "shop", network: network, version: .v17,
            instanceClass: "db.t4g.micro", key: key)
        let clusters = [AuroraEngine.mySQL(.v3), .postgreSQL(.v17)].enumerated().map { index, engine in
            AuroraCluster(
                in: root.scope("Aurora\(index)"), name: "shop", network: network, engine: engine, key: key)
        }
        let sessions = Cache(in: root.scope("Sessions"), name: "sessions", network: network, key: key)
        let carts = Cache(
            in: root.scope("Carts"), name: "carts", network: network, login: .passwordInOwnSecret, key: key)
        paid.subscribe(orders)
        bus.events("Placed", EventPattern(detailTypes: ["OrderPlaced"])).deliver(to: orders)
        bus.events("Returned", EventPattern(detailTypes: ["OrderReturned"])).deliver(to: paid)
        bus.grantPutEvents(to: worker)
        orders.grantSend(to: worker)
        paid.grantPublish(to: worker)
        lake.grantRead(to: worker)
        login.grantRead(to: worker)
        own.grantDecrypt(to: worker)
        mysql.allowConnections(from: worker)
        postgres.allowConnections(from: worker)
        postgres.grantReadManagedPassword(to: worker)
        for cluster in clusters {
            cluster.allowConnections(from: worker)
            cluster.grantConnect(to: worker, as: "shop")
        }
        for cache in [sessions, carts] {
            cache.allowConnections(from: worker)
            cache.grantConnect(to: worker)
        }
        let alarms = Alarms(in: root.scope("Alarms"), name: "shop", existingTopic: paid.arn)
        paid.allowAlarms()
        alarms.watch(mysql, postgres, clusters[0], clusters[1], sessions, carts)
        _ = Dashboard(in: root, name: "shop", of: [mysql, postgres, clusters[0], clusters[1], sessions, carts])
        return app
    }

    func testTheChecksFindNothingInAllOfThemTogether() {
        for isGuarded in [false, true] {
            XCTAssertEqual(Self.shop(isGuarded: isGuarded).synthesize().diagnostics.map(\.description), [])
        }
    }

    func testAReviewFindsOnlyWhatIsMeant() {
        let report = Self.shop(isGuarded: true).synthesize().report(packs: Set(SecurityPack.allCases))
        XCTAssertEqual(
            Set(report.standing.map { "\($0.code) \($0.path?.split(separator: "/").last ?? "")" }),
            [
                "SEC100 Bucket", "SEC161 ReadLake", "SEC161 UseNetwork",  // as of other constructs
                "SEC157 Function",  // nothing calls it that waits for no answer
                "SEC113 Instance", "SEC113 Writer", "SEC113 Reader1",  // enhanced monitoring is paid for as logs
                "SEC114 Instance", "SEC114 Cluster",  // another port hides nothing from those who are let in
                "SEC112 Instance",  // RDS keeps the password and renews it
                "SEC117 Cluster",  // backtracking is paid for by the change
                "SEC165 Secret",  // it takes code that knows what the secret opens
                "SEC164 Key",  // a note: the account's ARN is no literal
            ])
        let keys = report.standing.filter { $0.code == "SEC164" }
        XCTAssertEqual(Set(keys.map(\.severity)), [.info], "nobody else is let in")
    }
}
