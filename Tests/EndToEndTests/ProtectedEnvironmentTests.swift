import Foundation
import XCTest

/// Production, in the local cloud, from its first deployment over an update to its end: it asks before it acts, keeps
/// the password it was given, and is hard to destroy.
final class ProtectedEnvironmentTests: XCTestCase {
    private static let project = "guarded"
    private static let stack = "guarded-prod"
    private static let password = "Corr3ct-horse!battery"

    /// What came of deploying it, once for all tests here; all is read before one of them destroys it.
    private struct Deployed: Sendable {
        let workspace: Workspace
        let aws: AWS
        /// What there was before.
        let empty: Set<String>
        let refused: Program.Outcome
        let stacksAfterRefusal: [String: String]
        let deployment: Program.Outcome
        let identifiers: [String: String]
        let update: Program.Outcome
        let identifiersAfterUpdate: [String: String]
        let uploads: Program.Outcome
        let answers: [Answer]
        /// The status of an answer of the load balancer.
        let served: Int
    }

    private static let deployment = Task {
        let cloud = try await LocalCloud.shared()
        let aws = AWS(cloud: cloud)
        let workspace = try Workspace(cloud: cloud, project: project)
        try workspace.edit("prod") { $0.use(cloud) }
        try workspace.recordAWS()
        let empty = try await aws.inventory()
        let refused = try await workspace.run("deploy", "--env", "prod", variables: ["DB_PASSWORD": password])
        let stacksAfterRefusal = try await aws.stacks(of: project)
        let deployment = try await workspace.run(
            "deploy", "--env", "prod", "--yes", variables: ["DB_PASSWORD": password])
        guard deployment.status == 0 else { throw AWS.Failed(description: deployment.transcript) }
        let identifiers = try await aws.physicalIDs(of: stack)
        try workspace.edit("prod") {
            $0.set("MinimumInstances", 3)
            $0.set("MaximumInstances", 6)
        }
        // From another shell, which does not know the password.
        let update = try await workspace.run("deploy", "--env", "prod", "--yes")
        let identifiersAfterUpdate = try await aws.physicalIDs(of: stack)
        let uploads = try await Program.run(
            try Project.aws(),
            [
                "s3", "cp", "--recursive", "s3://\(project)-artifacts-000000000000-eu-west-3",
                workspace.path + "/uploaded",
            ],
            environment: cloud.variables)
        let vpc = identifiers["Network/VPC"] ?? ""
        let group = AWS.Call(
            "autoscaling describe-auto-scaling-groups --auto-scaling-group-names \(identifiers["Compute/WebGroup"] ?? "?")",
            "AutoScalingGroups[0].[MinSize, MaxSize, length(Instances[?LifecycleState=='InService'])]")
        guard update.status == 0 else { throw AWS.Failed(description: update.transcript) }
        try await eventually("three instances are in service") { try await aws.read([group])[0][2] == 3 }
        let answers = try await aws.read([
            .init("cloudformation describe-stacks", "Stacks[?starts_with(StackName, '\(project)-')]"),
            .init("cloudformation describe-stack-events --stack-name \(stack)"),
            .init("cloudformation get-template --stack-name \(stack)"),
            .init(
                "cloudformation describe-stacks --stack-name \(stack)",
                "Stacks[0].[Outputs[?OutputKey=='RdsSecretArn'].OutputValue, Parameters[?ParameterKey=='DBPassword'].ParameterValue]"
            ),
            .init(
                "secretsmanager list-secrets",
                "SecretList[?contains(Description || '', '\(identifiers["Data/DatabaseInstance"] ?? "?")')].Name"),
            .init(
                "ec2 describe-nat-gateways --filter Name=vpc-id,Values=\(vpc)",
                "length(NatGateways[?State=='available'])"),
            .init("ec2 describe-flow-logs", "FlowLogs[?ResourceId=='\(vpc)'].FlowLogId"),
            .init("cloudformation describe-stacks --stack-name \(stack)", "Stacks[0].EnableTerminationProtection"),
            .init(
                "rds describe-db-instances --db-instance-identifier \(identifiers["Data/DatabaseInstance"] ?? "?")",
                "DBInstances[0].DeletionProtection"),
            group,
            .init(
                "cloudformation describe-stacks --stack-name \(stack)",
                "Stacks[0].Outputs[?OutputKey=='Url'].OutputValue | [0]"),
        ])
        return Deployed(
            workspace: workspace, aws: aws, empty: empty, refused: refused, stacksAfterRefusal: stacksAfterRefusal,
            deployment: deployment, identifiers: identifiers, update: update,
            identifiersAfterUpdate: identifiersAfterUpdate,
            uploads: uploads, answers: answers, served: try await HTTP.get(answers[10].text).status)
    }

    func testDeployingNeedsAnAnswer() async throws {
        let deployed = try await Self.deployment.value
        XCTAssertEqual(deployed.refused.status, 1, deployed.refused.transcript)
        XCTAssertTrue(
            deployed.refused.errors.contains("standard input is not a terminal; pass --yes"), deployed.refused.errors)
        XCTAssertTrue(
            deployed.refused.output.contains("nested stack, "),
            "what is asked about is shown:\n\(deployed.refused.output)")
        XCTAssertEqual(deployed.stacksAfterRefusal, [:], "the change set or its empty stack is left")
    }

    func testThePasswordIsNowhereToBeSeen() async throws {
        let deployed = try await Self.deployment.value
        XCTAssertEqual(deployed.uploads.status, 0, deployed.uploads.transcript)
        let folder = deployed.workspace.path + "/uploaded"
        let files = try XCTUnwrap(FileManager.default.enumerator(atPath: folder)).allObjects
        let uploaded = files.compactMap { try? String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }
        XCTAssertGreaterThanOrEqual(uploaded.count, 5)
        let places = [
            "the arguments of a child process": deployed.workspace.record, "the uploaded templates": uploaded.joined(),
            "the commands' messages": [deployed.refused, deployed.deployment, deployed.update].map(\.transcript)
                .joined(),
            "the log of the local cloud": deployed.workspace.cloud.log,
            "the stacks": deployed.answers.prefix(3).map(\.description).joined(),
        ]
        for (place, text) in places {
            XCTAssertFalse(text.isEmpty, place)
            XCTAssertFalse(text.contains(Self.password), "the password is in \(place)")
        }
        XCTAssertTrue(
            places["the arguments of a child process"]?.contains("cloudformation create-change-set ") == true,
            "nothing was recorded")
    }

    func testAPasswordOfOnesOwnReplacesTheManagedOneAndStays() async throws {
        let deployed = try await Self.deployment.value
        XCTAssertFalse(deployed.update.output.contains("Data/"), "the password is gone:\n\(deployed.update.transcript)")
        XCTAssertEqual(
            deployed.answers[3], [[""], ["****"]], "no managed secret in the outputs, no password in the parameters")
        XCTAssertEqual(deployed.answers[4], [], "there is a managed secret")
    }

    func testWhatProductionAddsIsThere() async throws {
        let deployed = try await Self.deployment.value
        XCTAssertEqual(deployed.answers[5], 2, "NAT gateways")
        XCTAssertEqual(deployed.answers[6], [.text(deployed.identifiers["Network/FlowLog"] ?? "?")])
    }

    func testDeploymentsSetTerminationProtectionOnce() async throws {
        let deployed = try await Self.deployment.value
        XCTAssertTrue(deployed.deployment.errors.contains("termination protection is on"), deployed.deployment.errors)
        XCTAssertFalse(deployed.update.errors.contains("termination protection is on"), deployed.update.errors)
        XCTAssertEqual(Array(deployed.answers[7...8]), [true, true], "of the stack, and of the database")
    }

    func testAnUpdateTouchesOnlyWhatChanges() async throws {
        let deployed = try await Self.deployment.value
        let update = deployed.update
        XCTAssertEqual(update.status, 0, update.transcript)
        let plan = update.output.components(separatedBy: "\nOutput ")[0]
        XCTAssertTrue(
            plan.hasPrefix("~ Compute/WebGroup  AWS::AutoScaling::AutoScalingGroup  is updated in place\n"), plan)
        for change in ["MaxSize +4 → 6", "MinSize +2 → 3"] {
            XCTAssertNotNil(plan.range(of: change, options: .regularExpression), plan)
        }
        XCTAssertTrue(plan.contains("Plan: 1 to update"), plan)
        XCTAssertFalse(plan.contains("otherwise"), "the change set says the same:\n\(plan)")
        let updated = update.errors.split(separator: "\n").filter {
            $0.contains("UPDATE_COMPLETE  ") && $0.contains("/")
        }
        XCTAssertEqual(
            updated, ["  UPDATE_COMPLETE  Compute/WebGroup (AWS::AutoScaling::AutoScalingGroup)"], update.errors)
        XCTAssertEqual(deployed.identifiersAfterUpdate, deployed.identifiers)
        XCTAssertEqual(deployed.answers[9], [3, 6, 3], "the least, the most, and those in service")
        XCTAssertEqual(deployed.served, 200)
    }

    func testItIsDestroyedOnlyWhenAskedForByNameAndItsDataOnlyOnAnotherFlag() async throws {
        let deployed = try await Self.deployment.value
        let (workspace, aws) = (deployed.workspace, deployed.aws)
        let bucket = try XCTUnwrap(deployed.identifiers["Storage/DataLakeBucket"])
        let accessLogs = try XCTUnwrap(deployed.identifiers["Storage/AccessLogsBucket"])
        let database = try XCTUnwrap(deployed.identifiers["Data/DatabaseInstance"])
        let balancer = try XCTUnwrap(deployed.identifiers["Compute/WebLoadBalancer"])
        let object = AWS.Call("s3api put-object --bucket \(bucket) --key catalogue/soap.jpg")
        _ = try await aws.read([object, object])

        for (arguments, message) in [
            (["--yes"], "--yes alone is not enough; add --confirm guarded-prod"),
            (
                ["--yes", "--confirm", "guarded-dev"],
                "--confirm is 'guarded-dev', but the stack of 'prod' is 'guarded-prod'"
            ),
            // Their own protection would stop the deletion half-way, so that is said before anything begins.
            (
                ["--yes", "--confirm", Self.stack],
                "(\(database)) has deletion protection [deletion-protected]\n  fix: aws rds modify-db-instance"
            ),
        ] {
            let refused = try await workspace.run("destroy", ["--env", "prod"] + arguments)
            XCTAssertEqual(refused.status, 1, refused.transcript)
            XCTAssertTrue(refused.errors.contains(message), refused.errors)
        }
        let alive = try await aws.read([
            .init(
                "cloudformation describe-stacks --stack-name \(Self.stack)",
                "Stacks[0].[StackStatus, EnableTerminationProtection]"),
            .init(
                "rds modify-db-instance --no-deletion-protection --apply-immediately --db-instance-identifier \(database)"
            ),
            .init(
                "elbv2 modify-load-balancer-attributes --attributes Key=deletion_protection.enabled,Value=false --load-balancer-arn \(balancer)"
            ),
        ])
        XCTAssertEqual(alive[0], ["UPDATE_COMPLETE", true])

        // Asked for properly: everything goes but the data.
        let unnamed = ["--env", "prod", "--yes", "--confirm", Self.stack]
        let refused = try await workspace.run("destroy", unnamed)
        XCTAssertEqual(refused.status, 1, refused.transcript)
        XCTAssertTrue(
            refused.errors.contains(
                "Network/FlowLogGroup holds data and would be deleted with its data [data-at-risk]"),
            refused.errors)
        let asked = unnamed + ["--allow-replacement", "Network/FlowLogGroup"]
        XCTAssertTrue(refused.errors.contains(asked.suffix(2).joined(separator: " ")), refused.errors)
        let destroyed = try await workspace.run("destroy", asked)
        XCTAssertEqual(destroyed.status, 0, destroyed.transcript)
        for row in [
            "retained +Storage/DataLakeBucket ", "deleted after a snapshot +Data/DatabaseInstance ",
            "deleted +Network ",
        ] {
            XCTAssertNotNil(
                destroyed.output.range(of: row, options: .regularExpression), "'\(row)' in\n\(destroyed.output)")
        }
        XCTAssertTrue(destroyed.errors.contains("left: the bucket \(bucket) (AWS::S3::Bucket)"), destroyed.errors)
        let kept = try await aws.inventory().subtracting(deployed.empty).sorted()
        let logs = "logs describe-log-groups: /aws/rds/instance/\(database)/"
        let expected = [
            "rds describe-db-snapshots: ", "rds describe-db-instance-automated-backups: ",
            "s3api list-buckets: \(bucket)",
            "s3api list-buckets: \(accessLogs)", "s3api list-buckets: guarded-artifacts-", logs + "error",
            logs + "slowquery",
        ]
        XCTAssertEqual(kept.count, expected.count, "\(kept)")
        for thing in kept {
            XCTAssertTrue(
                destroyed.errors.contains(thing.split(separator: " ").last ?? "?"),
                "\(thing) is not named:\n\(destroyed.errors)")
        }
        for prefix in expected { XCTAssertTrue(kept.contains { $0.hasPrefix(prefix) }, "\(prefix) in \(kept)") }
        let versions = try await aws.read("s3api list-object-versions --bucket \(bucket)", "length(Versions)")
        XCTAssertEqual(versions, 2, "the bucket has kept its objects")

        // Again is a success.
        let again = try await workspace.run("destroy", asked)
        XCTAssertEqual(again.status, 0, again.transcript)
        XCTAssertTrue(again.errors.contains("\(Self.stack) is not deployed"), again.errors)

        // What was kept can still go later.
        let data = try await workspace.run("destroy", asked + ["--delete-retained"])
        XCTAssertEqual(data.status, 0, data.transcript)
        let left = try await aws.inventory().subtracting(deployed.empty).sorted()
        XCTAssertEqual(left, [], data.transcript)
        XCTAssertEqual(workspace.leftFiles, [])
    }
}
