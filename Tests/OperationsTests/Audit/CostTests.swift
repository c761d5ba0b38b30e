import XCTest

@testable import Operations

final class CostTests: XCTestCase {
    func testTheDescriptionsFiguresAreMatched() async throws {
        let costs = try await FakeWebMarket().report().costs
        XCTAssertEqual(costs.description.hourly, Decimal(string: "0.1299"))
        XCTAssertEqual(costs.description.monthly, Decimal(string: "94.83"))
        XCTAssertEqual(costs.description.unknown, 0)
        XCTAssertEqual(costs.priceListProblem, "--offline was given")
    }

    /// By hand, in USD an hour: load balancer's unit 0.0084 and addresses 0.01; address 0.005; 16 GiB of 0.0928, 20 GiB of
    /// twice 0.133, a secret of 0.40, 2 GiB of 0.024, an alarm of 0.10 and a dashboard of 3 a month; four vCPUs of Extended
    /// Support at 0.10 at the least.
    func testOtherItemsAreListedApart() async throws {
        let costs = try await FakeWebMarket().report().costs
        XCTAssertEqual(costs.others.hourly, Decimal(string: "0.437582"))
        XCTAssertEqual(costs.others.unknown, 0)
    }

    private var withUnknownInstances: FakeWebMarket {
        var web = FakeWebMarket()
        web.replace("ec2 describe-instances", "t3.micro", with: "t9.micro")
        return web
    }

    func testPricesThatNobodyKnowsAreNotInvented() async throws {
        let costs = try await withUnknownInstances.report().costs
        let unknown = costs.items.filter { $0.hourly == nil }
        XCTAssertEqual(unknown.map(\.item), ["instance:t9.micro", "instance:t9.micro"])
        XCTAssertTrue(unknown.allSatisfy { $0.price == nil && $0.monthly == nil })
        XCTAssertEqual(costs.total.unknown, 2)
    }

    func testAPriceThatIsNotKnownHereIsARangeInEverySum() async throws {
        let costs = try await FakeWebMarket().report().costs
        let support = try XCTUnwrap(costs.items.first { $0.item == "extended-support:mysql:8.0:years-1-2" })
        XCTAssertNil(support.price, "an estimate is no price")
        XCTAssertEqual(support.monthly, 292)
        XCTAssertEqual(support.monthlyAtMost, Decimal(string: "350.4"))
        XCTAssertEqual(costs.total.hourly, Decimal(string: "0.567482"), "0.167482 and four vCPUs at 0.1")
        XCTAssertEqual(costs.total.hourlyAtMost, Decimal(string: "0.647482"))
        XCTAssertEqual(costs.tiers["database"]?.hourlyAtMost, Decimal(string: "0.521836"))
        XCTAssertNil(costs.description.hourlyAtMost, "the description's prices are known")
        let text = try await FakeWebMarket().run("--offline").output
        XCTAssertTrue(text.contains("0.5675 to 0.6475 USD/hour, 414.26 to 472.66 USD/month;"), text)
        XCTAssertTrue(
            text.contains(
                "assumed: extended-support:mysql:8.0:years-1-2 is taken to cost 0.1 to 0.12 USD per hour, by the prices of ap-northeast-2, us-east-1 (AWS price list of us-east-1, quoted by others, 2026-04-01;"
            ), text)
    }

    func testAWSsPriceTakesTheEstimatesPlace() async throws {
        var web = FakeWebMarket()
        web.files["prices.json"] =
            #"{"prices":[{"region":"eu-west-3","item":"extended-support:mysql:8.0:years-1-2","usd":"0.118","per":"hour","source":"bill"}]}"#
        let costs = try await web.report("--offline", "--prices=FOLDER/prices.json").costs
        let support = try XCTUnwrap(costs.items.first { $0.item.hasPrefix("extended-support") })
        XCTAssertEqual(support.monthly, Decimal(string: "344.56"))
        XCTAssertNil(support.monthlyAtMost)
        XCTAssertNil(costs.total.hourlyAtMost)
    }

    func testCostsByTier() async throws {
        let tiers = try await FakeWebMarket().report().costs.tiers
        XCTAssertEqual(tiers.keys.sorted(), ["application", "database", "monitoring", "public", "storage"])
        XCTAssertEqual(tiers["application"]?.hourly, Decimal(string: "0.025634"))
        XCTAssertEqual(tiers["database"]?.hourly, Decimal(string: "0.441836"))
        XCTAssertEqual(tiers["public"]?.hourly, Decimal(string: "0.0957"))
        XCTAssertEqual(
            tiers["storage"],
            .init(
                hourly: try XCTUnwrap(Decimal(string: "0.000066")), hourlyAtMost: nil,
                monthly: try XCTUnwrap(Decimal(string: "0.05")), monthlyAtMost: nil, unknown: 0))
    }

    func testStoppedThingsCostNoHours() async throws {
        var web = FakeWebMarket()
        web.replace("ec2 describe-instances", #""State":{"Name":"running"}"#, with: #""State":{"Name":"stopped"}"#)
        web.replace(
            "rds describe-db-instances", #""DBInstanceStatus":"available""#, with: #""DBInstanceStatus":"stopped""#)
        let costs = try await web.report().costs
        XCTAssertEqual(costs.description.hourly, Decimal(string: "0.0723"), "load balancer and NAT gateway")
        XCTAssertEqual(
            costs.items.filter { $0.item.hasPrefix("database-storage") }.count, 1, "storage is billed all the same")
    }

    func testWhatBelongsToOthersIsNotCounted() async throws {
        var web = FakeWebMarket()
        web.replace(
            "ec2 describe-instances", #""Instances":["#,
            with:
                #""Instances":[\#(FakeWebMarket.instance("i-9", volume: "vol-9", tags: #"[{"Key":"Project","Value":"other"}]"#)),\#(FakeWebMarket.instance("i-8", volume: "vol-8", tags: #"[{"Key":"Project","Value":"web"},{"Key":"Environment","Value":"prod"}]"#)),"#
        )
        let costs = try await web.report().costs
        XCTAssertEqual(costs.items.filter { $0.item == "instance:t3.micro" }.map(\.resource.id), ["i-1", "i-2"])
    }

    func testCapacityUnitsAreAnAssumption() async throws {
        let web = FakeWebMarket()
        let one = try await web.report()
        XCTAssertEqual(one.costs.items.first { $0.item == "load-balancer-capacity-unit" }?.quantity, 1)
        let half = try await web.report("--offline", "--lcu=0.5")
        XCTAssertEqual(
            half.costs.items.first { $0.item == "load-balancer-capacity-unit" }?.quantity, Decimal(string: "0.5"))
    }

    func testABucketIsAsLargeAsItsLastMeasurement() async throws {
        var web = FakeWebMarket()
        let measured = try await web.report()
        XCTAssertEqual(measured.costs.items.first { $0.tier == "storage" }?.quantity, 2)
        web.answer(
            "cloudwatch get-metric-statistics",
            #"{"Datapoints":[{"Timestamp":1795400000,"Average":1073741824.0},{"Timestamp":1795300000,"Average":1.0}]}"#)
        let byNumber = try await web.report()
        XCTAssertEqual(
            byNumber.costs.items.first { $0.tier == "storage" }?.quantity, 1, "version 1 of the AWS CLI writes numbers")
        web.answer("cloudwatch get-metric-statistics", #"{"Datapoints":[]}"#)
        let never = try await web.report()
        let bucket = try XCTUnwrap(never.costs.items.first { $0.tier == "storage" })
        XCTAssertNil(bucket.quantity)
        XCTAssertNil(bucket.hourly)
    }

    func testSnapshotsAreFreeUpToTheDatabasesSize() async throws {
        var web = FakeWebMarket()
        let list = (1...3).map { FakeWebMarket.snapshot("snap-\($0)", created: "2026-11-2\($0)T00:00:00Z") }.joined(
            separator: ",")
        web.answer("rds describe-db-snapshots", #"{"DBSnapshots":[\#(list)]}"#)
        let costs = try await web.report().costs
        let snapshots = try XCTUnwrap(costs.items.first { $0.item == "database-backup" })
        XCTAssertEqual(snapshots.quantity, 40)
        XCTAssertEqual(snapshots.what, "3 snapshots, 60 GiB, of which 20 free")
    }

    func testSnapshotsWithinTheFreeShareCostNothing() async throws {
        var web = FakeWebMarket()
        web.answer(
            "rds describe-db-snapshots",
            #"{"DBSnapshots":[\#(FakeWebMarket.snapshot("snap-1", created: "2026-11-24T00:00:00Z"))]}"#)
        let costs = try await web.report().costs
        let snapshots = try XCTUnwrap(costs.items.first { $0.item == "database-backup" })
        XCTAssertEqual(snapshots.monthly, 0, "nothing costs nothing, whatever its price")
    }

    func testWhatIsNotKnownIsNullInJSON() async throws {
        let outcome = try await withUnknownInstances.run("--offline", "--format", "json")
        for key in ["hourly", "monthly", "price"] { XCTAssertTrue(outcome.output.contains("\"\(key)\" : null"), key) }
    }

    func testATypeThatTheAuditDoesNotKnowIsShownAsUnknown() async throws {
        var web = FakeWebMarket()
        web.answer(
            "cloudformation list-stack-resources --stack-name arn:stack/storage",
            FakeWebMarket.resources([
                ("DataLakeBucket", "lake", "AWS::S3::Bucket"), ("Cache", "cache-1", "AWS::ElastiCache::CacheCluster"),
            ]))
        let costs = try await web.report().costs
        XCTAssertEqual(
            costs.items.filter { $0.tier == "other" }.map { "\($0.resource.name) \($0.item)" },
            ["Storage/Cache other:AWS::ElastiCache::CacheCluster"])
    }

    func testInterfaceEndpointsDetailedMonitoringAndLogsAreBilled() async throws {
        var web = FakeWebMarket()
        web.replace(
            "ec2 describe-vpc-endpoints", #""VpcEndpointType":"Gateway","SubnetIds":[]"#,
            with: #""VpcEndpointType":"Interface","SubnetIds":["a","b"]"#)
        web.replace(
            "ec2 describe-instances", #""Monitoring":{"State":"disabled"}"#, with: #""Monitoring":{"State":"enabled"}"#)
        web.answer(
            "logs describe-log-groups",
            #"{"logGroups":[{"logGroupName":"/aws/rds/instance/db-1/error","storedBytes":1073741824},{"logGroupName":"/other","storedBytes":5}]}"#
        )
        web.replace("cloudwatch describe-alarms", #""Period":300"#, with: #""Period":10"#)
        let items = try await web.report().costs.items
        XCTAssertEqual(items.filter { $0.item == "interface-endpoint" }.map(\.quantity), [2])
        XCTAssertEqual(items.filter { $0.item == "metric" }.map(\.quantity), [7, 7])
        XCTAssertEqual(items.filter { $0.item == "log-storage" }.map(\.quantity), [1])
        XCTAssertEqual(items.filter { $0.item.hasPrefix("alarm") }.map(\.item), ["alarm:high-resolution"])
    }
}
