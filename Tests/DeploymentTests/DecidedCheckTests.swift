import AWSAccessTesting
import CloudFormation
import Terminal
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Deployment
@testable import Environments

/// What values of an environment decide is decided before AWS is called.
final class DecidedCheckTests: XCTestCase {
    private let folder = NSTemporaryDirectory() + UUID().uuidString

    override func setUpWithError() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    }

    override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

    func testWhatIsWrongInOneEnvironmentOnlyStopsADeploymentThere() async throws {
        for (delay, isCalled) in [(5, true), (5000, false)] {
            let file = #"{"region": "eu-west-3", "stackName": "web-dev", "parameters": {"Delay": \#(delay)}}"#
            try Data(file.utf8).write(to: URL(fileURLWithPath: "\(folder)/dev.json"))
            let aws = FakeAWS()
            aws.on("sts get-caller-identity", #"{"Account": "123456789012"}"#)
            aws.on("cloudformation describe-stacks", stackJSON("WHO_KNOWS"))
            let screen = TestTerminal()
            let command = DeployCommand {
                DeployableTemplates(
                    templates: [
                        SynthesizedTemplate(
                            ["Web"],
                            """
                            { "Parameters": { "Delay": { "Type": "Number" } }, "Resources": { "Queue": {
                              "Type": "AWS::SQS::Queue", "Properties": { "DelaySeconds": { "Ref": "Delay" } } } } }
                            """,
                            parameters: [
                                ParameterDeclaration(
                                    name: "Delay", type: "Number", at: .file(FilePosition(path: "Web.swift")))
                            ])
                    ])
            }
            let context = CommandContext(
                terminal: screen.terminal(), environments: EnvironmentDirectory(path: folder),
                aws: { AWSCLI(connection: $0, runner: aws, executables: ["/fake/aws"], sleep: { _ in }) })
            let status = await command.run(try command.syntax.parse(["--env", "dev"]), in: context)
            XCTAssertEqual(status, .failure)
            XCTAssertEqual(aws.commands.isEmpty, !isCalled, screen.errors)
            XCTAssertEqual(
                screen.errors.contains("dev.json:1:73: error: 5000 is too large; allowed: 900 or less"), !isCalled,
                screen.errors)
        }
    }
}
