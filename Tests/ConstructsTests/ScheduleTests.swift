import Constructs
import TemplateTesting
import XCTest

final class ScheduleTests: XCTestCase {
    private func nightly(_ build: (Stack) -> any EventTarget) throws -> EvaluatedStack {
        try synthesize { stack in
            func deliver(to target: some EventTarget) {
                Schedule("Nightly", .daily(at: 3, 30), timeZone: "Europe/Madrid", input: ["days": 7])
                    .deliver(to: target)
            }
            deliver(to: build(stack))
        }
    }

    func testItIsDueByTheClockOfItsZone() throws {
        let schedule = try nightly { Queue(in: $0.scope("Reports")) }["ReportsNightlySchedule"].Properties
        XCTAssertEqual(schedule.ScheduleExpression, "cron(30 3 * * ? *)")
        XCTAssertEqual(schedule.ScheduleExpressionTimezone, "Europe/Madrid")
        XCTAssertEqual(schedule.FlexibleTimeWindow, ["Mode": "OFF"])
        XCTAssertEqual(try Node(json: Array(schedule.Target.Input.string.utf8)), ["days": 7])
    }

    func testItsRoleMayDeliverToTheTargetAndNothingElse() throws {
        let stack = try nightly { Queue(in: $0.scope("Reports")) }
        XCTAssertEqual(stack.allowed("ReportsNightlyScheduleRole"), ["sqs:SendMessage": ["ReportsQueue.Arn"]])
        XCTAssertEqual(
            stack["ReportsNightlySchedule"].DependsOn, ["ReportsNightlyScheduleSendToReports"],
            "Scheduler tries at once whether it may")
        let trust = stack["ReportsNightlyScheduleRole"].Properties.AssumeRolePolicyDocument.Statement[0]
        XCTAssertEqual(trust.Principal, ["Service": "scheduler.amazonaws.com"])
        XCTAssertEqual(trust.Condition.StringEquals["aws:SourceAccount"], "123456789012")
    }

    func testWhatAFunctionCouldNotBeGivenIsKeptWithWhatItFailedAt() throws {
        let stack = try nightly { Function(in: $0.scope("Reports"), code: .inline("", runtime: .python3_13)) }
        XCTAssertEqual(
            stack["ReportsNightlySchedule"].Properties.Target.DeadLetterConfig,
            ["Arn": "ReportsFailedEventsQueue.Arn"])
        XCTAssertEqual(
            stack.allowed("ReportsNightlyScheduleRole"),
            ["lambda:InvokeFunction": ["ReportsFunction.Arn"], "sqs:SendMessage": ["ReportsFailedEventsQueue.Arn"]])
        XCTAssertEqual(
            stack["ReportsFunction"].Properties.DeadLetterConfig, ["TargetArn": "ReportsFailedEventsQueue.Arn"])
    }

    func testIntervalsHaveNoClockAndATimeComesOnce() throws {
        let stack = try synthesize { stack in
            let queue = Queue(in: stack.scope("Reports"))
            for (id, time) in [
                ("Often", ScheduleTime.every(1, .hours)), ("Seldom", .every(5, .days)),
                ("Workdays", .onWorkingDays(at: 8)),
                ("Once", .once(at: "2026-12-24T18:00:00")), ("First", .cron("0 9 1 * ? *")),
            ] {
                Schedule(id, time).deliver(to: queue)
            }
        }
        XCTAssertEqual(
            stack.all("AWS::Scheduler::Schedule").mapValues(\.ScheduleExpression),
            [
                "ReportsOftenSchedule": "rate(1 hour)", "ReportsSeldomSchedule": "rate(5 days)",
                "ReportsWorkdaysSchedule": "cron(0 8 ? * MON-FRI *)", "ReportsOnceSchedule": "at(2026-12-24T18:00:00)",
                "ReportsFirstSchedule": "cron(0 9 1 * ? *)",
            ])
        XCTAssertEqual(stack["ReportsOftenSchedule"].Properties.ScheduleExpressionTimezone, .missing)
        XCTAssertEqual(stack["ReportsOnceSchedule"].Properties.ScheduleExpressionTimezone, "UTC")
    }

    func testWithoutItsConditionThereIsNoScheduleAndNoRole() throws {
        for (flag, count) in [("true", 3), ("false", 0)] {
            let stack = try synthesize(["Nights": flag]) { stack in
                let queue = Queue.existing(in: stack.scope("Reports"), named: "reports")
                Schedule("Nightly", .daily(at: 3), condition: stack.flag("Nights")).deliver(to: queue)
            }
            XCTAssertEqual(stack.resources.count, count)
        }
    }
}
