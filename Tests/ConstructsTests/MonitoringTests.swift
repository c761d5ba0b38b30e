import AWSSNS
import Constructs
import TemplateTesting
import XCTest

final class DashboardTests: XCTestCase {
    private static let queue = Metric("AWS/SQS", "Depth", dimensions: ["QueueName": "orders"])

    private func body(_ rows: (Stack) -> [[Dashboard.Graph]]) throws -> Node {
        let stack = try synthesize { _ = Dashboard(in: $0, name: "shop", rows: rows($0)) }
        XCTAssertEqual(stack["Dashboard"].Properties.DashboardName, "shop")
        return try Node(json: Array(stack["Dashboard"].Properties.DashboardBody.string.utf8))
    }

    func testItsPageIsOnThePartitionsConsole() throws {
        for (partition, host) in [
            ("aws", "eu-west-3.console.aws.amazon.com"), ("aws-cn", "eu-west-3.console.amazonaws.cn"),
            ("aws-us-gov", "eu-west-3.console.amazonaws-us-gov.com"),
        ] {
            let stack = try synthesize(["AWS::Partition": partition]) { stack in
                stack.output("Page", Dashboard(in: stack, name: "shop", rows: []).url(in: stack))
            }
            XCTAssertEqual(
                stack.outputs["Page"], .string("https://\(host)/cloudwatch/home?region=eu-west-3#dashboards:name=shop"))
        }
    }

    func testTheBodyIsJSONOnceDeployed() throws {
        let widget = try body { stack in
            let topic = stack.add("Topic", SNS.Topic())
            let metric = Metric(
                "AWS/SNS", "Published", dimensions: ["TopicName": topic.topicName.text, "Region": AWS.region],
                statistic: .sum,
                period: 300, label: "envois \"réussis\"")
            return [[.init("Événements \\ \"x\"", metric)]]
        }.widgets[0]
        XCTAssertEqual(widget.type, "metric")
        XCTAssertEqual(widget.properties.title, "Événements \\ \"x\"")
        XCTAssertEqual(widget.properties.region, "eu-west-3")
        XCTAssertEqual(
            widget.properties.metrics,
            [
                [
                    "AWS/SNS", "Published", "TopicName", "Topic.TopicName", "Region", "eu-west-3",
                    ["stat": "Sum", "period": 300, "label": "envois \"réussis\""],
                ]
            ])
    }

    func testGraphsOfARowShareItsWidth() throws {
        for count in 1...6 {
            let widgets = try body { _ in
                [Array(repeating: .init("a", Self.queue), count: count), [.init("b", Self.queue)]]
            }.widgets.elements
            XCTAssertEqual(widgets.count, count + 1)
            var taken: Set<Int> = []
            for widget in widgets.dropLast() {
                guard case .number(let x) = widget.x, case .number(let width) = widget.width else { return XCTFail() }
                XCTAssertEqual(widget.y, 0)
                XCTAssertEqual(Int(width), 24 / count)
                for column in Int(x)..<Int(x + width) { XCTAssertTrue(taken.insert(column).inserted, "overlap") }
            }
            XCTAssertTrue(taken.allSatisfy((0..<24).contains))
            XCTAssertEqual(widgets.last?.y, 6)
            XCTAssertEqual(widgets.last?.width, 24)
        }
    }

    func testAxesBeginAtZeroUnlessToldOtherwise() throws {
        let widgets = try body { _ in
            [
                [
                    .init("a", Self.queue), .init("b", Self.queue, Self.queue, minimum: nil),
                    .init("c", Self.queue, minimum: 5),
                ]
            ]
        }.widgets
        XCTAssertEqual(widgets[0].properties.yAxis.left.min, 0)
        XCTAssertEqual(widgets[1].properties.yAxis, .missing)
        XCTAssertEqual(widgets[1].properties.metrics.elements.count, 2)
        XCTAssertEqual(widgets[2].properties.yAxis.left.min, 5)
    }
}

final class AlarmsTests: XCTestCase {
    private static let latency = Metric(
        "AWS/ApplicationELB", "TargetResponseTime", dimensions: ["LoadBalancer": "app/shop/1"], statistic: .p95)
    private static let errors = Metric("Shop", "Errors", dimensions: [:], statistic: .sum, period: 300)

    private func alarms(_ flag: String = "true") throws -> EvaluatedStack {
        try synthesize(["Mail": flag]) { stack in
            let alarms = Alarms(in: stack, name: "shop", email: "ops@example.com", when: stack.flag("Mail"))
            alarms.alarm("Slow", "Too slow.", Self.latency, .above, 1.5)
            alarms.alarm("Errors", "Too many.", Self.errors, .atLeast, 10, periods: 1, missingData: .fine)
        }
    }

    func testAnAlarmTellsTheTopicWhenItBeginsAndEnds() throws {
        let alarm = try alarms()["Errors"].Properties
        XCTAssertEqual(alarm.AlarmActions, ["Topic"])
        XCTAssertEqual(alarm.OKActions, ["Topic"])
        XCTAssertEqual(alarm.AlarmName, "shop-Errors")
        XCTAssertEqual(alarm.AlarmDescription, "Too many.")
        XCTAssertEqual(alarm.ComparisonOperator, "GreaterThanOrEqualToThreshold")
        XCTAssertEqual(alarm.Threshold, 10)
        XCTAssertEqual(alarm.EvaluationPeriods, 1)
        XCTAssertEqual(alarm.Period, 300)
        XCTAssertEqual(alarm.Statistic, "Sum")
        XCTAssertEqual(alarm.ExtendedStatistic, .missing)
        XCTAssertEqual(alarm.TreatMissingData, "notBreaching")
    }

    func testPercentilesAreExtendedStatistics() throws {
        let alarm = try alarms()["Slow"].Properties
        XCTAssertEqual(alarm.ExtendedStatistic, "p95")
        XCTAssertEqual(alarm.Statistic, .missing)
        XCTAssertEqual(alarm.Threshold, .number(1.5))
        XCTAssertEqual(alarm.EvaluationPeriods, 3)
        XCTAssertEqual(alarm.Dimensions, [["Name": "LoadBalancer", "Value": "app/shop/1"]])
    }

    func testAnAlarmIsSilentWhileAnotherMetricSaysThatItIsMeantToBeSo() throws {
        let wanted = Metric("Shop", "Wanted", dimensions: [:], statistic: .minimum)
        let stack = try synthesize { stack in
            Alarms(in: stack, name: "shop", email: "alarms@example.com", when: stack.flag("Mail")).alarm(
                "Down", "Nothing runs.", Self.errors, .below, 1, missingData: .alarming,
                silent: .init(while: wanted, .below, 1, andFor: 15))
        }
        let alarm = stack["Down"].Properties
        XCTAssertEqual(alarm.AlarmRule, #"ALARM("DownFound") AND NOT ALARM("DownSilence")"#)
        XCTAssertEqual(alarm.AlarmActions, ["Topic"])
        XCTAssertEqual(alarm.OKActions, ["Topic"])
        XCTAssertEqual(stack["DownFound"].Properties.TreatMissingData, "breaching")
        XCTAssertEqual(stack["DownSilence"].Properties.EvaluationPeriods, 15)
        XCTAssertEqual(
            stack["DownSilence"].Properties.DatapointsToAlarm, 1, "one of the last fifteen minutes is enough")
        XCTAssertEqual(stack["DownSilence"].Properties.TreatMissingData, "notBreaching")
        for id in ["DownFound", "DownSilence"] { XCTAssertEqual(stack[id].Properties.AlarmActions, .missing, id) }
    }

    func testNobodyIsWrittenToWithoutAnAddress() throws {
        let subscription = try alarms()["Email"].Properties
        XCTAssertEqual(subscription.Protocol, "email")
        XCTAssertEqual(subscription.Endpoint, "ops@example.com")
        XCTAssertEqual(subscription.TopicArn, "Topic")
        XCTAssertNil(try alarms("false").resources["Email"])
        XCTAssertNotNil(try alarms("false").resources["Topic"])
    }

    func testCloudWatchMayPublish() throws {
        // With AWS's own key for SNS, CloudWatch may not.
        XCTAssertEqual(try alarms()["Topic"].Properties.KmsMasterKeyId, .missing)
    }
}
