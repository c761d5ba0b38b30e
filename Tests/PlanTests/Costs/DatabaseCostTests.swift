import XCTest

@testable import Plan

/// What databases, clusters and caches are billed for beyond their instances. Prices are those of us-east-1 in
/// `prices.tsv`, where nothing else is said.
final class DatabaseCostTests: XCTestCase {
    private var scene = CostScene()

    private func database(_ properties: String) -> String {
        """
        "It": { "Type": "AWS::RDS::DBInstance", "Properties": { "DBInstanceClass": "db.t3.large",
          "AllocatedStorage": "20", "StorageType": "gp2", \(properties) } }
        """
    }

    private func aurora(_ cluster: String, _ instance: String, engine: String = "aurora-postgresql") -> String {
        """
        "Cluster": { "Type": "AWS::RDS::DBCluster", "Properties": { "Engine": "\(engine)", \(cluster) } },
        "One": { "Type": "AWS::RDS::DBInstance", "Properties": { "Engine": "\(engine)",
          "DBClusterIdentifier": { "Ref": "Cluster" }, \(instance) } }
        """
    }

    private func lines(_ resources: String, _ part: String) throws -> [String] {
        try scene.bill(resources).split(separator: "\n").map(String.init).filter { $0.contains(part) }
    }

    // MARK: - Extended Support

    func testEveryEngineCostsExtendedSupportFromTheDayOfItsVersionOn() throws {
        func support(_ engine: String, _ version: String) throws -> [String] {
            try lines(database("\"Engine\": \"\(engine)\", \"EngineVersion\": \"\(version)\""), "Extended Support")
        }
        // Two vCPUs of 0.10 an hour, and of 0.20 from the third year on.
        XCTAssertEqual(try support("postgres", "13.4"), ["It: Extended Support of postgres 13, 2 vCPUs 146.00"])
        XCTAssertEqual(try support("postgres", "11"), ["It: Extended Support of postgres 11, 2 vCPUs 292.00"])
        XCTAssertEqual(try support("postgres", "14.20"), [])
        XCTAssertEqual(try support("mysql", "9.7"), [], "newer than all that are known")
        XCTAssertEqual(try support("mariadb", "10.4.34"), [], "it has none")
        scene.today = "2026-02-28"
        XCTAssertEqual(try support("postgres", "13.4"), [], "the last day is free")
        scene.today = "2026-03-31"
        XCTAssertEqual(try support("postgres", "11"), ["It: Extended Support of postgres 11, 2 vCPUs 146.00"])
    }

    func testAVersionThatNobodyKnowsOrSupportsIsNamed() throws {
        let old = database("\"Engine\": \"postgres\", \"EngineVersion\": \"9.6.24\"")
        XCTAssertEqual(
            try lines(old, "not in it"),
            ["It not in it: Extended Support: whether postgres 9.6.24 is in standard support is not known"])
        scene.today = "2027-03-01"
        XCTAssertEqual(
            try lines(database("\"Engine\": \"mysql\", \"EngineVersion\": \"5.7.44\""), "not in it"),
            [
                "It not in it: Extended Support: all support of mysql 5.7 ended on 2027-02-28, and AWS upgrades it"
            ])
    }

    func testTheVersionOfAnInstanceIsThatOfItsCluster() throws {
        let version = "\"EngineVersion\": \"5.7.mysql_aurora.2.11.2\""
        let instance = "\"DBInstanceClass\": \"db.r6g.large\""
        XCTAssertEqual(
            try lines(aurora(version, instance, engine: "aurora-mysql"), "Extended"),
            ["One: Extended Support of aurora-mysql 5.7, 2 vCPUs 146.00"])
        XCTAssertEqual(
            try lines(
                aurora(
                    "\(version), \"EngineLifecycleSupport\": \"open-source-rds-extended-support-disabled\"", instance,
                    engine: "aurora-mysql"), "Extended"), [])
        let elsewhere = """
            "One": { "Type": "AWS::RDS::DBInstance", "Properties": { "Engine": "aurora-mysql", "DBClusterIdentifier": "main",
              \(instance) } }
            """
        XCTAssertEqual(
            try lines(elsewhere, "Extended"), ["One not in it: Extended Support: its cluster is not in the stacks"])
    }

    func testAVersionWithoutAPriceOfItsOwnCostsWhatOthersDo() throws {
        XCTAssertEqual(
            try lines(
                aurora("\"EngineVersion\": \"13.9\"", "\"DBInstanceClass\": \"db.r6g.xlarge\""), "Extended Support"),
            ["One: Extended Support of aurora-postgresql 13, 4 vCPUs ≈ 292.00"])
    }

    func testCapacityUnitsOfAnOldVersionCostExtendedSupport() throws {
        let cluster =
            "\"EngineVersion\": \"13.9\", \"ServerlessV2ScalingConfiguration\": { \"MinCapacity\": 0.5, \"MaxCapacity\": 4 }"
        // Seoul's 0.102 an hour for each unit.
        XCTAssertEqual(
            try lines(aurora(cluster, "\"DBInstanceClass\": \"db.serverless\""), "Extended"),
            ["One: Extended Support of aurora-postgresql 13, 0.5 to 4 capacity units ≈ 37.23 to 297.84"])
    }

    // MARK: - Clusters

    func testAMultiAZClusterHasThreeInstancesAndTheirStorage() throws {
        // Seoul's 0.783 an hour for all three; three times 0.115 a GiB; six vCPUs of 0.10 an hour; three addresses.
        let cluster = """
            "It": { "Type": "AWS::RDS::DBCluster", "Properties": { "Engine": "postgres", "EngineVersion": "13.4",
              "DBClusterInstanceClass": "db.m6gd.large", "AllocatedStorage": 100, "StorageType": "gp3", "Iops": 4000,
              "PubliclyAccessible": true } }
            """
        XCTAssertEqual(
            try scene.bill(cluster),
            """
            It: 3 db.m6gd.large postgres ≈ 571.59
            It: Extended Support of postgres 13, 6 vCPUs 438.00
            It: gp3 storage in 3 copies, 100 GiB ≈ 34.50
            It: 3 × public address 10.95
            It not in it: provisioned IOPS: no price is known
            It by use: backups beyond the size of the database, 0.095 USD per GiB-month
            """)
    }

    func testAnOptimizedClusterHasDearerInstancesAndStorageAndNoRequests() throws {
        let optimized = "\"StorageType\": \"aurora-iopt1\""
        // 0.338 an hour, and 1.3 times 0.52.
        let bill = try scene.bill(aurora(optimized, "\"DBInstanceClass\": \"db.r6g.large\""))
        XCTAssertTrue(bill.contains("One: db.r6g.large aurora-postgresql, I/O-Optimized 246.74\n"), bill)
        XCTAssertTrue(bill.contains("Cluster by use: storage, 0.225 USD per GiB-month\n"), bill)
        XCTAssertFalse(bill.contains("requests"), bill)
        XCTAssertEqual(
            try lines(aurora(optimized, "\"DBInstanceClass\": \"db.r6g.xlarge\""), "xlarge"),
            ["One: db.r6g.xlarge aurora-postgresql, I/O-Optimized ≈ 493.48"])
        let serverless =
            "\(optimized), \"ServerlessV2ScalingConfiguration\": { \"MinCapacity\": 1, \"MaxCapacity\": 2 }"
        XCTAssertEqual(
            try lines(aurora(serverless, "\"DBInstanceClass\": \"db.serverless\""), "units"),
            ["One: 1 to 2 Aurora capacity units, I/O-Optimized 116.80 to 233.60"])
    }

    func testAClusterElsewhereMayBeOptimized() throws {
        let instance = """
            "One": { "Type": "AWS::RDS::DBInstance", "Properties": { "Engine": "aurora-postgresql", "EngineVersion": "17.4",
              "DBClusterIdentifier": "main", "DBInstanceClass": "db.r6g.large" } }
            """
        XCTAssertEqual(
            try lines(instance, "r6g"),
            ["One: db.r6g.large aurora-postgresql, I/O-Optimized or not 189.80 to 246.74"])
    }

    func testReplicasThatScalingAddsAreARange() throws {
        let target = """
            , "Target": { "Type": "AWS::ApplicationAutoScaling::ScalableTarget", "Properties": { "MinCapacity": 1,
              "MaxCapacity": 3, "ScalableDimension": "rds:cluster:ReadReplicaCount", "ServiceNamespace": "rds",
              "ResourceId": { "Fn::Join": ["", ["cluster:", { "Ref": "Cluster" }]] } } }
            """
        let two = """
            , "Two": { "Type": "AWS::RDS::DBInstance", "Properties": { "Engine": "aurora-postgresql",
              "DBClusterIdentifier": { "Ref": "Cluster" }, "DBInstanceClass": "db.r6g.large" } }
            """
        let cluster = aurora("\"EngineVersion\": \"17.4\"", "\"DBInstanceClass\": \"db.r6g.large\"") + two
        XCTAssertEqual(
            try lines(cluster + target, "aurora-postgresql"),
            [
                // One of the three is there already.
                "Cluster: 0 to 2 × db.r6g.large aurora-postgresql 0.00 to 379.60",
                "One: db.r6g.large aurora-postgresql 189.80", "Two: db.r6g.large aurora-postgresql 189.80",
            ])
    }

    // MARK: - Storage

    func testThroughputBeyondWhatIsFreeIsBilled() throws {
        func throughput(_ properties: String) throws -> [String] {
            try lines(
                """
                "It": { "Type": "AWS::RDS::DBInstance", "Properties": { "DBInstanceClass": "db.t3.large", "Engine": "mysql",
                  "EngineVersion": "8.4", "StorageType": "gp3", \(properties) } }
                """, "throughput")
        }
        // Ireland's 0.088 for each MiB/s above 125, and from 400 GiB on above 500; a standby has as much.
        XCTAssertEqual(
            try throughput("\"AllocatedStorage\": \"100\", \"StorageThroughput\": 225"),
            ["It: provisioned throughput ≈ 8.80"])
        XCTAssertEqual(
            try throughput("\"AllocatedStorage\": \"400\", \"StorageThroughput\": 600, \"MultiAZ\": true"),
            ["It: provisioned throughput ≈ 17.60"])
        XCTAssertEqual(try throughput("\"AllocatedStorage\": \"400\", \"StorageThroughput\": 500"), [])
    }

    func testEnginesHaveSizesOfTheirOwnFromWhichMoreIsFree() throws {
        func iops(_ engine: String, _ size: Int) throws -> String? {
            try lines(
                """
                "It": { "Type": "AWS::RDS::DBInstance", "Properties": { "DBInstanceClass": "db.t3.large", "StorageType": "gp3",
                  "Engine": "\(engine)", "EngineVersion": "19", "AllocatedStorage": "\(size)", "Iops": 12000 } }
                """, "IOPS"
            ).first
        }
        // 0.02 for each of 9,000.
        XCTAssertNil(try iops("postgres", 400))
        XCTAssertEqual(try iops("postgres", 399), "It: provisioned IOPS 180.00")
        XCTAssertNil(try iops("oracle-ee", 200))
        XCTAssertEqual(try iops("sqlserver-ee", 400), "It: provisioned IOPS 180.00")
    }

    func testTheVersionOfASnapshotIsNotKnown() throws {
        XCTAssertEqual(
            try lines(database("\"Engine\": \"postgres\", \"DBSnapshotIdentifier\": \"before\""), "Extended"),
            ["It not in it: Extended Support: its version is that of what it is made from"])
    }

    func testWhatHasNoPriceOfADatabaseIsNamed() throws {
        let bill = try scene.bill(
            database("\"Engine\": \"mysql\", \"DatabaseInsightsMode\": \"advanced\", \"DedicatedLogVolume\": true"))
        XCTAssertTrue(bill.contains("It not in it: Database Insights, the advanced mode\n"), bill)
        XCTAssertTrue(bill.contains("It not in it: the volume of its own for logs\n"), bill)
    }

    // MARK: - Caches

    private func cache(_ properties: String, more: String = "") throws -> [String] {
        try scene.bill(
            """
            "It": { "Type": "AWS::ElastiCache::ReplicationGroup", "Properties": { "CacheNodeType": "cache.t3.micro",
              \(properties) } }\(more)
            """
        ).split(separator: "\n").map(String.init).filter { !$0.contains("by use") }
    }

    func testOldVersionsOfRedisCostAShareOfTheirNodes() throws {
        // Two nodes of 0.017 an hour, 24.82, and 80 % of that; 160 % in the third year.
        let old = "\"NumCacheClusters\": 2, \"EngineVersion\": \"5.0.6\""
        XCTAssertEqual(
            try cache(old),
            [
                "It: 2 × cache.t3.micro redis 24.82",
                "It: Extended Support of redis 5, 80 % of the price of its nodes 19.86",
            ])
        XCTAssertEqual(try cache("\"NumCacheClusters\": 2, \"EngineVersion\": \"7.1\"").count, 1)
        scene.today = "2028-02-01"
        XCTAssertEqual(
            try cache(old).last, "It: Extended Support of redis 5, 160 % of the price of its nodes 39.71")
    }

    func testShardsMayHaveReplicasOfTheirOwnAndScale() throws {
        // Two nodes in one shard and three in the other, of 12.41 each.
        XCTAssertEqual(
            try cache("\"NodeGroupConfiguration\": [{ \"ReplicaCount\": 1 }, { \"ReplicaCount\": 2 }]"),
            ["It: 5 × cache.t3.micro redis 62.05"])
        let target = """
            , "Target": { "Type": "AWS::ApplicationAutoScaling::ScalableTarget", "Properties": { "MinCapacity": 1,
              "MaxCapacity": 3, "ScalableDimension": "elasticache:replication-group:NodeGroups",
              "ResourceId": { "Fn::Sub": "replication-group/${It}" } } }
            """
        XCTAssertEqual(
            try cache("\"NumNodeGroups\": 1, \"ReplicasPerNodeGroup\": 1", more: target),
            ["It: 2 to 6 × cache.t3.micro redis 24.82 to 74.46"])
    }
}
