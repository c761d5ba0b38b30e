import Foundation
import XCTest

/// `daily-scheduler` with the real AWS CLI: dev stops and comes back as it was, and nothing else is touched.
final class DailySchedulerTests: XCTestCase {
    /// What of a report these tests look at.
    private struct Report: Decodable {
        struct Total: Decodable {
            let usdPerHour: Double
            let unknownPrices: [String]
        }
        struct Resource: Decodable {
            let kind: String
            let name: String
            let outcome: String?
            let remembered: String?
        }
        let resources: [Resource]
        let total: Total

        init(_ outcome: Program.Outcome) throws {
            self = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
        }
    }

    /// WebMarket+ as dev, in a local cloud of its own, with AWS's own schedule switched on.
    private func deployedDev() async throws -> (workspace: Workspace, aws: AWS) {
        let cloud = try await LocalCloud()
        addTeardownBlock { cloud.stop() }
        let workspace = try Workspace(cloud: cloud, project: "night")
        try workspace.edit("dev") {
            $0.use(cloud)
            $0["tags"] = ["Project": "night", "Environment": "dev"]
            $0.set("OfficeHours", true)
        }
        let deployment = try await workspace.run("deploy", "--env", "dev")
        XCTAssertEqual(deployment.status, 0, deployment.transcript)
        return (workspace, AWS(cloud: cloud))
    }

    /// Another group with the same project's tag in prod, and two instances of no group.
    private func addNeighbours(_ aws: AWS) async throws -> (dev: String, prod: String) {
        let subnet = try await aws.read(
            "ec2 describe-subnets --filters Name=tag:Project,Values=night", "Subnets[0].SubnetId"
        ).text
        func instance(_ environment: String) -> AWS.Call {
            .init(
                "ec2 run-instances --image-id ami-0123456789abcdef0 --instance-type t3.micro --subnet-id \(subnet) --tag-specifications ResourceType=instance,Tags=[{Key=Environment,Value=\(environment)},{Key=Project,Value=night}]",
                "Instances[0].InstanceId")
        }
        let answers = try await aws.read([
            .init(
                #"ec2 create-launch-template --launch-template-name prod --launch-template-data {"InstanceType":"t3.micro"}"#
            ),
            .init(
                "autoscaling create-auto-scaling-group --auto-scaling-group-name prod-group --min-size 1 --max-size 2 --desired-capacity 2 --vpc-zone-identifier \(subnet) --launch-template LaunchTemplateName=prod --tags Key=Environment,Value=prod,PropagateAtLaunch=true Key=Project,Value=night,PropagateAtLaunch=true"
            ),
            instance("dev"), instance("prod"),
        ])
        return (answers[2].text, answers[3].text)
    }

    private static let groups = AWS.Call(
        "autoscaling describe-auto-scaling-groups",
        "sort_by(AutoScalingGroups, &AutoScalingGroupName)[].[AutoScalingGroupName, MinSize, MaxSize, DesiredCapacity, length(Instances), sort(Tags[].join('=', [Key, Value]))]"
    )
    private static let instances = AWS.Call(
        "ec2 describe-instances --filters Name=instance-state-name,Values=running,stopped",
        "sort_by(Reservations[].Instances[?!(Tags[?Key=='aws:autoscaling:groupName'])][], &InstanceId)[].[InstanceId, State.Name, sort(Tags[].join('=', [Key, Value]))]"
    )
    private static let databases = AWS.Call(
        "rds describe-db-instances",
        "DBInstances[].[DBInstanceIdentifier, DBInstanceStatus, sort(TagList[].join('=', [Key, Value]))]")
    private static let members = AWS.Call(
        "ec2 describe-instances --filters Name=tag:aws:autoscaling:groupName,Values=prod-group Name=instance-state-name,Values=running",
        "sort(Reservations[].Instances[].InstanceId)")

    func testDevIsStoppedAndRestoredWhileProdStaysUntouched() async throws {
        let (workspace, aws) = try await deployedDev()
        let neighbours = try await addNeighbours(aws)
        let picture = [Self.groups, Self.instances, Self.databases, Self.members]
        let before = try await aws.read(picture)
        let group = try XCTUnwrap(before[0].items.first { $0[0] != "prod-group" })
        XCTAssertEqual(Array(group.items[1...4]), [2, 4, 2, 2])

        let plan = try await workspace.run(
            "daily-scheduler", "stop", "--env", "dev", "--database", "--dry-run", "--format", "json")
        XCTAssertEqual(plan.status, 0, plan.transcript)
        let report = try Report(plan)
        XCTAssertEqual(report.resources.map(\.kind), ["group", "instance", "database"])
        XCTAssertEqual(report.resources.map(\.outcome), ["planned", "planned", "planned"])
        XCTAssertEqual(report.total.usdPerHour, 0.0694, "three t3.micro and the database")
        let untouched = try await aws.read(picture)
        XCTAssertEqual(untouched, before)

        for _ in 1...2 {
            let stop = try await workspace.run("daily-scheduler", "stop", "--env", "dev", "--database")
            XCTAssertEqual(stop.status, 0, stop.transcript)
            let stopped = try await aws.read(picture)
            let asleep = try XCTUnwrap(stopped[0].items.first { $0[0] != "prod-group" })
            XCTAssertEqual(Array(asleep.items[1...4]), [0, 0, 0, 0], stop.transcript)
            XCTAssertTrue(asleep[5].texts.contains("daily-scheduler:sizes=min=2 max=4 desired=2"), "\(asleep)")
            XCTAssertEqual(
                Dictionary(uniqueKeysWithValues: stopped[1].items.map { ($0[0].text, $0[1].text) }),
                [neighbours.dev: "stopped", neighbours.prod: "running"])
            XCTAssertEqual(stopped[2].items.map(\.[1]), ["stopped"])
            XCTAssertEqual(
                stopped[0].items.filter { $0[0] == "prod-group" }, before[0].items.filter { $0[0] == "prod-group" })
            XCTAssertEqual(stopped[3], before[3], "prod's instances are the same ones")
        }

        let status = try Report(
            try await workspace.run("daily-scheduler", "status", "--env", "dev", "--format", "json"))
        XCTAssertEqual(status.total.usdPerHour, 0)
        XCTAssertEqual(status.resources.first?.remembered, "min=2 max=4 desired=2")

        for _ in 1...2 {
            let start = try await workspace.run("daily-scheduler", "start", "--env", "dev", "--database")
            XCTAssertEqual(start.status, 0, start.transcript)
            let after = try await aws.read(picture)
            XCTAssertEqual(after, before, start.transcript)
        }
    }

    func testAWSsOwnScheduleIsDeployedInLocalTime() async throws {
        let (_, aws) = try await deployedDev()
        let answers = try await aws.read([
            .init(
                "autoscaling describe-scheduled-actions",
                "sort_by(ScheduledUpdateGroupActions, &Recurrence)[].[Recurrence, TimeZone, MinSize, MaxSize, DesiredCapacity]"
            ),
            .init("scheduler list-schedules", "Schedules[].Name"),
            .init("rds describe-db-instances", "DBInstances[0].DBInstanceIdentifier"),
        ])
        XCTAssertEqual(
            answers[0], [["0 20 * * 1-5", "Europe/Paris", 0, 0, 0], ["0 8 * * 1-5", "Europe/Paris", 2, 4, 2]])
        let schedules = try await aws.read(
            answers[1].texts.map {
                .init(
                    "scheduler get-schedule --name \($0)",
                    "[ScheduleExpression, ScheduleExpressionTimezone, Target.Arn, Target.Input]")
            })
        let input = Answer.text(#"{"DbInstanceIdentifier": "\#(answers[2].text)"}"#)
        XCTAssertEqual(
            Set(schedules),
            [
                ["cron(30 7 ? * MON-FRI *)", "Europe/Paris", "arn:aws:scheduler:::aws-sdk:rds:startDBInstance", input],
                ["cron(0 20 ? * MON-FRI *)", "Europe/Paris", "arn:aws:scheduler:::aws-sdk:rds:stopDBInstance", input],
            ])
    }

    func testAnotherEnvironmentIsRefusedWithoutACall() async throws {
        let workspace = try Workspace(cloud: try await LocalCloud.shared())
        try workspace.recordAWS()
        try workspace.edit("local") { $0["tags"] = ["Project": "webmarket-plus", "Environment": "staging"] }
        let outcome = try await workspace.run("daily-scheduler", "stop", "--env", "local")
        XCTAssertEqual(outcome.status, 1, outcome.transcript)
        XCTAssertTrue(
            outcome.errors.hasPrefix(
                "parameters/local.json: error: daily-scheduler touches only what is tagged Environment=dev, and this says Environment=staging; nothing was changed [outside-scope]\n"
            ),
            outcome.errors)
        XCTAssertEqual(workspace.record, "")
    }

    func testCtrlCSaysWhereThingsStandAndTheNextRunGoesOn() async throws {
        let (workspace, aws) = try await deployedDev()
        // Everything but the last step of the database is done; `aws` hangs there.
        try workspace.replaceAWS(
            #"""
            if [ "$2" = stop-db-instance ]; then echo $$ > "$RECORD"; exec sleep 600; fi
            exec "$REAL_AWS" "$@"
            """#)
        let program = try workspace.start("daily-scheduler", "stop", "--env", "dev", "--database")
        defer { program.end() }
        try await eventually("the database is to be stopped") { !workspace.record.isEmpty || !program.isRunning }
        program.interrupt()
        let outcome = try await program.outcome()
        XCTAssertEqual(outcome.status, 130, outcome.transcript)
        XCTAssertTrue(outcome.errors.contains("\ninterrupted: AWS goes on with night-"), outcome.errors)
        XCTAssertTrue(outcome.errors.contains("  just being asked for: night-"), outcome.errors)
        let child = try XCTUnwrap(Int32(workspace.record.trimmingCharacters(in: .whitespacesAndNewlines)))
        // Nobody waits for it any more, so the system removes what is left of it a moment later.
        try await eventually("the child process \(child) has ended") { kill(child, 0) == -1 }

        try workspace.replaceAWS(#"exec "$REAL_AWS" "$@""#)
        let again = try await workspace.run("daily-scheduler", "stop", "--env", "dev", "--database")
        XCTAssertEqual(again.status, 0, again.transcript)
        let start = try await workspace.run("daily-scheduler", "start", "--env", "dev", "--database")
        XCTAssertEqual(start.status, 0, start.transcript)
        let answers = try await aws.read([Self.groups, Self.databases])
        XCTAssertEqual(Array(answers[0][0].items[1...4]), [2, 4, 2, 2])
        XCTAssertEqual(answers[1][0][1], "available")
        XCTAssertFalse("\(answers)".contains("daily-scheduler:"), "\(answers)")
    }
}
