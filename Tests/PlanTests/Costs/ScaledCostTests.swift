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
            ["Table not in it: 1 read capacity units: no price is known"])
    }

    // MARK: - Functions

    func testProvisionedConcurrencyIsBilledByTheMemoryThatIsKeptReady() throws {
        func alias(_ more: String = "") throws -> [String] {
            try lines(
                """
                "Function": { "Type": "AWS::Lambda::Function", "Properties": { "MemorySize": 1024 } },
                "Alias": { "Type": "AWS::Lambda::Alias", "Properties": { "FunctionName": { "Ref": "Function" }, "Name": "live",
                  "ProvisionedConcurrencyConfig": { "ProvisionedConcurrentExecutions": 10 } } }\(more)
                """, "concurrency")
        }
        // 10 GB for 2,628,000 seconds at 0.0000041667.
        XCTAssertEqual(try alias(), ["Alias: provisioned concurrency of 10 109.50"])
        let id = "{ \"Fn::Sub\": \"function:${Function}:${Alias}\" }"
        XCTAssertEqual(
            try alias(target(1, 20, "lambda:function:ProvisionedConcurrency", id)),
            ["Alias: provisioned concurrency of 1 to 20 10.95 to 219.00"])
        XCTAssertEqual(
            try alias(
                target(
                    1, 20, "lambda:function:ProvisionedConcurrency", "{ \"Fn::Sub\": \"function:${Function}:live\" }")),
            ["Alias: provisioned concurrency of 1 to 20 10.95 to 219.00"])
        XCTAssertEqual(
            try alias(
                target(1, 20, "lambda:function:ProvisionedConcurrency", "{ \"Fn::Sub\": \"function:${Function}:old\" }")
            ),
            ["Alias: provisioned concurrency of 10 109.50"])
    }

    // MARK: - Tasks

    private func service(
        _ properties: String = "", task: String = "\"NetworkMode\": \"awsvpc\"", more: String = ""
    ) throws -> [String] {
        try scene.bill(
            """
            "Task": { "Type": "AWS::ECS::TaskDefinition", "Properties": { "Cpu": "1024", "Memory": "2048", \(task) } },
            "Service": { "Type": "AWS::ECS::Service", "Properties": { "TaskDefinition": { "Ref": "Task" } \(properties) } },
            "Cluster": { "Type": "AWS::ECS::Cluster" }\(more)
            """
        ).split(separator: "\n").map(String.init).filter { !$0.contains("by use") }
    }

    private let onCluster = ", \"Cluster\": { \"Ref\": \"Cluster\" }"

    func testTheStrategyOfItsClusterMayPutAServiceOnFargate() throws {
        func strategy(_ providers: String...) -> String {
            let list = providers.map { "{ \"CapacityProvider\": \($0) }" }.joined(separator: ", ")
            return """
                , "Associations": { "Type": "AWS::ECS::ClusterCapacityProviderAssociations", "Properties": {
                  "Cluster": { "Ref": "Cluster" }, "DefaultCapacityProviderStrategy": [\(list)] } }
                """
        }
        // 0.04048 and twice 0.004445 an hour.
        let onFargate = [
            "Service: processors of task with 1 vCPU, 2 GB 29.55", "Service: memory of task 6.49",
        ]
        let spot = "Service note: what runs as Fargate Spot costs less than is told here"
        XCTAssertEqual(try service(onCluster, more: strategy("\"FARGATE\"")), onFargate)
        XCTAssertEqual(try service(onCluster, more: strategy("\"FARGATE_SPOT\"")), onFargate + [spot])
        XCTAssertEqual(try service(onCluster), [], "without a strategy they run on instances")
        XCTAssertEqual(
            try service("\(onCluster), \"LaunchType\": \"EC2\"", more: strategy("\"FARGATE\"")), [])
        let own = ", \"Own\": { \"Type\": \"AWS::ECS::CapacityProvider\" }"
        XCTAssertEqual(try service(onCluster, more: strategy("{ \"Ref\": \"Own\" }") + own), [])
        XCTAssertEqual(
            try service(onCluster, more: strategy("{ \"Ref\": \"Own\" }", "\"FARGATE\"") + own),
            [
                "Service: processors of 0 to 1 × task with 1 vCPU, 2 GB 0.00 to 29.55",
                "Service: memory of 0 to 1 × task 0.00 to 6.49",
            ])
    }

    func testAClusterElsewhereLeavesOpenWhereTasksRun() throws {
        XCTAssertEqual(
            try service(", \"Cluster\": \"shared\""),
            [
                "Service not in it: tasks: its cluster is not in the stacks, and tells whether they run on Fargate"
            ])
        XCTAssertEqual(try service(", \"Cluster\": \"shared\"", task: "\"NetworkMode\": \"bridge\""), [])
        XCTAssertEqual(
            try service(
                ", \"Cluster\": \"shared\"",
                task: "\"NetworkMode\": \"awsvpc\", \"RequiresCompatibilities\": [\"EC2\"]"), [])
    }

    func testTasksHaveStorageAndVolumes() throws {
        // 80 GiB beyond 20 of 0.000111 an hour; 10 GiB of 0.08 for each of two.
        XCTAssertEqual(
            try service(
                ", \"LaunchType\": \"FARGATE\", \"DesiredCount\": 2, \"VolumeConfigurations\": [{ \"ManagedEBSVolume\": { \"SizeInGiB\": 10, \"VolumeType\": \"gp3\" } }]",
                task: "\"EphemeralStorage\": { \"SizeInGiB\": 100 }"),
            [
                "Service: gp3 volume, 10 GiB 1.60", "Service: processors of 2 × task with 1 vCPU, 2 GB 59.10",
                "Service: memory of 2 × task 12.98", "Service: storage of 2 × task 12.96",
            ])
    }

    func testWindowsHasNoPriceAndIsNamed() throws {
        let lines = try service(
            ", \"LaunchType\": \"FARGATE\"",
            task: "\"RuntimePlatform\": { \"OperatingSystemFamily\": \"WINDOWS_SERVER_2022_CORE\" }")
        XCTAssertEqual(lines.count, 2, "\(lines)")
        XCTAssertTrue(lines.allSatisfy { $0.contains("not in it: ") && $0.contains("no price is known") }, "\(lines)")
    }
}
