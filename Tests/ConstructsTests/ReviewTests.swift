import AWSECR
import Checks
import CloudFormation
import Constructs
import XCTest

/// All constructs together, as a review of them sees it.
final class ReviewTests: XCTestCase {
    private static let key: Value<ARN<KMS.Key>> = "arn:aws:kms:eu-west-3:123456789012:key/k"

    /// A shop that uses everything that there is for events.
    ///
    /// - Parameter isGuarded: whether it has what costs something: a key of its own, a network, reserved concurrency.
    private static func shop(isGuarded: Bool) -> App {
        let app = App()
        let root = app.stack("Shop")
        let key = isGuarded ? key : nil
        let network = isGuarded ? Network.existing(vpc: "vpc-0abc1234", applicationSubnets: ["subnet-0abc1234"]) : nil
        let lake = PrivateBucket(in: root.scope("Lake"))
        let orders = Queue(in: root.scope("Orders"), key: key)
        let paid = Topic(in: root.scope("Paid"), key: key)
        let bus = EventBus(in: root.scope("Bus"), key: key)
        let items = Table(
            in: root.scope("Items"), partitionKey: .string("id"),
            indexes: [TableIndex("byState", partitionKey: .string("state"))], key: key)
        let worker = Function(
            in: root.scope("Worker"), code: .inline("def handler(event, context): pass\n", runtime: .python3_13),
            environment: ["ITEMS": items.name], network: network, concurrency: isGuarded ? 5 : nil, key: key)
        items.grantReadWrite(to: worker)
        paid.grantPublish(to: worker)
        bus.grantPutEvents(to: worker)
        orders.grantSend(to: worker)
        lake.grantRead(to: worker, prefix: "incoming/")
        worker.handles(orders)
        worker.handles(items.changes())
        worker.handles(lake.events(.created, prefix: "incoming/"))
        worker.handles(bus.events("Returns", EventPattern(sources: ["shop"], detailTypes: ["OrderReturned"])))
        worker.handles(Schedule("Nightly", .daily(at: 3), timeZone: "Europe/Madrid"))
        worker.handles(paid)
        let mails = Queue(in: root.scope("Mails"), key: key)
        paid.subscribe(mails, filter: .attributes(["kind": ["paid"]]))
        bus.events("Placed", EventPattern(detailTypes: ["OrderPlaced"])).deliver(to: mails)
        Schedule("Weekly", .cron("0 9 ? * MON *")).deliver(to: mails)
        let alarms = Alarms(in: root.scope("Alarms"), name: "shop", existingTopic: paid.arn)
        paid.allowAlarms()
        alarms.watch(orders, mails, paid, items, worker)
        _ = Dashboard(in: root, name: "shop", of: [orders, mails, paid, items, worker])
        return app
    }

    /// Containers that serve and work, behind a load balancer of their own and a shared one, with all that they take.
    ///
    /// - Parameter isGuarded: whether it has what costs something: a key of its own, logs of requests.
    private static func containers(isGuarded: Bool) -> App {
        let app = App()
        let root = app.stack("Shop")
        let key = isGuarded ? key : nil
        let logs = LoadBalancerLogBucket(in: root.nestedStack("Logs").scope("Requests"))
        let stack = root.nestedStack("Containers")
        let network = Network(in: stack.scope("Net"), name: "shop", flowLogs: FlowLogs())
        let endpoints = Endpoints(
            in: stack.scope("Ways"), network: network, name: "shop", interfaces: .forContainers + [.secrets])
        let images = Repository(in: stack.scope("Images"), key: key)
        let https = LoadBalancer.HTTPS(certificate: "arn:aws:acm:eu-west-3:123456789012:certificate/1")
        let accessLogs = isGuarded ? LoadBalancer.AccessLogs(bucket: logs) : nil
        let orders = Queue(in: stack.scope("Orders"), key: key)
        let container = Container(
            ContainerImage(in: images, tag: "1"), size: .halfVCPU(.gib1), environment: ["ORDERS": orders.url],
            secrets: [
                .secret(
                    "arn:aws:secretsmanager:eu-west-3:123456789012:secret:shop-AbCdEf", as: ["PASSWORD": "password"]),
                .parameter("shop/token", as: "TOKEN"),
            ], key: key)
        let shop = ContainerService(
            in: stack.scope("Shop"), container, network: network,
            traffic: .ownLoadBalancer(port: 8080, https: https, accessLogs: accessLogs),
            count: .from(2, to: 6, by: .processor(), .requests(perTask: 1000)), spot: SpotShare(percent: 50),
            shellAccess: true)
        orders.grantSend(to: shop)
        let front = LoadBalancer(
            in: stack.scope("Front"), name: "front", network: network, https: https, accessLogs: accessLogs)
        let api = ContainerService(
            in: stack.scope("API"), container, network: network,
            traffic: .shared(front, port: 8080, requests: RequestMatch(paths: ["/api/*"]), priority: 1))
        let mails = ContainerService(
            in: stack.scope("Mails"), container, network: network,
            count: .from(1, to: 5, by: .backlog(of: orders, perTask: 100)))
        orders.grantConsume(to: mails)
        let report = Job(in: stack.scope("Report"), container, network: network)
        report.runs(Schedule("Nightly", .daily(at: 3), timeZone: "Europe/Madrid"), command: ["report"])
        endpoints.allowConnections(
            from: Function(
                in: stack.scope("Hello"), code: .inline("def handler(event, context): pass\n", runtime: .python3_13),
                network: network, concurrency: 1, key: key))
        let told = Topic(in: stack.scope("Told"), key: key)
        told.allowAlarms()
        Alarms(in: stack.scope("Alarms"), name: "shop", existingTopic: told.arn).watch(shop, api, mails, report, orders)
        _ = Dashboard(in: stack, name: "shop", of: [shop, api, mails, report])
        return app
    }

    func testTheChecksFindNothingInAllConstructsTogether() {
        for isGuarded in [false, true] {
            XCTAssertEqual(Self.shop(isGuarded: isGuarded).synthesize().diagnostics.map(\.description), [])
            XCTAssertEqual(Self.containers(isGuarded: isGuarded).synthesize().diagnostics.map(\.description), [])
        }
    }

    private func found(in app: App) -> Set<String> {
        let report = app.synthesize().report(packs: Set(SecurityPack.allCases))
        return Set(report.standing.map { "\($0.code) \($0.path?.split(separator: "/").last ?? "")" })
    }

    func testAReviewFindsOnlyWhatIsMeantWhereAKeyAndANetworkAreGiven() {
        // The logs of who read a bucket are another bucket's, and objects below a prefix are many; Lambda's actions on
        // network interfaces know no resources.
        XCTAssertEqual(
            found(in: Self.shop(isGuarded: true)),
            ["SEC100 Bucket", "SEC161 ReadLakeIncoming", "SEC161 UseNetwork"])
    }

    func testAReviewOfContainersFindsOnlyWhatIsMeantWhereAKeyAndLogsAreGiven() {
        // It is public. A token and a shell know no resources; what is run is all revisions of one job. Who reads the
        // logs of requests is not logged; metrics of each container are paid for.
        XCTAssertEqual(
            found(in: Self.containers(isGuarded: true)),
            [
                "SEC130 FromInternet443", "SEC130 FromInternet80", "SEC133 FromInternet80", "SEC161 PullImage",
                "SEC161 OpenShells", "SEC161 RunReport", "SEC161 UseNetwork", "SEC100 Bucket", "SEC182 Cluster",
                "SEC157 Function", "SEC167 FlowLogGroup",
            ])
    }

    func testAReviewOfContainersFindsOnlyWhatCostsSomethingWhereNothingIsGiven() {
        XCTAssertEqual(
            found(in: Self.containers(isGuarded: false)).subtracting(found(in: Self.containers(isGuarded: true))),
            // Keys of a log, a topic and a repository, and the log of requests.
            ["SEC167 LogGroup", "SEC200 Topic", "SEC190 Repository", "SEC135 LoadBalancer"])
    }

    func testAReviewFindsOnlyWhatCostsSomethingWhereNothingIsGiven() {
        XCTAssertEqual(
            Set(found(in: Self.shop(isGuarded: false)).compactMap { $0.split(separator: " ").first.map(String.init) }),
            [
                "SEC100", "SEC161", "SEC156", "SEC158", "SEC159",  // concurrency, network, key of a function
                "SEC126", "SEC167", "SEC200",  // keys of a table, a log and a topic
            ])
    }
}
