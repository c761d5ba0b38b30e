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

    func testTheChecksFindNothingInAllConstructsTogether() {
        for isGuarded in [false, true] {
            XCTAssertEqual(Self.shop(isGuarded: isGuarded).synthesize().diagnostics.map(\.description), [])
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

    func testAReviewFindsOnlyWhatCostsSomethingWhereNothingIsGiven() {
        XCTAssertEqual(
            Set(found(in: Self.shop(isGuarded: false)).compactMap { $0.split(separator: " ").first.map(String.init) }),
            [
                "SEC100", "SEC161", "SEC156", "SEC158", "SEC159",  // concurrency, network, key of a function
                "SEC126", "SEC167", "SEC200",  // keys of a table, a log and a topic
            ])
    }
}
