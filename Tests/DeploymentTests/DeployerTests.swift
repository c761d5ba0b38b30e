import DeploymentTesting
import Terminal
import TerminalTesting
import XCTest

@testable import Deployment

final class DeployerTests: XCTestCase {
    private let root = "arn:stack/root"
    private let changeSetID = "arn:aws:cloudformation:eu-west-3:1:changeSet/awscli-cloudformation-package-deploy-9999999999/x"
    private let aws = FakeAWS()
    private let screen = TestTerminal()

    /// A service on which everything goes well, the stack being new.
    private func playCreation() {
        aws.on("sts get-caller-identity", #"{"Account": "123456789012"}"#)
        aws.on("s3api get-bucket-tagging", #"{"TagSet": [{"Key": "webmarket:artifact-settings", "Value": "1"}]}"#)
        aws.on("cloudformation package", "")
        aws.on("cloudformation deploy", "created; see aws cloudformation describe-change-set --change-set-name \(changeSetID)\n")
        aws.on(
            "cloudformation describe-change-set",
            """
            {"ChangeSetId":"\(changeSetID)","StackId":"\(root)","Status":"CREATE_COMPLETE","Changes":[
            {"ResourceChange":{"Action":"Add","LogicalResourceId":"Lake","ResourceType":"AWS::S3::Bucket"}}]}
            """)
        aws.on("cloudformation execute-change-set", "")
        aws.on("cloudformation delete-change-set", "")
        aws.on("cloudformation delete-stack", "")
        aws.on("cloudformation list-change-sets", #"{"Summaries": []}"#)
        aws.on("cloudformation update-termination-protection", "")
    }

    private func playStack(_ answers: String...) {
        let counter = Counter()
        aws.on("cloudformation describe-stacks") { _ in
            let answer = answers[min(counter.next(), answers.count) - 1]
            return answer.isEmpty ? CommandResult(status: 254, errors: stackMissing) : .success(answer)
        }
    }

    private func playEvents(_ pages: [FakeEvent]...) {
        let counter = Counter()
        aws.on("cloudformation describe-stack-events --stack-name \(root)") { [root] _ in
            .success(eventsJSON(root, pages[min(counter.next(), pages.count) - 1]))
        }
    }

    private func deploy(
        _ options: Deployer.Options = .init(), environment: EnvironmentFile = Fixture.environment(), answer: String? = nil,
        secrets: [String: String] = [:], endpoint: String? = nil
    ) async throws {
        let deployer = Deployer(
            templates: Fixture.templates, environment: environment, aws: aws.cli(endpoint: endpoint),
            terminal: screen.terminal(answer: answer),
            secrets: [SecretBinding(environmentVariable: "DB_PASSWORD", parameter: "DBPassword")],
            environmentVariable: { secrets[$0] })
        try await deployer.deploy(options)
    }

    private func ran(_ words: String) -> [String] { aws.lines.filter { $0.hasPrefix(words) } }

    func testCreatesAStackAndPrintsItsOutputs() async throws {
        playCreation()
        playStack("", stackJSON("CREATE_COMPLETE", outputs: ["S3BucketName": "lake-1"]))
        playEvents([.stack(1, "REVIEW_IN_PROGRESS"), .stack(2, "CREATE_IN_PROGRESS")], [.stack(1, "REVIEW_IN_PROGRESS"), .stack(2, "CREATE_IN_PROGRESS"), .stack(3, "CREATE_COMPLETE")])
        try await deploy()
        XCTAssertEqual(screen.output, "Action  Resource  Type\nAdd     Lake      AWS::S3::Bucket\nOutput        Value\nS3BucketName  lake-1\n")
        XCTAssertTrue(screen.errors.contains("CREATE_COMPLETE  web-dev"), screen.errors)
        XCTAssertEqual(ran("cloudformation execute-change-set").count, 1)
        XCTAssertEqual(ran("cloudformation update-termination-protection"), [], "only protected environments have it")
    }

    func testAChangeSetThatAnotherDeploymentMadeVoidIsSaidToBe() async throws {
        playCreation()
        playStack(stackJSON("UPDATE_COMPLETE"))
        playEvents([.stack(1, "UPDATE_IN_PROGRESS"), .stack(2, "UPDATE_COMPLETE")])
        aws.forget("cloudformation execute-change-set")
        aws.on(
            "cloudformation execute-change-set",
            error: "An error occurred (ChangeSetNotFound) when calling the ExecuteChangeSet operation: ChangeSet [x] does not exist")
        do {
            try await deploy()
            XCTFail("it was not executed")
        } catch {
            XCTAssertTrue("\(error)".hasPrefix("web-dev was changed by somebody else"), "\(error)")
        }
    }

    func testTheSecretIsInAPrivateFileThatIsGoneAfterwards() async throws {
        playCreation()
        let seen = Box<String>()
        aws.forget("cloudformation deploy")
        aws.on("cloudformation deploy") { command in
            let index = try XCTUnwrap(command.arguments.firstIndex(of: "--parameter-overrides"))
            let path = String(command.arguments[index + 1].dropFirst("file://".count))
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            XCTAssertEqual(attributes[.posixPermissions] as? Int, 0o600)
            let folder = try FileManager.default.attributesOfItem(atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path)
            XCTAssertEqual(folder[.posixPermissions] as? Int, 0o700)
            let pairs = try JSONDecoder().decode([String].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
            XCTAssertEqual(pairs, ["DBPassword=top=secret", "Environment=dev", "MinSize=2", "ProjectName=web"])
            XCTAssertTrue(command.arguments.contains("Team=web shop"))
            seen.value = path
            return CommandResult(status: 255, errors: "An error occurred (ValidationError) when calling the CreateChangeSet operation: no")
        }
        playStack("")
        do {
            try await deploy(secrets: ["DB_PASSWORD": "top=secret"])
            XCTFail("the change set failed")
        } catch {
            XCTAssertEqual("\(error)", "AWS refused CreateChangeSet: no (ValidationError)")
        }
        let path = try XCTUnwrap(seen.value)
        XCTAssertFalse(FileManager.default.fileExists(atPath: path))
        XCTAssertFalse(FileManager.default.fileExists(atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path))
        XCTAssertFalse(aws.lines.contains { $0.contains("top=secret") })
        XCTAssertFalse((screen.output + screen.errors).contains("top=secret"))
    }

    func testNoChangesIsASuccessAndLeavesNoChangeSet() async throws {
        playCreation()
        aws.forget("cloudformation deploy")
        aws.forget("cloudformation list-change-sets")
        aws.on("cloudformation deploy", "\nNo changes to deploy. Stack web-dev is up to date\n")
        aws.on(
            "cloudformation list-change-sets",
            #"{"Summaries": [{"ChangeSetId": "ours", "ChangeSetName": "awscli-cloudformation-package-deploy-9999999999"}, {"ChangeSetId": "old", "ChangeSetName": "awscli-cloudformation-package-deploy-1000000000"}, {"ChangeSetId": "other", "ChangeSetName": "review"}]}"#)
        playStack(stackJSON("UPDATE_COMPLETE", outputs: ["A": "1"]))
        playEvents([.stack(1, "UPDATE_COMPLETE")])
        try await deploy(endpoint: "http://localhost:4566")
        XCTAssertTrue(screen.errors.contains("no changes: web-dev is as its templates say"))
        XCTAssertEqual(screen.output, "Output  Value\nA       1\n")
        XCTAssertEqual(ran("cloudformation delete-change-set"), ["cloudformation delete-change-set --change-set-name ours"])
        XCTAssertEqual(ran("cloudformation execute-change-set"), [])
    }

    func testNestedStacksWithoutChangesAreNoChanges() async throws {
        playCreation()
        aws.forget("cloudformation describe-change-set")
        aws.on("cloudformation create-change-set", #"{"Id": "preview"}"#)
        aws.on("cloudformation describe-change-set --change-set-name preview", #"{"ChangeSetId":"preview","StackId":"s","Status":"FAILED","StatusReason":"No updates are to be performed."}"#)
        aws.on("cloudformation describe-change-set", #"{"ChangeSetId":"made","StackId":"s","Status":"CREATE_COMPLETE","Changes":[]}"#)
        playStack(stackJSON("UPDATE_COMPLETE"))
        playEvents([.stack(1, "UPDATE_COMPLETE")])
        try await deploy()
        XCTAssertTrue(screen.errors.contains("no changes"))
        XCTAssertTrue(aws.lines.contains("cloudformation delete-change-set --change-set-name made"))
        XCTAssertEqual(ran("cloudformation execute-change-set"), [])
    }

    func testAPreviewThatCannotBeMadeIsANoteAndNoObstacle() async throws {
        playCreation()
        aws.on("cloudformation create-change-set", error: "An error occurred (ValidationError) when calling the CreateChangeSet operation: Fn::Select cannot select")
        playStack(stackJSON("UPDATE_COMPLETE"))
        playEvents([.stack(1, "UPDATE_COMPLETE")], [.stack(1, "UPDATE_COMPLETE"), .stack(2, "UPDATE_IN_PROGRESS"), .stack(3, "UPDATE_COMPLETE")])
        try await deploy()
        XCTAssertTrue(screen.errors.contains("note: what changes inside the nested stacks cannot be shown before it is done: AWS refused CreateChangeSet: Fn::Select"), screen.errors)
        XCTAssertEqual(ran("cloudformation execute-change-set").count, 1)
    }

    func testADryRunDeletesTheChangeSetAndTheEmptyStack() async throws {
        playCreation()
        playStack("", stackJSON("REVIEW_IN_PROGRESS"))
        try await deploy(.init(isDryRun: true))
        XCTAssertTrue(screen.output.contains("Lake"))
        XCTAssertEqual(ran("cloudformation delete-change-set"), ["cloudformation delete-change-set --change-set-name \(changeSetID)"])
        XCTAssertEqual(ran("cloudformation delete-stack"), ["cloudformation delete-stack --stack-name \(root)"])
        XCTAssertEqual(ran("cloudformation execute-change-set"), [])
    }

    func testAProtectedEnvironmentAsksAndIsProtectedAfterwards() async throws {
        let prod = Fixture.environment("prod", isProtected: true)
        playCreation()
        playStack("", stackJSON("CREATE_COMPLETE", name: "web-prod"))
        playEvents([.stack(2, "CREATE_IN_PROGRESS"), .stack(3, "CREATE_COMPLETE")])
        try await deploy(environment: prod, answer: "y")
        XCTAssertTrue(screen.errors.contains("Execute this on prod (web-prod)? [y/N] "))
        XCTAssertEqual(ran("cloudformation update-termination-protection"), ["cloudformation update-termination-protection --stack-name web-prod --enable-termination-protection"])
    }

    func testAProtectedEnvironmentDoesNothingWithoutAYes() async throws {
        let prod = Fixture.environment("prod", isProtected: true)
        for (answer, message) in [("n", "not confirmed: nothing was changed"), (nil, "pass --yes to go on")] {
            playCreation()
            playStack("", stackJSON("CREATE_COMPLETE"))
            do {
                try await deploy(environment: prod, answer: answer)
                XCTFail(message)
            } catch {
                XCTAssertTrue("\(error)".contains(message), "\(error)")
            }
            XCTAssertEqual(ran("cloudformation execute-change-set"), [])
            XCTAssertFalse(ran("cloudformation delete-change-set").isEmpty)
        }
    }

    func testAFailureTellsTheFirstCauseItsSourceLineAndWhatStays() async throws {
        playCreation()
        playStack("", stackJSON("ROLLBACK_COMPLETE"))
        playEvents([
            .stack(2, "CREATE_IN_PROGRESS"),
            .init(time: 3, resource: "Lake", status: "CREATE_COMPLETE", type: "AWS::S3::Bucket", physicalID: "lake-1"),
            .nested(4, "Data", "CREATE_FAILED", id: "", reason: "bad parameter"), .stack(5, "ROLLBACK_IN_PROGRESS"),
            .init(time: 6, resource: "Lake", status: "DELETE_SKIPPED", type: "AWS::S3::Bucket", physicalID: "lake-1"),
            .stack(7, "ROLLBACK_COMPLETE"),
        ])
        do {
            try await deploy()
            XCTFail("it failed")
        } catch let error as DeploymentError {
            XCTAssertEqual(
                error.problems,
                [
                    "Stacks/Web.swift:10: error: Web/Data (AWS::CloudFormation::Stack, logical ID Data): bad parameter",
                    "web-dev: the creation failed and was rolled back (ROLLBACK_COMPLETE)",
                ])
            XCTAssertEqual(
                error.hints,
                [
                    "web-dev/Lake (AWS::S3::Bucket) is retained as lake-1, outside of any stack",
                    "put it right and run the same command again: it deletes what is left and starts afresh",
                ])
        }
    }

    func testAFailedCreationIsDeletedAndMadeAfresh() async throws {
        playCreation()
        playStack(stackJSON("ROLLBACK_COMPLETE"), stackJSON("CREATE_COMPLETE"))
        playEvents(
            [.stack(1, "ROLLBACK_COMPLETE")],
            [.stack(1, "ROLLBACK_COMPLETE"), .stack(2, "DELETE_IN_PROGRESS"), .stack(3, "DELETE_COMPLETE")],
            [.stack(4, "CREATE_IN_PROGRESS"), .stack(5, "CREATE_COMPLETE")])
        try await deploy()
        XCTAssertTrue(screen.errors.contains("web-dev is what is left of a creation that failed; deleting it and creating it again"))
        XCTAssertEqual(ran("cloudformation delete-stack").count, 1)
        XCTAssertEqual(ran("cloudformation execute-change-set").count, 1)
    }

    func testARunningOperationIsFollowedFirst() async throws {
        playCreation()
        aws.forget("cloudformation deploy")
        aws.on("cloudformation deploy", "No changes to deploy.")
        playStack(stackJSON("UPDATE_IN_PROGRESS"), stackJSON("UPDATE_COMPLETE"))
        playEvents([.stack(1, "UPDATE_IN_PROGRESS")], [.stack(1, "UPDATE_IN_PROGRESS"), .stack(2, "UPDATE_COMPLETE")])
        try await deploy(endpoint: "http://localhost:4566")
        XCTAssertTrue(screen.errors.contains("web-dev is UPDATE_IN_PROGRESS, begun at 2026-01-01T00:00:00Z"))
        XCTAssertTrue(screen.errors.contains("no changes"))
    }

    func testStatesThatNeedADecisionSayHowToTakeIt() async throws {
        for (status, hint) in [
            ("UPDATE_ROLLBACK_FAILED", "aws cloudformation continue-update-rollback --stack-name web-dev --region eu-west-3"),
            ("DELETE_FAILED", "delete what is left with 'swift run destroy --env dev'"),
        ] {
            let aws = FakeAWS()
            aws.on("sts", #"{"Account": "123456789012"}"#)
            aws.on("cloudformation describe-stacks", stackJSON(status))
            let deployer = Deployer(
                templates: Fixture.templates, environment: Fixture.environment(), aws: aws.cli(), terminal: screen.terminal(), environmentVariable: { _ in nil })
            do {
                try await deployer.deploy(.init())
                XCTFail(status)
            } catch let error as DeploymentError {
                XCTAssertTrue(error.hints.joined().contains(hint), "\(error)")
            }
        }
    }

    func testBadParametersAreFoundBeforeAnyCall() async throws {
        do {
            try await deploy(environment: Fixture.environment(parameters: ["MinSize": "none"]))
            XCTFail("MinSize is no number")
        } catch {
            XCTAssertTrue("\(error)".contains("it must be a number"))
        }
        XCTAssertEqual(aws.lines, [])
    }

    func testTheArtifactBucketIsMadeSafeAndItsOwnerChecked() async throws {
        playCreation()
        aws.forget("s3api get-bucket-tagging")
        aws.on("s3api get-bucket-tagging", error: "An error occurred (NoSuchBucket) when calling the GetBucketTagging operation: The specified bucket does not exist")
        aws.on("s3api", "")
        playStack("", stackJSON("CREATE_COMPLETE"))
        playEvents([.stack(2, "CREATE_IN_PROGRESS"), .stack(3, "CREATE_COMPLETE")])
        try await deploy()
        let made = ran("s3api").map { $0.split(separator: " ")[1] }
        XCTAssertEqual(made.first, "get-bucket-tagging")
        XCTAssertEqual(made[1], "create-bucket")
        XCTAssertEqual(
            Set(made[2..<7]),
            ["put-public-access-block", "put-bucket-encryption", "put-bucket-versioning", "put-bucket-policy", "put-bucket-lifecycle-configuration"])
        XCTAssertEqual(made.last, "put-bucket-tagging", "the marker comes last")
        XCTAssertTrue(ran("s3api create-bucket")[0].hasSuffix("--bucket web-artifacts-123456789012-eu-west-3 --create-bucket-configuration LocationConstraint=eu-west-3"))
        XCTAssertTrue(ran("s3api put").allSatisfy { $0.contains("--expected-bucket-owner 123456789012") })
    }

    func testSomebodyElsesArtifactBucketIsRefused() async throws {
        playCreation()
        aws.forget("s3api get-bucket-tagging")
        aws.on("s3api get-bucket-tagging", error: "An error occurred (AccessDenied) when calling the GetBucketTagging operation: Access Denied")
        playStack("")
        do {
            try await deploy()
            XCTFail("it is not ours")
        } catch {
            XCTAssertTrue("\(error)".contains("'web-artifacts-123456789012-eu-west-3' cannot be used: either it belongs to another account"), "\(error)")
        }
        XCTAssertEqual(ran("cloudformation package"), [])
    }

    func testAChangeSetOfTheSameSecondIsTriedAgain() async throws {
        playCreation()
        aws.forget("cloudformation deploy")
        let counter = Counter()
        aws.on("cloudformation deploy") { [changeSetID] _ in
            counter.next() == 1
                ? CommandResult(status: 254, errors: "An error occurred (AlreadyExistsException) when calling the CreateChangeSet operation: ChangeSet x already exists")
                : .success("--change-set-name \(changeSetID)")
        }
        playStack("", stackJSON("CREATE_COMPLETE"))
        playEvents([.stack(2, "CREATE_IN_PROGRESS"), .stack(3, "CREATE_COMPLETE")])
        try await deploy()
        XCTAssertEqual(ran("cloudformation deploy").count, 2)
    }

    func testInterruptedWhileTheChangeSetIsMadeLeavesNothing() async throws {
        playCreation()
        aws.forget("cloudformation deploy")
        aws.on("cloudformation deploy") { _ in throw CancellationError() }
        playStack("")
        do {
            try await deploy()
            XCTFail("it was interrupted")
        } catch {
            XCTAssertEqual(error as? Interrupted, Interrupted(description: "nothing was changed, and no change set is left"))
        }
        XCTAssertEqual(ran("cloudformation list-change-sets").count, 1)
    }

    func testInterruptedWhileItRunsSaysHowToFollowAndCancel() async throws {
        playCreation()
        playStack(stackJSON("UPDATE_COMPLETE"))
        let counter = Counter()
        aws.on("cloudformation describe-stack-events") { [root] _ in
            if counter.next() > 2 { throw CancellationError() }
            return .success(eventsJSON(root, [.stack(1, "UPDATE_COMPLETE")]))
        }
        aws.on("cloudformation create-change-set", error: "An error occurred (ValidationError) when calling the CreateChangeSet operation: no")
        do {
            try await deploy()
            XCTFail("it was interrupted")
        } catch let error as Interrupted {
            XCTAssertEqual(
                error.description,
                """
                CloudFormation goes on with web-dev by itself
                  to follow it again:  swift run deploy --env dev
                  to cancel it:        aws cloudformation cancel-update-stack --stack-name web-dev --region eu-west-3
                """)
        }
    }
}

final class Box<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var stored: Value?
    var value: Value? {
        get { lock.withLock { stored } }
        set { lock.withLock { stored = newValue } }
    }
}
