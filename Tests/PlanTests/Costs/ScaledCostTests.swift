import XCTest

@testable import Plan

/// What something else in the templates makes more of. Prices are those of us-east-1 in `prices.tsv`.
final class ScaledCostTests: XCTestCase {
    private let scene = CostScene()

    private func target(_ least: Int, _ most: Int, _ dimension: String, _ id: String, more: String = "") -> String {
        """
        , "Target\(dimension.filter(\.isLetter))": { "Type": "AWS::ApplicationAutoScaling::ScalableTarget", "Properties": {
          "MinCapacity": \(least), "MaxCapacity": \(most), "ScalableDimension": "\(dimension)", "ResourceId": \(id)\(more) } }
        """
    }

    private func lines(_ resources: String, _ part: String) throws -> [String] {
        try scene.bill(resources).split(separator: "\n").map(String.init).filter { $0.contains(part) }
    }

    // MARK: - Groups

    private func group(_ sizes: String, _ more: String = "") throws -> String? {
        try lines(
            """
            "Launch": { "Type": "AWS::EC2::LaunchTemplate", "Properties": { "LaunchTemplateData": {
              "InstanceType": "t3.micro" } } },
            "Group": { "Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": { \(sizes),
              "LaunchTemplate": { "LaunchTemplateId": { "Ref": "Launch" }, "Version": "1" } } }\(more)
            """, "t3.micro"
        ).first
    }

    func testACapacityProviderMakesAGroupAsLargeAsItMayBe() throws {
        func provider(_ scaling: String) -> String {
            """
            , "Provider": { "Type": "AWS::ECS::CapacityProvider", "Properties": { "AutoScalingGroupProvider": {
              "AutoScalingGroupArn": { "Ref": "Group" }\(scaling) } } }
            """
        }
        let sizes = "\"MinSize\": 1, \"MaxSize\": 10, \"DesiredCapacity\": 2"
        // 0.0104 an hour is 7.592 a month.
        XCTAssertEqual(
            try group(sizes, provider(", \"ManagedScaling\": { \"Status\": \"ENABLED\" }")),
            "Group: 1 to 10 × t3.micro 7.59 to 75.92")
        XCTAssertEqual(
            try group(sizes, provider("")), "Group: 1 to 10 × t3.micro 7.59 to 75.92", "nobody says that it does not")
        XCTAssertEqual(
            try group(sizes, provider(", \"ManagedScaling\": { \"Status\": \"DISABLED\" }")),
            "Group: 2 × t3.micro 15.18")
    }

    func testTheAutoscalerOfKubernetesGoesByTags() throws {
        XCTAssertEqual(
            try group(
                "\"MinSize\": 1, \"MaxSize\": 4, \"Tags\": [{ \"Key\": \"k8s.io/cluster-autoscaler/enabled\", \"Value\": \"true\" }]"
            ), "Group: 1 to 4 × t3.micro 7.59 to 30.37")
    }

    func testWhatIsScheduledIsInTheRange() throws {
        func action(_ sizes: String) -> String {
            """
            , "Action": { "Type": "AWS::AutoScaling::ScheduledAction", "Properties": {
              "AutoScalingGroupName": { "Ref": "Group" }, \(sizes) } }
            """
        }
        let sizes = "\"MinSize\": 1, \"MaxSize\": 3, \"DesiredCapacity\": 2"
        XCTAssertEqual(try group(sizes, action("\"DesiredCapacity\": 8")), "Group: 2 to 8 × t3.micro 15.18 to 60.74")
        XCTAssertEqual(try group(sizes, action("\"MinSize\": 3")), "Group: 2 to 3 × t3.micro 15.18 to 22.78")
        XCTAssertEqual(try group(sizes, action("\"MinSize\": 0")), "Group: 2 × t3.micro 15.18", "it may, and does not")
        XCTAssertEqual(
            try group(sizes, action("\"MinSize\": 0, \"MaxSize\": 0")), "Group: 0 to 2 × t3.micro 0.00 to 15.18")
    }

    func testAGroupMayBeMeantByItsName() throws {
        XCTAssertEqual(
            try group(
                "\"MinSize\": 1, \"MaxSize\": 2, \"AutoScalingGroupName\": \"web\"",
                ", \"Policy\": { \"Type\": \"AWS::AutoScaling::ScalingPolicy\", \"Properties\": { \"AutoScalingGroupName\": \"web\" } }"
            ), "Group: 1 to 2 × t3.micro 7.59 to 15.18")
    }

    // MARK: - Tables

    private func table(_ more: String) throws -> [String] {
        let throughput = "\"ProvisionedThroughput\": { \"ReadCapacityUnits\": 10, \"WriteCapacityUnits\": 10 }"
        return try lines(
            """
            "Table": { "Type": "AWS::DynamoDB::Table", "Properties": { \(throughput), "GlobalSecondaryIndexes": [
              { "IndexName": "by-day", \(throughput) }, { "IndexName": "by-name", \(throughput) }] } }\(more)
            """, "units")
    }

    func testTheCapacityOfATableIsARangeWhereItScales() throws {
        // 0.00013 and 0.00065 an hour for a unit.
        XCTAssertEqual(
            try table(
                target(5, 100, "dynamodb:table:ReadCapacityUnits", "{ \"Fn::Sub\": \"table/${Table}\" }")
                    + target(
                        10, 40, "dynamodb:index:WriteCapacityUnits", "{ \"Fn::Sub\": \"table/${Table}/index/by-day\" }")
            ),
            [
                "Table: 5 to 100 read capacity units 0.47 to 9.49",
                "Table: 10 write capacity units 4.75",
                "Table: 10 read capacity units of an index 0.95",
                "Table: 10 to 40 write capacity units of an index 4.75 to 18.98",
                "Table: 10 read capacity units of an index 0.95",
                "Table: 10 write capacity units of an index 4.75",
            ])
    }

    func testLimitsThatAreScheduledCount() throws {
        let actions = """
            , "ScheduledActions": [{ "ScheduledActionName": "sale", "Schedule": "cron(0 8 * * ? *)",
              "ScalableTargetAction": { "MinCapacity": 50, "MaxCapacity": 200 } }]
            """
        XCTAssertEqual(
            try table(
                target(
                    10, 20, "dynamodb:table:ReadCapacityUnits", "{ \"Fn::Sub\": \"table/${Table}\" }", more: actions)
            ).first, "Table: 10 to 200 read capacity units 0.95 to 18.98")
    }

    func testATargetThatMayNotBeThereLeavesWhatTheTableHas() throws {
        let table = """
            "Table": { "Type": "AWS::DynamoDB::Table", "Properties": { "ProvisionedThroughput": {
              "ReadCapacityUnits": 10, "WriteCapacityUnits": 10 } } },
            "Target": { "Type": "AWS::ApplicationAutoScaling::ScalableTarget", "Condition": "Scales", "Properties": {
              "MinCapacity": 50, "MaxCapacity": 100, "ScalableDimension": "dynamodb:table:ReadCapacityUnits",
              "ResourceId": { "Fn::Sub": "table/${Table}" } } }
            """
        let bill = try scene.bill(
            table, parameters: "\"Load\": { \"Type\": \"String\" }",
            conditions: "\"Scales\": { \"Fn::Equals\": [{ \"Ref\": \"Load\" }, \"high\"] }")
        XCTAssertTrue(bill.hasPrefix("Table: 10 to 100 read capacity units 0.95 to 9.49\n"), bill)
    }

    func testTheOtherClassOfTablesHasNoPrice() throws {
        let table = """
            "Table": { "Type": "AWS::DynamoDB::Table", "Properties": { "TableClass": "STANDARD_INFREQUENT_ACCESS",
              "ProvisionedThroughput": { "ReadCapacityUnits": 1, "WriteCapacityUnits": 1 } } }
            """
        XCTAssertEqual(
            try lines(table, "read"),
            ["Table not in it: 1 read capacity units: no price of table-read-capacity:infrequent is known"])
    }
}
