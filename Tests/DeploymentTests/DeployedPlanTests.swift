import AWSAccessTesting
import CloudFormation
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

    private func plan(
        _ aws: FakeAWS, _ words: [String] = [], of templates: DeployableTemplates = Fixture.templates,
        variables: [String: String] = [:], role: String? = nil
    ) async throws -> (ExitCode, TestTerminal) {
        let path = NSTemporaryDirectory() + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        addTeardownBlock { try? FileManager.default.removeItem(atPath: path) }
        let roleMember = role.map { ", \"roleArn\": \"\($0)\"" } ?? ""
        try Data(#"{"region": "eu-west-3", "stackName": "web-dev"\#(roleMember)}"#.utf8)
            .write(to: URL(fileURLWithPath: path + "/dev.json"))
        let screen = TestTerminal()
        let context = CommandContext(
            terminal: screen.terminal(),
            environments: EnvironmentDirectory(path: path, invocation: Invocation(prefix: "swift run ")),
            aws: { AWSCLI(connection: $0, runner: aws, executables: ["/fake/aws"], sleep: { _ in }) },
            variables: variables)
        let arguments = try syntax.parse(["--env", "dev", "--exit-code"] + words)
        let code = await DeployedPlanCommand(syntax) { templates }.run(arguments, in: context)
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
        XCTAssertTrue(screen.output.hasPrefix("Monthly cost in eu-west-3: at least ≈ "), screen.output)
        XCTAssertTrue(screen.output.contains(" USD, as before\n"), screen.output)
        XCTAssertTrue(screen.output.hasSuffix("\nPlan: nothing changes\n"), screen.output)
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

    func testWhatAWSRefusesIsShownAndEndsInAFailure() async throws {
        let other = Fixture.dataTemplate.replacing("AWS::EC2::SecurityGroup", with: "AWS::SNS::Topic")
        let (code, screen) = try await plan(deployed(other))
        XCTAssertEqual(code, .failure)
        XCTAssertTrue(screen.output.contains("! Data/Group"), screen.output)
        XCTAssertTrue(screen.errors.contains("[change-refused]"), screen.errors)
        XCTAssertTrue(screen.errors.contains("Web.Data.template.json:7:"), screen.errors)
    }

    // MARK: - Permissions

    private let role = "arn:aws:iam::123456789012:role/deployment/web-dev-execution"
    private let small = Fixture.dataTemplate.replacing("db.t3.micro", with: "db.t3.small")

    /// "SimulatePrincipalPolicy" in the IAM API Reference: each action on each resource.
    private func simulate(_ aws: FakeAWS, denying denied: String? = nil) {
        aws.on("iam simulate-principal-policy") { command in
            let arguments = command.arguments
            func values(_ option: String) -> [String] {
                guard let start = arguments.firstIndex(of: option) else { return [] }
                return Array(arguments[(start + 1)...].prefix { !$0.hasPrefix("--") })
            }
            let results = values("--action-names").flatMap { action in
                values("--resource-arns").map { resource in
                    """
                    {"EvalActionName": "\(action)", "EvalResourceName": "\(resource)", "MatchedStatements": [],
                     "EvalDecision": "\(action == denied ? "implicitDeny" : "allowed")", "MissingContextValues": []}
                    """
                }
            }
            return .success("{\"EvaluationResults\": [\(results.joined(separator: ","))]}")
        }
    }

    private func questions(_ aws: FakeAWS) -> [String] { aws.lines.filter { $0.contains("simulate-principal-policy") } }

    func testARoleThatHasAllIsSaidToHaveIt() async throws {
        let aws = deployed(small)
        simulate(aws)
        let (_, screen) = try await plan(aws, role: role)
        XCTAssertTrue(screen.output.contains("web-dev-execution has the "), screen.output)
        XCTAssertFalse(screen.errors.contains("[insufficient-role]"), screen.errors)
        XCTAssertTrue((1...2).contains(questions(aws).count), "\(questions(aws))")
        XCTAssertTrue(questions(aws)[0].contains("rds:ModifyDBInstance"), questions(aws)[0])
    }

    func testWhatTheRoleLacksIsNamedWithTheResourceThatWantsIt() async throws {
        let aws = deployed(small)
        simulate(aws, denying: "rds:ModifyDBInstance")
        let (_, screen) = try await plan(aws, role: role)
        XCTAssertTrue(screen.output.contains("web-dev-execution lacks 1 of the "), screen.output)
        XCTAssertTrue(screen.output.contains("Data/Database (update)"), screen.output)
        XCTAssertTrue(screen.errors.contains("[insufficient-role]"), screen.errors)
        let (_, json) = try await plan(aws, ["--format", "json"], role: role)
        XCTAssertTrue(json.output.contains(#""missing": ["#), json.output)
    }

    func testWhoMayNotAskLearnsNothing() async throws {
        let aws = deployed(small)
        aws.on(
            "iam simulate-principal-policy",
            error: "An error occurred (AccessDenied) when calling the SimulatePrincipalPolicy operation: not authorized"
        )
        let (code, screen) = try await plan(aws, role: role)
        XCTAssertEqual(code, .changes, "a plan lives with it")
        XCTAssertTrue(screen.output.contains("Whether web-dev-execution has "), screen.output)
        XCTAssertFalse(screen.output.contains("web-dev-execution has the "), screen.output)
    }

    func testWithoutARoleNobodyIsAsked() async throws {
        let aws = deployed(small)
        let (_, screen) = try await plan(aws)
        XCTAssertEqual(questions(aws), [])
        XCTAssertFalse(screen.output.contains("more action"), "what is deployed needs all of that: \(screen.output)")
    }

    // MARK: - Secrets

    func testASecretThatIsGivenMayDecideWhatIsThere() async throws {
        let template = """
            { "Parameters": { "DBPassword": { "Type": "String", "NoEcho": true, "Default": "" } },
              "Conditions": { "HasNone": { "Fn::Equals": [{ "Ref": "DBPassword" }, ""] } },
              "Resources": { "Topic": { "Type": "AWS::SNS::Topic" },
                "Sessions": { "Type": "AWS::DynamoDB::Table", "Condition": "HasNone" } } }
            """
        let aws = FakeAWS()
        aws.on(
            "cloudformation describe-stacks",
            stack.replacing(
                #""Parameters": []"#, with: #""Parameters": [{"ParameterKey": "DBPassword", "ParameterValue": "****"}]"#
            ))
        aws.on("cloudformation get-template", "{\"TemplateBody\": \(template)}")
        let wanted = DeployableTemplates(templates: [
            SynthesizedTemplate(["Web"], template, parameters: Fixture.parameters.filter(\.noEcho))
        ])
        let (same, _) = try await plan(aws, of: wanted)
        XCTAssertEqual(same, .success, "a stack keeps the secret that it has")
        let (code, screen) = try await plan(aws, of: wanted, variables: ["DB_PASSWORD": "correct horse"])
        XCTAssertEqual(code, .changes, screen.errors)
        XCTAssertTrue(
            screen.output.contains("may be added or removed with its data: another value of DBPassword decides"),
            screen.output)
        XCTAssertFalse(screen.output.contains("horse"), screen.output)
    }

    // MARK: - What Systems Manager holds

    /// A server with an image that Systems Manager has the name of, which was `ami-1` when it was deployed.
    private func withImage() -> (deployed: FakeAWS, wanted: DeployableTemplates) {
        let template = #"""
            { "Parameters": { "Image": { "Type": "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", "Default": "/web" } },
              "Resources": { "Server": { "Type": "AWS::EC2::Instance", "Properties": { "ImageId": { "Ref": "Image" } } } } }
            """#
        let aws = FakeAWS()
        aws.on(
            "cloudformation describe-stacks",
            stack.replacing(
                #""Parameters": []"#,
                with: #""Parameters": [{"ParameterKey": "Image", "ParameterValue": "/web", "ResolvedValue": "ami-1"}]"#)
        )
        aws.on("cloudformation get-template", "{\"TemplateBody\": \(template)}")
        return (aws, DeployableTemplates(templates: [SynthesizedTemplate(["Web"], template, lines: ["Server": 12])]))
    }

    /// AWS Systems Manager API Reference, "GetParameters".
    func testAnotherImageUnderTheSameNameIsPlanned() async throws {
        let (aws, wanted) = withImage()
        aws.on("ssm get-parameters --names /web", #"{"Parameters": [{"Name": "/web", "Value": "ami-2"}]}"#)
        let (code, screen) = try await plan(aws, of: wanted)
        XCTAssertEqual(code, .changes, screen.errors)
        XCTAssertTrue(screen.output.contains("ImageId  ami-1 → ami-2"), screen.output)
    }

    func testWhereSystemsManagerCannotBeAskedThatIsSaid() async throws {
        let (aws, wanted) = withImage()
        aws.on(
            "ssm get-parameters",
            error: "An error occurred (AccessDeniedException) when calling the GetParameters operation: not you")
        let (_, screen) = try await plan(aws, of: wanted)
        XCTAssertTrue(screen.output.hasSuffix("Plan: nothing changes\n"), screen.output)
        XCTAssertTrue(screen.errors.contains("what Systems Manager holds under /web is not known"), screen.errors)
    }

    // MARK: - Moves

    /// A root with an address of some name, which is said to have been `Ip`.
    private func moving(_ name: String, type: String) -> (deployed: FakeAWS, wanted: DeployableTemplates) {
        func template(_ name: String) -> String {
            #"{ "Resources": { "\#(name)": { "Type": "\#(type)" }, "Topic": { "Type": "AWS::SNS::Topic" } } }"#
        }
        let aws = FakeAWS()
        aws.on("cloudformation describe-stacks", stack)
        aws.on("cloudformation get-template", "{\"TemplateBody\": \(template("Ip"))}")
        aws.on(
            "cloudformation list-stack-resources",
            stackResourcesJSON(("Ip", "203.0.113.7", type), ("Topic", "arn:topic", "AWS::SNS::Topic")))
        let wanted = SynthesizedTemplate(
            ["Web"], template("Address"), lines: ["Address": 12], formerly: ["Address": name])
        return (aws, DeployableTemplates(templates: [wanted]))
    }

    func testAMoveIsPlannedAsOne() async throws {
        let (aws, wanted) = moving("Ip", type: "AWS::SQS::Queue")
        let (code, screen) = try await plan(aws, of: wanted)
        XCTAssertEqual(code, .changes, screen.errors)
        XCTAssertTrue(
            screen.output.contains("> Address  AWS::SQS::Queue  is moved from Ip, and is not touched\n"), screen.output)
        XCTAssertFalse(screen.output.contains("removed"), screen.output)
    }

    func testAMoveThatAWSCannotMakeIsShownAndRefused() async throws {
        let (aws, wanted) = moving("Ip", type: "AWS::EC2::EIP")
        let (code, screen) = try await plan(aws, of: wanted)
        XCTAssertEqual(code, .failure)
        XCTAssertTrue(screen.output.contains("> Address  AWS::EC2::EIP  is moved from Ip"), screen.output)
        XCTAssertTrue(
            screen.errors.contains(
                "Stacks/Web.swift:12: error: Ip cannot be moved to Address: CloudFormation moves no AWS::EC2::EIP"),
            screen.errors)
    }

    func testAFormerNameThatNeverWasIsAnError() async throws {
        let (aws, wanted) = moving("Ipp", type: "AWS::EC2::EIP")
        let (code, screen) = try await plan(aws, of: wanted)
        XCTAssertEqual(code, .failure)
        XCTAssertTrue(screen.errors.contains("did you mean 'Ip'?"), screen.errors)
    }

    // MARK: - What lies in the artifact bucket

    /// A stack that this tool deployed, whose nested template is the database's.
    private func uploaded(_ database: String) throws -> (aws: FakeAWS, file: String) {
        let aws = FakeAWS()
        let bucket = try ArtifactBucket(
            project: "web-dev", key: "stackName", account: "123456789012", connection: aws.cli().connection)
        let file = PlacedTemplates.name(of: Array(database.utf8))
        aws.on("cloudformation describe-stacks", stack)
        aws.on(
            "cloudformation get-template --stack-name arn:aws:cloudformation:eu-west-3:123456789012:stack/web-dev/1",
            "{\"TemplateBody\": \(Fixture.rootTemplate.replacing("./Web.Data.template.json", with: bucket.address(ofKey: "web-dev/\(file)")))}"
        )
        return (aws, file)
    }

    func testWhatIsTheSameAsNowIsNotReadAgain() async throws {
        let (aws, _) = try uploaded(Fixture.dataTemplate)
        let (_, screen) = try await plan(aws)
        XCTAssertTrue(screen.output.hasSuffix("Plan: nothing changes\n"), screen.output + screen.errors)
        XCTAssertEqual(aws.commands.count, 2, "\(aws.lines)")
    }

    func testWhatDiffersComesFromTheBucketWithOneProcess() async throws {
        let old = Fixture.dataTemplate.replacing("db.t3.micro", with: "db.t3.small")
        let (aws, file) = try uploaded(old)
        aws.on("s3 cp s3://web-dev-artifacts-123456789012-eu-west-3/web-dev") { command in
            XCTAssertEqual(
                Array(command.arguments[4...8]), ["--recursive", "--exclude", "*", "--include", file])
            try Data(old.utf8).write(to: URL(fileURLWithPath: "\(command.arguments[3])/\(file)"))
            return .success("")
        }
        let (_, screen) = try await plan(aws)
        XCTAssertTrue(screen.output.contains("DBInstanceClass  db.t3.small → db.t3.micro"), screen.output)
        XCTAssertEqual(aws.commands.count, 3, "\(aws.lines)")
    }

    func testWhatTheBucketHasNotOrWhatIsAnotherIsAskedOfTheStack() async throws {
        let old = Fixture.dataTemplate.replacing("db.t3.micro", with: "db.t3.small")
        for bytes in [nil, "{}"] {
            let (aws, file) = try uploaded(old)
            aws.on("s3 cp") { command in
                if let bytes {
                    try Data(bytes.utf8).write(to: URL(fileURLWithPath: "\(command.arguments[3])/\(file)"))
                }
                return .success("")
            }
            aws.on(
                "cloudformation list-stack-resources",
                stackResourcesJSON((logicalID: "Data", physicalID: nested, type: "AWS::CloudFormation::Stack")))
            aws.on("cloudformation get-template --stack-name \(nested)", "{\"TemplateBody\": \(old)}")
            let (_, screen) = try await plan(aws)
            XCTAssertTrue(screen.output.contains("DBInstanceClass  db.t3.small → db.t3.micro"), screen.output)
        }
    }

    func testAfterAFailureTheStacksAreAsked() async throws {
        let (aws, _) = try uploaded(Fixture.dataTemplate)
        aws.forget("cloudformation describe-stacks")
        aws.on("cloudformation describe-stacks", stack.replacing("UPDATE_COMPLETE", with: "UPDATE_ROLLBACK_COMPLETE"))
        aws.on(
            "cloudformation list-stack-resources",
            stackResourcesJSON((logicalID: "Data", physicalID: nested, type: "AWS::CloudFormation::Stack")))
        aws.on(
            "cloudformation get-template --stack-name \(nested)",
            "{\"TemplateBody\": \(Fixture.dataTemplate.replacing("db.t3.micro", with: "db.t3.small"))}")
        let (_, screen) = try await plan(aws)
        XCTAssertTrue(screen.output.contains("DBInstanceClass  db.t3.small → db.t3.micro"), screen.output)
    }
}
