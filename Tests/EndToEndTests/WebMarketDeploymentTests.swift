import Foundation
import XCTest

/// What the first deployment says, and what the commands do with a deployed environment.
final class WebMarketDeploymentTests: XCTestCase {
    func testTheFirstDeploymentShowsEachStackAndTheOutputs() async throws {
        let web = try await WebMarket.deployed()
        let (output, progress) = (web.deployment.output, web.deployment.errors)
        for stack in ["Compute", "Data", "Monitoring", "Network", "Storage"] {
            XCTAssertNotNil(
                output.range(of: "Add +\(stack) +nested stack, [0-9]+ resources", options: .regularExpression), output)
            XCTAssertTrue(progress.contains("  CREATE_COMPLETE  \(stack) (AWS::CloudFormation::Stack)\n"), progress)
        }
        XCTAssertTrue(
            progress.contains("  CREATE_COMPLETE  Compute/WebGroup (AWS::AutoScaling::AutoScalingGroup)\n"), progress)
        XCTAssertTrue(progress.hasSuffix("  CREATE_COMPLETE  \(WebMarket.stack)\n"), progress)
        for (name, value) in web.outputs {
            XCTAssertTrue(output.contains(name) && output.contains(value), "\(name) is not in:\n\(output)")
        }
        XCTAssertEqual(web.workspace.leftFiles, [])
    }

    func testTheOutputsAreThoseTheToolsNeed() async throws {
        let web = try await WebMarket.deployed()
        XCTAssertEqual(
            web.outputs.keys.sorted(),
            [
                "AlarmTopicArn", "AlbDnsName", "AutoScalingGroupName", "DashboardName", "DashboardUrl",
                "LoadBalancerArn",
                "RdsEndpoint", "RdsInstanceId", "RdsSecretArn", "S3BucketName", "TargetGroupArn", "Url", "VpcId",
            ])
        XCTAssertEqual(web.outputs["S3BucketName"], web["Storage/DataLakeBucket"])
        XCTAssertEqual(web.outputs["RdsInstanceId"], web["Data/DatabaseInstance"])
        XCTAssertEqual(web.outputs["AutoScalingGroupName"], web["Compute/WebGroup"])
        XCTAssertEqual(web.outputs["LoadBalancerArn"], web["Compute/WebLoadBalancer"])
        XCTAssertEqual(web.outputs["TargetGroupArn"], web["Compute/WebTargetGroup"])
        XCTAssertEqual(web.outputs["VpcId"], web["Network/VPC"])
        XCTAssertEqual(web.outputs["AlarmTopicArn"], web["Monitoring/AlarmsTopic"])
        XCTAssertEqual(web.outputs["DashboardName"], "webmarket-plus-dashboard-dev")
        XCTAssertEqual(web.outputs["Url"], "http://" + (web.outputs["AlbDnsName"] ?? ""))
    }

    func testOutputsAsATable() async throws {
        let web = try await WebMarket.deployed()
        let table = try await web.workspace.run("outputs", "--env", "local")
        XCTAssertEqual(table.status, 0, table.transcript)
        let lines = table.output.split(separator: "\n").map(String.init)
        XCTAssertTrue(lines[0].hasPrefix("Output "), table.output)
        XCTAssertEqual(lines.dropFirst().map { $0.prefix { $0 != " " } }.map(String.init), web.outputs.keys.sorted())
        for (name, value) in web.outputs {
            XCTAssertTrue(
                lines.contains { $0.hasPrefix("\(name) ") && $0.contains(" \(value) ") }, "\(name) in\n\(table.output)")
        }
    }

    func testOutputsAsJSON() async throws {
        let web = try await WebMarket.deployed()
        let json = try await web.workspace.run("outputs", "--env", "local", "--json")
        XCTAssertEqual(json.status, 0, json.transcript)
        XCTAssertEqual(try JSONDecoder().decode([String: String].self, from: Data(json.output.utf8)), web.outputs)
    }

    func testOutputsAsVariablesOfAShell() async throws {
        let web = try await WebMarket.deployed()
        let variables = try await web.workspace.run("outputs", "--env", "local", "--format", "env")
        XCTAssertEqual(variables.status, 0, variables.transcript)
        let script =
            variables.output
            + #"printf '%s\n' "$ALB_DNS_NAME" "$S3_BUCKET_NAME" "$RDS_ENDPOINT" "$RDS_INSTANCE_ID" "$RDS_SECRET_ARN" "$DASHBOARD_URL""#
        let shell = try await Program.run("/bin/sh", ["-eu", "-c", script])
        let names = ["AlbDnsName", "S3BucketName", "RdsEndpoint", "RdsInstanceId", "RdsSecretArn", "DashboardUrl"]
        XCTAssertEqual(
            shell.output.split(separator: "\n").map(String.init), names.map { web.outputs[$0] ?? "" }, shell.transcript)
    }

    func testTheStoryOfTheDeploymentLeadsToItsLines() async throws {
        let web = try await WebMarket.deployed()
        let events = try await web.workspace.run("events", "--env", "local", "--format", "json")
        XCTAssertEqual(events.status, 0, events.transcript)
        let story = try XCTUnwrap(try JSONSerialization.jsonObject(with: Data(events.output.utf8)) as? [String: Any])
        XCTAssertEqual(story["stack"] as? String, WebMarket.stack)
        let resources = try XCTUnwrap(story["resources"] as? [[String: Any]])
        XCTAssertEqual(resources.count { $0["isStack"] as? Bool == true }, 6)
        let database = try XCTUnwrap(resources.first { $0["path"] as? String == "Data/DatabaseInstance" })
        let place = try XCTUnwrap(database["place"] as? [String: Any])
        XCTAssertEqual(place["file"] as? String, "Stacks/DataStack.swift")
        let page = try await web.workspace.run(
            "events", "--env", "local", "--format", "html", "--output", "events.html")
        XCTAssertEqual(page.status, 0, page.transcript)
        let written = try String(contentsOfFile: web.workspace.path + "/events.html", encoding: .utf8)
        XCTAssertTrue(written.contains("Data/DatabaseInstance"))
    }

    func testASecondDeploymentChangesNothing() async throws {
        let web = try await WebMarket.deployed()
        let times = AWS.Call(
            "cloudformation describe-stacks", "Stacks[].[StackName, LastUpdatedTime || CreationTime, StackStatus]")
        let before = try await web.aws.read([times])
        let again = try await web.workspace.run("deploy", "--env", "local")
        XCTAssertEqual(again.status, 0, again.transcript)
        XCTAssertTrue(again.errors.contains("no changes: \(WebMarket.stack) is as its templates say"), again.errors)
        XCTAssertFalse(again.errors.contains("UPDATE"), again.errors)
        XCTAssertTrue(
            again.output.contains(web.outputs["AlbDnsName"] ?? "?"),
            "the outputs are shown all the same:\n\(again.output)")
        let after = try await web.aws.read([times, .changeSets(of: WebMarket.stack)])
        XCTAssertEqual(after[0], before[0])
        XCTAssertEqual(after[1], [], "an empty change set is left")
    }

    func testAPlanOfWhatIsDeployedAlreadyHasNothingInIt() async throws {
        let web = try await WebMarket.deployed()
        let plan = try await web.workspace.run("plan", "--env", "local", "--exit-code")
        XCTAssertEqual(plan.status, 0, plan.transcript)
        XCTAssertTrue(plan.output.hasSuffix("Plan: nothing changes\n"), plan.transcript)
    }

    func testAPlanSaysWhatADeploymentWouldChange() async throws {
        let web = try await WebMarket.deployed()
        let workspace = try Workspace(cloud: web.workspace.cloud)
        try workspace.edit("local") { $0.set("DatabaseStorage", 40) }
        let plan = try await workspace.run("plan", "--env", "local", "--exit-code")
        XCTAssertEqual(plan.status, 3, plan.transcript)
        XCTAssertTrue(
            plan.output.contains("~ Data/DatabaseInstance  AWS::RDS::DBInstance  is updated in place\n"), plan.output)
        XCTAssertTrue(plan.output.contains("AllocatedStorage  20 → 40"), plan.output)
        XCTAssertTrue(plan.output.hasSuffix("Plan: 1 to update\n"), plan.output)
    }

    func testADryRunShowsTheChangesAndMakesNone() async throws {
        let web = try await WebMarket.deployed()
        let workspace = try Workspace(cloud: web.workspace.cloud)
        try workspace.edit("local") { $0.set("DatabaseStorage", 40) }
        let trial = try await workspace.run("deploy", "--env", "local", "--dry-run")
        XCTAssertEqual(trial.status, 0, trial.transcript)
        XCTAssertTrue(
            trial.output.hasPrefix("~ Data/DatabaseInstance  AWS::RDS::DBInstance  is updated in place\n"), trial.output
        )
        XCTAssertTrue(trial.output.contains("AllocatedStorage  20 → 40"), trial.output)
        XCTAssertTrue(trial.output.hasSuffix("Plan: 1 to update\n"), "AWS says the same:\n\(trial.output)")
        XCTAssertTrue(trial.errors.contains("nothing was changed"), trial.errors)
        let after = try await web.aws.read([
            .init(
                "rds describe-db-instances --db-instance-identifier \(web["Data/DatabaseInstance"])",
                "DBInstances[0].AllocatedStorage"),
            .changeSets(of: WebMarket.stack),
            .init("cloudformation describe-stacks --stack-name \(WebMarket.stack)", "Stacks[0].StackStatus"),
        ])
        XCTAssertEqual(after, [20, [], "CREATE_COMPLETE"])
    }

    func testTheArtifactBucketIsPrivateEncryptedAndTLSOnly() async throws {
        let web = try await WebMarket.deployed()
        let bucket = "webmarket-plus-artifacts-000000000000-eu-west-3"
        let answers = try await web.aws.read([
            .init("s3api get-public-access-block --bucket \(bucket)", "PublicAccessBlockConfiguration"),
            .init(
                "s3api get-bucket-encryption --bucket \(bucket)",
                "ServerSideEncryptionConfiguration.Rules[].ApplyServerSideEncryptionByDefault.SSEAlgorithm"),
            .init("s3api get-bucket-versioning --bucket \(bucket)", "Status"),
            .init("s3api get-bucket-policy --bucket \(bucket)", "Policy"),
            .init("s3api list-objects-v2 --bucket \(bucket)", "Contents[].Key"),
        ])
        XCTAssertEqual(answers[0], .blocked)
        XCTAssertEqual(answers[1], ["AES256"])
        XCTAssertEqual(answers[2], "Enabled")
        XCTAssertTrue(answers[3].text.contains("aws:SecureTransport"), "\(answers[3])")
        let keys = answers[4].texts
        XCTAssertGreaterThanOrEqual(keys.filter { $0.hasPrefix(WebMarket.stack + "/") }.count, 5, "\(keys)")
    }
}

extension Answer {
    /// A public access block that blocks everything.
    static let blocked: Answer = [
        "BlockPublicAcls": true, "IgnorePublicAcls": true, "BlockPublicPolicy": true, "RestrictPublicBuckets": true,
    ]
}

extension AWS.Call {
    /// The names of a stack's change sets that were not executed.
    static func changeSets(of stack: String) -> AWS.Call {
        AWS.Call(
            "cloudformation list-change-sets --stack-name \(stack)",
            "Summaries[?ExecutionStatus!='EXECUTE_COMPLETE'].ChangeSetName")
    }
}
