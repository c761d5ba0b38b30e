import Constructs
import TemplateTesting
import XCTest

final class AuroraClusterTests: XCTestCase {
    private func cluster(
        _ engine: AuroraEngine = .postgreSQL(.v17), capacity: AuroraCapacity = .between(0.5, and: 4),
        readers: Int = 1, file: StaticString = #filePath, line: UInt = #line
    ) throws -> EvaluatedStack {
        try synthesize(file: file, line: line) { stack in
            _ = AuroraCluster(
                in: stack.scope("Data"), name: "shop", network: Network(in: stack, name: "shop"), engine: engine,
                capacity: capacity, readers: readers)
        }
    }

    func testIsPrivateEncryptedBackedUpAndCannotBeDeletedByMistake() throws {
        let stack = try cluster()
        let cluster = stack["DataCluster"].Properties
        XCTAssertEqual(cluster.DBSubnetGroupName, "DataSubnets")
        XCTAssertEqual(stack["DataSubnets"].Properties.SubnetIds, ["IsolatedSubnetA", "IsolatedSubnetB"])
        XCTAssertEqual(cluster.VpcSecurityGroupIds, ["DataSecurityGroup.GroupId"])
        XCTAssertEqual(cluster.StorageEncrypted, true)
        XCTAssertEqual(cluster.BackupRetentionPeriod, 7)
        XCTAssertEqual(cluster.DeletionProtection, true)
        XCTAssertEqual(cluster.ManageMasterUserPassword, true)
        XCTAssertEqual(cluster.MasterUserPassword, .missing)
        XCTAssertEqual(cluster.CopyTagsToSnapshot, true)
        XCTAssertEqual(stack["DataCluster"].DeletionPolicy, "Snapshot")
        XCTAssertEqual(stack["DataCluster"].UpdateReplacePolicy, "Snapshot")
        for id in ["DataWriter", "DataReader1"] {
            XCTAssertEqual(stack[id].Properties.PubliclyAccessible, false)
            XCTAssertEqual(stack[id].DeletionPolicy, "Delete", "an instance of a cluster has no data to keep")
        }
    }

    func testInstancesAreServerlessAndTheFirstOneWrites() throws {
        let stack = try cluster(readers: 2)
        for id in ["DataWriter", "DataReader1", "DataReader2"] {
            XCTAssertEqual(stack[id].Properties.DBInstanceClass, "db.serverless")
            XCTAssertEqual(stack[id].Properties.DBClusterIdentifier, "DataCluster")
            XCTAssertEqual(stack[id].Properties.Engine, "aurora-postgresql")
        }
        XCTAssertEqual(stack["DataWriter"].DependsOn, .missing)
        XCTAssertEqual(stack["DataReader1"].DependsOn.strings, ["DataWriter"])
        XCTAssertEqual(stack["DataReader2"].DependsOn.strings, ["DataWriter"])
        try stack.expectCount(3, of: "AWS::RDS::DBInstance")
    }

    func testReadersAreWhereTheyAreWanted() throws {
        func stack(_ value: String) throws -> EvaluatedStack {
            try synthesize(["Prod": value]) { stack in
                let isProduction = stack.flag("Prod")
                _ = AuroraCluster(
                    in: stack.scope("Data"), name: "shop", network: Network(in: stack, name: "shop"),
                    engine: .mySQL(.v3), capacity: .between(.if(isProduction, 0.5, else: 0), and: 4),
                    readersWhere: isProduction)
            }
        }
        try stack("true").expectCount(2, of: "AWS::RDS::DBInstance")
        try stack("false").expectCount(1, of: "AWS::RDS::DBInstance")
        XCTAssertEqual(
            try stack("false")["DataCluster"].Properties.ServerlessV2ScalingConfiguration,
            ["MinCapacity": 0, "MaxCapacity": 4])
    }

    func testCapacityIsWhatWasAskedFor() throws {
        XCTAssertEqual(
            try cluster(capacity: .between(1, and: 16))["DataCluster"].Properties.ServerlessV2ScalingConfiguration,
            ["MinCapacity": 1, "MaxCapacity": 16])
        XCTAssertEqual(
            try cluster(capacity: .pausedWhenIdle(after: 900, upTo: 2))["DataCluster"].Properties
                .ServerlessV2ScalingConfiguration,
            ["MinCapacity": 0, "MaxCapacity": 2, "SecondsUntilAutoPause": 900])
    }

    func testEachEngineHasItsPortSettingsAndLogs() throws {
        let postgres = try cluster()
        XCTAssertEqual(postgres["DataCluster"].Properties.Engine, "aurora-postgresql")
        XCTAssertEqual(postgres["DataCluster"].Properties.EngineVersion, "17")
        XCTAssertEqual(postgres["DataCluster"].Properties.Port, 5432, "Aurora would choose MySQL's")
        XCTAssertEqual(postgres["DataSettings"].Properties.Family, "aurora-postgresql17")
        XCTAssertEqual(postgres["DataSettings"].Properties.Parameters["rds.force_ssl"], "1")
        XCTAssertEqual(postgres["DataCluster"].Properties.EnableCloudwatchLogsExports, ["postgresql"])
        let mysql = try cluster(.mySQL(.v3(minor: 8, patch: 1)))
        XCTAssertEqual(mysql["DataCluster"].Properties.Engine, "aurora-mysql")
        XCTAssertEqual(mysql["DataCluster"].Properties.EngineVersion, "8.0.mysql_aurora.3.08.1")
        XCTAssertEqual(mysql["DataCluster"].Properties.Port, 3306)
        XCTAssertEqual(mysql["DataSettings"].Properties.Family, "aurora-mysql8.0")
        XCTAssertEqual(mysql["DataSettings"].Properties.Parameters.require_secure_transport, "ON")
        XCTAssertEqual(mysql["DataCluster"].Properties.EnableCloudwatchLogsExports, ["error", "slowquery"])
    }

    func testOnlyThoseWhoWereAllowedConnectReadThePasswordAndSignIn() throws {
        let stack = try synthesize { stack in
            let network = Network(in: stack, name: "shop")
            let cluster = AuroraCluster(
                in: stack.scope("Data"), name: "shop", network: network, engine: .postgreSQL(.v17))
            let group = SecurityGroup(in: stack.scope("Batch"), vpc: network.vpcId, description: "Batch", name: "batch")
            let role = Role(in: stack.scope("Shop"), assumedBy: "ec2.amazonaws.com")
            cluster.allowConnections(from: group)
            cluster.grantReadManagedPassword(to: role)
            cluster.grantConnect(to: role, as: "shop_reader")
        }
        XCTAssertEqual(stack.all("AWS::EC2::SecurityGroupIngress").values.map(\.FromPort), [5432])
        XCTAssertEqual(
            stack.allowed("ShopRole"),
            [
                "secretsmanager:GetSecretValue": ["DataCluster.MasterUserSecret.SecretArn"],
                "rds-db:connect": [
                    "arn:aws:rds-db:eu-west-3:123456789012:dbuser:DataCluster.DBClusterResourceId/shop_reader"
                ],
            ])
        XCTAssertNotEqual(stack["ShopConnectToDataAsShopReader"], .missing)
        XCTAssertEqual(stack["DataCluster"].Properties.EnableIAMDatabaseAuthentication, true)
    }

    func testARoleReadsThePasswordsOfSeveralDatabases() throws {
        let stack = try synthesize { stack in
            let network = Network(in: stack, name: "shop")
            let role = Role(in: stack.scope("Shop"), assumedBy: "ec2.amazonaws.com")
            for id in ["Orders", "Prices"] {
                AuroraCluster(
                    in: stack.scope(id), name: "shop", network: network, engine: .postgreSQL(.v17)
                ).grantReadManagedPassword(to: role)
            }
            MySQLDatabase(
                in: stack.scope("Old"), name: "shop", network: network, version: "8.4", instanceClass: "db.t4g.micro"
            ).grantReadManagedPassword(to: role)
        }
        XCTAssertEqual(
            stack.all("AWS::IAM::Policy").keys.sorted(),
            ["ShopReadDatabasePassword", "ShopReadOrdersPassword", "ShopReadPricesPassword"])
    }

    func testSomebodyIsWokenBeforeItsCapacityIsUsedUp() throws {
        let stack = try synthesize { stack in
            let cluster = AuroraCluster(
                in: stack.scope("Data"), name: "shop", network: Network(in: stack, name: "shop"),
                engine: .postgreSQL(.v17))
            Alarms(in: stack.scope("Alarms"), name: "shop", existingTopic: "arn:aws:sns:eu-west-3:123456789012:ops")
                .watch(cluster)
            _ = Dashboard(in: stack, name: "shop", of: [cluster])
        }
        let alarm = stack["AlarmsDataCapacity"].Properties
        XCTAssertEqual(alarm.MetricName, "ACUUtilization")
        XCTAssertEqual(alarm.Dimensions, [["Name": "DBClusterIdentifier", "Value": "DataCluster"]])
        XCTAssertEqual(alarm.Threshold, 90)
    }

    private func problems(
        _ engine: AuroraEngine = .postgreSQL(.v17), _ capacity: AuroraCapacity = .between(0.5, and: 4),
        readers: Int = 1
    ) -> [Diagnostic] {
        diagnose { stack in
            _ = AuroraCluster(
                in: stack.scope("Data", line: 1234), name: "shop", network: Network(in: stack, name: "shop"),
                engine: engine, capacity: capacity, readers: readers)
        }
    }

    func testWhatAuroraWouldRefuseIsReportedAtTheCallersLine() {
        assertOneError(problems(.postgreSQL(.v16.minor(2)), .pausedWhenIdle(upTo: 4)), "engine-version", at: 1234)
        assertOneError(problems(.postgreSQL(.v15.minor(6)), .between(0, and: 4)), "engine-version", at: 1234)
        assertOneError(
            problems(.mySQL(.v3(minor: 7, patch: 1)), .pausedWhenIdle(upTo: 4)), "engine-version", at: 1234)
        assertOneError(problems(.postgreSQL(.v17), .pausedWhenIdle(after: 60, upTo: 4)), "out-of-range", at: 1234)
        assertOneError(problems(readers: 16), "out-of-range", at: 1234)
        for capacity in [AuroraCapacity.between(8, and: 4), .between(0.7, and: 4), .between(0.5, and: 300)] {
            XCTAssertEqual(problems(.postgreSQL(.v17), capacity).map(\.location?.line), [1234])
        }
        // Old minor versions are warned of by the checks anyway.
        for (engine, capacity) in [
            (AuroraEngine.postgreSQL(.v16.minor(3)), AuroraCapacity.pausedWhenIdle(upTo: 4)),
            (.mySQL(.v3(minor: 8, patch: 0)), .pausedWhenIdle(upTo: 4)),
            (.postgreSQL(.v16.minor(2)), .between(0.5, and: 4)),
        ] {
            XCTAssertEqual(problems(engine, capacity).filter { $0.severity == .error }.map(\.description), [])
        }
    }
}
