import Constructs
import TemplateTesting
import XCTest

final class JobTests: XCTestCase {
    private static var container: Container {
        Container("public.ecr.aws/docker/library/busybox:1.37", size: .quarterVCPU(.mib512))
    }

    private func report(
        spot: SpotShare? = nil, _ build: (Stack, Job) -> Void = { _, _ in }
    ) throws -> EvaluatedStack {
        try synthesize { stack in
            let network = Network(in: stack.scope("Net"), name: "shop")
            build(stack, Job(in: stack.scope("Report"), Self.container, network: network, spot: spot))
        }
    }

    func testAScheduleMayRunThisJobWithItsTwoRolesAndNothingElse() throws {
        let stack = try report { $1.runs(Schedule("Nightly", .daily(at: 3), timeZone: "Europe/Madrid")) }
        let definitions = "arn:aws:ecs:eu-west-3:123456789012:task-definition/stack/-ReportTaskDefinition:*"
        XCTAssertEqual(
            stack.allowed("ReportNightlyScheduleRole"),
            [
                "ecs:RunTask": [definitions], "iam:PassRole": ["ReportExecutionRole.Arn", "ReportTaskRole.Arn"],
                "ecs:TagResource": ["arn:aws:ecs:eu-west-3:123456789012:task/ReportCluster/*"],
                "sqs:SendMessage": ["ReportFailedRunsQueue.Arn"],
            ])
        let statements = stack["ReportNightlyScheduleRunReport"].Properties.PolicyDocument.Statement
        XCTAssertEqual(statements[0].Condition, ["ArnEquals": ["ecs:cluster": "ReportCluster.Arn"]])
        XCTAssertEqual(
            statements[1].Condition, ["StringEquals": ["iam:PassedToService": "ecs-tasks.amazonaws.com"]])
        XCTAssertEqual(statements[2].Condition, ["StringEquals": ["ecs:CreateAction": "RunTask"]])
        XCTAssertEqual(
            stack["ReportTaskDefinition"].Properties.Family, "stack/-ReportTaskDefinition",
            "what the permission names without a revision")
    }

    func testItRunsByTheClockInThePrivateSubnets() throws {
        let stack = try report { $1.runs(Schedule("Nightly", .daily(at: 3), timeZone: "Europe/Madrid")) }
        let schedule = stack["ReportNightlySchedule"]
        XCTAssertEqual(schedule.Properties.ScheduleExpression, "cron(0 3 * * ? *)")
        XCTAssertEqual(schedule.Properties.ScheduleExpressionTimezone, "Europe/Madrid")
        let target = schedule.Properties.Target
        XCTAssertEqual(target.Arn, "ReportCluster.Arn")
        XCTAssertEqual(target.Input, .missing)
        XCTAssertEqual(target.DeadLetterConfig, ["Arn": "ReportFailedRunsQueue.Arn"])
        let parameters = target.EcsParameters
        XCTAssertEqual(parameters.TaskDefinitionArn, "ReportTaskDefinition")
        XCTAssertEqual(parameters.LaunchType, "FARGATE")
        XCTAssertEqual(
            parameters.NetworkConfiguration.AwsvpcConfiguration,
            [
                "AssignPublicIp": "DISABLED", "SecurityGroups": ["ReportSecurityGroup.GroupId"],
                "Subnets": ["NetApplicationSubnetA", "NetApplicationSubnetB"],
            ])
        let waits = Set(schedule.DependsOn.strings)
        for id in [
            "ReportNightlyScheduleRunReport", "ReportExecutionWriteLog", "NetApplicationInternetRoute",
            "ReportToInternet443",
        ] {
            XCTAssertTrue(waits.contains(id), "\(id): a run that is too early fails")
        }
    }

    func testARunMayHaveACommandOfItsOwn() throws {
        let stack = try report { $1.runs(Schedule("Weekly", .every(7, .days)), command: ["report", "--weekly"]) }
        XCTAssertEqual(
            try Node(json: Array(stack["ReportWeeklySchedule"].Properties.Target.Input.string.utf8)),
            ["containerOverrides": [["name": "app", "command": ["report", "--weekly"]]]])
        XCTAssertEqual(stack["ReportTaskDefinition"].Properties.ContainerDefinitions[0].Name, "app")
    }

    func testARunThatFailsIsKeptWhoeverStartedItAndSomebodyIsWoken() throws {
        let stack = try report { stack, job in
            Alarms(in: stack.scope("Alarms"), name: "shop", existingTopic: "arn:aws:sns:eu-west-3:123456789012:ops")
                .watch(job)
        }
        let rule = stack["ReportFailedRunsReportFailedRule"].Properties
        XCTAssertEqual(rule.Targets[0].Arn, "ReportFailedRunsQueue.Arn")
        XCTAssertEqual(rule.EventPattern["detail-type"], ["ECS Task State Change"])
        let detail = rule.EventPattern.detail
        XCTAssertEqual(detail.clusterArn, ["ReportCluster.Arn"])
        XCTAssertEqual(detail.lastStatus, ["STOPPED"])
        XCTAssertEqual(
            detail.taskDefinitionArn,
            [["prefix": "arn:aws:ecs:eu-west-3:123456789012:task-definition/stack/-ReportTaskDefinition:"]])
        XCTAssertEqual(
            detail["$or"],
            [
                ["containers": ["exitCode": [["anything-but": [0]]]]],
                ["stopCode": ["TaskFailedToStart", "TerminationNotice", "SpotInterruption"]],
            ])
        let statement = stack["ReportFailedRunsQueuePolicy"].Properties.PolicyDocument.Statement[1]
        XCTAssertEqual(statement.Condition, ["ArnEquals": ["aws:SourceArn": "ReportFailedRunsReportFailedRule.Arn"]])
        let alarm = stack["AlarmsReportFailedRuns"].Properties
        XCTAssertEqual(alarm.Dimensions, [["Name": "QueueName", "Value": "ReportFailedRunsQueue.QueueName"]])
        XCTAssertEqual(alarm.Threshold, 0)
    }

    func testOthersRunItWhereTheyMay() throws {
        let stack = try report { stack, job in
            job.grantRun(to: Role(in: stack.scope("Shop"), assumedBy: "ec2.amazonaws.com"))
        }
        XCTAssertEqual(
            stack.allowed("ShopRole")["iam:PassRole"], ["ReportExecutionRole.Arn", "ReportTaskRole.Arn"])
        try stack.expectCount(0, of: "AWS::Scheduler::Schedule")
    }

    func testSeveralJobsShareAClusterAndAQueueOfFailures() throws {
        let stack = try synthesize { stack in
            let network = Network(in: stack.scope("Net"), name: "shop")
            let cluster = Cluster(in: stack.scope("Jobs"))
            let failures = Queue(in: stack.scope("Failures"), failures: .stayHere)
            for name in ["Daily", "Weekly"] {
                Job(
                    in: stack.scope(name), Self.container, network: network, cluster: cluster, failedRuns: failures
                ).runs(Schedule("Run", .daily(at: 3)))
            }
        }
        try stack.expectCount(1, of: "AWS::ECS::Cluster")
        try stack.expectCount(1, of: "AWS::SQS::Queue")
        XCTAssertEqual(
            stack.all("AWS::Events::Rule").keys.sorted(), ["FailuresDailyFailedRule", "FailuresWeeklyFailedRule"])
        XCTAssertEqual(stack["FailuresQueuePolicy"].Properties.PolicyDocument.Statement.elements.count, 3)
    }

    func testItMayRunOnWhatIsTakenBack() throws {
        let stack = try report(spot: SpotShare(percent: 100)) { $1.runs(Schedule("Nightly", .daily(at: 3))) }
        let parameters = stack["ReportNightlySchedule"].Properties.Target.EcsParameters
        XCTAssertEqual(parameters.LaunchType, .missing)
        XCTAssertEqual(
            parameters.CapacityProviderStrategy,
            [["CapacityProvider": "FARGATE", "Weight": 0], ["CapacityProvider": "FARGATE_SPOT", "Weight": 100]])
    }

    func testAnInputOfAScheduleIsToldWhereTheJobGetsIt() {
        assertOneError(
            diagnose { stack in
                let network = Network(in: stack.scope("Net"), name: "shop")
                Job(in: stack.scope("Report"), Self.container, network: network)
                    .runs(Schedule("Nightly", .daily(at: 3), input: ["report": "nightly"]))
            }, "job-input", at: #line - 1)
    }
}
