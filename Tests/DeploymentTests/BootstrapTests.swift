import AWSAccessTesting
import EnvironmentsTesting
import Foundation
import Permissions
import Template
import Terminal
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Deployment
@testable import Environments

/// The small stack of roles that an environment is deployed with.
final class BootstrapTests: XCTestCase {
    private let root = "arn:stack/root"
    private let changeSetID = "arn:aws:cloudformation:eu-west-3:1:changeSet/bootstrap-1/x"
    private let role = "arn:aws:iam::123456789012:role/deployment/web-dev-execution"
    private let aws = FakeAWS()
    private let screen = TestTerminal()

    private func play(hasBucket: Bool = false, changeSet status: String = "CREATE_COMPLETE", reason: String = "") {
        aws.on("sts get-caller-identity", #"{"Account": "123456789012"}"#)
        aws.on("s3api head-bucket") { _ in
            hasBucket
                ? .success("")
                : CommandResult(
                    status: 254, errors: "An error occurred (404) when calling the HeadBucket operation: Not Found")
        }
        aws.on("s3api get-bucket-tagging", #"{"TagSet": [{"Key": "deploy:artifact-settings", "Value": "2"}]}"#)
        aws.on("cloudformation create-change-set", #"{"Id": "\#(changeSetID)"}"#)
        aws.on(
            "cloudformation describe-change-set",
            """
            {"ChangeSetId":"\(changeSetID)","StackId":"\(root)","Status":"\(status)","StatusReason":"\(reason)",
            "Changes":[{"ResourceChange":{"Action":"Add","LogicalResourceId":"ExecutionRole","ResourceType":"AWS::IAM::Role"}}]}
            """)
        aws.on("cloudformation execute-change-set", "")
        aws.on("cloudformation delete-change-set", "")
        aws.on("cloudformation update-termination-protection", "")
        let counter = Counter()
        let complete = stackJSON("CREATE_COMPLETE", outputs: ["ExecutionRoleArn": role])
        aws.on("cloudformation describe-stacks") { _ in
            counter.next() == 1 ? CommandResult(status: 254, errors: stackMissing) : .success(complete)
        }
        aws.on(
            "cloudformation describe-stack-events",
            eventsJSON(root, [.stack(2, "CREATE_IN_PROGRESS"), .stack(3, "CREATE_COMPLETE")]))
    }

    private func bootstrap(
        workflow: RoleStack.Workflow? = nil, assumesYes: Bool = true, answer: String? = nil
    ) async throws {
        let environment = Fixture.environment()
        try await Bootstrapper(
            roles: Fixture.templates.roles(at: DeploymentPlace(environment), in: environment), workflow: workflow,
            environment: environment, aws: aws.cli(), terminal: screen.terminal(answer: answer), assumesYes: assumesYes
        ).run()
    }

    private func ran(_ words: String) -> [String] { aws.lines.filter { $0.hasPrefix(words) } }

    private func template() throws -> Template {
        let request = try XCTUnwrap(aws.commands.first { $0.arguments.contains("create-change-set") })
        return try Template(parsing: Array(try XCTUnwrap(request.input)), file: "roles.json")
    }

    func testMakesAProtectedStackOfBothRolesAndTheBucketAndSaysWhatIsNext() async throws {
        play()
        try await bootstrap()
        let request = try XCTUnwrap(ran("cloudformation create-change-set").first)
        XCTAssertTrue(request.contains("--stack-name bootstrap-web-dev "), request)
        XCTAssertTrue(request.contains("--capabilities CAPABILITY_NAMED_IAM"), request)
        let template = try template()
        XCTAssertEqual(
            template.resources["ArtifactBucket"]?.properties["BucketName"],
            ["Fn::Sub": "web-artifacts-${AWS::AccountId}-${AWS::Region}"])
        XCTAssertEqual(template.resources["ExecutionRole"]?.properties["RoleName"], "web-dev-execution")
        let protection = try XCTUnwrap(aws.lines.firstIndex { $0.contains("update-termination-protection") })
        let execution = try XCTUnwrap(aws.lines.firstIndex { $0.contains("execute-change-set") })
        XCTAssertLessThan(protection, execution)
        XCTAssertTrue(screen.errors.contains(#"write "roleArn": "\#(role)" into parameters/dev.json"#), screen.errors)
    }

    func testABucketThatIsThereIsLeftAlone() async throws {
        play(hasBucket: true)
        try await bootstrap()
        XCTAssertNil(try template().resources["ArtifactBucket"])
        XCTAssertEqual(ran("s3api create-bucket"), [])
    }

    /// CloudFormation goes by what it has made, and the roles may make no bucket.
    func testItsOwnBucketIsMadeAgainWhereItIsGone() async throws {
        for isGone in [true, false] {
            let aws = FakeAWS()
            aws.on("cloudformation describe-stacks", stackJSON("CREATE_COMPLETE", id: root))
            aws.on(
                "cloudformation list-stack-resources",
                stackResourcesJSON(
                    (
                        logicalID: "ArtifactBucket", physicalID: "web-artifacts-123456789012-eu-west-3",
                        type: "AWS::S3::Bucket"
                    )))
            aws.on("sts get-caller-identity", #"{"Account": "123456789012"}"#)
            aws.on("s3api head-bucket") { _ in
                isGone
                    ? CommandResult(
                        status: 254, errors: "An error occurred (404) when calling the HeadBucket operation: Not Found")
                    : .success("")
            }
            aws.on("s3api get-bucket-tagging") { _ in
                CommandResult(
                    status: 254,
                    errors: "An error occurred (NoSuchBucket) when calling the GetBucketTagging operation: none")
            }
            aws.on("s3api", "")
            aws.on("cloudformation create-change-set", #"{"Id": "\#(changeSetID)"}"#)
            aws.on(
                "cloudformation describe-change-set",
                """
                {"ChangeSetId":"\(changeSetID)","StackId":"\(root)","Status":"FAILED","Changes":[],
                "StatusReason":"The submitted information didn't contain changes."}
                """)
            aws.on("cloudformation delete-change-set", "")
            let environment = Fixture.environment()
            let screen = TestTerminal()
            try await Bootstrapper(
                roles: Fixture.templates.roles(at: DeploymentPlace(environment), in: environment), workflow: nil,
                environment: environment, aws: aws.cli(), terminal: screen.terminal(), assumesYes: true
            ).run()
            let made = aws.lines.filter { $0.hasPrefix("s3api create-bucket --bucket web-artifacts-123456789012-") }
            XCTAssertEqual(made.count, isGone ? 1 : 0, "\(aws.lines)")
            XCTAssertEqual(screen.errors.contains("is there again"), isGone, screen.errors)
            let request = try XCTUnwrap(aws.commands.first { $0.arguments.contains("create-change-set") }?.input)
            XCTAssertTrue(
                String(decoding: request, as: UTF8.self).contains("ArtifactBucketPolicy"), "it stays the stack's own")
        }
    }

    func testNothingIsMadeThatNobodyAgreedTo() async throws {
        play()
        do {
            try await bootstrap(assumesYes: false, answer: "no")
            XCTFail("nobody agreed")
        } catch {
            XCTAssertTrue("\(error)".contains("not confirmed"), "\(error)")
        }
        XCTAssertEqual(ran("cloudformation execute-change-set"), [])
        XCTAssertEqual(ran("cloudformation delete-change-set").count, 1)
        XCTAssertTrue(screen.output.contains("ExecutionRole"), "what it was about")
    }

    func testABranchOfARepositoryMayActAsTheDeploymentRole() async throws {
        play()
        try await bootstrap(workflow: .init(repository: "shop/infrastructure", branch: "main", hasProvider: true))
        let trust = try template().resources["DeploymentRole"]?.properties["AssumeRolePolicyDocument"]
        let conditions = trust?["Statement"]?[0]?["Condition"]?["StringEquals"]
        XCTAssertEqual(
            conditions?["token.actions.githubusercontent.com:sub"], "repo:shop/infrastructure:ref:refs/heads/main")
        XCTAssertNil(try template().resources["GitHub"], "the account has it already")
    }

    /// Who deletes a topic that is deployed and not wanted any more needs to be allowed to.
    func testWhatGoesIsInTheRoleUntilItIsGone() async throws {
        let deployed = "arn:aws:cloudformation:eu-west-3:123456789012:stack/web-dev/1"
        for (isThere, topics) in [(true, 1), (false, 0)] {
            let aws = FakeAWS()
            aws.on(
                "cloudformation describe-stacks --stack-name web-dev ",
                stackJSON(isThere ? "UPDATE_COMPLETE" : "REVIEW_IN_PROGRESS", id: deployed))
            aws.on(
                "cloudformation get-template",
                #"{"TemplateBody": {"Resources": {"News": {"Type": "AWS::SNS::Topic"}}}}"#)
            aws.on("cloudformation list-stack-resources", #"{"StackResourceSummaries": []}"#)
            aws.on("cloudformation describe-stacks", error: stackMissing)
            aws.on("sts get-caller-identity", #"{"Account": "123456789012"}"#)
            aws.on("s3api", #"{"TagSet": [{"Key": "deploy:artifact-settings", "Value": "2"}]}"#)
            let path = NSTemporaryDirectory() + UUID().uuidString
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            addTeardownBlock { try? FileManager.default.removeItem(atPath: path) }
            try Data(#"{"region": "eu-west-3", "stackName": "web-dev", "parameters": {"ProjectName": "web"}}"#.utf8)
                .write(to: URL(fileURLWithPath: path + "/dev.json"))
            let screen = TestTerminal()
            let command = BootstrapCommand(
                templates: { Fixture.templates }, revision: { _, _ in throw UsageError("there is no repository") })
            // No change set is answered for: what it was asked for says enough.
            _ = await command.run(
                try BootstrapCommand.syntax.parse(["--env", "dev", "--yes"]),
                in: CommandContext(
                    terminal: screen.terminal(), environments: EnvironmentDirectory(path: path),
                    aws: { _ in aws.cli() }))
            let request = try XCTUnwrap(
                aws.commands.first { $0.arguments.contains("create-change-set") }?.input, screen.errors)
            let body = String(decoding: request, as: UTF8.self)
            XCTAssertEqual(body.components(separatedBy: "\"sns:DeleteTopic\"").count - 1, topics, body)
            XCTAssertTrue(body.contains("rds:CreateDBInstance"), "what is wanted is in it anyway")
        }
    }

    func testWhatGoesSinceARevisionIsInTheTemplateThatIsReviewed() async throws {
        let path = NSTemporaryDirectory() + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        addTeardownBlock { try? FileManager.default.removeItem(atPath: path) }
        try Data(#"{"region": "eu-west-3", "stackName": "web-dev", "parameters": {"ProjectName": "web"}}"#.utf8)
            .write(to: URL(fileURLWithPath: path + "/dev.json"))
        let command = BootstrapCommand(
            templates: { Fixture.templates },
            revision: { revision, _ in
                let text = #"{"Resources": {"News": {"Type": "AWS::SNS::Topic"}}}"#
                return TemplateTree(try Template(parsing: Array(text.utf8), file: revision))
            })
        for (words, topics) in [(["--against", "main"], 1), ([], 0)] {
            let screen = TestTerminal()
            let code = await command.run(
                try BootstrapCommand.syntax.parse(["--env", "dev", "--dry-run"] + words),
                in: CommandContext(terminal: screen.terminal(), environments: EnvironmentDirectory(path: path)))
            XCTAssertEqual(code, .success, screen.errors)
            XCTAssertEqual(
                screen.output.components(separatedBy: "\"sns:DeleteTopic\"").count - 1, topics, screen.output)
            XCTAssertTrue(screen.output.contains("rds:CreateDBInstance"), "what is wanted is in it anyway")
        }
    }

    func testAPatternIsNoBranch() async throws {
        let command = BootstrapCommand(
            templates: { Fixture.templates }, revision: { _, _ in throw UsageError("there is no repository") })
        for (words, message) in [
            (["--env", "dev", "--dry-run", "--github", "shop/*"], "--github is 'shop/*'"),
            (["--env", "dev", "--dry-run", "--github", "shop/infrastructure", "--branch", "*"], "--branch is '*'"),
            (["--env", "dev", "--dry-run", "--branch", "main"], "--branch goes with --github"),
        ] {
            let screen = TestTerminal()
            let code = await command.run(
                try BootstrapCommand.syntax.parse(words), in: CommandContext(terminal: screen.terminal()))
            XCTAssertEqual(code, .usage)
            XCTAssertTrue(screen.errors.contains(message), screen.errors)
        }
    }
}
