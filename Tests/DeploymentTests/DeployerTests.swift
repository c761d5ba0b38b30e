import CloudFormation
import AWSAccessTesting
import Archives
import Diagnostics
import EnvironmentsTesting
import Foundation
import Prices
import Terminal
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Deployment
@testable import Environments

final class DeployerTests: XCTestCase {
    private let root = "arn:stack/root"
    private let changeSetID = "arn:aws:cloudformation:eu-west-3:1:changeSet/deploy-1/x"
    private let aws = FakeAWS()
    private let screen = TestTerminal()

    /// A service on which everything goes well, the stack being new.
    private func playCreation() {
        aws.on("sts get-caller-identity", #"{"Account": "123456789012"}"#)
        aws.on("s3api get-bucket-tagging", #"{"TagSet": [{"Key": "deploy:artifact-settings", "Value": "2"}]}"#)
        aws.on("s3 sync", "")
        aws.on("cloudformation create-change-set", #"{"Id": "\#(changeSetID)"}"#)
        aws.on("cloudformation describe-change-set", changeSet())
        aws.on("cloudformation execute-change-set", "")
        aws.on("cloudformation delete-change-set", "")
        aws.on("cloudformation delete-stack", "")
        aws.on("cloudformation list-change-sets", #"{"Summaries": []}"#)
        aws.on("cloudformation update-termination-protection", "")
    }

    private func changeSet(
        _ status: String = "CREATE_COMPLETE", reason: String = "", execution: String = "AVAILABLE",
        changes: String =
            #"{"ResourceChange":{"Action":"Add","LogicalResourceId":"Lake","ResourceType":"AWS::S3::Bucket"}}"#
    ) -> String {
        """
        {"ChangeSetId":"\(changeSetID)","StackId":"\(root)","Status":"\(status)","StatusReason":"\(reason)",
        "ExecutionStatus":"\(execution)","Changes":[\(changes)]}
        """
    }

    /// Answers a command anew.
    private func replay(_ words: String, _ results: String...) {
        aws.forget(words)
        let counter = Counter()
        aws.on(words) { _ in .success(results[min(counter.next(), results.count) - 1]) }
    }

    /// The change sets that were asked for.
    private func requests() throws -> [ChangeSetInput] {
        try aws.commands.filter { $0.arguments.starts(with: ["cloudformation", "create-change-set"]) }.map(
            ChangeSetInput.init)
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
        _ options: Deployer.Options = .init(), environment: EnvironmentFile = Fixture.environment(),
        answer: String? = nil,
        secrets: [String: String] = [:], endpoint: String? = nil, prices: PriceBook? = nil
    ) async throws {
        var deployer = Deployer(
            templates: Fixture.templates, environment: environment, aws: aws.cli(endpoint: endpoint),
            terminal: screen.terminal(answer: answer),
            environmentVariable: { secrets[$0] }, now: { Date(timeIntervalSince1970: 1_790_000_000) })
        deployer.prices = prices
        try await deployer.deploy(options)
    }

    private func ran(_ words: String) -> [String] { aws.lines.filter { $0.hasPrefix(words) } }

    /// Whoever deploys needs no permission for what CloudFormation does as another role.
    func testCloudFormationActsAsTheRoleOfTheEnvironment() async throws {
        playCreation()
        playStack("", stackJSON("CREATE_COMPLETE"))
        playEvents(
            [.stack(1, "REVIEW_IN_PROGRESS"), .stack(2, "CREATE_IN_PROGRESS")],
            [.stack(1, "REVIEW_IN_PROGRESS"), .stack(2, "CREATE_IN_PROGRESS"), .stack(3, "CREATE_COMPLETE")])
        let role = "arn:aws:iam::123456789012:role/deployment/web-dev-execution"
        try await deploy(environment: Fixture.environment(roleARN: role))
        let requests = ran("cloudformation create-change-set")
        XCTAssertEqual(requests.filter { $0.contains(" --role-arn \(role)") }.count, requests.count, "\(requests)")
        XCTAssertFalse(requests.isEmpty)
    }

    func testCreatesAStackAndPrintsItsOutputs() async throws {
        playCreation()
        playStack("", stackJSON("CREATE_COMPLETE", outputs: ["S3BucketName": "lake-1"]))
        playEvents(
            [.stack(1, "REVIEW_IN_PROGRESS"), .stack(2, "CREATE_IN_PROGRESS")],
            [.stack(1, "REVIEW_IN_PROGRESS"), .stack(2, "CREATE_IN_PROGRESS"), .stack(3, "CREATE_COMPLETE")])
        try await deploy()
        XCTAssertEqual(
            screen.output,
            "Action  Resource  Type\nAdd     Lake      AWS::S3::Bucket\nOutput        Value\nS3BucketName  lake-1\n")
        XCTAssertTrue(screen.errors.contains("CREATE_COMPLETE  web-dev"), screen.errors)
        XCTAssertEqual(ran("cloudformation execute-change-set").count, 1)
        XCTAssertEqual(ran("cloudformation update-termination-protection"), [], "only protected environments have it")
    }

    func testACreationSaysWhatItWillCostUnseenAndWhatIsLeftToDo() async throws {
        playCreation()
        playStack("", stackJSON("CREATE_COMPLETE"))
        playEvents([.stack(2, "CREATE_IN_PROGRESS"), .stack(3, "CREATE_COMPLETE")])
        try await deploy()
        XCTAssertTrue(
            screen.errors.contains(
                "standard support of mysql 8.0 ended on 2026-07-31, and AWS charges RDS Extended Support"),
            screen.errors)
        XCTAssertTrue(screen.errors.hasSuffix("(Data/Mail)\n"), screen.errors)
        XCTAssertTrue(screen.errors.contains("note: AWS has written to ops@example.com"), screen.errors)
    }

    func testAnUpdateDoesNotRepeatWhatItsCreationSaid() async throws {
        playCreation()
        playStack(stackJSON("UPDATE_COMPLETE"))
        playEvents(
            [.stack(1, "UPDATE_COMPLETE")],
            [.stack(1, "UPDATE_COMPLETE"), .stack(2, "UPDATE_IN_PROGRESS"), .stack(3, "UPDATE_COMPLETE")])
        try await deploy()
        XCTAssertFalse(screen.errors.contains("Extended Support"), screen.errors)
        XCTAssertFalse(screen.errors.contains("ops@example.com"), screen.errors)
    }

    func testAChangeSetThatAnotherDeploymentMadeVoidIsSaidToBe() async throws {
        playCreation()
        playStack(stackJSON("UPDATE_COMPLETE"))
        playEvents([.stack(1, "UPDATE_IN_PROGRESS"), .stack(2, "UPDATE_COMPLETE")])
        aws.forget("cloudformation execute-change-set")
        aws.on(
            "cloudformation execute-change-set",
            error:
                "An error occurred (ChangeSetNotFound) when calling the ExecuteChangeSet operation: ChangeSet [x] does not exist"
        )
        do {
            try await deploy()
            XCTFail("it was not executed")
        } catch {
            XCTAssertTrue("\(error)".hasPrefix("web-dev was changed by somebody else"), "\(error)")
        }
    }

    func testASecretPassesThroughStandardInputAndNothingElse() async throws {
        playCreation()
        playStack("", stackJSON("CREATE_COMPLETE"))
        playEvents([.stack(2, "CREATE_IN_PROGRESS"), .stack(3, "CREATE_COMPLETE")])
        try await deploy(secrets: ["DB_PASSWORD": "top=sécret"])
        let request = try XCTUnwrap(try requests().first)
        XCTAssertEqual(
            request.parameters,
            [
                .init("ProjectName", "web"), .init("Environment", "dev"), .init("MinSize", "2"),
                .init("DBPassword", "top=sécret"),
            ])
        let input = try XCTUnwrap(aws.commands.compactMap(\.input).first)
        XCTAssertTrue(input.allSatisfy { $0 < 0x80 }, "the AWS CLI reads it in the encoding of the locale")
        for command in aws.commands {
            XCTAssertFalse(command.arguments.joined().contains("sécret"))
            XCTAssertFalse(command.environment.values.contains { $0?.contains("sécret") == true })
        }
        XCTAssertFalse((screen.output + screen.errors).contains("sécret"))
    }

    func testAChangeSetIsMadeOfWhatIsDeclaredWithNestedStacks() async throws {
        playCreation()
        playStack(stackJSON("UPDATE_COMPLETE", parameters: ["DBPassword", "Gone"]), stackJSON("UPDATE_COMPLETE"))
        playEvents(
            [.stack(1, "UPDATE_COMPLETE")],
            [.stack(1, "UPDATE_COMPLETE"), .stack(2, "UPDATE_IN_PROGRESS"), .stack(3, "UPDATE_COMPLETE")])
        try await deploy(environment: Fixture.environment(tags: ["cost=center": "web = shop"]))
        let request = try XCTUnwrap(try requests().first)
        XCTAssertEqual(request["--change-set-type"], "UPDATE")
        XCTAssertTrue(request.arguments.contains("--include-nested-stacks"))
        XCTAssertEqual(request.tags, [["Key": "cost=center", "Value": "web = shop"]])
        XCTAssertEqual(request.parameters.last, .init("DBPassword", nil, UsePreviousValue: true))
        XCTAssertFalse(request.parameters.contains { $0.ParameterKey == "Gone" })
    }

    func testTheCommittedBytesAreUploadedUnderTheirHash() async throws {
        playCreation()
        playStack("", stackJSON("CREATE_COMPLETE"))
        playEvents([.stack(2, "CREATE_IN_PROGRESS"), .stack(3, "CREATE_COMPLETE")])
        let uploaded = Box<[String: String]>()
        aws.forget("s3 sync")
        aws.on("s3 sync") { command in
            let folder = command.arguments[2]
            XCTAssertEqual(command.arguments[3], "s3://web-artifacts-123456789012-eu-west-3/web-dev")
            uploaded.value = try Dictionary(
                uniqueKeysWithValues: FileManager.default.contentsOfDirectory(atPath: folder).map {
                    ($0, try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8))
                })
            return .success("")
        }
        try await deploy()
        let files = try XCTUnwrap(uploaded.value)
        for (name, text) in files { XCTAssertEqual(name, "\(SHA256.digest(of: Array(text.utf8))).template.json") }
        let address = "https://s3.eu-west-3.amazonaws.com/web-artifacts-123456789012-eu-west-3/web-dev"
        let data = try XCTUnwrap(files.first { $0.value == Fixture.dataTemplate }, "the nested template is as it was")
        let root = try XCTUnwrap(files.first { $0.key != data.key })
        XCTAssertEqual(
            root.value, Fixture.rootTemplate.replacing("./Web.Data.template.json", with: "\(address)/\(data.key)"))
        XCTAssertEqual(try requests().first?["--template-url"], "\(address)/\(root.key)")
    }

    func testATemplateThatDoesNotNameItsNestedOneIsNotUploaded() async throws {
        playCreation()
        playStack("")
        let strange = SynthesizedTemplate(
            ["Web"], Fixture.rootTemplate.replacing("./Web.Data", with: "./Other"), parameters: Fixture.parameters,
            lines: ["Data": 10], nested: ["Data": "Web.Data.template.json"])
        let deployer = Deployer(
            templates: DeployableTemplates(templates: [strange] + Fixture.templates.templates.dropFirst()),
            environment: Fixture.environment(), aws: aws.cli(), terminal: screen.terminal(),
            environmentVariable: { _ in nil })
        do {
            try await deployer.deploy(.init())
            XCTFail("AWS would be given a path")
        } catch {
            XCTAssertTrue(
                "\(error)".hasPrefix(
                    "Stacks/Web.swift:10: error: Web.template.json does not name 'Web.Data.template.json'"), "\(error)")
        }
        XCTAssertEqual(ran("s3 sync"), [])
    }

    func testNoChangesIsASuccessAndLeavesNoChangeSet() async throws {
        for reason in ["No updates are to be performed.", "The submitted information didn't contain changes."] {
            playCreation()
            replay("cloudformation describe-change-set", changeSet("FAILED", reason: reason, changes: ""))
            playStack(stackJSON("UPDATE_COMPLETE", outputs: ["A": "1"]))
            playEvents([.stack(1, "UPDATE_COMPLETE")])
            try await deploy(endpoint: "http://localhost:4566")
            XCTAssertTrue(screen.errors.contains("no changes: web-dev is as its templates say"))
            XCTAssertTrue(screen.output.hasSuffix("Output  Value\nA       1\n"))
            XCTAssertEqual(ran("cloudformation execute-change-set"), [])
        }
        let name = try XCTUnwrap(try requests().first?["--change-set-name"])
        XCTAssertEqual(
            ran("cloudformation delete-change-set")[0],
            "cloudformation delete-change-set --stack-name web-dev --change-set-name \(name)")
    }

    /// A stack that was deployed with what the fixture's templates say, other than as told.
    private func playDeployed(
        _ status: String = "UPDATE_COMPLETE", template: String? = nil,
        tags: [String: String] = Fixture.environment().tags
    ) throws {
        let stack = "arn:aws:cloudformation:eu-west-3:123456789012:stack/web-dev/1"
        playCreation()
        replay(
            "cloudformation describe-change-set",
            changeSet("FAILED", reason: "No updates are to be performed.", changes: ""))
        playStack(stackJSON(status, id: stack, outputs: ["A": "1"], tags: tags))
        aws.on("cloudformation describe-stack-events", eventsJSON(stack, []))
        let bucket = try ArtifactBucket(
            project: Fixture.environment().project, key: "stackName", account: "123456789012",
            connection: aws.cli().connection)
        let upload = TemplateUpload(templates: Fixture.templates, bucket: bucket, folder: "web-dev", aws: aws.cli())
        let deployed = try template ?? String(decoding: upload.placed().rootTemplate().rendered(), as: UTF8.self)
        aws.forget("cloudformation get-template")
        aws.on("cloudformation get-template", "{\"TemplateBody\": \(deployed)}")
    }

    func testWhatIsDeployedAlreadyIsSeenWithTwoCalls() async throws {
        try playDeployed()
        try await deploy()
        XCTAssertTrue(screen.errors.contains("no changes: web-dev is as its templates say"), screen.errors)
        XCTAssertTrue(screen.output.hasSuffix("Output  Value\nA       1\n"))
        XCTAssertEqual(
            aws.commands.map { $0.arguments.prefix(2).joined(separator: " ") }.sorted(),
            ["cloudformation describe-stacks", "cloudformation get-template"])
    }

    /// An update of nothing but values: the templates are those that are deployed.
    private func playNewValues() throws {
        // A stack after a failure, and one whose tags differ, may have other templates than are known.
        try playDeployed(tags: ["Team": "before"])
        replay("cloudformation describe-change-set", changeSet())
        let stack = "arn:aws:cloudformation:eu-west-3:123456789012:stack/web-dev/1"
        let before = [FakeEvent.stack(1, "UPDATE_COMPLETE")]
        replay(
            "cloudformation describe-stack-events", eventsJSON(stack, before),
            eventsJSON(root, before + [.stack(2, "UPDATE_IN_PROGRESS"), .stack(3, "UPDATE_COMPLETE")]))
    }

    func testWhatIsUploadedAlreadyIsNotUploadedAgain() async throws {
        try playNewValues()
        try await deploy()
        let request = try XCTUnwrap(try requests().first)
        XCTAssertTrue(request.arguments.contains("--use-previous-template"), "\(request.arguments)")
        XCTAssertFalse(request.arguments.contains("--template-url"), "\(request.arguments)")
        XCTAssertEqual(ran("s3 sync"), [])
        XCTAssertEqual(
            ran("s3api get-bucket-tagging").count, 1, "whose nested templates are read is asked all the same")
        XCTAssertEqual(ran("cloudformation execute-change-set").count, 1)
    }

    func testWhatAmazonS3HasForgottenIsUploadedAgain() async throws {
        let refusal =
            "An error occurred (ValidationError) when calling the CreateChangeSet operation: S3 error: Access Denied"
        for isRefusedAtOnce in [true, false] {
            try playNewValues()
            aws.forget("cloudformation create-change-set")
            let id = changeSetID
            aws.on("cloudformation create-change-set") { command in
                isRefusedAtOnce && command.arguments.contains("--use-previous-template")
                    ? CommandResult(status: 254, errors: refusal) : .success(#"{"Id": "\#(id)"}"#)
            }
            if !isRefusedAtOnce {
                replay(
                    "cloudformation describe-change-set", changeSet("FAILED", reason: "S3 error: Access Denied"),
                    changeSet())
            }
            let before = (try requests().count, ran("s3 sync").count, ran("cloudformation execute-change-set").count)
            try await deploy()
            let made = try requests().dropFirst(before.0)
            XCTAssertEqual(made.map { $0.arguments.contains("--use-previous-template") }, [true, false])
            XCTAssertEqual(made.map { $0["--template-url"] != nil }, [false, true])
            XCTAssertTrue(made.allSatisfy { $0.arguments.contains("--include-nested-stacks") })
            XCTAssertEqual(ran("s3 sync").count, before.1 + 1)
            XCTAssertEqual(ran("cloudformation execute-change-set").count, before.2 + 1)
            let name = try XCTUnwrap(made.first?["--change-set-name"])
            XCTAssertTrue(
                ran("cloudformation delete-change-set").contains { $0.hasSuffix(name) }, "the first one is put away")
        }
    }

    func testOfSomebodyElsesBucketNothingIsExecuted() async throws {
        try playNewValues()
        aws.forget("s3api get-bucket-tagging")
        aws.on(
            "s3api get-bucket-tagging",
            error: "An error occurred (AccessDenied) when calling the GetBucketTagging operation: Access Denied")
        do {
            try await deploy()
            XCTFail("it is not ours")
        } catch {
            XCTAssertTrue("\(error)".contains("either it belongs to another account"), "\(error)")
        }
        XCTAssertEqual(ran("cloudformation execute-change-set"), [])
        XCTAssertEqual(ran("cloudformation delete-change-set").count, 1)
    }

    func testWhatSystemsManagerHoldsIsAskedForWhereParametersNameIt() async throws {
        let template = """
            { "Parameters": { "Image": { "Type": "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", "Default": "/images/web" } },
              "Resources": { "Topic": { "Type": "AWS::SNS::Topic" } } }
            """
        let image = ParameterDeclaration(
            name: "Image", type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", defaultValue: "/images/web",
            at: .source(SourceLocation(fileID: "Stacks/Web.swift", line: 1)))
        for (held, created) in [("ami-1", 0), ("ami-2", 1)] {
            try playDeployed(template: template)
            let stack = "arn:aws:cloudformation:eu-west-3:123456789012:stack/web-dev/1"
            aws.forget("cloudformation describe-stacks")
            aws.on(
                "cloudformation describe-stacks",
                stackJSON("UPDATE_COMPLETE", id: stack, tags: Fixture.environment().tags).replacing(
                    #""Parameters":[]"#,
                    with:
                        #""Parameters":[{"ParameterKey":"Image","ParameterValue":"/images/web","ResolvedValue":"ami-1"}]"#
                ))
            aws.forget("ssm get-parameters --names /images/web")
            aws.on(
                "ssm get-parameters --names /images/web",
                #"{"Parameters": [{"Name": "/images/web", "Value": "\#(held)"}], "InvalidParameters": []}"#)
            try await Deployer(
                templates: DeployableTemplates(templates: [
                    SynthesizedTemplate(["Web"], template, parameters: Fixture.parameters + [image])
                ]), environment: Fixture.environment(), aws: aws.cli(), terminal: screen.terminal(),
                environmentVariable: { _ in nil }
            ).deploy(.init())
            XCTAssertEqual(ran("cloudformation create-change-set").count, created)
        }
    }

    func testAChangeSetTellsWhereSomethingMayDiffer() async throws {
        let plays: [() throws -> Void] = [
            { try self.playDeployed("UPDATE_ROLLBACK_COMPLETE") },
            { try self.playDeployed(tags: ["Team": "web"]) },
            { try self.playDeployed(template: #"{ "Resources": {} }"#) },
            { try self.playDeployed(template: #""Resources: {}""#) },
        ]
        for (count, play) in plays.enumerated() {
            try play()
            try await deploy()
            XCTAssertEqual(ran("cloudformation create-change-set").count, count + 1)
        }
    }

    /// A service that cannot look into the nested stacks of an update.
    private func playBlindUpdate() {
        playCreation()
        aws.forget("cloudformation create-change-set")
        aws.on("cloudformation create-change-set") { [changeSetID] command in
            return command.arguments.contains("--include-nested-stacks")
                ? CommandResult(
                    status: 254,
                    errors:
                        "An error occurred (ValidationError) when calling the CreateChangeSet operation: Fn::Select cannot select"
                )
                : .success(#"{"Id": "\#(changeSetID)"}"#)
        }
        replay(
            "cloudformation describe-change-set",
            changeSet(
                changes:
                    #"{"ResourceChange":{"Action":"Modify","LogicalResourceId":"Data","ResourceType":"AWS::CloudFormation::Stack","Replacement":"False"}}"#
            ))
        playStack(stackJSON("UPDATE_COMPLETE"))
        playEvents(
            [.stack(1, "UPDATE_COMPLETE")],
            [.stack(1, "UPDATE_COMPLETE"), .stack(2, "UPDATE_IN_PROGRESS"), .stack(3, "UPDATE_COMPLETE")])
    }

    func testUnknownNestedChangesAreAWarningWhereNothingIsProtected() async throws {
        playBlindUpdate()
        try await deploy()
        XCTAssertTrue(
            screen.errors.contains(
                "warning: what changes inside the nested stacks cannot be known before it is done: Fn::Select cannot select"
            ), screen.errors)
        XCTAssertEqual(ran("cloudformation execute-change-set").count, 1)
    }

    // MARK: - What holds data

    /// An update of which AWS says this of the database in the nested stack.
    private func playUpdate(ofDatabase change: String, deployed: String = Fixture.dataTemplate) {
        playCreation()
        let nested = "arn:aws:cloudformation:eu-west-3:1:changeSet/deploy-1-Data/y"
        aws.forget("cloudformation describe-change-set")
        aws.on("cloudformation describe-change-set") { [changeSetID, root] command in
            let isNested = command.arguments.contains(nested)
            let stack = #""LogicalResourceId":"Data","ResourceType":"AWS::CloudFormation::Stack","Replacement":"False""#
            let outer = #"{"ResourceChange":{"Action":"Modify",\#(stack),"ChangeSetId":"\#(nested)"}}"#
            return .success(
                """
                {"ChangeSetId":"\(isNested ? nested : changeSetID)","StackId":"\(root)","Status":"CREATE_COMPLETE",
                "ExecutionStatus":"AVAILABLE","Changes":[\(isNested ? change : outer)]}
                """)
        }
        playTemplates(deployed)
        playStack(stackJSON("UPDATE_COMPLETE"))
        playEvents(
            [.stack(1, "UPDATE_COMPLETE")],
            [.stack(1, "UPDATE_COMPLETE"), .stack(2, "UPDATE_IN_PROGRESS"), .stack(3, "UPDATE_COMPLETE")])
    }

    /// What is deployed, with this in the nested stack.
    private func playTemplates(_ data: String) {
        let stack = "arn:aws:cloudformation:eu-west-3:1:stack/web-Data/z"
        aws.on("cloudformation get-template --stack-name \(root)", "{\"TemplateBody\": \(Fixture.rootTemplate)}")
        aws.on("cloudformation get-template --stack-name \(stack)", "{\"TemplateBody\": \(data)}")
        aws.on(
            "cloudformation list-stack-resources",
            """
            {"StackResourceSummaries": [{"LogicalResourceId": "Data", "PhysicalResourceId": "\(stack)",
              "ResourceType": "AWS::CloudFormation::Stack", "ResourceStatus": "UPDATE_COMPLETE"}]}
            """)
    }

    private func database(_ replacement: String, _ details: String = "") -> String {
        #"{"ResourceChange":{"Action":"Modify","LogicalResourceId":"Database","ResourceType":"AWS::RDS::DBInstance","#
            + #""Replacement":"\#(replacement)"\#(details)}}"#
    }

    func testAnUpdateIsShownAsThePlanOfItsTemplates() async throws {
        let small = Fixture.dataTemplate.replacing("db.t3.micro", with: "db.t3.small")
        playUpdate(ofDatabase: database("False"), deployed: small)
        try await deploy()
        XCTAssertTrue(
            screen.output.hasPrefix("~ Data/Database  AWS::RDS::DBInstance  is updated in place\n"), screen.output)
        XCTAssertTrue(screen.output.contains("DBInstanceClass  db.t3.small → db.t3.micro"), screen.output)
        XCTAssertFalse(screen.output.contains("otherwise"), screen.output)
    }

    func testWhatItCostsIsToldBeforeAnythingIsDone() async throws {
        playUpdate(
            ofDatabase: database("False"), deployed: Fixture.dataTemplate.replacing("db.t3.micro", with: "db.t3.small"))
        try await deploy(prices: .reference)
        XCTAssertTrue(screen.output.contains("Monthly cost in eu-west-3, in USD"), screen.output)
        XCTAssertTrue(screen.output.contains("Data/Database"), screen.output)
    }

    func testWhatACreationCostsIsToldToo() async throws {
        playCreation()
        playStack("", stackJSON("CREATE_COMPLETE"))
        playEvents([.stack(2, "CREATE_IN_PROGRESS"), .stack(3, "CREATE_COMPLETE")])
        try await deploy(prices: .reference)
        XCTAssertTrue(screen.output.contains("Monthly cost in eu-west-3"), screen.output)
    }

    func testWhatAWSSaysOtherwiseStandsBelowThePlan() async throws {
        playUpdate(
            ofDatabase: database("False", #","Details":[{"Target":{"Attribute":"Properties","Name":"Engine"}}]"#))
        try await deploy()
        XCTAssertTrue(
            screen.output.hasPrefix(
                """
                Plan: nothing changes

                What AWS's change set says otherwise
                  Data/Database  AWS updates it in place, for Engine

                """), screen.output)
    }

    /// AWS CloudFormation API Reference, "ResourceChangeDetail": nested stacks whose own properties stay as they are have
    /// changes of the source `Automatic`. A refactoring or an update of their own may have changed what is in them.
    func testNestedStacksThatStayAsTheyAreInTheRootAreReadToo() async throws {
        let nested = "arn:aws:cloudformation:eu-west-3:1:changeSet/deploy-1-Data/y"
        let stack =
            #""LogicalResourceId":"Data","ResourceType":"AWS::CloudFormation::Stack","ChangeSetId":"\#(nested)""#
        let lake =
            #"{"ResourceChange":{"Action":"Modify","LogicalResourceId":"Lake","ResourceType":"AWS::S3::Bucket","Replacement":"False"}}"#
        let sources = [("Automatic", 1), ("DirectModification", 1)]
        for (source, count) in sources {
            playUpdate(ofDatabase: database("False"))
            let details = #""Details":[{"Target":{"Attribute":"Properties"},"ChangeSource":"\#(source)"}]"#
            aws.forget("cloudformation describe-change-set")
            aws.on("cloudformation describe-change-set --change-set-name \(nested)", changeSet(changes: ""))
            aws.on(
                "cloudformation describe-change-set",
                changeSet(changes: #"\#(lake),{"ResourceChange":{"Action":"Modify",\#(stack),\#(details)}}"#))
            let before = ran("cloudformation describe-change-set --change-set-name \(nested)").count
            try await deploy(.init(goal: .dryRun))
            XCTAssertEqual(
                ran("cloudformation describe-change-set --change-set-name \(nested)").count - before, count, source)
            XCTAssertFalse(screen.errors.contains("cannot be known"), screen.errors)
        }
    }

    func testAReplacedDatabaseIsRefusedWithItsLine() async throws {
        playUpdate(ofDatabase: database("True"))
        do {
            try await deploy()
            XCTFail("the database would be lost")
        } catch let error as CommandError {
            let found = try XCTUnwrap(error.diagnostics.first)
            XCTAssertEqual(found.code, "data-at-risk")
            XCTAssertEqual(found.message, "Data/Database holds data and would be replaced by a new, empty one")
            XCTAssertEqual(found.place.map { "\($0)" }?.contains("Data.swift:42"), true)
            XCTAssertEqual(found.fix?.contains("--allow-replacement Data/Database"), true)
        }
        XCTAssertEqual(ran("cloudformation execute-change-set"), [])
        XCTAssertFalse(ran("cloudformation delete-change-set").isEmpty)
    }

    func testAReplacementThatIsAllowedByNameIsDone() async throws {
        playUpdate(ofDatabase: database("True"))
        try await deploy(.init(allowedReplacements: ["Data/Database"]))
        XCTAssertEqual(ran("cloudformation execute-change-set").count, 1)
        XCTAssertFalse(screen.errors.contains("allows nothing"), screen.errors)
    }

    // MARK: - What AWS refuses

    /// What is deployed with a topic where the templates have a security group.
    private let otherType = Fixture.dataTemplate.replacing(
        #""AWS::EC2::SecurityGroup", "Properties": { "GroupDescription": "database" }"#, with: #""AWS::SNS::Topic""#)

    func testWhatAWSIsKnownToRefuseStopsBeforeAChangeSetIsMade() async throws {
        for goal in [Deployer.Options.Goal.deployment, .dryRun, .preparation] {
            playUpdate(ofDatabase: database("False"), deployed: otherType)
            do {
                try await deploy(.init(goal: goal))
                XCTFail("it would fail half-way")
            } catch let error as CommandError {
                let found = try XCTUnwrap(error.diagnostics.first)
                XCTAssertEqual(error.diagnostics.map(\.code), ["change-refused"])
                XCTAssertTrue(found.message.contains("Data/Group"), found.message)
                XCTAssertTrue(
                    found.message.contains("AWS::SNS::Topic cannot become AWS::EC2::SecurityGroup"), found.message)
                XCTAssertEqual(found.fix?.contains("--allow-refused Data/Group"), true)
            }
            XCTAssertTrue(screen.output.contains("! Data/Group"), screen.output)
        }
        XCTAssertEqual(ran("cloudformation create-change-set"), [])
    }

    func testWhatWouldBeLostBesidesIsToldTogetherWithWhatIsRefused() async throws {
        playUpdate(ofDatabase: database("True"), deployed: otherType.replacing("012345678901", with: "elsewhere"))
        do {
            try await deploy()
            XCTFail("it would fail half-way")
        } catch let error as CommandError {
            XCTAssertEqual(error.diagnostics.map(\.code), ["change-refused", "data-at-risk"])
        }
    }

    func testWhatIsRefusedMayBeTriedByName() async throws {
        playUpdate(ofDatabase: database("False"), deployed: otherType)
        try await deploy(.init(allowedRefusals: ["Data/Group"]))
        XCTAssertEqual(ran("cloudformation execute-change-set").count, 1)
        XCTAssertFalse(screen.errors.contains("allows nothing"), screen.errors)
    }

    func testARefusalThatThereIsNotIsSaidToBeNone() async throws {
        playUpdate(ofDatabase: database("False"), deployed: Fixture.dataTemplate)
        try await deploy(.init(allowedRefusals: ["Data/Group"]))
        XCTAssertTrue(
            screen.errors.contains("--allow-refused Data/Group allows nothing: AWS is known to refuse nothing"),
            screen.errors)
    }

    // MARK: - Stack policies

    private let guarded = Fixture.environment(hasStackPolicy: true)
    private let dataStack = "arn:aws:cloudformation:eu-west-3:1:stack/web-Data/z"
    private let openPolicy =
        #"{"Statement":[{"Effect":"Allow","Principal":"*","Action":"Update:*","Resource":"*"}]}"#

    private func policy(keeping resource: String) -> String {
        openPolicy.replacing(
            "]}",
            with:
                #",{"Effect":"Deny","Principal":"*","Action":["Update:Replace","Update:Delete"],"Resource":[\#(resource)]}]}"#
        )
    }

    /// What each stack has for a policy, as AWS keeps it. AWS CloudFormation API Reference, "GetStackPolicy".
    private func playPolicies(_ policies: [String: String]) -> PolicyStore {
        let store = PolicyStore(policies)
        aws.on("cloudformation get-stack-policy") { command in
            .success(String(decoding: try JSONEncoder().encode([store[command.arguments[3]]]), as: UTF8.self))
        }
        aws.on("cloudformation set-stack-policy") { command in
            store[command.arguments[3]] = command.arguments[5]
            return .success("")
        }
        return store
    }

    func testAStackPolicyKeepsWhatHoldsDataWhereTheEnvironmentAsks() async throws {
        playUpdate(ofDatabase: database("False"), deployed: Fixture.dataTemplate.replacing("micro", with: "small"))
        let policies = playPolicies([:])
        try await deploy(environment: guarded)
        XCTAssertEqual(
            policies.all,
            [
                root: policy(keeping: #""LogicalResourceId/Data","LogicalResourceId/Lake""#),
                dataStack: policy(keeping: #""LogicalResourceId/Database""#),
            ])
        XCTAssertTrue(screen.errors.contains("2 set"), screen.errors)
        let sets = ran("cloudformation set-stack-policy").count
        aws.forget("cloudformation describe-change-set")
        aws.on(
            "cloudformation describe-change-set",
            #"{"ChangeSetId":"\#(changeSetID)","StackId":"\#(root)","Status":"FAILED","StatusReason":"No updates are to be performed."}"#
        )
        try await deploy(environment: guarded)
        XCTAssertEqual(ran("cloudformation set-stack-policy").count, sets, "they are there")
    }

    func testAPolicyIsOutOfTheWayOfWhatIsAllowedAndComesBack() async throws {
        playUpdate(ofDatabase: database("True"))
        let own = policy(keeping: #""LogicalResourceId/Database""#)
        let policies = playPolicies([dataStack: own])
        let duringExecution = PolicyStore([:])
        aws.forget("cloudformation execute-change-set")
        aws.on("cloudformation execute-change-set") { [dataStack] _ in
            duringExecution[dataStack] = policies[dataStack]
            return .success("")
        }
        try await deploy(.init(allowedReplacements: ["Data/Database"]), environment: guarded)
        XCTAssertEqual(duringExecution[dataStack], openPolicy)
        XCTAssertEqual(policies[dataStack], own)
    }

    func testAPolicyComesBackWhereTheUpdateFails() async throws {
        playUpdate(ofDatabase: database("True"))
        let own = policy(keeping: #""LogicalResourceId/Other""#)
        let policies = playPolicies([dataStack: own])
        aws.forget("cloudformation describe-stacks")
        playStack(stackJSON("UPDATE_COMPLETE"), stackJSON("UPDATE_ROLLBACK_COMPLETE"))
        aws.forget("cloudformation describe-stack-events --stack-name \(root)")
        playEvents(
            [.stack(1, "UPDATE_COMPLETE")],
            [.stack(1, "UPDATE_COMPLETE"), .stack(2, "UPDATE_IN_PROGRESS"), .stack(3, "UPDATE_ROLLBACK_COMPLETE")])
        do {
            try await deploy(.init(allowedReplacements: ["Data/Database"]), environment: guarded)
            XCTFail("it was rolled back")
        } catch is CommandError {}
        XCTAssertEqual(policies[dataStack], own)
    }

    func testAPolicyComesBackWhereTheUpdateNeverBegins() async throws {
        playUpdate(ofDatabase: database("True"))
        let own = policy(keeping: #""LogicalResourceId/Database""#)
        let policies = playPolicies([dataStack: own])
        aws.forget("cloudformation execute-change-set")
        aws.on(
            "cloudformation execute-change-set",
            error: "An error occurred (AccessDenied) when calling the ExecuteChangeSet operation: no")
        aws.on("cloudformation delete-change-set", "")
        do {
            try await deploy(.init(allowedReplacements: ["Data/Database"]), environment: guarded)
            XCTFail("it may not be executed")
        } catch {}
        XCTAssertEqual(ran("cloudformation set-stack-policy").count, 2, "lifted and put back: \(aws.lines)")
        XCTAssertEqual(policies[dataStack], own)
    }

    /// Put back too early, it would stop the update half-way.
    func testAPolicyStaysAwayWhileTheUpdateGoesOnUnseen() async throws {
        playUpdate(ofDatabase: database("True"))
        let policies = playPolicies([dataStack: policy(keeping: #""LogicalResourceId/Database""#)])
        aws.forget("cloudformation describe-stacks")
        playStack(stackJSON("UPDATE_COMPLETE"), stackJSON("UPDATE_IN_PROGRESS"))
        aws.forget("cloudformation describe-stack-events --stack-name \(root)")
        playEvents([.stack(1, "UPDATE_COMPLETE")])
        do {
            try await deploy(.init(allowedReplacements: ["Data/Database"]), environment: guarded)
            XCTFail("nobody knows how it goes")
        } catch let error as CommandError {
            XCTAssertEqual(error.diagnostics.map(\.code), ["unknown-outcome"])
        }
        XCTAssertEqual(policies[dataStack], openPolicy)
    }

    func testAPolicyThatCannotBeLiftedStopsTheUpdateAndLeavesNoChangeSet() async throws {
        playUpdate(ofDatabase: database("True"))
        _ = playPolicies([dataStack: policy(keeping: #""LogicalResourceId/Database""#)])
        aws.forget("cloudformation set-stack-policy")
        aws.on(
            "cloudformation set-stack-policy",
            error: "An error occurred (AccessDenied) when calling the SetStackPolicy operation: no")
        do {
            try await deploy(.init(allowedReplacements: ["Data/Database"]), environment: guarded)
            XCTFail("AWS would stop half-way")
        } catch {}
        XCTAssertEqual(ran("cloudformation execute-change-set"), [])
        XCTAssertEqual(ran("cloudformation delete-change-set").count, 1)
    }

    func testNobodyAsksForPoliciesUnlessTheEnvironmentDoes() async throws {
        playUpdate(ofDatabase: database("True"))
        try await deploy(.init(allowedReplacements: ["Data/Database"]))
        XCTAssertEqual(aws.lines.filter { $0.contains("stack-policy") }, [])
    }

    func testANameThatAllowsNothingIsSaidToDoSo() async throws {
        playUpdate(ofDatabase: database("True"))
        try? await deploy(.init(allowedReplacements: ["Data/Databse"]))
        XCTAssertEqual(ran("cloudformation execute-change-set"), [])
        XCTAssertTrue(
            screen.errors.contains("--allow-replacement Data/Databse allows nothing: did you mean 'Data/Database'?"),
            screen.errors)
    }

    func testWhatAWSOnlyFearsIsDecidedByTheTemplates() async throws {
        let small = Fixture.dataTemplate.replacing("db.t3.micro", with: "db.t3.small")
        playUpdate(ofDatabase: database("Conditional"), deployed: small)
        try await deploy()
        XCTAssertEqual(ran("cloudformation execute-change-set").count, 1, "another class is an update in place")
        XCTAssertFalse(screen.errors.contains("may be replaced"), "the plan knows: \(screen.errors)")
    }

    func testWhatAWSFearsAndTheTemplatesConfirmIsRefused() async throws {
        let other = Fixture.dataTemplate.replacing("012345678901", with: "elsewhere")
        playUpdate(ofDatabase: database("Conditional"), deployed: other)
        try? await deploy()
        XCTAssertEqual(ran("cloudformation execute-change-set"), [])
    }

    func testWhatNobodyCanReadIsRefused() async throws {
        playUpdate(ofDatabase: database("Conditional"), deployed: #""Resources: {}""#)
        try? await deploy()
        XCTAssertEqual(ran("cloudformation execute-change-set"), [])
        XCTAssertTrue(screen.errors.contains("what is deployed cannot be compared"), screen.errors)
    }

    func testAReplacementWhereNoChangeSetTellsIsFoundInTheTemplates() async throws {
        playBlindUpdate()
        let other = Fixture.dataTemplate.replacing("012345678901", with: "elsewhere")
        playTemplates(other)
        do {
            try await deploy()
            XCTFail("the database would be lost")
        } catch let error as CommandError {
            XCTAssertEqual(error.diagnostics.map(\.code), ["data-at-risk"], "\(error)")
        }
        XCTAssertEqual(ran("cloudformation execute-change-set"), [])
    }

    func testUnknownNestedChangesStopAProtectedEnvironmentDespiteYes() async throws {
        playBlindUpdate()
        let prod = Fixture.environment("prod", isProtected: true)
        do {
            try await deploy(.init(assumesYes: true), environment: prod)
            XCTFail("a database may be replaced")
        } catch let error as CommandError {
            XCTAssertTrue(
                error.diagnostics[0].message.contains("what changes inside its nested stacks is not known"), "\(error)")
            XCTAssertTrue(error.hints[0].contains("--allow-unknown-changes"), "\(error)")
        }
        XCTAssertEqual(ran("cloudformation execute-change-set"), [])
        XCTAssertFalse(ran("cloudformation delete-change-set").isEmpty)
        XCTAssertEqual(ran("cloudformation update-termination-protection"), [])
    }

    func testUnknownNestedChangesMayBeAllowedByName() async throws {
        playBlindUpdate()
        let prod = Fixture.environment("prod", isProtected: true)
        try await deploy(.init(assumesYes: true, allowsUnknownChanges: true), environment: prod)
        XCTAssertEqual(ran("cloudformation execute-change-set").count, 1)
    }

    func testUnknownNestedChangesWantMoreThanAYes() async throws {
        playBlindUpdate()
        try? await deploy(environment: Fixture.environment("prod", isProtected: true), answer: "y")
        XCTAssertEqual(ran("cloudformation execute-change-set"), [])
    }

    func testUnknownNestedChangesWantTheStacksNameTyped() async throws {
        playBlindUpdate()
        try await deploy(environment: Fixture.environment("prod", isProtected: true), answer: "web-prod")
        XCTAssertEqual(ran("cloudformation execute-change-set").count, 1)
    }

    func testAnOperationThatNeverBeginsIsNotWaitedForForEver() async throws {
        playCreation()
        playStack(stackJSON("UPDATE_COMPLETE"))
        playEvents([.stack(1, "UPDATE_COMPLETE")])
        do {
            try await deploy()
            XCTFail("nothing was seen of it")
        } catch {
            XCTAssertTrue("\(error)".contains("AWS shows no event of it"), "\(error)")
        }
    }

    func testANestedChangeSetThatCannotBeReadIsUnknownToo() async throws {
        playBlindUpdate()
        replay("cloudformation create-change-set", #"{"Id": "\#(changeSetID)"}"#)
        aws.forget("cloudformation describe-change-set")
        let own = changeSet(
            changes:
                #"{"ResourceChange":{"Action":"Modify","LogicalResourceId":"Data","ResourceType":"AWS::CloudFormation::Stack","Replacement":"False","ChangeSetId":"inner"}}"#
        )
        aws.on("cloudformation describe-change-set") { command in
            command.arguments.contains("inner")
                ? CommandResult(
                    status: 254,
                    errors: "An error occurred (AccessDenied) when calling the DescribeChangeSet operation: no")
                : .success(own)
        }
        do {
            try await deploy(.init(assumesYes: true), environment: Fixture.environment("prod", isProtected: true))
            XCTFail("a database may be replaced")
        } catch {
            XCTAssertTrue("\(error)".contains("is not known"), "\(error)")
        }
        XCTAssertTrue(screen.errors.contains("not allowed: DescribeChangeSet"), screen.errors)
    }

    func testANestedStackWithoutAChangeSetThatTellsIsUnknownToo() async throws {
        let nested = #""LogicalResourceId":"Data","ResourceType":"AWS::CloudFormation::Stack","Replacement":"False""#
        let pending = changeSet("CREATE_IN_PROGRESS", changes: "").replacingOccurrences(of: changeSetID, with: "inner")
        for (change, inner) in [
            (#"{"Action":"Modify",\#(nested)}"#, ""), (#"{"Action":"Remove",\#(nested)}"#, ""),
            (#"{"Action":"Modify","ChangeSetId":"inner",\#(nested)}"#, pending),
        ] {
            for command in ["create-change-set", "describe-change-set"] { aws.forget("cloudformation \(command)") }
            aws.on("cloudformation describe-change-set --change-set-name inner", inner)
            playBlindUpdate()
            replay("cloudformation create-change-set", #"{"Id": "\#(changeSetID)"}"#)
            replay("cloudformation describe-change-set", changeSet(changes: #"{"ResourceChange":\#(change)}"#))
            do {
                try await deploy(.init(assumesYes: true), environment: Fixture.environment("prod", isProtected: true))
                XCTFail("a database may be replaced or removed: \(change)")
            } catch {
                XCTAssertTrue("\(error)".contains("is not known"), "\(error)")
            }
            XCTAssertTrue(screen.errors.contains("AWS gives no change set of Data"), screen.errors)
            XCTAssertEqual(ran("cloudformation execute-change-set"), [])
        }
    }

    func testTheNameOfAChangeSetThatIsBeingDeletedIsWaitedFor() async throws {
        playBlindUpdate()
        let looks = Counter()
        let (failed, made) = (changeSet("FAILED", reason: "Fn::Select cannot select", changes: ""), changeSet())
        aws.forget("cloudformation describe-change-set")
        aws.on("cloudformation describe-change-set") { _ in .success(looks.next() == 1 ? failed : made) }
        aws.on("cloudformation describe-events", #"{"OperationEvents":[]}"#)
        let orders = Counter()
        aws.forget("cloudformation create-change-set")
        aws.on("cloudformation create-change-set") { [changeSetID] _ in
            orders.next() == 2
                ? CommandResult(
                    status: 254,
                    errors:
                        "An error occurred (AlreadyExistsException) when calling the CreateChangeSet operation: ChangeSet deploy-1 already exists"
                )
                : .success(#"{"Id": "\#(changeSetID)"}"#)
        }
        try await deploy()
        XCTAssertEqual(ran("cloudformation create-change-set").count, 3)
        XCTAssertEqual(ran("cloudformation execute-change-set").count, 1)
    }

    func testALostAnswerToTheChangeSetIsAskedForAgainWithTheSameToken() async throws {
        playCreation()
        playStack("", stackJSON("CREATE_COMPLETE"))
        playEvents([.stack(2, "CREATE_IN_PROGRESS"), .stack(3, "CREATE_COMPLETE")])
        let orders = Counter()
        aws.forget("cloudformation create-change-set")
        aws.on("cloudformation create-change-set") { [changeSetID] _ in
            orders.next() == 1
                ? CommandResult(
                    status: 254,
                    errors: "An error occurred (ServiceUnavailable) when calling the CreateChangeSet operation: 503")
                : .success(#"{"Id": "\#(changeSetID)"}"#)
        }
        try await deploy()
        XCTAssertEqual(try requests().count, 2)
        XCTAssertEqual(Set(try requests().map { $0["--client-token"] ?? "none" }).count, 1, "two tries are one for AWS")
    }

    func testAChangeSetThatMayBeLeftIsTold() async throws {
        playCreation()
        playStack("")
        for command in ["create-change-set", "delete-change-set"] {
            aws.forget("cloudformation \(command)")
            aws.on("cloudformation \(command)", error: #"Could not connect to the endpoint URL: "https://x""#)
        }
        do {
            try await deploy()
            XCTFail("AWS cannot be reached")
        } catch let error as CommandError {
            XCTAssertTrue(error.diagnostics[0].message.hasPrefix("cannot reach"), "\(error)")
            XCTAssertTrue(error.hints.contains { $0.contains("may be left") }, "\(error.hints)")
        }
    }

    func testWhatStopsShortOfTheExecutionLeavesNoChangeSet() async throws {
        let prod = Fixture.environment("prod", isProtected: true)
        for command in ["update-termination-protection", "execute-change-set"] {
            for name in ["describe-stacks", "update-termination-protection", "execute-change-set", "delete-change-set"]
            {
                aws.forget("cloudformation \(name)")
            }
            aws.on(
                "cloudformation \(command) --",
                error: "An error occurred (AccessDenied) when calling the Nameless operation: no")
            playCreation()
            playStack("", stackJSON("REVIEW_IN_PROGRESS", name: "web-prod"))
            let before = aws.lines.count
            do {
                try await deploy(.init(assumesYes: true), environment: prod)
                XCTFail("\(command) was refused")
            } catch {
                XCTAssertTrue("\(error)".hasPrefix("not allowed: Nameless"), "\(error)")
            }
            let calls = aws.lines.dropFirst(before)
            XCTAssertTrue(calls.contains { $0.hasPrefix("cloudformation delete-change-set") }, command)
            XCTAssertTrue(calls.contains("cloudformation delete-stack --stack-name \(root)"), command)
        }
    }

    func testInterruptedWhileItIsProtectedLeavesNothing() async throws {
        aws.on("cloudformation update-termination-protection") { _ in throw CancellationError() }
        playCreation()
        playStack("")
        do {
            try await deploy(.init(assumesYes: true), environment: Fixture.environment("prod", isProtected: true))
            XCTFail("it was interrupted")
        } catch {
            XCTAssertEqual(
                error as? Interrupted, Interrupted(description: "nothing was changed, and no change set is left"))
        }
        XCTAssertEqual(ran("cloudformation execute-change-set"), [])
    }

    func testADryRunDeletesTheChangeSetAndTheEmptyStack() async throws {
        playCreation()
        playStack("", stackJSON("REVIEW_IN_PROGRESS"))
        try await deploy(.init(goal: .dryRun))
        XCTAssertTrue(screen.output.contains("Lake"))
        XCTAssertEqual(ran("cloudformation delete-change-set").count, 1)
        XCTAssertEqual(ran("cloudformation delete-stack"), ["cloudformation delete-stack --stack-name \(root)"])
        XCTAssertEqual(ran("cloudformation execute-change-set"), [])
    }

    func testAProtectedEnvironmentAsksAndIsProtectedBeforeAnythingIsMade() async throws {
        let prod = Fixture.environment("prod", isProtected: true)
        playCreation()
        playStack("", stackJSON("CREATE_COMPLETE", name: "web-prod"))
        playEvents([.stack(2, "CREATE_IN_PROGRESS"), .stack(3, "CREATE_COMPLETE")])
        try await deploy(environment: prod, answer: "y")
        XCTAssertTrue(screen.errors.contains("Execute this on prod (web-prod)? [y/N] "))
        let calls = aws.lines
        let protection = calls.firstIndex(
            of: "cloudformation update-termination-protection --stack-name \(root) --enable-termination-protection")
        let execution = calls.firstIndex { $0.hasPrefix("cloudformation execute-change-set") }
        XCTAssertLessThan(
            try XCTUnwrap(protection), try XCTUnwrap(execution), "a stack that is being made is protected")
    }

    func testAStackThatCannotBeProtectedIsNotTouched() async throws {
        playCreation()
        playStack("", stackJSON("REVIEW_IN_PROGRESS", name: "web-prod"))
        aws.forget("cloudformation update-termination-protection")
        aws.on(
            "cloudformation update-termination-protection",
            error: "An error occurred (AccessDenied) when calling the UpdateTerminationProtection operation: no")
        do {
            try await deploy(.init(assumesYes: true), environment: Fixture.environment("prod", isProtected: true))
            XCTFail("it would be without protection")
        } catch {
            XCTAssertTrue("\(error)".contains("UpdateTerminationProtection"), "\(error)")
        }
        XCTAssertEqual(ran("cloudformation execute-change-set"), [])
        XCTAssertEqual(ran("cloudformation delete-change-set").count, 1)
    }

    func testAProtectedEnvironmentDoesNothingWithoutAYes() async throws {
        let prod = Fixture.environment("prod", isProtected: true)
        for (answer, message) in [("n", "not confirmed: nothing was changed"), (nil, "pass --yes to go on")] {
            playCreation()
            aws.forget("cloudformation describe-stacks")
            playStack("", stackJSON("REVIEW_IN_PROGRESS"))
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
        } catch let error as CommandError {
            XCTAssertEqual(
                error.diagnostics.map(\.description),
                [
                    "Stacks/Web.swift:10: error: Web/Data (AWS::CloudFormation::Stack, logical ID Data): bad parameter [deployment-failed]\n  note: AWS's words are of no kind that is known here, so that nothing can be advised; they stand above as they are",
                    "error: web-dev: the creation failed and was rolled back (ROLLBACK_COMPLETE) [stack-failed]",
                ])
            XCTAssertEqual(
                error.hints,
                [
                    "web-dev/Lake (AWS::S3::Bucket) is retained as lake-1, outside of any stack",
                    "put it right and run the same command again: it deletes what is left and starts afresh",
                    "what happened when:  swift run events --env dev",
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
        XCTAssertTrue(
            screen.errors.contains(
                "web-dev is what is left of a creation that failed; deleting it and creating it again"))
        XCTAssertEqual(ran("cloudformation delete-stack").count, 1)
        XCTAssertEqual(ran("cloudformation execute-change-set").count, 1)
    }

    func testARunningOperationIsFollowedFirst() async throws {
        playCreation()
        replay(
            "cloudformation describe-change-set",
            changeSet("FAILED", reason: "No updates are to be performed.", changes: ""))
        playStack(stackJSON("UPDATE_IN_PROGRESS"), stackJSON("UPDATE_COMPLETE"))
        playEvents([.stack(1, "UPDATE_IN_PROGRESS")], [.stack(1, "UPDATE_IN_PROGRESS"), .stack(2, "UPDATE_COMPLETE")])
        try await deploy(endpoint: "http://localhost:4566")
        XCTAssertTrue(screen.errors.contains("web-dev is UPDATE_IN_PROGRESS, begun at 2026-01-01T00:00:00Z"))
        XCTAssertTrue(screen.errors.contains("no changes"))
    }

    func testARollbackOfACreationIsNotCalledThatOfAnUpdate() async throws {
        playCreation()
        playStack(stackJSON("ROLLBACK_IN_PROGRESS"), stackJSON("ROLLBACK_COMPLETE"))
        playEvents([.stack(1, "CREATE_IN_PROGRESS"), .stack(2, "ROLLBACK_IN_PROGRESS"), .stack(3, "ROLLBACK_COMPLETE")])
        do {
            try await deploy()
            XCTFail("it failed")
        } catch let error as CommandError {
            XCTAssertEqual(
                error.diagnostics.last?.message, "web-dev: the creation failed and was rolled back (ROLLBACK_COMPLETE)")
        }
    }

    func testARollbackIsFollowedAndNobodyIsToldToCancelIt() async throws {
        playCreation()
        playStack(stackJSON("UPDATE_ROLLBACK_IN_PROGRESS"))
        aws.on("cloudformation describe-stack-events") { _ in throw CancellationError() }
        do {
            try await deploy()
            XCTFail("it was interrupted")
        } catch {
            XCTAssertEqual(
                error as? Interrupted,
                Interrupted(
                    description:
                        "CloudFormation goes on with web-dev by itself\n  to follow it again:  swift run deploy --env dev"
                ))
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

    func testAProjectNameThatFitsNoBucketIsFoundBeforeAnyCallWithItsFile() async {
        do {
            try await deploy(
                environment: Fixture.environment(parameters: ["ProjectName": String(repeating: "a", count: 31)]))
            XCTFail("deployed")
        } catch let error as DiagnosticError {
            XCTAssertTrue("\(error)".hasPrefix("parameters/dev.json: error: the project name 'aaaaaaaaaa"), "\(error)")
        } catch {
            XCTFail("\(error)")
        }
        XCTAssertEqual(aws.lines, [])
    }

    func testTheArtifactBucketIsMadeSafeAndItsOwnerChecked() async throws {
        playCreation()
        aws.forget("s3api get-bucket-tagging")
        aws.on(
            "s3api get-bucket-tagging",
            error:
                "An error occurred (NoSuchBucket) when calling the GetBucketTagging operation: The specified bucket does not exist"
        )
        aws.on("s3api", "")
        playStack("", stackJSON("CREATE_COMPLETE"))
        playEvents([.stack(2, "CREATE_IN_PROGRESS"), .stack(3, "CREATE_COMPLETE")])
        try await deploy()
        let made = ran("s3api").map { $0.split(separator: " ")[1] }
        XCTAssertEqual(made.first, "get-bucket-tagging")
        XCTAssertEqual(made[1], "create-bucket")
        XCTAssertEqual(
            Set(made[2..<5]),
            ["put-bucket-versioning", "put-bucket-policy", "put-bucket-lifecycle-configuration"])
        XCTAssertEqual(made.last, "put-bucket-tagging", "the marker comes last")
        XCTAssertTrue(
            ran("s3api create-bucket")[0].hasSuffix(
                "--bucket web-artifacts-123456789012-eu-west-3 --create-bucket-configuration LocationConstraint=eu-west-3"
            ))
        XCTAssertTrue(ran("s3api put").allSatisfy { $0.contains("--expected-bucket-owner 123456789012") })
    }

    func testSomebodyElsesArtifactBucketIsRefused() async throws {
        playCreation()
        aws.forget("s3api get-bucket-tagging")
        aws.on(
            "s3api get-bucket-tagging",
            error: "An error occurred (AccessDenied) when calling the GetBucketTagging operation: Access Denied")
        playStack("")
        do {
            try await deploy()
            XCTFail("it is not ours")
        } catch {
            XCTAssertTrue(
                "\(error)".contains(
                    "'web-artifacts-123456789012-eu-west-3' cannot be used: either it belongs to another account"),
                "\(error)")
        }
        XCTAssertEqual(ran("s3 sync"), [])
    }

    func testInterruptedWhileTheChangeSetIsMadeLeavesNothing() async throws {
        playCreation()
        aws.forget("cloudformation create-change-set")
        aws.on("cloudformation create-change-set") { _ in throw CancellationError() }
        playStack("")
        do {
            try await deploy()
            XCTFail("it was interrupted")
        } catch {
            XCTAssertEqual(
                error as? Interrupted, Interrupted(description: "nothing was changed, and no change set is left"))
        }
        XCTAssertEqual(ran("cloudformation delete-change-set").count, 1)
    }

    func testAStackThatIsDeletedMeanwhileIsNoSuccess() async throws {
        playCreation()
        playStack(stackJSON("UPDATE_COMPLETE"), stackJSON("DELETE_COMPLETE"))
        playEvents(
            [.stack(1, "UPDATE_COMPLETE")],
            [
                .stack(1, "UPDATE_COMPLETE"), .stack(2, "UPDATE_IN_PROGRESS"), .stack(3, "UPDATE_COMPLETE"),
                .stack(4, "DELETE_IN_PROGRESS"), .stack(5, "DELETE_COMPLETE"),
            ])
        do {
            try await deploy()
            XCTFail("it is gone")
        } catch {
            XCTAssertEqual(
                "\(error)",
                "web-dev was deleted by somebody else while it was being deployed (DELETE_COMPLETE)\nwhat happened when:  swift run events --env dev"
            )
        }
    }

    func testWhatACleanUpLeavesIsSaidAtTheEnd() async throws {
        playCreation()
        playStack(stackJSON("UPDATE_COMPLETE"))
        playEvents(
            [.stack(1, "UPDATE_COMPLETE")],
            [
                .stack(1, "UPDATE_COMPLETE"), .stack(2, "UPDATE_IN_PROGRESS"),
                .stack(3, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"),
                .init(
                    time: 4, resource: "Old", status: "DELETE_FAILED", physicalID: "vpc-1", reason: "has dependencies"),
                .stack(5, "UPDATE_COMPLETE"),
            ])
        try await deploy()
        XCTAssertTrue(
            screen.errors.contains(
                "note: web-dev/Old (AWS::EC2::VPC) could not be deleted and stays as vpc-1: has dependencies"),
            screen.errors)
    }

    func testFailedPollsEndNothing() async throws {
        playCreation()
        playStack(stackJSON("UPDATE_COMPLETE"))
        let counter = Counter()
        aws.on("cloudformation describe-stack-events") { [root] _ in
            switch counter.next() {
            case 1: return .success(eventsJSON(root, [.stack(1, "UPDATE_COMPLETE")]))
            case 2: return CommandResult(status: 255, errors: #"Could not connect to the endpoint URL: "https://x""#)
            case 3:
                return CommandResult(
                    status: 254,
                    errors: "An error occurred (ExpiredToken) when calling the DescribeStackEvents operation: expired")
            case 4:
                return CommandResult(
                    status: 254,
                    errors: "An error occurred (AccessDenied) when calling the DescribeStackEvents operation: no")
            case 5:
                return CommandResult(
                    status: 254,
                    errors:
                        "An error occurred (503) when calling the DescribeStackEvents operation (reached max retries: 4): Service Unavailable"
                )
            default:
                return .success(
                    eventsJSON(
                        root,
                        [.stack(1, "UPDATE_COMPLETE"), .stack(2, "UPDATE_IN_PROGRESS"), .stack(3, "UPDATE_COMPLETE")]))
            }
        }
        try await deploy()
        XCTAssertEqual(
            screen.errors.components(separatedBy: "CloudFormation goes on, but how cannot be read at present").count, 2,
            screen.errors)
    }

    func testPollsThatFailForTooLongSayHowToFollow() async throws {
        playCreation()
        playStack(stackJSON("UPDATE_COMPLETE"))
        let counter = Counter()
        aws.on("cloudformation describe-stack-events") { [root] _ in
            counter.next() == 1
                ? .success(eventsJSON(root, [.stack(1, "UPDATE_COMPLETE")]))
                : CommandResult(status: 255, errors: #"Could not connect to the endpoint URL: "https://x""#)
        }
        do {
            try await deploy()
            XCTFail("nothing was seen of it")
        } catch {
            XCTAssertTrue(
                "\(error)".contains("CloudFormation goes on by itself, but how cannot be read: cannot reach"),
                "\(error)")
            XCTAssertTrue("\(error)".contains("to follow it again:  swift run deploy --env dev"), "\(error)")
        }
    }

    private func playLostExecution(_ states: String...) {
        playCreation()
        playStack(stackJSON("UPDATE_COMPLETE"))
        playEvents(
            [.stack(1, "UPDATE_COMPLETE")],
            [.stack(1, "UPDATE_COMPLETE"), .stack(2, "UPDATE_IN_PROGRESS"), .stack(3, "UPDATE_COMPLETE")])
        aws.forget("cloudformation execute-change-set")
        let executions = Counter()
        aws.on("cloudformation execute-change-set") { _ in
            executions.next() == 1
                ? CommandResult(
                    status: 255,
                    errors: #"Connection was closed before we received a valid response from endpoint URL: "https://x""#
                )
                : .success("")
        }
        aws.forget("cloudformation describe-change-set")
        let all = ["AVAILABLE"] + states
        let looks = Counter()
        let answers = all.map { changeSet(execution: $0) }
        aws.on("cloudformation describe-change-set") { _ in .success(answers[min(looks.next(), answers.count) - 1]) }
    }

    func testALostAnswerToTheExecutionIsLookedUp() async throws {
        playLostExecution("EXECUTE_IN_PROGRESS")
        try await deploy()
        XCTAssertEqual(ran("cloudformation execute-change-set").count, 1, "it had begun")
    }

    func testAnExecutionThatDidNotBeginIsTriedAgainWithTheSameToken() async throws {
        playLostExecution("AVAILABLE")
        try await deploy()
        let executions = ran("cloudformation execute-change-set")
        XCTAssertEqual(executions.count, 2)
        XCTAssertEqual(Set(executions).count, 1, "two tries are one for AWS")
    }

    func testAnExecutionThatTheCLIRepeatedIsOursWhenTheStackSaysSo() async throws {
        playCreation()
        playStack(stackJSON("UPDATE_COMPLETE", changeSet: changeSetID))
        playEvents(
            [.stack(1, "UPDATE_COMPLETE")],
            [.stack(1, "UPDATE_COMPLETE"), .stack(2, "UPDATE_IN_PROGRESS"), .stack(3, "UPDATE_COMPLETE")])
        aws.forget("cloudformation execute-change-set")
        aws.on(
            "cloudformation execute-change-set",
            error:
                "An error occurred (InvalidChangeSetStatus) when calling the ExecuteChangeSet operation: is EXECUTE_COMPLETE"
        )
        aws.forget("cloudformation describe-change-set")
        let looks = Counter()
        let own = changeSet()
        aws.on("cloudformation describe-change-set") { _ in
            looks.next() == 1
                ? .success(own)
                : CommandResult(
                    status: 254,
                    errors: "An error occurred (ChangeSetNotFound) when calling the DescribeChangeSet operation: none")
        }
        try await deploy()
        XCTAssertFalse(screen.errors.contains("changed by somebody else"))
    }

    func testTheLoserOfARaceIsToldTheWayOut() async throws {
        playCreation()
        playStack(stackJSON("UPDATE_COMPLETE"))
        playEvents([.stack(1, "UPDATE_COMPLETE")])
        aws.forget("cloudformation create-change-set")
        aws.on(
            "cloudformation create-change-set",
            error:
                "An error occurred (ValidationError) when calling the CreateChangeSet operation: Stack:arn:x is in UPDATE_IN_PROGRESS state and can not be updated."
        )
        do {
            try await deploy()
            XCTFail("somebody else was faster")
        } catch let error as CommandError {
            XCTAssertEqual(
                error.diagnostics.map(\.message),
                [
                    "web-dev is UPDATE_IN_PROGRESS: somebody else began with it a moment ago; nothing of this deployment was done"
                ])
            XCTAssertTrue(error.hints[0].contains("run the same command again"))
        }
    }

    func testEarlyValidationIsToldWithResourceLineAndReason() async throws {
        playCreation()
        playStack(stackJSON("UPDATE_COMPLETE"))
        playEvents([.stack(1, "UPDATE_COMPLETE")])
        let nested = "arn:aws:cloudformation:eu-west-3:1:changeSet/deploy-1-Data-ABC/y"
        aws.forget("cloudformation describe-change-set")
        aws.on(
            "cloudformation describe-change-set --change-set-name \(nested)",
            #"{"ChangeSetId":"\#(nested)","StackId":"s","Status":"FAILED"}"#)
        aws.on(
            "cloudformation describe-change-set",
            changeSet(
                "FAILED",
                reason:
                    "The following hook(s)/validation failed: [AWS::EarlyValidation::ResourceExistenceCheck]. To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information. Nested change set \(nested) was not successfully created: Currently in FAILED.",
                changes: ""))
        aws.on(
            "cloudformation describe-events --change-set-name \(nested) --filters FailedEvents=true",
            """
            {"OperationEvents":[{"EventId":"2","StackId":"s","EventType":"VALIDATION_ERROR","LogicalResourceId":"Database",
            "ResourceType":"AWS::RDS::DBInstance","ValidationFailureMode":"FAIL","ValidationName":"PROPERTY_VALIDATION",
            "ValidationStatus":"FAILED","ValidationPath":"/Resources/Database/Properties/AllocatedStorage",
            "ValidationStatusReason":"#/AllocatedStorage: expected type: String"}]}
            """)
        aws.on(
            "cloudformation describe-events",
            """
            {"OperationEvents":[{"EventId":"1","StackId":"\(root)","EventType":"VALIDATION_ERROR","LogicalResourceId":"Lake",
            "ResourceType":"AWS::S3::Bucket","ValidationFailureMode":"FAIL","ValidationName":"NAME_CONFLICT_VALIDATION",
            "ValidationStatus":"FAILED","ValidationPath":"/Resources/Lake",
            "ValidationStatusReason":"Resource of type 'AWS::S3::Bucket' with identifier 'lake-1' already exists."},
            {"EventId":"3","LogicalResourceId":"Lake","ResourceType":"AWS::S3::Bucket","ValidationFailureMode":"WARN",
            "ValidationName":"BUCKET_EMPTINESS_VALIDATION","ValidationStatusReason":"only a warning"}]}
            """)
        do {
            try await deploy()
            XCTFail("it was refused")
        } catch let error as CommandError {
            XCTAssertEqual(
                error.diagnostics.map(\.description),
                [
                    "Stacks/Web.swift:9: error: Web/Lake (AWS::S3::Bucket, at /Resources/Lake, NAME_CONFLICT_VALIDATION): Resource of type 'AWS::S3::Bucket' with identifier 'lake-1' already exists. [change-set-refused]",
                    "Stacks/Data.swift:42: error: Web/Data/Database (AWS::RDS::DBInstance, at /Resources/Database/Properties/AllocatedStorage, PROPERTY_VALIDATION): #/AllocatedStorage: expected type: String [change-set-refused]",
                ])
        }
        XCTAssertEqual(
            ran("cloudformation create-change-set").count, 1, "what is refused is not tried again in another way")
        XCTAssertEqual(ran("cloudformation delete-change-set").count, 1)
    }

    func testChangeSetsThatNameEachOtherAreReadOnce() async throws {
        playCreation()
        playStack(stackJSON("UPDATE_COMPLETE"))
        playEvents([.stack(1, "UPDATE_COMPLETE")])
        let nested = "arn:aws:cloudformation:eu-west-3:1:changeSet/deploy-1-Data-ABC/y"
        let looks = Counter()
        aws.forget("cloudformation describe-change-set")
        aws.on("cloudformation describe-change-set") { [changeSetID, root] _ in
            guard looks.next() < 20 else { return CommandResult(status: 99, errors: "asked for ever") }
            return .success(
                #"{"ChangeSetId":"\#(changeSetID)","StackId":"\#(root)","Status":"FAILED","StatusReason":"Nested change set \#(nested) was not successfully created."}"#
            )
        }
        aws.on(
            "cloudformation describe-events",
            #"{"OperationEvents":[{"ValidationStatusReason":"taken","ValidationFailureMode":"FAIL"}]}"#)
        try? await deploy()
        XCTAssertEqual(ran("cloudformation describe-change-set").count, 2)
    }

    func testARefusalThatMayNotBeReadKeepsItsChangeSet() async throws {
        playCreation()
        playStack("")
        replay(
            "cloudformation describe-change-set",
            changeSet(
                "FAILED",
                reason: "The following hook(s)/validation failed: [AWS::EarlyValidation::ResourceExistenceCheck].",
                changes: ""))
        aws.on(
            "cloudformation describe-events",
            error:
                "An error occurred (AccessDenied) when calling the DescribeEvents operation: User is not authorized to perform: cloudformation:DescribeEvents"
        )
        do {
            try await deploy()
            XCTFail("it was refused")
        } catch let error as CommandError {
            XCTAssertTrue(
                error.diagnostics[0].message.contains("AWS::EarlyValidation::ResourceExistenceCheck"), "\(error)")
            XCTAssertTrue(error.hints[0].contains("not allowed: cloudformation:DescribeEvents"), "\(error)")
            XCTAssertTrue(
                error.hints[1].contains("aws cloudformation describe-events --change-set-name \(changeSetID)"),
                "\(error)")
        }
        XCTAssertEqual(ran("cloudformation delete-change-set"), [])
    }

    func testInterruptedWhileItRunsSaysHowToFollowAndCancel() async throws {
        playCreation()
        playStack(stackJSON("UPDATE_COMPLETE"))
        let counter = Counter()
        aws.on("cloudformation describe-stack-events") { [root] _ in
            if counter.next() > 2 { throw CancellationError() }
            return .success(eventsJSON(root, [.stack(1, "UPDATE_COMPLETE")]))
        }
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

/// What `create-change-set` is given.
private struct ChangeSetInput {
    struct Parameter: Decodable, Equatable {
        let ParameterKey: String
        let ParameterValue: String?
        let UsePreviousValue: Bool?

        init(_ key: String, _ value: String?, UsePreviousValue: Bool? = nil) {
            ParameterKey = key
            ParameterValue = value
            self.UsePreviousValue = UsePreviousValue
        }
    }
    let arguments: [String]
    let parameters: [Parameter]
    let tags: [[String: String]]

    init(_ command: Command) throws {
        arguments = command.arguments
        parameters = try JSONDecoder().decode([Parameter].self, from: XCTUnwrap(command.input))
        let index = try XCTUnwrap(arguments.firstIndex(of: "--tags"))
        tags = try JSONDecoder().decode([[String: String]].self, from: Data(arguments[index + 1].utf8))
    }

    subscript(option: String) -> String? { arguments.firstIndex(of: option).map { arguments[$0 + 1] } }
}

final class Box<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var stored: Value?
    var value: Value? {
        get { lock.withLock { stored } }
        set { lock.withLock { stored = newValue } }
    }
}

/// The policies of stacks, by their ARNs.
private final class PolicyStore: @unchecked Sendable {
    private let lock = NSLock()
    private var policies: [String: String]

    init(_ policies: [String: String]) { self.policies = policies }

    var all: [String: String] { lock.withLock { policies } }

    subscript(stack: String) -> String? {
        get { lock.withLock { policies[stack] } }
        set { lock.withLock { policies[stack] = newValue } }
    }
}
