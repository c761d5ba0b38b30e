import AWSEC2
import AWSSQS
import Constructs
import Deployment
import Foundation
import XCTest

/// Deployments that AWS refuses half-way, with stacks of their own.
final class FailingDeploymentTests: XCTestCase {
    /// A queue beside a nested network; a rule for a group that does not exist makes the network fail.
    private struct Shop {
        var delay: Value<Int> = 0
        var hasBadRule = false
        var hasWrongProperties = false
        var hasFailingSeed = false
        static let lineOfRule: Int = #line + 15

        func app() -> App {
            let app = App()
            let root = app.stack("Shop", description: "A shop that may fail")
            // Names the artifact bucket, which these tests share.
            let project = root.parameter("ProjectName", default: "failing", description: "What names begin with")
            let network = root.nestedStack("Network", description: "Its network")
            let vpc = network.add("VPC", EC2.VPC(cidrBlock: "10.9.0.0/16"))
            if hasWrongProperties { vpc.override("HostNamesForAll", with: true) }
            let group = network.add("Group", EC2.SecurityGroup(groupDescription: "Instances", vpcId: vpc.vpcId))
            let orders = root.add("Orders", SQS.Queue(delaySeconds: delay, tags: [Tag(key: "Project", value: project)]))
            if hasWrongProperties { orders.override("FifoTopic", with: true) }
            root.output("Group", group.groupId, description: "Who may")
            if hasBadRule {
                _ = network.add(
                    "Rule",
                    EC2.SecurityGroupIngress(
                        ipProtocol: "tcp", cidrIp: "10.0.0.0/8", fromPort: 443, groupId: "sg-0123456789abcdef0",
                        toPort: 443))
            }
            if hasFailingSeed { addSeed(to: network) }
            return app
        }

        static let lineOfSeed: Int = #line + 12

        /// A custom resource whose function tells in its log why it fails.
        private func addSeed(to stack: Stack) {
            let seeder = stack.add(
                "Seeder",
                RawResource(
                    "AWS::Lambda::Function",
                    properties: [
                        "Code": ["ZipFile": JSON(Self.seeder)], "Handler": "index.handle", "Runtime": "python3.13",
                        "Role": "arn:aws:iam::000000000000:role/seeder",
                    ]))
            _ = stack.add("Seed", RawResource("Custom::Seed", properties: ["ServiceToken": seeder.attribute("Arn")]))
        }

        private static let seeder = """
            import json, urllib.request
            def handle(event, context):
                print("Error: the table parcels has no key 'id'")
                answer = {name: event[name] for name in ("StackId", "RequestId", "LogicalResourceId")}
                failed = event["RequestType"] == "Create"
                answer.update(Status="FAILED" if failed else "SUCCESS", Reason="nothing was seeded", PhysicalResourceId="seed")
                body = json.dumps(answer).encode()
                urllib.request.urlopen(urllib.request.Request(event["ResponseURL"], data=body, method="PUT"))
            """
    }

    /// The services that have the shop's resources.
    private static let services: Set = ["cloudformation", "ec2", "sqs"]

    private func deploy(_ shop: Shop, as name: String, on cloud: LocalCloud) async throws -> InProcess.Run {
        try await InProcess(cloud: cloud, project: "failing").deploy(shop.app(), as: name)
    }

    func testWhatIsRefusedBeforeItBeginsIsToldWithItsLines() async throws {
        let cloud = try await LocalCloud.shared()
        let aws = AWS(cloud: cloud)
        let refused = try await deploy(Shop(hasWrongProperties: true), as: "failing-early", on: cloud)
        XCTAssertEqual(refused.status, .failure, refused.transcript)
        for (path, property) in [
            ("Shop/Orders (AWS::SQS::Queue", "FifoTopic"), ("Shop/Network/VPC (AWS::EC2::VPC", "HostNamesForAll"),
        ] {
            let line = refused.errors.split(separator: "\n").first { $0.contains(path) && $0.contains(property) }
            XCTAssertEqual(
                line?.hasPrefix("Tests/EndToEndTests/FailingDeploymentTests.swift:"), true, refused.transcript)
        }
        let stacks = try await aws.stacks(of: "failing")
        XCTAssertNil(stacks["failing-early"])
    }

    func testAFailingCreationIsExplainedLeavesNothingAndCanBeRepeated() async throws {
        let cloud = try await LocalCloud.shared()
        let aws = AWS(cloud: cloud)
        let empty = try await aws.inventory(of: Self.services)

        let failed = try await deploy(Shop(hasBadRule: true), as: "failing-creation", on: cloud)
        XCTAssertEqual(failed.status, .failure, failed.transcript)
        assertExplained(failed)
        XCTAssertTrue(
            failed.errors.contains(
                "error: failing-creation: the creation failed and was rolled back (ROLLBACK_COMPLETE) [stack-failed]\n"),
            failed.errors
        )
        let stacks = try await aws.stacks(of: "failing")
        XCTAssertEqual(stacks, ["failing-creation": "ROLLBACK_COMPLETE"])
        let left = try await aws.inventory(of: Self.services).subtracting(empty)
        XCTAssertEqual(left, ["cloudformation describe-stacks: failing-creation"], "the rollback leaves resources")

        let repaired = try await deploy(Shop(), as: "failing-creation", on: cloud)
        XCTAssertEqual(repaired.status, .success, repaired.transcript)
        XCTAssertTrue(
            repaired.errors.contains("is what is left of a creation that failed; deleting it and creating it again"),
            repaired.errors)
        let now = try await aws.stacks(of: "failing")
        XCTAssertEqual(now["failing-creation"], "CREATE_COMPLETE")
        XCTAssertTrue(repaired.output.contains("Group"), repaired.output)
    }

    func testAFailingUpdateIsExplainedAndTakenBack() async throws {
        let cloud = try await LocalCloud.shared()
        let aws = AWS(cloud: cloud)
        let first = try await deploy(Shop(delay: 5), as: "failing-update", on: cloud)
        XCTAssertEqual(first.status, .success, first.transcript)
        let before = try await aws.physicalIDs(of: "failing-update")
        let queue = AWS.Call(
            "sqs get-queue-attributes --attribute-names DelaySeconds --queue-url \(before["-/Orders"] ?? "")",
            "Attributes.DelaySeconds")
        let empty = try await aws.inventory(of: Self.services)

        let failed = try await deploy(Shop(delay: 9, hasBadRule: true), as: "failing-update", on: cloud)
        XCTAssertEqual(failed.status, .failure, failed.transcript)
        assertExplained(failed)
        XCTAssertTrue(
            failed.errors.contains(
                "error: failing-update: the update failed and was rolled back (UPDATE_ROLLBACK_COMPLETE) [stack-failed]\n"
            ),
            failed.errors)
        let after = try await aws.physicalIDs(of: "failing-update")
        XCTAssertEqual(after, before)
        let delay = try await aws.read([queue])
        XCTAssertEqual(delay, ["5"])
        let now = try await aws.inventory(of: Self.services)
        XCTAssertEqual(now, empty)
    }

    func testAFailingNestedUpdateIsExplainedWithWhatLiesBehindItAndCanBeReplayed() async throws {
        let cloud = try await LocalCloud.shared()
        let first = try await deploy(Shop(), as: "failing-seed", on: cloud)
        XCTAssertEqual(first.status, .success, first.transcript)
        let shop = Shop(delay: 7, hasFailingSeed: true)
        let failed = try await deploy(shop, as: "failing-seed", on: cloud)
        XCTAssertEqual(failed.status, .failure, failed.transcript)
        let lines = failed.errors.split(separator: "\n").map(String.init)
        let cause = try XCTUnwrap(lines.firstIndex { $0.contains("[deployment-failed]") }, failed.errors)
        XCTAssertTrue(
            lines[cause].hasPrefix(
                "Tests/EndToEndTests/FailingDeploymentTests.swift:\(Shop.lineOfSeed): error: Shop/Network/Seed (Custom::Seed, logical ID Seed): Received response status [FAILED] from custom resource. Message returned: nothing was seeded"
            ), failed.errors)
        XCTAssertTrue(
            failed.errors.contains("note: the function behind the custom resource answered that it failed"),
            failed.errors)
        XCTAssertNotNil(
            failed.errors.firstMatch(
                of: #/note: behind it: \/aws\/lambda\/\S+: Error: the table parcels has no key 'id'/#),
            failed.errors)
        XCTAssertTrue(failed.errors.contains("fix: mend what the function's log names"), failed.errors)
        XCTAssertTrue(failed.errors.contains("hint: of the resources, "), failed.errors)

        let told = try await InProcess(cloud: cloud, project: "failing").events(shop.app(), as: "failing-seed")
        XCTAssertEqual(told.status, .success, told.transcript)
        XCTAssertTrue(
            told.output.hasPrefix("failing-seed: update failed and rolled back (UPDATE_ROLLBACK_COMPLETE)\n"),
            told.output)
        XCTAssertTrue(told.output.contains(lines[cause]), told.output)
        XCTAssertNotNil(told.output.firstMatch(of: #/◆  failed +Network\/Seed/#), told.output)
    }

    /// The first cause, with the line above and the path, and not the nested stack that only passes it on.
    private func assertExplained(_ run: InProcess.Run, file: StaticString = #filePath, line: UInt = #line) {
        let problems = run.errors.split(separator: "\n").filter { $0.contains("error: ") }
        XCTAssertEqual(problems.count, 2, run.errors, file: file, line: line)
        XCTAssertEqual(
            problems.first.map(String.init),
            "Tests/EndToEndTests/FailingDeploymentTests.swift:\(Shop.lineOfRule): error: Shop/Network/Rule (AWS::EC2::SecurityGroupIngress, logical ID Rule): The security group ID 'sg-0123456789abcdef0' does not exist (InvalidGroup.NotFound) [deployment-failed]",
            file: file, line: line)
        for text in [
            "  note: what it refers to is not there, in this account and region\n", "  property: Properties.GroupId\n",
            "  fix: give groupId something that exists, or make that first\n",
        ] {
            XCTAssertTrue(run.errors.contains(text), run.errors, file: file, line: line)
        }
    }
}
