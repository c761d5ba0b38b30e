import AWSAccessTesting
import EnvironmentsTesting
import Plan
import Terminal
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Deployment
@testable import Environments

/// `plan --env NAME`, with what AWS answers in the form of `aws cloudformation describe-stacks`, `get-template` and
/// `list-stack-resources` in the AWS CLI Command Reference.
final class DeployedPlanTests: XCTestCase {
    private let syntax = CommandSyntax("plan", summary: "", options: EnvironmentOptions.options + PlanDisplay.options)

    private func plan(_ aws: FakeAWS, _ words: [String] = []) async throws -> (ExitCode, TestTerminal) {
        let path = NSTemporaryDirectory() + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        addTeardownBlock { try? FileManager.default.removeItem(atPath: path) }
        try Data(#"{"region": "eu-west-3", "stackName": "web-dev"}"#.utf8)
            .write(to: URL(fileURLWithPath: path + "/dev.json"))
        let screen = TestTerminal()
        let context = CommandContext(
            terminal: screen.terminal(),
            environments: EnvironmentDirectory(path: path, invocation: Invocation(prefix: "swift run ")),
            aws: { AWSCLI(connection: $0, runner: aws, executables: ["/fake/aws"], sleep: { _ in }) })
        let arguments = try syntax.parse(["--env", "dev", "--exit-code"] + words)
        let code = await DeployedPlanCommand(syntax) { Fixture.templates }.run(arguments, in: context)
        return (code, screen)
    }

    private let stack = """
        {"Stacks": [{"StackId": "arn:aws:cloudformation:eu-west-3:123456789012:stack/web-dev/1", "StackName": "web-dev",
          "StackStatus": "UPDATE_COMPLETE", "CreationTime": "2026-11-01T10:00:00+00:00", "Parameters": []}]}
        """
    private let nested = "arn:aws:cloudformation:eu-west-3:123456789012:stack/web-dev-Data-ABC/2"

    private func deployed(_ database: String) -> FakeAWS {
        let aws = FakeAWS()
        aws.on("cloudformation describe-stacks", stack)
        aws.on(
            "cloudformation get-template --stack-name arn:aws:cloudformation:eu-west-3:123456789012:stack/web-dev/1",
            "{\"TemplateBody\": \(Fixture.rootTemplate)}")
        aws.on(
            "cloudformation list-stack-resources",
            """
            {"StackResourceSummaries": [
              {"LogicalResourceId": "Lake", "PhysicalResourceId": "lake", "ResourceType": "AWS::S3::Bucket", "ResourceStatus": "CREATE_COMPLETE"},
              {"LogicalResourceId": "Data", "PhysicalResourceId": "\(nested)", "ResourceType": "AWS::CloudFormation::Stack", "ResourceStatus": "UPDATE_COMPLETE"}]}
            """)
        aws.on("cloudformation get-template --stack-name \(nested)", "{\"TemplateBody\": \(database)}")
        return aws
    }

    func testWhatIsDeployedIsComparedWithNestedStacks() async throws {
        let (code, screen) = try await plan(
            deployed(Fixture.dataTemplate.replacing("db.t3.micro", with: "db.t3.small")))
        XCTAssertEqual(code, .changes, screen.errors)
        XCTAssertTrue(
            screen.output.contains("~ Data/Database  AWS::RDS::DBInstance  is updated in place\n"), screen.output)
        XCTAssertTrue(screen.output.contains("DBInstanceClass  db.t3.small → db.t3.micro"), screen.output)
        XCTAssertTrue(screen.output.contains("Web.Data.template.json:3:5"), screen.output)
    }

    func testNothingChangesWhereTheSameIsDeployed() async throws {
        let (code, screen) = try await plan(deployed(Fixture.dataTemplate))
        XCTAssertEqual(code, .success, screen.errors)
        XCTAssertEqual(screen.output, "Plan: nothing changes\n")
    }

    func testWithoutAStackEverythingIsAdded() async throws {
        let aws = FakeAWS()
        aws.on("cloudformation describe-stacks", error: stackMissing)
        let (code, screen) = try await plan(aws)
        XCTAssertEqual(code, .changes)
        XCTAssertTrue(screen.output.hasSuffix("Plan: 5 to add\n"), screen.output)
    }

    func testATemplateThatNobodyCanReadStopsThePlan() async throws {
        let (code, screen) = try await plan(deployed(#""Resources:\n  Database:\n    Type: AWS::RDS::DBInstance\n""#))
        XCTAssertEqual(code, .failure)
        XCTAssertTrue(screen.errors.contains("is not in JSON"), screen.errors)
        XCTAssertEqual(screen.output, "")
    }
}
