import Constructs
import Diagnostics
import Prices
import TemplateTesting
import XCTest

final class PostgreSQLDatabaseTests: XCTestCase {
    private func database(
        version: PostgreSQLVersion = .v17, password: DatabasePassword = .managedByRDS
    ) throws -> EvaluatedStack {
        try synthesize { stack in
            _ = PostgreSQLDatabase(
                in: stack.scope("Database"), name: "shop", network: Network(in: stack, name: "shop"), version: version,
                instanceClass: "db.t4g.micro", password: password)
        }
    }

    func testIsPrivateEncryptedStandsByAndIsBackedUpByDefault() throws {
        let stack = try database()
        let instance = stack["DatabaseInstance"].Properties
        XCTAssertEqual(stack["DatabaseSubnets"].Properties.SubnetIds, ["IsolatedSubnetA", "IsolatedSubnetB"])
        XCTAssertEqual(instance.PubliclyAccessible, false)
        XCTAssertEqual(instance.StorageEncrypted, true)
        XCTAssertEqual(instance.MultiAZ, true)
        XCTAssertEqual(instance.BackupRetentionPeriod, 7)
        XCTAssertEqual(instance.DeletionProtection, true)
        XCTAssertEqual(instance.Engine, "postgres")
        XCTAssertEqual(instance.EngineVersion, "17")
        XCTAssertEqual(stack["DatabaseInstance"].DeletionPolicy, "Snapshot")
        XCTAssertEqual(stack["DatabaseInstance"].UpdateReplacePolicy, "Snapshot")
    }

    func testPlainConnectionsAreRefusedAndSlowQueriesReachTheExportedLog() throws {
        let stack = try database()
        let settings = stack["DatabaseSettings"].Properties.Parameters
        XCTAssertEqual(settings["rds.force_ssl"], "1", "PostgreSQL 14 takes plain connections unless it is told")
        XCTAssertEqual(settings.log_min_duration_statement, "2000", "in milliseconds: 2 would log everything")
        XCTAssertEqual(
            stack["DatabaseInstance"].Properties.EnableCloudwatchLogsExports, ["postgresql", "upgrade"])
    }

    func testTheParameterGroupFollowsTheVersion() throws {
        for (version, number, family) in [
            (PostgreSQLVersion.v14, "14", "postgres14"), (.v18, "18", "postgres18"),
            (.v17.minor(6), "17.6", "postgres17"),
        ] {
            let stack = try database(version: version)
            XCTAssertEqual(stack["DatabaseSettings"].Properties.Family.string, family)
            XCTAssertEqual(stack["DatabaseInstance"].Properties.EngineVersion.string, number)
        }
        for (value, family) in [("16", "postgres16"), ("16.4", "postgres16")] {
            let stack = try synthesize(["Version": value]) { stack in
                _ = PostgreSQLDatabase(
                    in: stack.scope("Database"), name: "shop", network: Network(in: stack, name: "shop"),
                    version: .parameter(stack.parameter("Version", default: "17")), instanceClass: "db.t4g.micro")
            }
            XCTAssertEqual(stack["DatabaseSettings"].Properties.Family.string, family)
            XCTAssertEqual(stack["DatabaseInstance"].Properties.EngineVersion.string, value)
        }
    }

    func testOnlyThoseWhoWereAllowedConnectAndReadThePassword() throws {
        let stack = try synthesize { stack in
            let network = Network(in: stack, name: "shop")
            let database = PostgreSQLDatabase(
                in: stack.scope("Database"), name: "shop", network: network, version: .v17,
                instanceClass: "db.t4g.micro", key: Key(in: stack.scope("Data")))
            let group = SecurityGroup(in: stack.scope("Batch"), vpc: network.vpcId, description: "Batch", name: "batch")
            database.allowConnections(from: group)
            database.grantReadManagedPassword(to: Role(in: stack.scope("Shop"), assumedBy: "ec2.amazonaws.com"))
        }
        let rules = stack.all("AWS::EC2::SecurityGroupIngress").values
        XCTAssertEqual(rules.map(\.SourceSecurityGroupId), ["BatchSecurityGroup.GroupId"])
        XCTAssertEqual(rules.map(\.FromPort), [5432])
        XCTAssertEqual(
            stack.allowed("ShopRole"),
            [
                "secretsmanager:GetSecretValue": ["DatabaseInstance.MasterUserSecret.SecretArn"],
                "kms:Decrypt": ["DataKey.Arn"],
            ], "a key of one's own encrypts the password too")
        XCTAssertEqual(stack["DatabaseInstance"].Properties.KmsKeyId, "DataKey.Arn")
        XCTAssertEqual(stack["DatabaseInstance"].Properties.MasterUserSecret, ["KmsKeyId": "DataKey.Arn"])
    }

    func testAKeyEncryptsNoPasswordThatRDSDoesNotKeep() throws {
        func instance(_ password: String) throws -> Node {
            try synthesize(["Password": password]) { stack in
                let value = stack.parameter("Password", default: "", noEcho: true)
                _ = PostgreSQLDatabase(
                    in: stack.scope("Database"), name: "shop", network: Network(in: stack, name: "shop"), version: .v17,
                    instanceClass: "db.t4g.micro",
                    password: .parameter(value, unlessEmpty: stack.condition("HasPassword", value != "")),
                    key: Key(in: stack.scope("Data")))
            }["DatabaseInstance"].Properties
        }
        XCTAssertEqual(try instance("correct-horse").MasterUserSecret, .missing)
        XCTAssertEqual(try instance("correct-horse").KmsKeyId, "DataKey.Arn")
        XCTAssertEqual(try instance("").MasterUserSecret, ["KmsKeyId": "DataKey.Arn"])
    }

    func testWithoutAKeyNoneIsNamed() throws {
        let instance = try database()["DatabaseInstance"].Properties
        XCTAssertEqual(instance.KmsKeyId, .missing)
        XCTAssertEqual(instance.MasterUserSecret, .missing)
        XCTAssertEqual(instance.ManageMasterUserPassword, true)
    }

    func testWhatRDSWouldRefuseIsReportedAtTheCallersLine() {
        for (code, zones, storage, maximum) in [
            ("database-zones", 1, 20, 100), ("database-storage", 2, 19, 100), ("database-storage", 2, 100, 109),
        ] {
            let diagnostics = diagnose { stack in
                _ = PostgreSQLDatabase(
                    in: stack.scope("Database", line: 1234), name: "shop",
                    network: Network(in: stack, name: "shop", zones: zones), version: .v17,
                    instanceClass: "db.t4g.micro", storage: Value(storage), maximumStorage: Value(maximum))
            }
            assertOneError(diagnostics, code, at: 1234)
        }
    }

    func testItIsStoppedOutsideOfficeHoursAndWatched() throws {
        let stack = try synthesize { stack in
            let database = PostgreSQLDatabase(
                in: stack.scope("Database"), name: "shop", network: Network(in: stack, name: "shop"), version: .v17,
                instanceClass: "db.t4g.micro")
            OfficeHours(timeZone: "Europe/Madrid").schedule(database, in: stack.scope("OfficeHours"))
            Alarms(in: stack.scope("Alarms"), name: "shop", existingTopic: "arn:aws:sns:eu-west-3:123456789012:ops")
                .watch(database)
            _ = Dashboard(in: stack, name: "shop", of: [database])
        }
        XCTAssertEqual(
            stack.all("AWS::CloudWatch::Alarm").keys.sorted(), ["AlarmsDatabaseCPU", "AlarmsDatabaseStorage"])
        XCTAssertEqual(
            stack["AlarmsDatabaseCPU"].Properties.Dimensions,
            [["Name": "DBInstanceIdentifier", "Value": "DatabaseInstance"]])
        try stack.expectCount(2, of: "AWS::Scheduler::Schedule")
    }

    /// By the calendar that the prices know, on the day of its newest source.
    func testVersionsThatCanBeNamedCostNoExtendedSupport() throws {
        let today = try XCTUnwrap(Day("2026-11-29"))
        for version in PostgreSQLVersion.all {
            let stack = try database(version: version)
            let number = stack["DatabaseInstance"].Properties.EngineVersion.string
            for engine in ["postgres", "aurora-postgresql"] {
                guard case .dates(let dates) = SupportCalendar.entry(of: engine, version: number) else {
                    return XCTFail("\(engine) \(number) is in no calendar")
                }
                XCTAssertEqual(dates.phase(on: today), .standard, "\(engine) \(number)")
            }
        }
    }
}
