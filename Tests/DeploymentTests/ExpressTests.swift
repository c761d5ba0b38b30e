import AWSAccessTesting
import EnvironmentsTesting
import Foundation
import Terminal
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Deployment
@testable import Environments

/// Express mode ends once everything is configured: AWS CloudFormation User Guide, "Deploy AWS CloudFormation stacks faster
/// with express mode". What can be used is asked of the services, in the shape that the AWS CLI's `--query` makes.
final class ExpressTests: XCTestCase {
    private let root = "arn:stack/root"
    private let data = "arn:stack/data"
    private let aws = FakeAWS()
    private let screen = TestTerminal()

    /// A creation that configures a database and a load balancer's targets.
    private func play() {
        aws.on("sts get-caller-identity", #"{"Account": "123456789012"}"#)
        aws.on("s3api get-bucket-tagging", #"{"TagSet": [{"Key": "deploy:artifact-settings", "Value": "2"}]}"#)
        aws.on("s3 sync", "")
        aws.on("cloudformation create-change-set", #"{"Id": "arn:change"}"#)
        aws.on(
            "cloudformation describe-change-set",
            #"{"ChangeSetId":"arn:change","StackId":"\#(root)","Status":"CREATE_COMPLETE","ExecutionStatus":"AVAILABLE","Changes":[]}"#
        )
        aws.on("cloudformation execute-change-set", "")
        let counter = Counter()
        let stack = stackJSON("CREATE_COMPLETE", outputs: ["A": "1"])
        aws.on("cloudformation describe-stacks") { _ in
            counter.next() == 1 ? CommandResult(status: 254, errors: stackMissing) : .success(stack)
        }
        aws.on(
            "cloudformation describe-stack-events --stack-name \(root)",
            eventsJSON(
                root,
                [
                    .stack(1, "CREATE_IN_PROGRESS"), .nested(2, "Data", "CREATE_COMPLETE", id: data),
                    .init(
                        time: 3, resource: "Targets", status: "CREATE_COMPLETE",
                        type: "AWS::ElasticLoadBalancingV2::TargetGroup", physicalID: "arn:targets"),
                    .stack(9, "CREATE_COMPLETE"),
                ]))
        aws.on(
            "cloudformation describe-stack-events --stack-name \(data)",
            eventsJSON(
                data,
                [
                    .stack(2, "CREATE_IN_PROGRESS"),
                    .init(
                        time: 5, resource: "Database", status: "CREATE_COMPLETE", type: "AWS::RDS::DBInstance",
                        physicalID: "db-1"),
                    .init(
                        time: 5, resource: "Group", status: "CREATE_COMPLETE", type: "AWS::EC2::SecurityGroup",
                        physicalID: "sg-1"), .stack(6, "CREATE_COMPLETE"),
                ]))
    }

    private func deploy(_ environment: EnvironmentFile = Fixture.environment()) async throws {
        try await Deployer(
            templates: Fixture.templates, environment: environment, aws: aws.cli(), terminal: screen.terminal(),
            environmentVariable: { _ in "a-password" }
        ).deploy(.init(isExpress: true))
    }

    func testItIsOverWhenAllThatWasMadeCanBeUsed() async throws {
        play()
        aws.on(
            "rds describe-db-instances --db-instance-identifier db-1 --query",
            #"[["db-1", "creating"]]"#, #"[["db-1", "available"]]"#)
        aws.on(
            "elbv2 describe-target-health --target-group-arn arn:targets --query",
            "[]", #"[["i-1", "initial"], ["i-2", "healthy"]]"#, #"[["i-1", "healthy"], ["i-2", "healthy"]]"#)
        try await deploy()
        let request = try XCTUnwrap(aws.lines.first { $0.hasPrefix("cloudformation create-change-set") })
        XCTAssertTrue(request.contains("--deployment-config Mode=EXPRESS,DisableRollback=false"), request)
        XCTAssertEqual(aws.lines.count { $0.hasPrefix("rds ") }, 3, "asked until all can be used")
        let told = screen.errors
        for line in [
            "configured after 8.0 s\n", "  waiting for Data/Database (AWS::RDS::DBInstance): creating\n",
            "  waiting for Targets (AWS::ElasticLoadBalancingV2::TargetGroup): initial\n", "usable after another ",
        ] { XCTAssertTrue(told.contains(line), told) }
        XCTAssertTrue(screen.output.hasSuffix("A       1\n"), screen.output)
    }

    func testAProtectedEnvironmentIsNotDeployedSo() async throws {
        do {
            try await deploy(Fixture.environment("prod", isProtected: true))
            XCTFail("nobody would know that it works")
        } catch let error as CommandError {
            XCTAssertEqual(error.diagnostics.map(\.code), ["protected-environment"])
        }
        XCTAssertEqual(aws.commands.count, 0)
    }

    /// An earlier run may have been interrupted while it waited.
    func testARunThatChangesNothingWaitsForAllThatIsThere() async throws {
        aws.on(
            "cloudformation describe-stacks",
            stackJSON("UPDATE_COMPLETE", outputs: ["A": "1"]))
        aws.on("sts get-caller-identity", #"{"Account": "123456789012"}"#)
        aws.on("s3api get-bucket-tagging", #"{"TagSet": [{"Key": "deploy:artifact-settings", "Value": "2"}]}"#)
        aws.on("s3 sync", "")
        aws.on("cloudformation create-change-set", #"{"Id": "arn:change"}"#)
        aws.on("cloudformation delete-change-set", "")
        aws.on(
            "cloudformation describe-change-set",
            #"{"ChangeSetId":"arn:change","StackId":"\#(root)","Status":"FAILED","StatusReason":"The submitted information didn't contain changes."}"#
        )
        aws.on("cloudformation describe-stack-events", eventsJSON(root, [.stack(1, "CREATE_COMPLETE")]))
        aws.on(
            "cloudformation list-stack-resources --stack-name \(root)",
            stackResourcesJSON(("Data", data, "AWS::CloudFormation::Stack")))
        aws.on(
            "cloudformation list-stack-resources --stack-name \(data)",
            stackResourcesJSON(
                ("Database", "db-1", "AWS::RDS::DBInstance"), ("Group", "sg-1", "AWS::EC2::SecurityGroup"))
        )
        aws.on("rds describe-db-instances", #"[["db-1", "modifying"]]"#, #"[["db-1", "available"]]"#)
        try await deploy()
        XCTAssertTrue(
            screen.errors.contains("  waiting for Data/Database (AWS::RDS::DBInstance): modifying\n"), screen.errors)
        XCTAssertTrue(screen.errors.contains("usable after another "), screen.errors)
        XCTAssertEqual(aws.lines.count { $0.hasPrefix("cloudformation execute-change-set") }, 0)
    }

    func testWhatNeverCanBeUsedIsNamed() async throws {
        play()
        aws.on("rds describe-db-instances", #"[["db-1", "incompatible-parameters"]]"#)
        aws.on("elbv2 describe-target-health", "[]")
        do {
            try await deploy()
            XCTFail("it does not work")
        } catch let error as CommandError {
            XCTAssertEqual(error.diagnostics.map(\.code), ["not-usable"])
            XCTAssertTrue(
                error.diagnostics[0].message.hasPrefix(
                    "Data/Database (AWS::RDS::DBInstance): incompatible-parameters"), "\(error)")
        }
    }

    /// One call for all resources of a type where the service takes several; a service of a cluster is asked for in it.
    func testEachTypeIsAskedForInItsOwnWay() async throws {
        let cases: [(type: String, ids: [String], answer: String, command: String, pending: [String])] = [
            (
                "AWS::AutoScaling::AutoScalingGroup", ["web"], #"[["web", "1 of 2"]]"#,
                "autoscaling describe-auto-scaling-groups --auto-scaling-group-names web --query", ["1 of 2"]
            ),
            (
                "AWS::AutoScaling::AutoScalingGroup", ["web"], #"[["web", "2 of 2"]]"#,
                "autoscaling describe-auto-scaling-groups --auto-scaling-group-names web --query", []
            ),
            (
                "AWS::EC2::NatGateway", ["nat-1", "nat-2"], #"[["nat-1", "available"], ["nat-2", "pending"]]"#,
                "ec2 describe-nat-gateways --nat-gateway-ids nat-1 nat-2 --query", ["pending"]
            ),
            (
                "AWS::ECS::Service", ["arn:aws:ecs:eu-west-3:1:service/shop/web"],
                #"[["arn:x", "PRIMARY IN_PROGRESS, ACTIVE COMPLETED"]]"#,
                "ecs describe-services --cluster shop --services arn:aws:ecs:eu-west-3:1:service/shop/web --query",
                ["PRIMARY IN_PROGRESS, ACTIVE COMPLETED"]
            ),
            (
                "AWS::EC2::Instance", ["i-1", "i-2"], #"[["i-1", "ok"]]"#,
                "ec2 describe-instance-status --include-all-instances --instance-ids i-1 i-2 --query",
                ["not told of yet"]
            ),
            (
                "AWS::Lambda::Function", ["hello"], #"[["hello", "Pending/Successful"]]"#,
                "lambda get-function-configuration --function-name hello --query", ["Pending/Successful"]
            ),
        ]
        for (type, ids, answer, command, pending) in cases {
            let aws = FakeAWS()
            aws.on(command, answer)
            let found = try await XCTUnwrap(ReadinessProbe.all[type]).pending(ids, with: aws.cli())
            XCTAssertEqual(found.map(\.state), pending, command)
        }
    }
}
