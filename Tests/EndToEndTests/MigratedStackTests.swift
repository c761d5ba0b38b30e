import AWSAccess
import AWSSQS
import AppMigration
import Deployment
import Environments
import Terminal
import TerminalTesting
import XCTest

/// A stack with one nested in it, which plain `aws` made, goes on in Swift: `Migrated` is what `migrate` makes of it.
final class MigratedStackTests: XCTestCase {
    private static let nested = """
        {
          "Parameters": { "Wait": { "Type": "Number", "Default": 30 }, "Tier": { "Type": "String" } },
          "Resources": {
            "Failed": { "Type": "AWS::SQS::Queue" },
            "Orders": {
              "Type": "AWS::SQS::Queue",
              "Properties": {
                "VisibilityTimeout": { "Ref": "Wait" },
                "RedrivePolicy": { "deadLetterTargetArn": { "Fn::GetAtt": ["Failed", "Arn"] }, "maxReceiveCount": "5" },
                "Tags": [{ "Key": "Tier", "Value": { "Ref": "Tier" } }]
              }
            }
          },
          "Outputs": { "OrdersArn": { "Value": { "Fn::GetAtt": ["Orders", "Arn"] } } }
        }
        """

    private static func root(nesting address: String) -> String {
        """
        {
          "Description": "Orders that wait",
          "Parameters": { "ProjectName": { "Type": "String", "Default": "migrated" }, "Tier": { "Type": "String" } },
          "Resources": {
            "Waiting": {
              "Type": "AWS::CloudFormation::Stack",
              "Properties": { "TemplateURL": "\(address)", "Parameters": { "Tier": { "Ref": "Tier" } } }
            },
            "Told": {
              "Type": "AWS::SQS::Queue",
              "Properties": {
                "Tags": [
                  { "Key": "Of", "Value": { "Fn::GetAtt": ["Waiting", "Outputs.OrdersArn"] } },
                  { "Key": "Project", "Value": { "Ref": "ProjectName" } }
                ]
              }
            }
          }
        }
        """
    }

    func testAStackThatPlainAWSMadeGoesOnInSwift() async throws {
        let cloud = try await LocalCloud.shared()
        let aws = AWS(cloud: cloud)
        let folder = cloud.directory + "/migrated-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let bucket = "migrated-templates-\(UUID().uuidString.lowercased())"
        try Self.nested.write(toFile: folder + "/waiting.json", atomically: true, encoding: .utf8)
        let address = "https://s3.eu-west-3.amazonaws.com/\(bucket)/waiting.json"
        try Self.root(nesting: address).write(toFile: folder + "/root.json", atomically: true, encoding: .utf8)
        let region = "--region eu-west-3"
        _ = try await aws.read(
            "s3api create-bucket --bucket \(bucket) --create-bucket-configuration LocationConstraint=eu-west-3 \(region)"
        )
        _ = try await aws.read(
            "s3api put-object --bucket \(bucket) --key waiting.json --body \(folder)/waiting.json \(region)")
        _ = try await aws.read(
            "cloudformation create-stack --stack-name migrated-orders --template-body file://\(folder)/root.json"
                + " --parameters ParameterKey=Tier,ParameterValue=dev \(region)")
        _ = try await aws.read("cloudformation wait stack-create-complete --stack-name migrated-orders \(region)")
        let before = try await aws.physicalIDs(of: "migrated-orders")

        let screen = TestTerminal()
        let arguments = try MigrateCommand.syntax.parse([
            "--stack", "migrated-orders", "--region", "eu-west-3", "--endpoint", cloud.endpoint, "--credentials",
            cloud.credentialsFile, "--into", folder + "/orders", "--no-proof",
        ])
        let status = await MigrateCommand().run(
            arguments,
            in: CommandContext(
                terminal: screen.terminal(),
                aws: { AWSCLI(connection: $0, executables: [cloud.aws.folder + "/aws"]) }))
        XCTAssertEqual(status, .success, screen.output + screen.errors)
        for file in ["Orders.swift", "Waiting.swift"] {
            XCTAssertEqual(
                try String(contentsOfFile: "\(folder)/orders/Stacks/\(file)", encoding: .utf8),
                try String(contentsOfFile: "\(Project.root)/Tests/EndToEndTests/Migrated/\(file)", encoding: .utf8))
        }
        let environment = try String(contentsOfFile: folder + "/orders/parameters/dev.json", encoding: .utf8)
        XCTAssertTrue(environment.contains("\"stackName\": \"migrated-orders\""), environment)
        XCTAssertTrue(environment.contains("\"Tier\": \"dev\""), environment)

        let deployments = InProcess(cloud: cloud, project: "migrated", parameters: ["Tier": "dev"])
        let same = try await deployments.deploy(Orders.app(), as: "migrated-orders", .init(goal: .dryRun))
        XCTAssertEqual(same.status, .success, same.transcript)
        XCTAssertTrue(same.output.contains("Plan: nothing changes"), same.transcript)

        let app = Orders.app()
        app.aspect(on: SQS.Queue.self) { $0.override("DelaySeconds", with: 7) }
        let changed = try await deployments.deploy(app, as: "migrated-orders")
        XCTAssertEqual(changed.status, .success, changed.transcript)
        let after = try await aws.physicalIDs(of: "migrated-orders")
        XCTAssertEqual(after, before, "nothing is made anew")
    }
}
