import CloudFormation
import Constructs
import Deployment
import Foundation
import XCTest

/// Containers, deployed to the local cloud: what they are made of is there as the constructs say, and goes again.
///
/// It starts no container, but stands in for those behind a load balancer, and answers nothing about Amazon ECS and Amazon
/// ECR, which are switched off in it: that their resources were made is asked of CloudFormation. It scales nothing, and never
/// calls what is scheduled.
final class ContainerConstructTests: XCTestCase {
    private let stack = "containers-local"

    private func app() -> App {
        let app = App()
        let root = app.stack("Containers", description: "Containers that serve, work and end")
        _ = root.output("Project", root.parameter("ProjectName", default: "containers"))
        let base = root.nestedStack("Base")
        let network = Network(in: base.scope("Net"), name: "containers", nat: .instance)
        let endpoints = Endpoints(
            in: base.scope("Ways"), network: network, name: "containers", interfaces: .forContainers)
        let images = Repository(in: base.scope("Images"))
        let front = LoadBalancer(
            in: base.scope("Front"), name: "containers", network: network, https: nil, deletionProtection: false)
        let orders = Queue(in: base.scope("Orders"))
        let run = root.nestedStack("Run")
        let container = Container(
            ContainerImage(in: images, tag: "1"), size: .quarterVCPU(.mib512), environment: ["ORDERS": orders.url])
        let api = ContainerService(
            in: run.scope("API"), container, network: network,
            traffic: .shared(front, port: 8080, requests: RequestMatch(paths: ["/api/*"]), priority: 10))
        orders.grantSend(to: api)
        let worker = ContainerService(
            in: run.scope("Worker"), container, network: network,
            count: .from(2, to: 4, by: .backlog(of: orders, perTask: 100)))
        orders.grantConsume(to: worker)
        let report = Job(in: run.scope("Report"), container, network: network)
        report.runs(Schedule("Nightly", .daily(at: 3), timeZone: "Europe/Madrid"), command: ["report"])
        Alarms(in: run.scope("Alarms"), name: "containers", existingTopic: "arn:aws:sns:eu-west-3:123456789012:ops")
            .watch(api, worker, report)
        root.output("Targets", api.targetGroup?.targetGroupArn.text ?? "")
        root.output("Listener", front.httpListener?.listenerArn.text ?? "")
        root.output("FailedRuns", report.failedRuns.url.text)
        root.output("Network", network.vpcId.text)
        root.output("Clients", endpoints.securityGroup?.id.text ?? "")
        return app
    }

    func testContainersAreDeployedAsTheyAreSaidAndGo() async throws {
        let cloud = try await LocalCloud.shared()
        let place = InProcess(cloud: cloud, project: "containers")
        var run = try await place.deploy(app(), as: stack)
        XCTAssertEqual(run.status, .success, run.transcript)
        let aws = AWS(cloud: cloud)
        let output = try await aws.outputs(of: stack)
        // What nested stacks are called is known to the one around them.
        func resources(_ nested: String) async throws -> [String: (type: String, id: String)] {
            let name = try await aws.read(
                "cloudformation describe-stack-resource --stack-name \(stack) --logical-resource-id \(nested)",
                "StackResourceDetail.PhysicalResourceId"
            ).text
            let found = try await aws.read(
                "cloudformation describe-stack-resources --stack-name \(name)", "StackResources")
            return Dictionary(
                uniqueKeysWithValues: found.items.map {
                    ($0["LogicalResourceId"].text, ($0["ResourceType"].text, $0["PhysicalResourceId"].text))
                })
        }
        let made = try await resources("Run")
        XCTAssertEqual(made["APIService"]?.type, "AWS::ECS::Service")
        XCTAssertEqual(made["WorkerService"]?.type, "AWS::ECS::Service")
        let scaled = try XCTUnwrap(made["WorkerScalableTarget"]?.id)
        XCTAssertTrue(scaled.hasPrefix("service/") && scaled.hasSuffix("|ecs:service:DesiredCount|ecs"), scaled)
        XCTAssertEqual(made["WorkerOrdersBacklogScaling"]?.type, "AWS::ApplicationAutoScaling::ScalingPolicy")
        XCTAssertTrue(made["ReportTaskDefinition"]?.id.contains("ReportTaskDefinition:1") == true, "\(made)")
        let base = try await resources("Base")
        XCTAssertEqual(base["ImagesRepository"]?.type, "AWS::ECR::Repository")

        // Requests of the service lead to its targets, which are addresses.
        let targets = try await aws.read(
            "elbv2 describe-target-groups --target-group-arns \(try output("Targets"))", "TargetGroups[0]")
        XCTAssertEqual(targets["TargetType"].text, "ip")
        XCTAssertEqual(targets["HealthCheckPath"].text, "/health")
        let rules = try await aws.read(
            "elbv2 describe-rules --listener-arn \(try output("Listener"))", "Rules[?Priority=='10'] | [0]")
        XCTAssertEqual(rules["Actions"].items.first?["TargetGroupArn"].text, try output("Targets"))
        let health = try await aws.read(
            "elbv2 describe-target-health --target-group-arn \(try output("Targets"))",
            "TargetHealthDescriptions[].TargetHealth.State")
        XCTAssertEqual(Set(health.texts), ["healthy"], "tasks are where their service says")

        // The job is due at three in Madrid, in its own role, and failures are kept.
        let schedule = try await aws.read("scheduler get-schedule --name \(made["ReportNightlySchedule"]?.id ?? "")")
        XCTAssertEqual(schedule["ScheduleExpressionTimezone"].text, "Europe/Madrid")
        XCTAssertEqual(schedule["Target"]["EcsParameters"]["LaunchType"].text, "FARGATE")
        let role = try XCTUnwrap(made["ReportNightlyScheduleRole"]?.id)
        XCTAssertTrue(schedule["Target"]["RoleArn"].text.hasSuffix("/\(role)"), "\(schedule)")
        let policy = try await aws.read(
            "sqs get-queue-attributes --queue-url \(try output("FailedRuns")) --attribute-names Policy",
            "Attributes.Policy")
        XCTAssertTrue(policy.text.contains("events.amazonaws.com"), policy.text)

        // Services of AWS have addresses in the network, and routes.
        let ways = try await aws.read(
            "ec2 describe-vpc-endpoints --filters Name=vpc-id,Values=\(try output("Network"))",
            "VpcEndpoints[].[VpcEndpointType,ServiceName]")
        let kinds = ways.items.map {
            "\($0.items.first?.text ?? "") \($0.items.last?.text.components(separatedBy: "eu-west-3.").last ?? "")"
        }
        XCTAssertEqual(
            Set(kinds), ["Gateway s3", "Gateway dynamodb", "Interface ecr.api", "Interface ecr.dkr", "Interface logs"])

        run = try await place.destroy(app(), as: stack, .init(assumesYes: true, deletesRetained: true))
        XCTAssertEqual(run.status, .success, run.transcript)
        let left = try await aws.read("elbv2 describe-target-groups", "TargetGroups[].TargetGroupArn")
        XCTAssertFalse(left.texts.contains(try output("Targets")))
        // What holds data outlives its stack, and is told.
        XCTAssertTrue((run.output + run.errors).contains("ImagesRepository"), run.transcript)
    }
}
