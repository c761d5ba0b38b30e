import Constructs
import TemplateTesting
import XCTest

final class MonitoredTests: XCTestCase {
    /// A construct of a user's own.
    private struct Till: Monitored {
        let monitoringID = "Till"
        let empty = Metric("Shop", "Coins", dimensions: [:], statistic: .minimum)
        var alarmConditions: [AlarmCondition] {
            [AlarmCondition("Empty", "no coins are left: bring some.", empty, .below, 10, missingData: .alarming)]
        }
        var dashboardRow: [Dashboard.Graph] { [.init("Till: coins", empty)] }
    }

    func testAConstructOfOnesOwnIsWatchedAndShown() throws {
        let stack = try synthesize { stack in
            let alarms = Alarms(
                in: stack.scope("Alarms"), name: "shop", existingTopic: "arn:aws:sns:eu-west-3:123456789012:ops")
            alarms.watch(Till())
            _ = Dashboard(
                in: stack, name: "shop", of: [Till(), Queue(in: stack.scope("Orders"))])
        }
        let alarm = stack["AlarmsTillEmpty"].Properties
        XCTAssertEqual(alarm.AlarmDescription, "Till: no coins are left: bring some.")
        XCTAssertEqual(alarm.TreatMissingData, "breaching")
        XCTAssertEqual(alarm.AlarmName, "shop-TillEmpty")
        let body = try Node(json: Array(stack["Dashboard"].Properties.DashboardBody.string.utf8))
        XCTAssertEqual(body.widgets.elements.map(\.y), [0, 6, 6, 6, 6], "one row a thing")
        XCTAssertEqual(body.widgets[0].properties.title, "Till: coins")
    }

    func testServicesAndDatabasesKnowWhatWakesSomebody() throws {
        let stack = try synthesize { stack in
            let network = Network(in: stack.scope("Net"), name: "shop")
            let service = LoadBalancedService(
                in: stack.scope("Web"), name: "shop", network: network, image: "ami-0abc", instanceType: "t3.micro",
                role: Role(in: stack.scope("Instance"), assumedBy: "ec2.amazonaws.com"),
                userData: .webServer(title: "Shop", healthPath: "/health"))
            let database = MySQLDatabase(
                in: stack.scope("Data"), name: "shop", network: network, version: "8.4", instanceClass: "db.t4g.micro")
            database.allowConnections(from: service)
            Alarms(in: stack.scope("Alarms"), name: "shop", existingTopic: "arn:aws:sns:eu-west-3:123456789012:ops")
                .watch(service, database)
            _ = Dashboard(in: stack, name: "shop", of: [service, database])
        }
        XCTAssertEqual(
            stack.all("AWS::CloudWatch::Alarm").keys.sorted(),
            [
                "AlarmsDataCPU", "AlarmsDataStorage", "AlarmsWebLoadBalancerErrors", "AlarmsWebServerErrors",
                "AlarmsWebUnhealthyInstances",
            ])
    }

    func testAServiceIsGrantedWhatItsRoleIs() throws {
        let stack = try synthesize { stack in
            let service = LoadBalancedService(
                in: stack.scope("Web"), name: "shop", network: Network(in: stack.scope("Net"), name: "shop"),
                image: "ami-0abc", instanceType: "t3.micro",
                role: Role(in: stack.scope("Instance"), assumedBy: "ec2.amazonaws.com"),
                userData: .webServer(title: "Shop", healthPath: "/health"))
            Queue(in: stack.scope("Orders")).grantSend(to: service)
        }
        XCTAssertEqual(stack.allowed("InstanceRole"), ["sqs:SendMessage": ["OrdersQueue.Arn"]])
    }
}
