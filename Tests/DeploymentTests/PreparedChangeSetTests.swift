import AWSAccessTesting
import EnvironmentsTesting
import Foundation
import Terminal
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Deployment
@testable import Environments

/// `deploy --prepare` and `deploy --execute NAME`, with answers in the form of the AWS CloudFormation API Reference:
/// "CreateChangeSet", "DescribeChangeSet", "GetTemplate", "ExecuteChangeSet".
final class PreparedChangeSetTests: XCTestCase {
    private let stack = "arn:aws:cloudformation:eu-west-3:123456789012:stack/web-dev/1"
    private let changeSetID = "arn:aws:cloudformation:eu-west-3:123456789012:changeSet/prepared-1/x"
    private let nestedID = "arn:aws:cloudformation:eu-west-3:123456789012:changeSet/prepared-1-Data/y"
    private var aws = FakeAWS()
    private let screen = TestTerminal()

    private func deployer(_ environment: EnvironmentFile, answer: String?) -> Deployer {
        Deployer(
            templates: Fixture.templates, environment: environment, aws: aws.cli(),
            terminal: screen.terminal(answer: answer), environmentVariable: { _ in nil },
            now: { Date(timeIntervalSince1970: 1_790_000_000) })
    }

    private func execute(
        _ name: String = "prepared-1", _ options: Deployer.Options = .init(),
        environment: EnvironmentFile = Fixture.environment(), answer: String? = nil
    ) async throws {
        try await deployer(environment, answer: answer).execute(name, options)
    }

    /// A change set on a stack that is there, of a change of the nested database.
    private func play(
        stack status: String = "UPDATE_COMPLETE", changedBy: String = "", execution: String = "AVAILABLE",
        description: String = "prepared by deploy", parameters: String = "", replacement: String = "False",
        template: String? = nil
    ) throws {
        let upload = TemplateUpload(
            templates: Fixture.templates,
            bucket: try ArtifactBucket(
                project: Fixture.environment().project, key: "stackName", account: "123456789012",
                connection: aws.cli().connection), folder: "web-dev", aws: aws.cli())
        let root = String(decoding: try upload.placed().rootTemplate().rendered(), as: UTF8.self)
        aws.on(
            "cloudformation describe-stacks",
            stackJSON(status, id: stack, outputs: ["A": "1"], tags: Fixture.environment().tags, changeSet: changedBy))
        let tags = Fixture.environment().tags.map { #"{"Key":"\#($0.key)","Value":"\#($0.value)"}"# }
        aws.on(
            "cloudformation describe-change-set --change-set-name \(nestedID)",
            """
            {"ChangeSetId":"\(nestedID)","StackId":"\(stack)","Status":"CREATE_COMPLETE","Changes":[
             {"ResourceChange":{"Action":"Modify","LogicalResourceId":"Database","ResourceType":"AWS::RDS::DBInstance",
              "Replacement":"\(replacement)"}}]}
            """)
        aws.on(
            "cloudformation describe-change-set --change-set-name prepared-1 --stack-name web-dev",
            """
            {"ChangeSetId":"\(changeSetID)","StackId":"\(stack)","Status":"CREATE_COMPLETE",
             "ExecutionStatus":"\(execution)","Description":"\(description)","IncludeNestedStacks":true,
             "Parameters":[\(parameters)],"Tags":[\(tags.joined(separator: ","))],"Changes":[
             {"ResourceChange":{"Action":"Modify","LogicalResourceId":"Data",
              "ResourceType":"AWS::CloudFormation::Stack","ChangeSetId":"\(nestedID)"}}]}
            """)
        aws.on(
            "cloudformation describe-change-set",
            error: "An error occurred (ChangeSetNotFound) when calling the DescribeChangeSet operation: none")
        aws.on(
            "cloudformation get-template --change-set-name \(changeSetID)", "{\"TemplateBody\": \(template ?? root)}")
        aws.on("cloudformation get-template --stack-name \(stack)", "{\"TemplateBody\": \(Fixture.rootTemplate)}")
        aws.on(
            "cloudformation list-stack-resources",
            stackResourcesJSON((logicalID: "Data", physicalID: "arn:data", type: "AWS::CloudFormation::Stack")))
        aws.on(
            "cloudformation get-template --stack-name arn:data",
            "{\"TemplateBody\": \(Fixture.dataTemplate.replacing("db.t3.micro", with: "db.t3.small"))}")
        aws.on("cloudformation list-change-sets", #"{"Summaries":[{"ChangeSetId":"x","ChangeSetName":"prepared-1"}]}"#)
        aws.on("cloudformation execute-change-set", "")
        aws.on("cloudformation update-termination-protection", "")
        aws.on(
            "cloudformation describe-stack-events", eventsJSON(stack, [.stack(1, "UPDATE_COMPLETE")]),
            eventsJSON(
                stack, [.stack(1, "UPDATE_COMPLETE"), .stack(2, "UPDATE_IN_PROGRESS"), .stack(3, "UPDATE_COMPLETE")]))
    }

    private func ran(_ words: String) -> [String] { aws.lines.filter { $0.hasPrefix(words) } }

    private func failure(_ body: () async throws -> Void) async -> CommandError? {
        do {
            try await body()
            XCTFail("it did not stop")
        } catch { return CommandError(error) }
        return nil
    }

    // MARK: - Preparing

    private func prepare(_ allowed: Set<String> = []) async throws {
        try play()
        aws.on("s3api get-bucket-tagging", #"{"TagSet": [{"Key": "deploy:artifact-settings", "Value": "2"}]}"#)
        aws.on("s3 sync", "")
        aws.on("cloudformation create-change-set", #"{"Id": "\#(changeSetID)"}"#)
        aws.forget("cloudformation describe-change-set")
        aws.on(
            "cloudformation describe-change-set",
            """
            {"ChangeSetId":"\(changeSetID)","StackId":"\(stack)","Status":"CREATE_COMPLETE",
             "ExecutionStatus":"AVAILABLE","Changes":[{"ResourceChange":{"Action":"Modify","LogicalResourceId":"Lake",
              "ResourceType":"AWS::S3::Bucket","Replacement":"False"}}]}
            """)
        try await deployer(Fixture.environment(), answer: nil).deploy(
            .init(goal: .preparation, allowedReplacements: allowed))
    }

    func testWhatIsPreparedStaysAndIsNamedInTheLastLine() async throws {
        try await prepare(["Data/Database"])
        let request = try XCTUnwrap(ran("cloudformation create-change-set").first)
        let name = try XCTUnwrap(screen.output.split(separator: "\n").last.map(String.init))
        XCTAssertNotNil(name.wholeMatch(of: #/prepared-20260921T141320Z-[0-9a-f]{4}/#), name)
        XCTAssertTrue(request.contains("--change-set-name \(name) "), request)
        XCTAssertTrue(
            request.contains("--description prepared by deploy; may replace or remove Data/Database "), request)
        XCTAssertTrue(screen.errors.contains("swift run deploy --env dev --execute \(name)"), screen.errors)
        XCTAssertEqual(ran("cloudformation delete-change-set") + ran("cloudformation execute-change-set"), [])
    }

    // MARK: - Executing

    func testWhatWasPreparedIsShownExecutedAndFollowed() async throws {
        try play()
        try await execute()
        XCTAssertEqual(
            ran("cloudformation execute-change-set").map {
                $0.hasPrefix("cloudformation execute-change-set --change-set-name \(changeSetID) ")
            },
            [true])
        XCTAssertTrue(screen.output.contains("~ Data/Database"), screen.output)
        XCTAssertTrue(screen.output.hasSuffix("Output  Value\nA       1\n"), screen.output)
        XCTAssertEqual(ran("cloudformation create-change-set") + ran("s3 sync"), [])
    }

    func testANameThatIsNotThereIsToldWithThoseThatAre() async throws {
        try play()
        let error = await failure { try await execute("prepared-2") }
        XCTAssertEqual(error?.diagnostics.map(\.code), ["missing-change-set"])
        XCTAssertEqual(
            error?.diagnostics.first?.message.contains("did you mean 'prepared-1'?"), true, "\(error as Any)")
    }

    func testAChangeSetThatTheStackHasOutrunIsVoid() async throws {
        try play(execution: "OBSOLETE")
        let error = await failure { try await execute() }
        XCTAssertEqual(error?.diagnostics.map(\.code), ["outdated-change-set"])
        XCTAssertEqual(error?.hints.first?.contains("deploy --env dev --prepare"), true)
        XCTAssertEqual(ran("cloudformation execute-change-set"), [])
    }

    func testOnlyWhatIsHereIsExecuted() async throws {
        let cases: [(play: () throws -> Void, message: String)] = [
            (
                { try self.play(template: #"{"Resources": {}}"#) },
                "the change set is not what is here: the templates are others than the stacks make here"
            ),
            (
                { try self.play(parameters: #"{"ParameterKey":"MinSize","ParameterValue":"9"}"#) },
                "the change set is not what is here: MinSize is '9' in it, and '2' here"
            ),
        ]
        for (play, message) in cases {
            aws = FakeAWS()
            try play()
            let error = await failure { try await execute() }
            XCTAssertEqual(error?.diagnostics.map(\.message), [message])
            XCTAssertEqual(ran("cloudformation execute-change-set"), [])
        }
    }

    func testASecretIsNoDifference() async throws {
        try play(parameters: #"{"ParameterKey":"DBPassword","ParameterValue":"****"}"#)
        try await execute()
        XCTAssertEqual(ran("cloudformation execute-change-set").count, 1)
    }

    func testWhatWasAllowedWhenItWasPreparedIsAllowed() async throws {
        try play(description: "prepared by deploy; may replace or remove Data/Database, Lake", replacement: "True")
        try await execute()
        XCTAssertEqual(ran("cloudformation execute-change-set").count, 1)
    }

    func testAllThatWasAllowedIsWrittenDown() throws {
        var options = Deployer.Options(
            goal: .preparation, allowedReplacements: ["Lake"], allowedRefusals: ["B", "A/C"])
        func read() throws -> PreparedChangeSet {
            let text = PreparedChangeSet.description(of: options)
            return PreparedChangeSet(
                changeSet: try AWSCLI.decode(
                    ChangeSet.self,
                    from: Data(
                        #"{"ChangeSetId":"c","StackId":"s","Status":"CREATE_COMPLETE","Description":"\#(text)"}"#.utf8),
                    of: "aws cloudformation"))
        }
        XCTAssertEqual(try read().allowedReplacements, ["Lake"])
        XCTAssertEqual(try read().allowedRefusals, ["B", "A/C"])
        options.allowedReplacements = []
        XCTAssertEqual(try read().allowedReplacements, [])
        XCTAssertEqual(try read().allowedRefusals, ["B", "A/C"])
    }

    func testWhatHoldsDataIsKeptOtherwiseAndTheChangeSetStays() async throws {
        try play(replacement: "True")
        let error = await failure { try await execute() }
        XCTAssertEqual(error?.diagnostics.map(\.code), ["data-at-risk"])
        XCTAssertEqual(error?.hints, ["nothing was changed, and the change set prepared-1 stays as it was prepared"])
        XCTAssertEqual(ran("cloudformation delete-change-set"), [])
    }

    func testAProtectedEnvironmentIsAskedForAndANoKeepsTheChangeSet() async throws {
        try play()
        let prod = Fixture.environment(isProtected: true)
        let error = await failure { try await execute(environment: prod, answer: "no") }
        XCTAssertEqual(error?.diagnostics.map(\.code), ["not-confirmed"])
        XCTAssertEqual(ran("cloudformation delete-change-set") + ran("cloudformation execute-change-set"), [])
    }

    func testTheSameCommandAgainFollowsWhatItHasBegunAndThenHasNothingToDo() async throws {
        try play(stack: "UPDATE_IN_PROGRESS", changedBy: changeSetID)
        aws.forget("cloudformation describe-stacks")
        aws.on(
            "cloudformation describe-stacks", stackJSON("UPDATE_IN_PROGRESS", id: stack, changeSet: changeSetID),
            stackJSON("UPDATE_COMPLETE", id: stack, outputs: ["A": "2"], changeSet: changeSetID))
        try await execute()
        XCTAssertTrue(screen.output.hasSuffix("A       2\n"), screen.output)
        try await execute()
        XCTAssertTrue(screen.errors.contains("prepared-1 has been executed already"), screen.errors)
        XCTAssertEqual(ran("cloudformation execute-change-set"), [])
    }

    func testWithoutAStackThereIsNothingToExecute() async throws {
        aws.on("cloudformation describe-stacks", error: stackMissing)
        let error = await failure { try await execute() }
        XCTAssertEqual(error?.diagnostics.map(\.code), ["missing-change-set"])
    }

    func testADescriptionHasRoomForAThousandCharacters() {
        let names = Set((1...200).map { "Data/Database\($0)" })
        let text = PreparedChangeSet.description(of: .init(goal: .preparation, allowedReplacements: names))
        XCTAssertLessThanOrEqual(text.count, 1024)
        let changeSet = ChangeSet(
            changeSetId: "c", stackId: "s", status: "CREATE_COMPLETE", statusReason: nil, executionStatus: nil,
            description: text, includeNestedStacks: nil, tags: nil, parameters: nil, changes: nil)
        let read = PreparedChangeSet(changeSet: changeSet).allowedReplacements
        XCTAssertGreaterThan(read.count, 50)
        XCTAssertEqual(read.subtracting(names), [], "a name is cut")
    }
}
