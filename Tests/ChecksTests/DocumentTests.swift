import Checks
import Diagnostics
import XCTest

/// Documents in properties: what is right in unusual ways is left alone.
final class DocumentTests: XCTestCase {
    private func isSchedule(_ text: String, ofRule: Bool = false) throws -> Bool {
        let schedule =
            #""ScheduleExpression": "\#(text)", "FlexibleTimeWindow": { "Mode": "OFF" }, "Target": { "Arn": "arn:aws:sqs:eu-west-3:111122223333:q", "RoleArn": "arn:aws:iam::111122223333:role/r" }"#
        let resource =
            ofRule
            ? #""Type": "AWS::Events::Rule", "Properties": { "ScheduleExpression": "\#(text)" }"#
            : #""Type": "AWS::Scheduler::Schedule", "Properties": { \#(schedule) }"#
        return try diagnostics(#"{ "Resources": { "A": { \#(resource) } } }"#).contains {
            $0.code == "schedule-expression"
        } == false
    }

    func testSchedules() throws {
        for right in [
            "rate(1 minute)", "rate(5 minutes)", "rate(1 day)", "cron(0 8 * * ? *)", "cron(0/15 8-18 ? * MON-FRI *)",
            "cron(0 8 L * ? *)", "cron(0 8 15W * ? *)", "cron(0 8 ? * 2#1 *)", "cron(0 8 ? * 6L 2026-2030)",
            "cron(0,30 */2 1,15 jan,JUL ? *)", "at(2026-12-01T08:00:00)",
        ] {
            XCTAssertTrue(try isSchedule(right), right)
        }
        for wrong in [
            "rate(1 minutes)", "rate(5 minute)", "rate(0 minutes)", "rate(5 weeks)", "rate(5)", "cron(0 8 * * *)",
            "cron(0 8 * * * *)", "cron(0 8 ? * ? *)", "cron(60 8 * * ? *)", "cron(0 8 * 13 ? *)",
            "cron(0/60 8 * * ? *)",
            "0 8 * * *", "every(5 minutes)", "at(2026-12-01T08:00:00Z)", "at(2026-12-01)",
        ] {
            XCTAssertFalse(try isSchedule(wrong), wrong)
        }
        XCTAssertFalse(try isSchedule("at(2026-12-01T08:00:00)", ofRule: true), "rules repeat")
    }

    private func codes(ofMachine definition: String) throws -> [String] {
        try found(inMachine: definition).map(\.code)
    }

    private func found(inMachine definition: String) throws -> [Diagnostic] {
        try diagnostics(
            """
            { "Resources": { "A": { "Type": "AWS::StepFunctions::StateMachine", "Properties": {
              "RoleArn": "arn:aws:iam::111122223333:role/r", \(definition) } } } }
            """)
    }

    func testAStateOfAnotherLevelIsNoNextOne() throws {
        let item = #""StartAt": "C", "States": { "C": { "Type": "Pass", "Next": "B" } }"#
        let found = try found(
            inMachine:
                #""Definition": { "StartAt": "A", "States": { "A": { "Type": "Map", "Next": "B", "ItemProcessor": { \#(item) } }, "B": { "Type": "Succeed" } } }"#
        )
        XCTAssertEqual(found.map(\.message), ["the state B is of another level"])
        XCTAssertEqual(found.first?.fix, "write \"End\": true, after which the Map or Parallel around it goes on")
    }

    func testWhatIsPutIntoAStateLaterMayBeAnything() throws {
        func codes(_ state: String, _ more: String = "") throws -> [String] {
            try self.codes(
                ofMachine: #""Definition": { \#(more) "StartAt": "A", "States": { "A": { \#(state), "End": true } } }"#)
        }
        XCTAssertEqual(try codes(#""Type": "Wait", "Seconds": 5"#), [])
        XCTAssertEqual(try codes(#""Type": "Wait", "Seconds": "5""#), ["state-machine"])
        XCTAssertEqual(try codes(#""Type": "Wait", "Seconds": "${Seconds}""#), [])
        XCTAssertEqual(try codes(#""Type": "Wait", "Seconds": { "Ref": "AWS::StackName" }"#), [])
        XCTAssertEqual(
            try codes(#""Type": "Wait", "Seconds": "{% $states.input.seconds %}""#, #""QueryLanguage": "JSONata","#), []
        )
        XCTAssertEqual(try codes(#""Type": "Pass", "InputPath": null"#), [])
        XCTAssertEqual(try codes(#""Type": "Pass", "InputPath": "a""#), ["state-machine"])
        XCTAssertEqual(try codes(#""Type": "Pass", "Parameters": { "a.$": "States.UUID()" }"#), [])
    }

    func testChoicesOfJSONataHaveConditions() throws {
        func codes(_ choice: String) throws -> [String] {
            try self.codes(
                ofMachine:
                    #""Definition": { "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": { "Type": "Choice", "Choices": [{ \#(choice) "Next": "B" }], "Default": "B" }, "B": { "Type": "Succeed" } } }"#
            )
        }
        XCTAssertEqual(try codes(#""Condition": "{% $states.input.isOpen %}","#), [])
        XCTAssertEqual(try codes(""), ["state-machine"])
    }

    func testStatesOfAMachineLeadToOneAnother() throws {
        func codes(_ states: String) throws -> [String] {
            try self.codes(ofMachine: #""Definition": { "StartAt": "A", "States": { \#(states) } }"#)
        }
        let end = #""B": { "Type": "Succeed" }"#
        XCTAssertEqual(try codes(#""A": { "Type": "Pass", "Next": "B" }, \#(end)"#), [])
        XCTAssertEqual(
            try codes(
                #""A": { "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsPresent": true, "Next": "B" }], "Default": "A" }, \#(end)"#
            ), [])
        XCTAssertEqual(
            try codes(
                #""A": { "Type": "Map", "End": true, "ItemProcessor": { "StartAt": "C", "States": { "C": { "Type": "Pass", "Next": "D" } } } }"#
            ), ["state-machine"])
        XCTAssertEqual(
            try codes(#""A": { "Type": "Pass", "Next": { "Ref": "AWS::StackName" } }, \#(end)"#), [],
            "nobody knows where it leads")
        XCTAssertEqual(
            try codes(#""A": { "Type": "Pass" }, \#(end)"#), ["state-machine"], "that nothing leads to B follows")
    }

    func testADefinitionMayBeATextThatIsPutTogether() throws {
        let text =
            #"{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Task\", \"Resource\": \"${AWS::StackId}\", \"Next\": \"%\"}, \"B\": {\"Type\": \"Succeed\"}}}"#
        func codes(next: String) throws -> [String] {
            try self.codes(ofMachine: #""DefinitionString": { "Fn::Sub": "\#(text.replacing("%", with: next))" }"#)
        }
        XCTAssertEqual(try codes(next: "B"), [])
        XCTAssertEqual(try codes(next: "C"), ["state-machine"], "that nothing leads to B follows")
        XCTAssertEqual(
            try self.codes(ofMachine: #""DefinitionString": { "Fn::Join": ["", ["{\"StartAt\": ", "\"A\"}"]] }"#),
            ["state-machine"])
        let bare = text.replacing("\\\"%\\\"", with: "${Next}")
        XCTAssertEqual(
            try self.codes(ofMachine: #""DefinitionString": { "Fn::Sub": ["\#(bare)", { "Next": "\"B\"" }] }"#), [],
            "a variable may bring the quotation marks along")
    }

    func testMetricsOfADashboardRepeatWhatStandsInTheOneBefore() throws {
        func codes(_ metrics: String) throws -> [String] {
            try diagnostics(
                #"""
                { "Resources": { "Queue": { "Type": "AWS::SQS::Queue" }, "Board": {
                  "Type": "AWS::CloudWatch::Dashboard", "Properties": { "DashboardBody": { "Fn::Sub":
                  "{\"widgets\": [{\"type\": \"metric\", \"properties\": {\"region\": \"eu-west-1\", \"metrics\": [\#(metrics)]}}]}" } } } } }
                """#
            ).map(\.code)
        }
        let first = #"[\"AWS/SQS\", \"NumberOfMessagesSent\", \"QueueName\", \"${Queue.QueueName}\"]"#
        XCTAssertEqual(try codes(first), [])
        XCTAssertEqual(try codes(first + #", [\".\", \"NumberOfMessagesReceived\", \".\", \".\"]"#), [])
        XCTAssertEqual(
            try codes(first + #", [\".\", \"NumberOfMessagesReceived\", \".\", \"${Queue}\"]"#), ["metric-dimension"])
        XCTAssertEqual(try codes(first + #", [\"...\", \"${Queue.Arn}\", {\"stat\": \"Sum\"}]"#), ["metric-dimension"])
        XCTAssertEqual(
            try codes(first + #", [{\"expression\": \"FILL(METRICS(), 0) + SUM(METRICS('m1'))\"}]"#), [],
            "a function finds what there is")
        XCTAssertEqual(try codes(#"[{\"expression\": \"m1 + m2\"}]"#), ["metric-expression"])
        XCTAssertEqual(
            try codes(#"[{\"expression\": \"SEARCH('{AWS/SQS,QueueName} shop', 'Sum', 300)\", \"id\": \"e1\"}]"#), [])
        XCTAssertEqual(try codes(#"[\"AWS/SQS\", \"NumberOfMessagesSent\"]"#), [], "of all queues")
        XCTAssertEqual(try codes(first + #", [\"...\"]"#), [])
        XCTAssertEqual(
            try codes(##"[\"AWS/SQS\", \"NumberOfMessagesSent\", {\"color\": \"#abc\", \"period\": 1}]"##), [])
    }

    func testAnAlarmLooksAtOneOfItsMetrics() throws {
        func codes(_ metrics: String, _ others: String = "") throws -> [String] {
            try diagnostics(
                #"""
                { "Resources": { "Alarm": { "Type": "AWS::CloudWatch::Alarm", "Properties": {
                  "ComparisonOperator": "GreaterThanThreshold", "EvaluationPeriods": 1, "Threshold": 1\#(others),
                  "Metrics": [\#(metrics)] } } } }
                """#
            ).map(\.code)
        }
        func metric(_ id: String, _ others: String = "") -> String {
            #"{ "Id": "\#(id)", "MetricStat": { "Metric": { "Namespace": "Shop", "MetricName": "\#(id)" }, "#
                + #""Period": 60, "Stat": "Sum" }\#(others) }"#
        }
        XCTAssertEqual(try codes(metric("a")), [])
        XCTAssertEqual(try codes(metric("a") + "," + metric("b")), ["alarm-metrics"])
        XCTAssertEqual(try codes(metric("a", #", "ReturnData": false"#)), ["alarm-metrics"])
        XCTAssertEqual(
            try codes(metric("a", #", "ReturnData": false"#) + #", { "Id": "r", "Expression": "RATE(a) > 1" }"#), [])
        XCTAssertEqual(try codes(#"{ "Id": "q", "Expression": "SELECT MAX(depth) FROM Shop" }"#), [])
        XCTAssertEqual(try codes(#"{ "Id": "q", "Expression": "IF(a > 1, a, 0)" }"#), ["metric-expression"])
        XCTAssertEqual(
            try codes(
                metric("a", #", "ReturnData": false"#)
                    + #", { "Id": "s", "Expression": "SUM (SORT(METRICS(), avg, DESC, 5))" }"#), [])
    }

    func testACompositeRuleAsksForStates() throws {
        func codes(_ rule: String) throws -> [String] {
            try diagnostics(
                #"""
                { "Resources": { "Alarm": { "Type": "AWS::CloudWatch::CompositeAlarm",
                  "Properties": { "AlarmRule": "\#(rule)" } } } }
                """#
            ).map(\.code)
        }
        XCTAssertEqual(try codes("ALARM(a) AND (OK(b) OR NOT INSUFFICIENT_DATA(c))"), [])
        XCTAssertEqual(try codes(#"ALARM(\"FAILED(x)\")"#), [], "it is what an alarm is called")
        XCTAssertEqual(try codes("AT_LEAST(1, ALARM, (a, b))"), [])
        XCTAssertEqual(try codes("ALARMED(a)"), ["alarm-rule"])
    }
}
