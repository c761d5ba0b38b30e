import AWSEC2
import Constructs
import TemplateTesting
import XCTest

final class MySQLDatabaseTests: XCTestCase {
    private func database(
        version: String = "8.0", zones: Int = 2, password: MySQLDatabase.Password = .managedByRDS
    ) throws -> EvaluatedStack {
        try synthesize { stack in
            let network = Network(in: stack, name: "shop", zones: zones)
            _ = MySQLDatabase(
                in: stack.scope("Database"), name: "shop", network: network, version: Value(version),
                instanceClass: "db.t3.micro", password: password)
        }
    }

    func testLivesInTheIsolatedTierAndIsNotPublic() throws {
        let stack = try database(zones: 3)
        XCTAssertEqual(
            stack["DatabaseSubnets"].Properties.SubnetIds, ["IsolatedSubnetA", "IsolatedSubnetB", "IsolatedSubnetC"])
        let instance = stack["DatabaseInstance"].Properties
        XCTAssertEqual(instance.DBSubnetGroupName, "DatabaseSubnets")
        XCTAssertEqual(instance.PubliclyAccessible, false)
        XCTAssertEqual(instance.VPCSecurityGroups, ["DatabaseSecurityGroup.GroupId"])
    }

    func testIsEncryptedStandsByAndIsBackedUpByDefault() throws {
        let instance = try database()["DatabaseInstance"].Properties
        XCTAssertEqual(instance.StorageEncrypted, true)
        XCTAssertEqual(instance.MultiAZ, true)
        XCTAssertEqual(instance.BackupRetentionPeriod, 7)
        XCTAssertEqual(instance.DeletionProtection, true)
        XCTAssertEqual(instance.CopyTagsToSnapshot, true)
        XCTAssertEqual(instance.DeleteAutomatedBackups, false)
        XCTAssertEqual(instance.Engine, "mysql")
        XCTAssertEqual(instance.StorageType, "gp3")
        XCTAssertEqual(instance.AllocatedStorage, "20")
        XCTAssertEqual(instance.MaxAllocatedStorage, 100)
    }

    func testItsLastStateIsKeptAsASnapshot() throws {
        let instance = try database()["DatabaseInstance"]
        XCTAssertEqual(instance.DeletionPolicy, "Snapshot")
        XCTAssertEqual(instance.UpdateReplacePolicy, "Snapshot")
    }

    func testAPasswordThatRDSManagesIsNowhereInTheTemplate() throws {
        let stack = try database()
        let instance = stack["DatabaseInstance"].Properties
        XCTAssertEqual(instance.ManageMasterUserPassword, true)
        XCTAssertEqual(instance.MasterUserPassword, .missing)
        XCTAssertEqual(stack.outputs["DatabaseManagedSecretArn"], "DatabaseInstance.MasterUserSecret.SecretArn")
    }

    func testAGivenPasswordTakesThePlaceOfAManagedOne() throws {
        func stack(_ password: String) throws -> EvaluatedStack {
            try synthesize(["Password": password]) { stack in
                let value = stack.parameter("Password", default: "", noEcho: true)
                _ = MySQLDatabase(
                    in: stack.scope("Database"), name: "shop", network: Network(in: stack, name: "shop"),
                    version: "8.0",
                    instanceClass: "db.t3.micro",
                    password: .parameter(value, unlessEmpty: stack.condition("HasPassword", value != "")))
            }
        }
        let given = try stack("correct-horse")
        XCTAssertEqual(given["DatabaseInstance"].Properties.ManageMasterUserPassword, false)
        XCTAssertEqual(given["DatabaseInstance"].Properties.MasterUserPassword, "correct-horse")
        XCTAssertEqual(given.outputs["DatabaseManagedSecretArn"], "")
        let managed = try stack("")
        XCTAssertEqual(managed["DatabaseInstance"].Properties.ManageMasterUserPassword, true)
        XCTAssertEqual(managed["DatabaseInstance"].Properties.MasterUserPassword, .missing)
    }

    func testPlainConnectionsAreRefusedAndSlowQueriesReachTheExportedLog() throws {
        let stack = try database()
        XCTAssertEqual(stack["DatabaseInstance"].Properties.DBParameterGroupName, "DatabaseSettings")
        XCTAssertEqual(stack["DatabaseInstance"].Properties.EnableCloudwatchLogsExports, ["error", "slowquery"])
        let settings = stack["DatabaseSettings"].Properties.Parameters
        XCTAssertEqual(settings.require_secure_transport, "1")
        XCTAssertEqual(settings.slow_query_log, "1")
        XCTAssertEqual(settings.log_output, "FILE")
    }

    func testTheParameterGroupFollowsTheVersion() throws {
        for (version, family) in [
            ("8.0", "mysql8.0"), ("8.4", "mysql8.4"), ("8.0.46", "mysql8.0"), ("8.4.6", "mysql8.4"),
            ("8.0.46-rds.20260908", "mysql8.0"),
        ] {
            XCTAssertEqual(
                try database(version: version)["DatabaseSettings"].Properties.Family.string, family, version)
            let parameter = try synthesize(["Version": version]) { stack in
                _ = MySQLDatabase(
                    in: stack.scope("Database"), name: "shop", network: Network(in: stack, name: "shop"),
                    version: stack.parameter("Version", default: "8.0"), instanceClass: "db.t3.micro")
            }
            XCTAssertEqual(parameter["DatabaseSettings"].Properties.Family.string, family, version)
            XCTAssertEqual(parameter["DatabaseInstance"].Properties.EngineVersion.string, version)
            XCTAssertEqual(parameter["DatabaseInstance"].Properties.AllowMajorVersionUpgrade, true)
        }
    }

    func testOnlyThoseWhoWereAllowedConnect() throws {
        struct Client: Connectable { let securityGroup: SecurityGroup }
        let stack = try synthesize { stack in
            let network = Network(in: stack, name: "shop")
            let database = MySQLDatabase(
                in: stack.scope("Database"), name: "shop", network: network, version: "8.0",
                instanceClass: "db.t3.micro")
            let group = SecurityGroup(in: stack.scope("Batch"), vpc: network.vpcId, description: "Batch", name: "batch")
            database.allowConnections(from: Client(securityGroup: group))
        }
        let rules = stack.all("AWS::EC2::SecurityGroupIngress").values.filter {
            $0.GroupId == "DatabaseSecurityGroup.GroupId"
        }
        XCTAssertEqual(rules.map(\.SourceSecurityGroupId), ["BatchSecurityGroup.GroupId"])
        XCTAssertEqual(rules.map(\.FromPort), [3306])
        XCTAssertFalse(
            stack.all("AWS::EC2::SecurityGroupEgress").values.contains { $0.GroupId == "DatabaseSecurityGroup.GroupId" }
        )
    }

    func testWhatRDSWouldRefuseIsReportedAtTheCallersLine() {
        let cases: [(code: String, zones: Int, storage: Int, maximum: Int)] = [
            ("database-zones", 1, 20, 100), ("database-storage", 2, 19, 100), ("database-storage", 2, 100, 100),
            ("database-storage", 2, 100, 109), ("database-storage", 2, .max, .max), ("database-storage", 2, .min, .min),
        ]
        for (code, zones, storage, maximum) in cases {
            let diagnostics = diagnose { stack in
                _ = MySQLDatabase(
                    in: stack.scope("Database", line: 1234), name: "shop",
                    network: Network(in: stack, name: "shop", zones: zones), version: "8.0",
                    instanceClass: "db.t3.micro", storage: Value(storage), maximumStorage: Value(maximum))
            }
            assertOneError(diagnostics, code, at: 1234)
        }
    }

    func testATenthMoreStorageIsEnough() throws {
        _ = try synthesize { stack in
            _ = MySQLDatabase(
                in: stack.scope("Database"), name: "shop", network: Network(in: stack, name: "shop"), version: "8.0",
                instanceClass: "db.t3.micro", storage: 100, maximumStorage: 110)
        }
    }
}
