import AWSAccessTesting
import CloudFormation
import Diagnostics
import EnvironmentsTesting
import Foundation
import Terminal
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Deployment
@testable import Environments

/// Answers are as in the AWS CloudFormation API Reference, "CreateChangeSet" and "DescribeStackResource", and in its User
/// Guide, "Import AWS resources into a CloudFormation stack manually".
final class ImportTests: XCTestCase {
    private static let template = """
        { "Parameters": { "Size": { "Type": "Number" } },
          "Conditions": { "Big": { "Fn::Equals": [ { "Ref": "Size" }, "9" ] } },
          "Resources": {
            "Group": { "Type": "AWS::EC2::SecurityGroup", "Properties": { "GroupDescription": "changed" } },
            "Fresh": { "Type": "AWS::SNS::Topic" },
            "Database": { "Type": "AWS::RDS::DBInstance", "DeletionPolicy": "Retain",
              "Properties": { "DBInstanceIdentifier": "my-db", "AllocatedStorage": { "Ref": "Size" } } },
            "Bare": { "Type": "AWS::S3::Bucket" },
            "Rule": { "Type": "AWS::EC2::NetworkAclEntry", "DeletionPolicy": "Retain" },
            "Listener": { "Type": "AWS::SQS::Queue", "DeletionPolicy": "Retain", "Condition": "Big",
              "Properties": { "QueueName": { "Fn::Sub": "${Fresh}-orders" } } },
            "Orders": { "Type": "AWS::SQS::Queue", "DeletionPolicy": "Retain" },
            "Stage": { "Type": "AWS::ApiGateway::Stage", "DeletionPolicy": "Retain",
              "Properties": { "RestApiId": "a1b2c3" } },
            "Service": { "Type": "AWS::ECS::Service", "DeletionPolicy": "Retain" },
            "Address": { "Type": "AWS::EC2::EIP", "DeletionPolicy": "Retain" },
            "Target": { "Type": "AWS::ApplicationAutoScaling::ScalableTarget", "DeletionPolicy": "Retain" },
            "Timer": { "Type": "AWS::Events::Rule", "DeletionPolicy": "Retain" } } }
        """
    private static let deployedTemplate = """
        { "Parameters": { "Size": { "Type": "Number" } },
          "Resources": { "Group": { "Type": "AWS::EC2::SecurityGroup", "Properties": { "GroupDescription": "as it was" } } },
          "Outputs": { "Id": { "Value": { "Ref": "Group" } } } }
        """

    private static let templates = DeployableTemplates(templates: [
        SynthesizedTemplate(
            ["Web"], Fixture.rootTemplate, parameters: Fixture.parameters, lines: ["Data": 10],
            nested: ["Data": "Web.Data.template.json"]),
        SynthesizedTemplate(
            ["Web", "Data"], template, file: "Stacks/Data.swift",
            lines: ["Database": 42, "Bare": 43, "Rule": 44, "Listener": 45, "Stage": 46]),
    ])

    private let data = "arn:aws:cloudformation:eu-west-3:123456789012:stack/web-dev-Data-ABC/1"
    private let aws = FakeAWS()
    private let screen = TestTerminal()
    private let uploaded = Box<String>()

    private func play(
        _ statuses: String..., status: String = "CREATE_COMPLETE", template: String = ImportTests.deployedTemplate
    ) {
        aws.on(
            "cloudformation describe-stack-resource --stack-name web-dev --logical-resource-id Data",
            #"{"StackResourceDetail": {"PhysicalResourceId": "\#(data)"}}"#)
        aws.on(
            "cloudformation list-stack-resources --stack-name \(data)",
            stackResourcesJSON(("Database", "my-db", "AWS::RDS::DBInstance")))
        let counter = Counter()
        aws.on("cloudformation describe-stacks --stack-name \(data)") { [data] _ in
            .success(
                stackJSON(
                    statuses.isEmpty ? "UPDATE_COMPLETE" : statuses[min(counter.next(), statuses.count) - 1], id: data,
                    name: "web-dev-Data-ABC", parameters: ["Size"]))
        }
        aws.on("cloudformation get-template --stack-name \(data)", #"{"TemplateBody": \#(template)}"#)
        aws.on("s3api get-bucket-tagging", #"{"TagSet": [{"Key": "deploy:artifact-settings", "Value": "2"}]}"#)
        aws.on("s3 sync") { [uploaded] command in
            let files = try FileManager.default.contentsOfDirectory(atPath: command.arguments[2])
            uploaded.value = try String(contentsOfFile: "\(command.arguments[2])/\(files[0])", encoding: .utf8)
            return .success("")
        }
        aws.on("cloudformation create-change-set", #"{"Id": "arn:change-set"}"#)
        aws.on(
            "cloudformation describe-change-set",
            """
            {"ChangeSetId":"arn:change-set","StackId":"\(data)","Status":"\(status)","StatusReason":"Resource my-db does not exist",
            "ExecutionStatus":"AVAILABLE","Changes":[{"ResourceChange":{"Action":"Import","LogicalResourceId":"Database","ResourceType":"AWS::RDS::DBInstance"}}]}
            """)
        aws.on("cloudformation execute-change-set", "")
        aws.on("cloudformation delete-change-set", "")
        aws.on(
            "cloudformation describe-stack-events", eventsJSON(data, [.stack(1, "UPDATE_COMPLETE")]),
            eventsJSON(
                data, [.stack(1, "UPDATE_COMPLETE"), .stack(2, "IMPORT_IN_PROGRESS"), .stack(3, "IMPORT_COMPLETE")]))
    }

    private func run(
        _ words: String..., options: Importer.Options = .init(assumesYes: true), answer: String? = nil
    ) async throws {
        try await Importer(
            templates: Self.templates, environment: Fixture.environment(), aws: aws.cli(),
            terminal: screen.terminal(answer: answer)
        ).run(words, options)
    }

    private func problems(_ words: String...) async -> [String] {
        do {
            try await Importer(
                templates: Self.templates, environment: Fixture.environment(), aws: aws.cli(),
                terminal: screen.terminal()
            ).run(words, .init(assumesYes: true))
            return []
        } catch let error as DiagnosticError {
            return error.diagnostics.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    private func ran(_ words: String) -> [String] { aws.lines.filter { $0.hasPrefix(words) } }

    func testAnImportChangesNothingButWhatIsImported() async throws {
        play()
        try await run("Data/Database=my-db")
        let order = try XCTUnwrap(ran("cloudformation create-change-set").first)
        for part in [
            "--stack-name \(data) ", "--change-set-type IMPORT", "--parameters ParameterKey=Size,UsePreviousValue=true",
        ] {
            XCTAssertTrue(order.contains(part), order)
        }
        XCTAssertFalse(order.contains("nested-stacks"), "AWS makes no import of several stacks")
        let command = try XCTUnwrap(aws.commands.first { $0.arguments.contains("--resources-to-import") })
        let index = try XCTUnwrap(command.arguments.firstIndex(of: "--resources-to-import"))
        let list = try JSONSerialization.jsonObject(with: Data(command.arguments[index + 1].utf8)) as? [[String: Any]]
        XCTAssertEqual(list?.count, 1)
        XCTAssertEqual(list?[0]["ResourceType"] as? String, "AWS::RDS::DBInstance")
        XCTAssertEqual(list?[0]["LogicalResourceId"] as? String, "Database")
        XCTAssertEqual(list?[0]["ResourceIdentifier"] as? [String: String], ["DBInstanceIdentifier": "my-db"])
        let text = try XCTUnwrap(uploaded.value)
        let sent = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        let resources = try XCTUnwrap(sent?["Resources"] as? [String: [String: Any]])
        XCTAssertEqual(Set(resources.keys), ["Group", "Database"])
        XCTAssertTrue(text.contains("as it was"), "what else changes waits for the deployment\n\(text)")
        XCTAssertNotNil(sent?["Outputs"])
        XCTAssertEqual(ran("cloudformation execute-change-set").count, 1)
        XCTAssertEqual(ran("cloudformation delete-change-set"), [])
        XCTAssertTrue(screen.errors.contains("swift run drift --env dev"), screen.errors)
    }

    func testWhatAWSWouldRefuseIsToldBeforeAnyCall() async {
        let found = await problems(
            "Data/Bare=lake", "Data/Rule=a", "Data/Database=other", "Data/Stage=a1b2c3", "Data/Databse=x")
        XCTAssertEqual(
            found.dropLast().map {
                $0.split(separator: "\n")[0].split(separator: ": ").dropFirst(2).joined(separator: ": ")
            },
            [
                "Data/Bare: what is imported has to have a deletion policy [not-importable]",
                "Data/Rule: CloudFormation imports nothing of type AWS::EC2::NetworkAclEntry, which it cannot read [not-importable]",
                "Data/Database: DBInstanceIdentifier is 'my-db' in the template, and 'other' is to be imported [not-importable]",
                "Data/Stage: 'a1b2c3' does not identify a resource of type AWS::ApiGateway::Stage [not-importable]",
            ])
        XCTAssertEqual(
            found.last,
            "error: the templates have no resource Data/Databse; did you mean 'Data/Database'? declare it first, then import it [not-importable]"
        )
        XCTAssertTrue(found[0].hasPrefix("Stacks/Data.swift:43: error:"), found[0])
        XCTAssertTrue(found[3].contains("give Data/Stage='RestApiId|StageName'"), found[3])
        let words = await problems("my-db")
        XCTAssertTrue(words[0].contains("'my-db' names no resource"), words[0])
        let several = await problems("Data/Database=my-db", "Lake=lake")
        XCTAssertTrue(several[0].contains("import into one at a time"), several[0])
        XCTAssertEqual(aws.lines, [])
    }

    func testPartsOfAnIdentifierKeepTheirOrder() throws {
        let stage = try ImportedResource("Data/Stage=a1b2c3|prod", in: Self.templates)
        XCTAssertEqual(stage.identifier.map { "\($0.name)=\($0.value)" }, ["RestApiId=a1b2c3", "StageName=prod"])
        let queue = try ImportedResource("Data/Listener=https://sqs/a=b|c", in: Self.templates)
        XCTAssertEqual(queue.identifier.map(\.value), ["https://sqs/a=b|c"], "a single part is any text")
    }

    func testWhatIsNotDeployedYetCannotBeReferredTo() async {
        play()
        let found = await problems("Data/Listener=https://sqs/orders")
        XCTAssertEqual(
            Set(found.compactMap { $0.split(separator: "\n").first.map(String.init) }),
            [
                "Stacks/Data.swift:45: error: Data/Listener refers to Fresh, which is not deployed yet [not-importable]",
                "Stacks/Data.swift:45: error: Data/Listener refers to the condition Big, which is not deployed yet [not-importable]",
            ])
        XCTAssertEqual(ran("cloudformation create-change-set"), [])
    }

    func testWhatIsDeclinedOrRefusedLeavesNoChangeSet() async throws {
        play()
        do {
            try await run("Data/Database=my-db", options: .init(), answer: "n")
            XCTFail("nobody agreed")
        } catch { XCTAssertTrue("\(error)".contains("nothing was imported"), "\(error)") }
        XCTAssertEqual(ran("cloudformation delete-change-set").count, 1)
        try await run("Data/Database=my-db", options: .init(isDryRun: true))
        XCTAssertEqual(ran("cloudformation delete-change-set").count, 2)
        XCTAssertEqual(ran("cloudformation execute-change-set"), [])
        aws.forget("cloudformation describe-change-set")
        aws.on(
            "cloudformation describe-change-set",
            #"{"ChangeSetId":"arn:change-set","StackId":"x","Status":"FAILED","StatusReason":"Resource my-db does not exist"}"#
        )
        do {
            try await run("Data/Database=my-db")
            XCTFail("it was refused")
        } catch {
            XCTAssertEqual("\(error)", "AWS cannot import it: Resource my-db does not exist")
        }
        XCTAssertEqual(ran("cloudformation delete-change-set").count, 3)
    }

    func testAnImportThatARunWasKilledInIsFollowedAndIsThenDone() async throws {
        play(
            "IMPORT_IN_PROGRESS", "IMPORT_COMPLETE",
            template: #"{ "Resources": { "Database": { "Type": "AWS::RDS::DBInstance" } } }"#)
        aws.forget("cloudformation describe-stack-events")
        aws.on(
            "cloudformation describe-stack-events",
            eventsJSON(data, [.stack(2, "IMPORT_IN_PROGRESS"), .stack(3, "IMPORT_COMPLETE")]))
        try await run("Data/Database=my-db")
        XCTAssertTrue(
            screen.errors.contains("Data/Database is in the stack already, as my-db: nothing to import"), screen.errors)
        XCTAssertEqual(ran("cloudformation create-change-set"), [])
    }

    func testAnotherOneInItsPlaceIsToldAndLeftAlone() async {
        play(template: #"{ "Resources": { "Database": { "Type": "AWS::RDS::DBInstance" } } }"#)
        aws.forget("cloudformation list-stack-resources --stack-name \(data)")
        aws.on(
            "cloudformation list-stack-resources --stack-name \(data)",
            """
            {"StackResourceSummaries": [
              {"LogicalResourceId": "Database", "PhysicalResourceId": "my-db", "ResourceType": "x", "ResourceStatus": "DELETE_SKIPPED"},
              {"LogicalResourceId": "Database", "PhysicalResourceId": "your-db", "ResourceType": "x", "ResourceStatus": "CREATE_COMPLETE"}]}
            """)
        let found = await problems("Data/Database=my-db").joined()
        XCTAssertTrue(found.contains("Data/Database is in the stack already, as your-db"), found)
        XCTAssertTrue(found.contains("import my-db under a name of its own"), found)
    }

    /// Whether a stack has what is to be imported, by its physical ID and what it declares.
    private func match(
        _ word: String, _ physicalID: String, _ declared: [String: String] = [:]
    ) throws -> ImportedResource.Match {
        try ImportedResource(word, in: Self.templates).match(physicalID: physicalID) { declared[$0] }
    }

    /// What the physical ID of a type is stands under "Return values" of its page in the AWS CloudFormation Template
    /// Reference.
    func testWhatAStackHasIsKnownByItsPhysicalIDWhereThatTells() throws {
        // "AWS::ECS::Service": the ARN.
        let service = "arn:aws:ecs:eu-west-3:1:service/web/shop"
        XCTAssertEqual(try match("Data/Service=\(service)|web", service), .same)
        XCTAssertEqual(try match("Data/Service=\(service)s|web", service), .other)
        XCTAssertEqual(try match("Data/Service=shop|web", service), .unknown, "a name may be that of another cluster's")
        // "AWS::EC2::EIP": the address.
        XCTAssertEqual(try match("Data/Address=203.0.113.7|eipalloc-1", "203.0.113.7"), .same)
        XCTAssertEqual(try match("Data/Address=203.0.113.8|eipalloc-1", "203.0.113.7"), .other)
        // "AWS::ApplicationAutoScaling::ScalableTarget": all parts.
        let (fleet, dimension) = ("service/web/shop", "ecs:service:DesiredCount")
        let target = "Data/Target=\(fleet)|\(dimension)|ecs"
        XCTAssertEqual(try match(target, "\(fleet)|\(dimension)|ecs"), .same)
        XCTAssertEqual(try match(target, "service/web/cart|\(dimension)|ecs"), .other)
        XCTAssertEqual(try match(target, "\(dimension)|\(fleet)|ecs"), .unknown)
        // "AWS::Events::Rule": a name, and the identifier is an ARN.
        XCTAssertEqual(try match("Data/Timer=arn:aws:events:eu-west-3:1:rule/nightly", "nightly"), .unknown)
        XCTAssertEqual(try match("Data/Timer=arn:aws:events:eu-west-3:1:rule/bus/nightly", "bus|nightly"), .unknown)
        XCTAssertEqual(try match("Data/Database=my-db", "my-db"), .same)
        XCTAssertEqual(try match("Data/Database=MY-DB", "my-db"), .same, "RDS writes it small")
        XCTAssertEqual(try match("Data/Database=my-db", ""), .unknown)
    }

    /// The physical ID of a stage is its name, which stages of other APIs have too.
    func testWhatThePhysicalIDLeavesOpenIsDecidedByWhatIsDeclaredOrNotAtAll() throws {
        let stage = "Data/Stage=a1b2c3|prod"
        XCTAssertEqual(try match(stage, "prod"), .unknown)
        XCTAssertEqual(try match(stage, "prod", ["RestApiId": "a1b2c3"]), .same)
        XCTAssertEqual(try match(stage, "prod", ["RestApiId": "zzz"]), .other)
        XCTAssertEqual(try match(stage, "test"), .unknown)
        XCTAssertEqual(try match(stage, "test", ["StageName": "test"]), .other)
        XCTAssertEqual(try match("Data/Stage=a1b2c3|a1b2c3", "a1b2c3"), .unknown, "which part it is, nobody says")
    }

    func testWhatAStackDeclaresIsResolved() async throws {
        let (same, other) = ("nothing to import", "already, as prod [not-importable]")
        for (declared, api, size, outcome) in [
            ("Api", "a1b2c3", "9", same), ("Api", "d4", "9", other), ("Size", "d4", "a1b2c3", same),
            ("Size", "a1b2c3", "9", other), ("Size", "a1b2c3", "****", "is not known"),
        ] {
            let aws = FakeAWS()
            aws.on(
                "cloudformation describe-stack-resource",
                #"{"StackResourceDetail": {"PhysicalResourceId": "\#(data)"}}"#)
            aws.on(
                "cloudformation describe-stacks",
                stackJSON("UPDATE_COMPLETE", id: data, name: "x", parameters: ["Size"]).replacing(
                    #""ParameterKey":"Size""#, with: #""ParameterKey":"Size","ParameterValue":"\#(size)""#))
            aws.on(
                "cloudformation get-template",
                #"{"TemplateBody": { "Resources": { "Stage": { "Type": "AWS::ApiGateway::Stage", "Properties": { "RestApiId": { "Ref": "\#(declared)" } } } } }}"#
            )
            aws.on(
                "cloudformation list-stack-resources",
                stackResourcesJSON(
                    ("Api", api, "AWS::ApiGateway::RestApi"), ("Stage", "prod", "AWS::ApiGateway::Stage")))
            let screen = TestTerminal()
            do {
                try await Importer(
                    templates: Self.templates, environment: Fixture.environment(), aws: aws.cli(),
                    terminal: screen.terminal()
                ).run(["Data/Stage=a1b2c3|prod"], .init(assumesYes: true))
            } catch { screen.terminal().errors.print("\(error)") }
            XCTAssertTrue(screen.errors.contains(outcome), "\(declared) \(api) \(size) \(screen.errors)")
            XCTAssertEqual(aws.lines.count, 4, "the stack's resources are listed once")
        }
    }

    func testWhatIsNotKnownIsSaidWithTheWayToFindOut() async {
        play(template: #"{ "Resources": { "Timer": { "Type": "AWS::Events::Rule" } } }"#)
        aws.forget("cloudformation list-stack-resources --stack-name \(data)")
        aws.on(
            "cloudformation list-stack-resources", stackResourcesJSON(("Timer", "nightly", "AWS::Events::Rule")))
        let rule = "arn:aws:events:eu-west-3:1:rule/nightly"
        let found = await problems("Data/Timer=\(rule)").joined()
        XCTAssertTrue(found.contains("as nightly, and whether that is \(rule) is not known"), found)
        XCTAssertTrue(
            found.contains("cloudcontrol get-resource --type-name AWS::Events::Rule --identifier '\(rule)'"), found)
        XCTAssertEqual(ran("cloudformation create-change-set"), [])
    }

    func testNothingIsNamedTwice() async {
        let byPath = await problems("Data/Database=my-db", "Data/Database=my-db").joined()
        XCTAssertTrue(byPath.contains("name a resource twice; give it once"), byPath)
        let byIdentity = await problems("Data/Listener=https://sqs/a", "Data/Orders=https://sqs/a").joined()
        XCTAssertTrue(byIdentity.contains("'Data/Listener=https://sqs/a' and 'Data/Orders=https://sqs/a'"), byIdentity)
        XCTAssertEqual(aws.lines, [])
    }

    func testAStackThatIsNotDeployedYetIsToldWithWhatToDo() async {
        aws.on(
            "cloudformation describe-stack-resource --stack-name web-dev --logical-resource-id Data",
            error:
                "An error occurred (ValidationError) when calling the DescribeStackResource operation: Resource Data does not exist for stack web-dev"
        )
        let found = await problems("Data/Database=my-db").joined()
        XCTAssertTrue(found.contains("Data is not deployed yet"), found)
        XCTAssertTrue(found.contains("deploy it once without what is to be imported"), found)
    }

    func testAStackThatIsStuckIsLedOutFirst() async {
        play("UPDATE_ROLLBACK_FAILED")
        let found = await problems("Data/Database=my-db")
        XCTAssertTrue(found[0].contains("'swift run deploy --env dev' says what leads out"), found[0])
    }

    func testAnImportThatFailsSaysThatNothingIsTakenOver() async {
        play()
        aws.forget("cloudformation describe-stack-events")
        aws.on(
            "cloudformation describe-stack-events", eventsJSON(data, [.stack(1, "UPDATE_COMPLETE")]),
            eventsJSON(
                data,
                [
                    .stack(2, "IMPORT_IN_PROGRESS"),
                    .init(
                        time: 3, resource: "Database", status: "IMPORT_FAILED", type: "AWS::RDS::DBInstance",
                        reason: "my-db belongs to another stack"),
                    .stack(4, "IMPORT_ROLLBACK_IN_PROGRESS"), .stack(5, "IMPORT_ROLLBACK_COMPLETE"),
                ]))
        let found = await problems("Data/Database=my-db")
        XCTAssertTrue(found[0].contains("my-db belongs to another stack"), found[0])
        XCTAssertTrue(found[0].contains("the import failed (IMPORT_ROLLBACK_COMPLETE)"), found[0])
        XCTAssertEqual(ran("cloudformation delete-change-set"), [], "it was executed")
    }
}
