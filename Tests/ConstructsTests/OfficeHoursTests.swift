import AWSEC2
import Constructs
import TemplateTesting
import XCTest

final class OfficeHoursTests: XCTestCase {
    private func stack(
        _ parameters: [String: String] = [:],
        hours: @escaping (Condition) -> OfficeHours = { OfficeHours(timeZone: "Europe/Paris", condition: $0) }
    ) throws -> EvaluatedStack {
        try synthesize(parameters) { stack in
            let network = Network(in: stack, name: "shop")
            let role = Role(in: stack.scope("Instance"), assumedBy: "ec2.amazonaws.com")
            let service = LoadBalancedService(
                in: stack.scope("Web"), name: "shop", network: network, image: "ami-0123456789abcdef0",
                instanceType: "t3.micro",
                role: role, userData: UserData("true"), capacity: .init(minimum: 3, maximum: 7))
            let database = MySQLDatabase(
                in: stack.scope("Database"), name: "shop", network: network, version: "8.0",
                instanceClass: "db.t3.micro")
            database.allowConnections(from: service)
            let hours = hours(stack.flag("Night"))
            hours.schedule(service, in: stack.scope("Service"))
            hours.schedule(database, in: stack.scope("Data"))
        }
    }

    func testTheServiceHasItsCapacityOnWorkingDaysAndNoneOtherwise() throws {
        let actions = try stack().all("AWS::AutoScaling::ScheduledAction")
        XCTAssertEqual(actions.keys.sorted(), ["ServiceStart", "ServiceStop"])
        let start = try XCTUnwrap(actions["ServiceStart"])
        XCTAssertEqual([start.MinSize, start.MaxSize, start.DesiredCapacity], [3, 7, 3])
        XCTAssertEqual(start.Recurrence, "0 8 * * 1-5")
        let stop = try XCTUnwrap(actions["ServiceStop"])
        XCTAssertEqual([stop.MinSize, stop.MaxSize, stop.DesiredCapacity], [0, 0, 0])
        XCTAssertEqual(stop.Recurrence, "0 20 * * 1-5")
        for action in actions.values {
            XCTAssertEqual(action.TimeZone, "Europe/Paris")
            XCTAssertEqual(action.AutoScalingGroupName, "WebGroup")
        }
    }

    func testTheDatabaseIsStartedBeforeAndStoppedAfter() throws {
        let schedules = try stack().all("AWS::Scheduler::Schedule")
        XCTAssertEqual(schedules["DataStart"]?.ScheduleExpression, "cron(30 7 ? * MON-FRI *)")
        XCTAssertEqual(schedules["DataStop"]?.ScheduleExpression, "cron(0 20 ? * MON-FRI *)")
        XCTAssertEqual(schedules["DataStart"]?.Target.Arn, "arn:aws:scheduler:::aws-sdk:rds:startDBInstance")
        XCTAssertEqual(schedules["DataStop"]?.Target.Arn, "arn:aws:scheduler:::aws-sdk:rds:stopDBInstance")
        for schedule in schedules.values {
            XCTAssertEqual(schedule.ScheduleExpressionTimezone, "Europe/Paris")
            XCTAssertEqual(schedule.FlexibleTimeWindow.Mode, "OFF")
            XCTAssertEqual(schedule.Target.Input, #"{"DbInstanceIdentifier": "DatabaseInstance"}"#)
            XCTAssertEqual(schedule.Target.RoleArn, "DataRole.Arn")
            XCTAssertEqual(schedule.Target.RetryPolicy.MaximumEventAgeInSeconds, 3600)
        }
    }

    func testTheRoleMayStartAndStopThatDatabaseAndIsForTheSchedulesOfThisAccount() throws {
        let stack = try stack()
        let statements = stack["DataStartAndStop"].Properties.PolicyDocument.Statement
        XCTAssertEqual(statements.elements.count, 1)
        XCTAssertEqual(statements[0].Action, ["rds:StartDBInstance", "rds:StopDBInstance"])
        XCTAssertEqual(statements[0].Resource, ["DatabaseInstance.DBInstanceArn"])
        let trust = stack["DataRole"].Properties.AssumeRolePolicyDocument.Statement
        XCTAssertEqual(trust.elements.count, 1)
        XCTAssertEqual(trust[0].Principal.Service, "scheduler.amazonaws.com")
        let conditions = trust[0].Condition.StringEquals.members
        XCTAssertEqual(conditions.keys.sorted(), ["aws:SourceAccount", "aws:SourceArn"])
        XCTAssertTrue(conditions["aws:SourceArn"]?.string.hasSuffix(":schedule-group/default") == true)
    }

    func testWithoutTheConditionNothingIsThere() throws {
        let resources = try stack(["Night": "false"]).resources
        XCTAssertEqual(
            resources.keys.filter { $0.hasPrefix("Service") || $0.hasPrefix("Data") && !$0.hasPrefix("Database") }
                .sorted(), [])
        XCTAssertNotNil(resources["WebGroup"])
    }

    func testHoursThatAreNoneOfOneDayAreReported() {
        for (start, stop) in [(0, 20), (20, 8), (9, 9), (8, 24), (23, 23)] {
            let diagnostics = diagnose { stack in
                let network = Network(in: stack, name: "shop")
                let database = MySQLDatabase(
                    in: stack.scope("Database"), name: "shop", network: network, version: "8.0",
                    instanceClass: "db.t3.micro")
                OfficeHours(from: start, to: stop, timeZone: "Europe/Paris").schedule(
                    database, in: stack.scope("Night", line: 1234))
            }
            assertOneError(diagnostics, "office-hours", at: 1234)
        }
    }

    func testOtherHoursAndAnotherPlace() throws {
        let stack = try stack { OfficeHours(from: 9, to: 18, timeZone: "Europe/London", condition: $0) }
        XCTAssertEqual(stack["ServiceStart"].Properties.Recurrence, "0 9 * * 1-5")
        XCTAssertEqual(stack["ServiceStop"].Properties.TimeZone, "Europe/London")
        XCTAssertEqual(stack["DataStart"].Properties.ScheduleExpression, "cron(30 8 ? * MON-FRI *)")
        XCTAssertEqual(stack["DataStop"].Properties.ScheduleExpressionTimezone, "Europe/London")
    }
}
