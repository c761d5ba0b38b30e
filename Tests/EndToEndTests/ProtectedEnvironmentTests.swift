import Foundation
import XCTest

/// Production, in the local cloud: it asks before it acts, keeps the password it was given, and is hard to destroy.
final class ProtectedEnvironmentTests: XCTestCase {
    private static let project = "guarded"
    private static let stack = "guarded-prod"
    private static let password = "Corr3ct-horse!battery"

    /// What came of deploying it, once for all tests here.
    private struct Deployed: Sendable {
        let workspace: Workspace
        let aws: AWS
        let refused: Program.Outcome
        let stacksAfterRefusal: [String: String]
        let deployment: Program.Outcome
        let again: Program.Outcome
        let record: String
        let identifiers: [String: String]
    }

    private static let deployment = Task {
        let cloud = try await LocalCloud.shared()
        let aws = AWS(cloud: cloud)
        let workspace = try Workspace(cloud: cloud, project: project)
        try workspace.edit("prod") { $0["endpoint"] = cloud.endpoint }
        try workspace.recordAWS()
        let refused = try await workspace.run("deploy", "--env", "prod", variables: ["DB_PASSWORD": password])
        let stacksAfterRefusal = try await aws.stacks(of: project)
        let deployment = try await workspace.run("deploy", "--env", "prod", "--yes", variables: ["DB_PASSWORD": password])
        guard deployment.status == 0 else { throw AWS.Failed(description: deployment.transcript) }
        // From another shell, which does not know the password.
        let again = try await workspace.run("deploy", "--env", "prod", "--yes")
        return Deployed(
            workspace: workspace, aws: aws, refused: refused, stacksAfterRefusal: stacksAfterRefusal, deployment: deployment,
            again: again, record: workspace.record, identifiers: try await aws.physicalIDs(of: stack))
    }

    func testDeployingNeedsAnAnswer() async throws {
        let deployed = try await Self.deployment.value
        XCTAssertEqual(deployed.refused.status, 1, deployed.refused.transcript)
        XCTAssertTrue(deployed.refused.errors.contains("standard input is not a terminal; pass --yes"), deployed.refused.errors)
        XCTAssertTrue(deployed.refused.output.contains("nested stack, "), "what is asked about is shown:\n\(deployed.refused.output)")
        XCTAssertEqual(deployed.stacksAfterRefusal, [:], "the change set or its empty stack is left")
    }

    func testThePasswordIsNowhereToBeSeen() async throws {
        let deployed = try await Self.deployment.value
        let bucket = "\(Self.project)-artifacts-000000000000-eu-west-3"
        let templates = try await Program.run(
            try Project.aws(), ["s3", "cp", "--recursive", "s3://\(bucket)", deployed.workspace.path + "/uploaded"],
            environment: Workspace.environment(["AWS_ENDPOINT_URL": deployed.workspace.cloud.endpoint]))
        XCTAssertEqual(templates.status, 0, templates.transcript)
        let files = try XCTUnwrap(FileManager.default.enumerator(atPath: deployed.workspace.path + "/uploaded")).allObjects
        let uploaded = files.compactMap { name in
            try? String(contentsOfFile: deployed.workspace.path + "/uploaded/\(name)", encoding: .utf8)
        }
        XCTAssertGreaterThanOrEqual(uploaded.count, 5)
        let answers = try await deployed.aws.read([
            .init("cloudformation describe-stacks", "Stacks[?starts_with(StackName, '\(Self.project)-')]"),
            .init("cloudformation describe-stack-events --stack-name \(Self.stack)"),
            .init("cloudformation get-template --stack-name \(Self.stack)"),
        ])
        let places = [
            "the arguments of a child process": deployed.record, "the uploaded templates": uploaded.joined(),
            "the commands' messages": [deployed.refused, deployed.deployment, deployed.again].map(\.transcript).joined(),
            "the log of the local cloud": deployed.workspace.cloud.log,
            "the stacks": answers.map(\.description).joined(),
        ]
        for (place, text) in places {
            XCTAssertFalse(text.isEmpty, place)
            XCTAssertFalse(text.contains(Self.password), "the password is in \(place)")
        }
        XCTAssertTrue(deployed.record.contains("cloudformation deploy "), "nothing was recorded:\n\(deployed.record)")
        XCTAssertEqual(deployed.workspace.leftFiles, [])
    }

    func testAPasswordOfOnesOwnReplacesTheManagedOneAndStays() async throws {
        let deployed = try await Self.deployment.value
        XCTAssertEqual(deployed.again.status, 0, deployed.again.transcript)
        XCTAssertTrue(deployed.again.errors.contains("no changes"), "the password is gone:\n\(deployed.again.transcript)")
        let answers = try await deployed.aws.read([
            .init("cloudformation describe-stacks --stack-name \(Self.stack)",
                  "Stacks[0].[Outputs[?OutputKey=='RdsSecretArn'].OutputValue, Parameters[?ParameterKey=='DBPassword'].ParameterValue]"),
            .init("secretsmanager list-secrets",
                  "SecretList[?contains(Description || '', '\(deployed.identifiers["Data/DatabaseInstance"] ?? "?")')].Name"),
        ])
        XCTAssertEqual(answers, [[[""], ["****"]], []])
    }

    func testTerminationProtectionIsOn() async throws {
        let deployed = try await Self.deployment.value
        XCTAssertTrue(deployed.deployment.errors.contains("termination protection is on"), deployed.deployment.errors)
        XCTAssertFalse(deployed.again.errors.contains("termination protection is on"), "it is set once:\n\(deployed.again.errors)")
    }

    func testWhatProductionAddsIsThere() async throws {
        let deployed = try await Self.deployment.value
        let answers = try await deployed.aws.read([
            .init("ec2 describe-nat-gateways --filter Name=vpc-id,Values=\(deployed.identifiers["Network/VPC"] ?? "")",
                  "length(NatGateways[?State=='available'])"),
            .init("ec2 describe-flow-logs", "FlowLogs[?ResourceId=='\(deployed.identifiers["Network/VPC"] ?? "")'].FlowLogId"),
        ])
        XCTAssertEqual(answers, [2, [.text(deployed.identifiers["Network/FlowLog"] ?? "?")]])
    }
}

/// The end of a protected environment, in the order in which people find out.
final class DestroyTests: XCTestCase {
    func testAProtectedEnvironmentIsDestroyedOnlyWhenItIsAskedForByName() async throws {
        let cloud = try await LocalCloud.shared()
        let aws = AWS(cloud: cloud)
        let workspace = try Workspace(cloud: cloud, project: "doomed")
        // Deletion protection of the database is a parameter; here it is on as in production.
        try workspace.edit("local") {
            $0["protected"] = true
            $0.set("DeletionProtection", true)
        }
        let empty = try await aws.inventory()
        let deployment = try await workspace.run("deploy", "--env", "local", "--yes")
        XCTAssertEqual(deployment.status, 0, deployment.transcript)
        let identifiers = try await aws.physicalIDs(of: "doomed-local")
        let bucket = try XCTUnwrap(identifiers["Storage/DataLakeBucket"])
        let database = try XCTUnwrap(identifiers["Data/DatabaseInstance"])
        let protection = try await aws.read([
            .init("cloudformation describe-stacks --stack-name doomed-local", "Stacks[0].EnableTerminationProtection"),
            .init("rds describe-db-instances --db-instance-identifier \(database)", "DBInstances[0].DeletionProtection"),
            .init("s3api put-object --bucket \(bucket) --key catalogue/soap.jpg"),
            .init("s3api put-object --bucket \(bucket) --key catalogue/soap.jpg"),
        ])
        XCTAssertEqual(Array(protection.prefix(2)), [true, true])

        // The database's own protection would stop the deletion half-way, so that is said before anything begins.
        let guarded = try await workspace.run("destroy", "--env", "local", "--yes", "--confirm", "doomed-local")
        XCTAssertEqual(guarded.status, 1, guarded.transcript)
        XCTAssertTrue(guarded.errors.contains("(\(database)) has deletion protection; to go on: aws rds modify-db-instance"), guarded.errors)
        _ = try await aws.read("rds modify-db-instance --no-deletion-protection --apply-immediately --db-instance-identifier \(database)")

        for (arguments, message) in [
            (["--yes"], "--yes alone is not enough; add --confirm doomed-local"),
            (["--yes", "--confirm", "doomed-dev"], "--confirm is 'doomed-dev', but the stack of 'local' is 'doomed-local'"),
            ([], "standard input is not a terminal; pass --yes --confirm doomed-local"),
        ] {
            let refused = try await workspace.run("destroy", ["--env", "local"] + arguments)
            XCTAssertEqual(refused.status, 1, refused.transcript)
            XCTAssertTrue(refused.errors.contains(message), refused.errors)
        }
        let alive = try await aws.read("cloudformation describe-stacks --stack-name doomed-local", "Stacks[0].[StackStatus, EnableTerminationProtection]")
        XCTAssertEqual(alive, ["CREATE_COMPLETE", true])

        // Asked for properly: everything goes but the data.
        let destroyed = try await workspace.run("destroy", "--env", "local", "--yes", "--confirm", "doomed-local")
        XCTAssertEqual(destroyed.status, 0, destroyed.transcript)
        for row in ["retained +Storage/DataLakeBucket ", "deleted after a snapshot +Data/DatabaseInstance ", "deleted +Network "] {
            XCTAssertNotNil(destroyed.output.range(of: row, options: .regularExpression), "'\(row)' in\n\(destroyed.output)")
        }
        XCTAssertTrue(destroyed.errors.contains("retained: \(bucket) (AWS::S3::Bucket)"), destroyed.errors)
        let kept = try await aws.inventory().subtracting(empty).sorted()
        let expected = ["rds describe-db-snapshots: ", "s3api list-buckets: \(bucket)", "s3api list-buckets: doomed-artifacts-"]
        XCTAssertEqual(kept.count, expected.count, "\(kept)")
        for prefix in expected { XCTAssertTrue(kept.contains { $0.hasPrefix(prefix) }, "\(prefix) in \(kept)") }
        let versions = try await aws.read("s3api list-object-versions --bucket \(bucket)", "length(Versions)")
        XCTAssertEqual(versions, 2, "the bucket has kept its objects")

        // Again is a success.
        let again = try await workspace.run("destroy", "--env", "local", "--yes", "--confirm", "doomed-local")
        XCTAssertEqual(again.status, 0, again.transcript)
        XCTAssertTrue(again.errors.contains("nothing to destroy"), again.errors)

        // What was kept can still go later.
        let data = try await workspace.run("destroy", "--env", "local", "--yes", "--confirm", "doomed-local", "--delete-retained")
        XCTAssertEqual(data.status, 0, data.transcript)
        let left = try await aws.inventory().subtracting(empty).sorted()
        XCTAssertEqual(left, [], data.transcript)
        XCTAssertEqual(workspace.leftFiles, [])
    }
}
