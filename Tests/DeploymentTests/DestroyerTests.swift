import AWSAccessTesting
import EnvironmentsTesting
import Terminal
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Deployment
@testable import Environments

final class DestroyerTests: XCTestCase {
    private let root = "arn:stack/root"
    private let data = "arn:stack/data"
    private let aws = FakeAWS()
    private let screen = TestTerminal()

    private func play(isProtected: Bool = false, deletionProtection: Bool = false, name: String = "web-dev") {
        aws.on("cloudformation describe-stacks", stackJSON("CREATE_COMPLETE", name: name, isProtected: isProtected))
        aws.on(
            "cloudformation list-stack-resources --stack-name \(root)",
            """
            {"StackResourceSummaries": [
            {"LogicalResourceId": "Lake", "PhysicalResourceId": "lake-1", "ResourceType": "AWS::S3::Bucket", "ResourceStatus": "CREATE_COMPLETE"},
            {"LogicalResourceId": "Data", "PhysicalResourceId": "\(data)", "ResourceType": "AWS::CloudFormation::Stack", "ResourceStatus": "CREATE_COMPLETE"}]}
            """)
        aws.on(
            "cloudformation list-stack-resources --stack-name \(data)",
            """
            {"StackResourceSummaries": [
            {"LogicalResourceId": "Database", "PhysicalResourceId": "db-1", "ResourceType": "AWS::RDS::DBInstance", "ResourceStatus": "CREATE_COMPLETE"},
            {"LogicalResourceId": "Group", "PhysicalResourceId": "sg-1", "ResourceType": "AWS::EC2::SecurityGroup", "ResourceStatus": "CREATE_COMPLETE"}]}
            """)
        aws.on(
            "cloudformation get-template --stack-name \(root)",
            #"{"TemplateBody": {"Resources": {"Lake": {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain"}}}}"#)
        aws.on(
            "cloudformation get-template --stack-name \(data)",
            #"{"TemplateBody": {"Resources": {"Database": {"Type": "AWS::RDS::DBInstance", "DeletionPolicy": "Snapshot"}, "Group": {"Type": "x"}}}}"#
        )
        aws.on("rds describe-db-instances") { [aws] _ in
            aws.lines.contains { $0.hasPrefix("cloudformation delete-stack") }
                ? CommandResult(
                    status: 254,
                    errors:
                        "An error occurred (DBInstanceNotFound) when calling the DescribeDBInstances operation: none")
                : .success(databaseJSON(more: #","DeletionProtection":\#(deletionProtection)"#))
        }
        aws.on("cloudformation delete-stack", "")
        aws.on("cloudformation update-termination-protection", "")
        let events: [FakeEvent] = [.stack(1, "CREATE_COMPLETE")]
        let end = eventsJSON(
            root,
            events + [
                .stack(2, "DELETE_IN_PROGRESS"), .nested(3, "Data", "DELETE_COMPLETE", id: data),
                .init(
                    time: 3, resource: "Lake", status: "DELETE_SKIPPED", type: "AWS::S3::Bucket", physicalID: "lake-1"),
                .stack(4, "DELETE_COMPLETE"),
            ])
        aws.on("cloudformation describe-stack-events --stack-name \(root) --no-paginate", eventsJSON(root, events), end)
        aws.on("cloudformation describe-stack-events --stack-name \(root)", end)
        aws.on(
            "cloudformation describe-stack-events --stack-name \(data)",
            eventsJSON(
                data,
                [
                    .init(
                        time: 3, resource: "Database", status: "DELETE_COMPLETE", type: "AWS::RDS::DBInstance",
                        physicalID: "db-1"),
                    .stack(3, "DELETE_COMPLETE"),
                ]))
        aws.on("cloudformation list-stacks") { [aws, root, data] _ in
            let status =
                aws.lines.contains { $0.hasPrefix("cloudformation delete-stack") }
                ? "DELETE_COMPLETE" : "CREATE_COMPLETE"
            return .success(stackList(root, data, status))
        }
        playRemains()
    }

    /// What is left when the stack is gone: a bucket, a final snapshot, somebody's own one, kept backups and a log
    /// group.
    private func playRemains(snapshot: String = "web-dev-data-1-snapshot-database-abcdef012345") {
        aws.on("cloudformation list-stacks", stackList(root, data, "DELETE_COMPLETE"))
        aws.on(
            "cloudformation describe-stack-resources",
            error:
                "An error occurred (ValidationError) when calling the DescribeStackResources operation: Stack for x does not exist"
        )
        aws.on("resourcegroupstaggingapi", #"{"ResourceTagMappingList": []}"#)
        aws.on("sts", #"{"Account": "123456789012"}"#)
        let world = world
        world.exist(["lake-1", snapshot, "mine", "db-RESOURCE", "/aws/rds/instance/db-1/error"])
        aws.on("s3api head-bucket --bucket") { command in
            world.has(command.arguments[3])
                ? .success("")
                : CommandResult(
                    status: 254, errors: "An error occurred (404) when calling the HeadBucket operation: Not Found")
        }
        aws.on("rds describe-db-snapshots") { _ in
            let all = [(snapshot, "2026-01-01T00:00:03.000Z"), ("mine", "2025-12-31T00:00:00.000Z")].filter {
                world.has($0.0)
            }
            let texts = all.map {
                #"{"DBSnapshotIdentifier": "\#($0.0)", "DBInstanceIdentifier": "db-1", "SnapshotType": "manual", "Status": "available", "SnapshotCreateTime": "\#($0.1)"}"#
            }
            return .success(#"{"DBSnapshots": [\#(texts.joined(separator: ","))]}"#)
        }
        aws.on("rds describe-db-instance-automated-backups") { _ in
            .success(
                world.has("db-RESOURCE")
                    ? #"{"DBInstanceAutomatedBackups": [{"DBInstanceIdentifier": "db-1", "DbiResourceId": "db-RESOURCE", "Status": "retained"}, {"DBInstanceIdentifier": "other", "DbiResourceId": "db-OTHER", "Status": "retained"}]}"#
                    : #"{"DBInstanceAutomatedBackups": []}"#)
        }
        aws.on("logs describe-log-groups") { _ in
            let group = "/aws/rds/instance/db-1/error"
            let own = world.has(group) ? #"{"logGroupName": "\#(group)"}, "# : ""
            return .success(#"{"logGroups": [\#(own){"logGroupName": "/aws/rds/instance/db-10/error"}]}"#)
        }
        aws.on(
            "rds describe-db-instances --db-instance-identifier db-1",
            error: "An error occurred (DBInstanceNotFound) when calling the DescribeDBInstances operation: none")
        aws.on(
            "s3api list-object-versions --bucket web-artifacts",
            error: "An error occurred (NoSuchBucket) when calling the ListObjectVersions operation: no")
        for command in [
            "s3api delete-bucket --bucket", "rds delete-db-snapshot --db-snapshot-identifier",
            "rds delete-db-instance-automated-backup --dbi-resource-id", "logs delete-log-group --log-group-name",
        ] {
            aws.on(command) { command in
                world.remove(command.arguments[3])
                return .success("")
            }
        }
        aws.on(
            "s3api list-object-versions --bucket lake-1",
            #"{"Versions": [{"Key": "a b", "VersionId": "1"}, {"Key": "a b", "VersionId": "2"}], "DeleteMarkers": [{"Key": "c", "VersionId": "3"}]}"#,
            "")
        aws.on("s3api delete-objects --bucket lake-1") { command in
            let path = try XCTUnwrap(command.arguments.first { $0.hasPrefix("file://") }).dropFirst("file://".count)
            world.request = try String(contentsOfFile: String(path), encoding: .utf8)
            return .success("")
        }
    }

    private let world = World()

    /// What exists, by its ID.
    private final class World: @unchecked Sendable {
        private let lock = NSLock()
        private var things: Set<String> = []
        private var deletion = ""
        func exist(_ ids: Set<String>) { lock.withLock { things = ids } }
        func has(_ id: String) -> Bool { lock.withLock { things.contains(id) } }
        func remove(_ id: String) { lock.withLock { _ = things.remove(id) } }
        var left: Set<String> { lock.withLock { things } }
        /// What was asked to be deleted from a bucket.
        var request: String {
            get { lock.withLock { deletion } }
            set { lock.withLock { deletion = newValue } }
        }
    }

    private func destroy(
        _ options: Destroyer.Options, environment: EnvironmentFile = Fixture.environment(), answer: String? = nil
    ) async throws {
        try await Destroyer(
            templates: Fixture.templates, environment: environment, aws: aws.cli(),
            terminal: screen.terminal(answer: answer)
        )
        .destroy(options)
    }

    private func ran(_ words: String) -> [String] { aws.lines.filter { $0.hasPrefix(words) } }

    func testCloudFormationDeletesAsTheRoleOfTheEnvironment() async throws {
        play()
        let role = "arn:aws:iam::123456789012:role/deployment/web-dev-execution"
        try await destroy(.init(), environment: Fixture.environment(roleARN: role), answer: "yes")
        XCTAssertEqual(
            ran("cloudformation delete-stack"),
            ["cloudformation delete-stack --stack-name \(root) --role-arn \(role)"])
    }

    func testSaysWhatGoesAndWhatStaysAndDeletesAfterTyping() async throws {
        play()
        try await destroy(.init(), answer: "yes")
        XCTAssertEqual(
            screen.output,
            """
            What happens              Resource       Type                      Name
            retained                  web-dev/Lake   AWS::S3::Bucket           lake-1
            deleted after a snapshot  Data/Database  AWS::RDS::DBInstance      db-1
            deleted                   Data           1 resources without data

            """)
        XCTAssertTrue(screen.errors.contains("This destroys web-dev. Type yes to go on: "))
        XCTAssertTrue(
            screen.errors.hasSuffix(
                """
                looking for what is left of web-dev
                destroyed web-dev
                left: the log group /aws/rds/instance/db-1/error (AWS::Logs::LogGroup): made by a service for db-1, which is deleted; no service deletes it, and it has no retention unless somebody set one
                left: the retained automated backups of db-1 (db-RESOURCE) (AWS::RDS::DBInstanceAutomatedBackup): RDS keeps them until their retention period is over, and charges for them
                left: the final snapshot web-dev-data-1-snapshot-database-abcdef012345 (AWS::RDS::DBSnapshot): taken when the database db-1 was deleted
                left: the snapshot mine (AWS::RDS::DBSnapshot): a snapshot of db-1, which is deleted; it is not the final one: somebody made it on purpose; to delete it: aws rds delete-db-snapshot --db-snapshot-identifier mine --region eu-west-3
                left: the bucket lake-1 (AWS::S3::Bucket): retained when web-dev/Lake was deleted
                to delete what is left too:  swift run destroy --env dev --delete-retained

                """), screen.errors)
        XCTAssertEqual(ran("cloudformation delete-stack"), ["cloudformation delete-stack --stack-name \(root)"])
        XCTAssertEqual(
            ran("s3api delete") + ran("rds delete") + ran("logs delete"), [], "data goes on its own flag only")
    }

    func testNothingIsDeletedWithoutConfirmation() async throws {
        let prod = Fixture.environment("prod", isProtected: true)
        let table: [(EnvironmentFile, Destroyer.Options, String?, String)] = [
            (Fixture.environment(), .init(), "no", "not confirmed: nothing was deleted"),
            (Fixture.environment(), .init(), nil, "pass --yes to go on"),
            (prod, .init(), "yes", "not confirmed: nothing was deleted"),
            (
                prod, .init(assumesYes: true), nil,
                "'prod' is protected: --yes alone is not enough; add --confirm web-prod"
            ),
            (
                prod, .init(assumesYes: true, confirmedStack: "web-dev"), nil,
                "--confirm is 'web-dev', but the stack of 'prod' is 'web-prod'"
            ),
        ]
        for (environment, options, answer, message) in table {
            play(isProtected: environment.isProtected)
            do {
                try await destroy(options, environment: environment, answer: answer)
                XCTFail(message)
            } catch {
                XCTAssertTrue("\(error)".contains(message), "\(error)")
            }
        }
        XCTAssertEqual(ran("cloudformation delete-stack"), [])
        XCTAssertEqual(ran("cloudformation update-termination-protection"), [])
    }

    func testAConfirmedProtectedEnvironmentLosesItsProtectionFirst() async throws {
        play(isProtected: true, name: "web-prod")
        try await destroy(
            .init(assumesYes: true, confirmedStack: "web-prod"),
            environment: Fixture.environment("prod", isProtected: true))
        XCTAssertEqual(
            aws.lines.filter { $0.contains("termination-protection") || $0.contains("delete-stack") },
            [
                "cloudformation update-termination-protection --stack-name \(root) --no-enable-termination-protection",
                "cloudformation delete-stack --stack-name \(root)",
            ])
    }

    func testProtectionSetByHandIsToldBeforeAnythingGoes() async throws {
        play(isProtected: true, deletionProtection: true)
        do {
            try await destroy(.init(assumesYes: true))
            XCTFail("it is protected")
        } catch let error as CommandError {
            XCTAssertEqual(error.diagnostics.count, 2)
            XCTAssertTrue(
                error.diagnostics[0].message.contains(
                    "web-dev has termination protection, although parameters/dev.json does not ask for it"))
            XCTAssertEqual(error.diagnostics[1].message, "Data/Database (db-1) has deletion protection")
            XCTAssertEqual(error.diagnostics[1].logicalID, "Database")
            XCTAssertEqual(error.diagnostics[1].fix?.hasPrefix("aws rds modify-db-instance"), true)
        }
        XCTAssertEqual(ran("cloudformation delete-stack"), [])
    }

    func testWhatIsLeftGoesOnItsFlagAndIsLookedForAgain() async throws {
        play()
        try await destroy(.init(assumesYes: true, deletesRetained: true))
        for part in [#""Key":"a b""#, #""VersionId":"1""#, #""VersionId":"2""#, #""VersionId":"3""#] {
            XCTAssertTrue(world.request.contains(part), world.request)
        }
        XCTAssertEqual(world.left, ["mine"], "people's own snapshots stay, and nothing else")
        XCTAssertTrue(screen.errors.contains("destroyed web-dev\nleft: the snapshot mine "), screen.errors)
        XCTAssertEqual(
            ran("rds delete-db-instance-automated-backup"),
            ["rds delete-db-instance-automated-backup --dbi-resource-id db-RESOURCE"])
    }

    func testNothingIsCalledDestroyedThatIsStillThere() async throws {
        play()
        aws.forget("rds delete-db-snapshot --db-snapshot-identifier")
        aws.on("rds delete-db-snapshot", "")
        aws.forget("s3api delete-objects --bucket lake-1")
        aws.on(
            "s3api delete-objects",
            #"{"Errors": [{"Key": "a b", "Code": "AccessDenied", "Message": "Access Denied because object protected by object lock."}]}"#
        )
        do {
            try await destroy(.init(assumesYes: true, deletesRetained: true))
            XCTFail("the bucket and the snapshot are still there")
        } catch let error as CommandError {
            XCTAssertEqual(
                error.diagnostics.map(\.message),
                [
                    "the bucket lake-1 cannot be emptied: 1 of 3 object versions stay, such as 'a b' (Access Denied because object protected by object lock.); Object Lock, a legal hold, MFA delete or a policy keeps them: end that, and run the same command again",
                    "the final snapshot web-dev-data-1-snapshot-database-abcdef012345 is still there",
                ])
            XCTAssertEqual(
                error.hints, ["web-dev itself is gone; to go on:  swift run destroy --env dev --delete-retained"])
        }
        XCTAssertFalse(screen.errors.contains("destroyed"), screen.errors)
        XCTAssertFalse(world.has("db-RESOURCE"), "what one thing refuses does not keep the others")
    }

    func testWhatNobodyMaySeeIsNotTakenForGone() async throws {
        play()
        aws.forget("resourcegroupstaggingapi")
        aws.on(
            "resourcegroupstaggingapi",
            error:
                "An error occurred (AccessDeniedException) when calling the GetResources operation: User: x is not authorized to perform: tag:GetResources"
        )
        do {
            try await destroy(.init(assumesYes: true, deletesRetained: true))
            XCTFail("there may be more")
        } catch let error as CommandError {
            XCTAssertTrue(
                error.diagnostics[0].message.hasPrefix(
                    "whether anything is left is not known: what CloudFormation tagged as this stack's: not allowed: tag:GetResources"
                ), error.diagnostics[0].message)
        }
        XCTAssertFalse(screen.errors.contains("destroyed"), screen.errors)
    }

    func testARunAfterAnInterruptionFindsAllOfIt() async throws {
        aws.on("cloudformation describe-stacks", error: stackMissing)
        playGoneStack()
        playRemains()
        try await destroy(.init(deletesRetained: true), answer: "yes")
        XCTAssertEqual(world.left, ["mine"])
        XCTAssertEqual(
            screen.output,
            """
            What happens           Resource                Type                                 Name
            deleted with its data  of an earlier deletion  AWS::Logs::LogGroup                  /aws/rds/instance/db-1/error
            deleted with its data  of an earlier deletion  AWS::RDS::DBInstanceAutomatedBackup  db-RESOURCE
            deleted with its data  of an earlier deletion  AWS::RDS::DBSnapshot                 web-dev-data-1-snapshot-database-abcdef012345
            left as it is          of an earlier deletion  AWS::RDS::DBSnapshot                 mine
            deleted with its data  of an earlier deletion  AWS::S3::Bucket                      lake-1

            """)
    }

    func testABucketThatALivingStackHoldsIsNeverTouched() async throws {
        aws.on("cloudformation describe-stacks", error: stackMissing)
        playGoneStack()
        aws.on(
            #"cloudformation describe-stack-resources --cli-input-json {"PhysicalResourceId":"lake-1"}"#,
            #"{"StackResources": [{"StackId": "arn:stack/newer", "ResourceStatus": "IMPORT_COMPLETE"}]}"#)
        playRemains()
        try await destroy(.init(assumesYes: true, deletesRetained: true))
        XCTAssertEqual(world.left, ["lake-1", "mine"])
        XCTAssertFalse(screen.errors.contains("lake-1"), screen.errors)
    }

    func testWhatAnOldDeletionLeftIsFoundByCloudFormationsTags() async throws {
        aws.on("cloudformation describe-stacks", error: stackMissing)
        aws.on(
            "cloudformation list-stacks",
            #"{"StackSummaries": [{"StackId": "arn:stack/living", "StackName": "web-dev-2", "StackStatus": "CREATE_COMPLETE"}]}"#
        )
        func bucket(_ name: String, of stack: String, _ id: String) -> String {
            #"{"ResourceARN": "arn:aws:s3:::\#(name)", "Tags": [{"Key": "aws:cloudformation:stack-name", "Value": "\#(stack)"}, {"Key": "aws:cloudformation:stack-id", "Value": "\#(id)"}]}"#
        }
        let resources = [
            bucket("nested", of: "web-dev-Storage-1A2B3C4D5E6F", "arn:stack/old"),
            bucket("root", of: "web-dev", "arn:stack/older"),
            bucket("others", of: "web-dev-2", "arn:stack/living"),
            bucket("others-nested", of: "web-dev-2-Storage-1A2B3C4D5E6F", "arn:stack/x"),
        ]
        aws.on("resourcegroupstaggingapi", #"{"ResourceTagMappingList": [\#(resources.joined(separator: ","))]}"#)
        aws.on("s3api head-bucket", "")
        playRemains()
        try await destroy(.init())
        XCTAssertEqual(
            screen.errors.split(separator: "\n").filter { $0.hasPrefix("left: ") }.map { String($0.prefix(24)) },
            ["left: the bucket nested (", "left: the bucket root (AW"].map { String($0.prefix(24)) })
    }

    func testWhatIsLeftOfABrokenOffCreationIsFound() async throws {
        play()
        aws.forget("cloudformation describe-stacks")
        aws.on("cloudformation describe-stacks", stackJSON("CREATE_IN_PROGRESS"))
        // The bucket is made after the forecast, and its event of the deletion never comes.
        aws.forget("cloudformation list-stack-resources --stack-name \(root)")
        aws.on("cloudformation list-stack-resources --stack-name \(root)", #"{"StackResourceSummaries": []}"#)
        forgetEvents()
        aws.on(
            "cloudformation describe-stack-events --stack-name \(root) --no-paginate",
            eventsJSON(root, [.stack(1, "CREATE_IN_PROGRESS")]),
            eventsJSON(
                root,
                [
                    .stack(2, "DELETE_IN_PROGRESS"), .stack(4, "DELETE_COMPLETE"),
                ]))
        aws.on(
            "cloudformation describe-stack-events --stack-name \(root)",
            eventsJSON(
                root,
                [
                    .stack(1, "CREATE_IN_PROGRESS"),
                    .init(
                        time: 1, resource: "Lake", status: "CREATE_COMPLETE", type: "AWS::S3::Bucket",
                        physicalID: "lake-1"),
                    .stack(2, "DELETE_IN_PROGRESS"), .stack(4, "DELETE_COMPLETE"),
                ]))
        try await destroy(.init(assumesYes: true))
        XCTAssertTrue(screen.errors.contains("left: the bucket lake-1 (AWS::S3::Bucket)"), screen.errors)
        XCTAssertTrue(screen.errors.contains("note: web-dev is being created"), screen.errors)
    }

    func testAnInterruptionSaysWhatIsLeftAndHowToGoOn() async throws {
        play()
        aws.forget("s3api list-object-versions --bucket lake-1")
        aws.on("s3api list-object-versions --bucket lake-1") { _ in throw CancellationError() }
        do {
            try await destroy(.init(assumesYes: true, deletesRetained: true))
            XCTFail("it was interrupted")
        } catch let error as Interrupted {
            XCTAssertTrue(
                error.description.hasPrefix(
                    "web-dev is deleted; of what it left, this is still there:\n  left: the snapshot mine "), "\(error)"
            )
            XCTAssertTrue(
                error.description.hasSuffix(
                    "\n  left: the bucket lake-1 (AWS::S3::Bucket): retained when web-dev/Lake was deleted\n  to go on:  swift run destroy --env dev --delete-retained"
                ),
                "\(error)")
        }
    }

    func testAnInterruptionOfTheDeletionNamesWhatItDoesNotDelete() async throws {
        play()
        forgetEvents()
        aws.on("cloudformation describe-stack-events --stack-name \(root) --no-paginate") { [aws] _ in
            if aws.lines.contains(where: { $0.hasPrefix("cloudformation delete-stack") }) { throw CancellationError() }
            return .success(#"{"StackEvents": []}"#)
        }
        do {
            try await destroy(.init(assumesYes: true, deletesRetained: true))
            XCTFail("it was interrupted")
        } catch let error as Interrupted {
            XCTAssertEqual(
                error.description,
                """
                CloudFormation goes on deleting web-dev by itself
                  to follow it again:  swift run destroy --env dev --delete-retained
                  not deleted yet, which that command also does:
                    lake-1 (AWS::S3::Bucket)
                    db-1 (AWS::RDS::DBInstance)
                """)
        }
    }

    func testALostAnswerOfTheDeletionIsLookedUp() async throws {
        play()
        aws.forget("cloudformation delete-stack")
        aws.on(
            "cloudformation delete-stack", error: "Could not connect to the endpoint URL: \"https://cloudformation\"",
            status: 255)
        aws.forget("cloudformation describe-stacks")
        aws.on(
            "cloudformation describe-stacks", stackJSON("CREATE_COMPLETE"), stackJSON("CREATE_COMPLETE"),
            stackJSON("DELETE_IN_PROGRESS"))
        try await destroy(.init(assumesYes: true))
        XCTAssertTrue(screen.errors.contains("destroyed web-dev\n"), screen.errors)
    }

    func testTheArtifactBucketMayGoByAnotherHand() async throws {
        aws.on("s3api list-object-versions --bucket web-artifacts", "")
        aws.on(
            "s3api delete-bucket --bucket web-artifacts",
            error: "An error occurred (NoSuchBucket) when calling the DeleteBucket operation: no")
        try await RemainsDeletion(aws: aws.cli(), terminal: screen.terminal()).delete(
            Remain(
                kind: .uploadedTemplates(prefix: "web-dev/"), type: "AWS::S3::Bucket", id: "web-artifacts", reason: ""))
    }

    func testADeletionThatSomebodyElseBeganMeanwhileIsFollowed() async throws {
        play()
        forgetEvents()
        playGoneStack()
        aws.forget("cloudformation describe-stacks")
        aws.on("cloudformation describe-stacks", stackJSON("CREATE_COMPLETE"), stackJSON("DELETE_IN_PROGRESS"))
        try await destroy(.init(assumesYes: true))
        XCTAssertEqual(ran("cloudformation delete-stack"), [])
        XCTAssertTrue(screen.errors.contains("destroyed web-dev\n"), screen.errors)
    }

    func testADeletionThatDidNotBeginIsOrderedAgain() async throws {
        play()
        aws.forget("cloudformation delete-stack")
        let orders = Counter()
        aws.on("cloudformation delete-stack") { _ in
            orders.next() == 1
                ? CommandResult(
                    status: 254,
                    errors: "An error occurred (ServiceUnavailable) when calling the DeleteStack operation: 503")
                : .success("")
        }
        try await destroy(.init(assumesYes: true))
        XCTAssertEqual(ran("cloudformation delete-stack").count, 2)
        XCTAssertTrue(screen.errors.contains("destroyed web-dev\n"), screen.errors)
    }

    func testADeletionThatIsRefusedLeavesTheStackProtected() async throws {
        play(isProtected: true, name: "web-prod")
        aws.forget("cloudformation delete-stack")
        aws.on(
            "cloudformation delete-stack",
            error: "An error occurred (AccessDenied) when calling the DeleteStack operation: no")
        do {
            try await destroy(
                .init(assumesYes: true, confirmedStack: "web-prod"),
                environment: Fixture.environment("prod", isProtected: true))
            XCTFail("it was refused")
        } catch let error as CommandError {
            XCTAssertTrue(error.diagnostics[0].message.hasPrefix("not allowed: DeleteStack"), "\(error)")
            XCTAssertEqual(
                error.hints[0], "this run deleted nothing of web-prod, and its termination protection is on again")
        }
        XCTAssertTrue(
            ran("cloudformation update-termination-protection").last?.hasSuffix(" --enable-termination-protection")
                == true)
    }

    func testAProtectedStackThatWasOnlyReviewedGoes() async throws {
        play()
        aws.forget("cloudformation describe-stacks")
        aws.on("cloudformation describe-stacks", stackJSON("REVIEW_IN_PROGRESS", name: "web-prod", isProtected: true))
        try await destroy(
            .init(assumesYes: true, confirmedStack: "web-prod"),
            environment: Fixture.environment("prod", isProtected: true))
        let calls = aws.lines.filter {
            $0.contains("termination-protection") || $0.hasPrefix("cloudformation delete-stack")
        }
        XCTAssertEqual(
            calls.first,
            "cloudformation update-termination-protection --stack-name \(root) --no-enable-termination-protection")
        XCTAssertEqual(calls.last, "cloudformation delete-stack --stack-name \(root)")
    }

    private func forgetEvents() {
        for page in ["", " --no-paginate"] {
            aws.forget("cloudformation describe-stack-events --stack-name \(root)\(page)")
        }
    }

    private func playGoneStack() {
        aws.on(
            "cloudformation describe-stack-events --stack-name \(root)",
            eventsJSON(
                root,
                [
                    .stack(1, "CREATE_COMPLETE"), .stack(2, "DELETE_IN_PROGRESS"),
                    .nested(3, "Data", "DELETE_IN_PROGRESS", id: data),
                    .init(
                        time: 3, resource: "Lake", status: "DELETE_SKIPPED", type: "AWS::S3::Bucket",
                        physicalID: "lake-1"),
                    .nested(6, "Data", "DELETE_COMPLETE", id: data), .stack(7, "DELETE_COMPLETE"),
                ]))
        aws.on(
            "cloudformation describe-stack-events --stack-name \(data)",
            eventsJSON(
                data,
                [
                    .stack(3, "DELETE_IN_PROGRESS"),
                    .init(
                        time: 5, resource: "Database", status: "DELETE_COMPLETE", type: "AWS::RDS::DBInstance",
                        physicalID: "db-1"),
                    .stack(6, "DELETE_COMPLETE"),
                ]))
    }

    func testADeletionThatFailsTellsTheFirstCause() async throws {
        play()
        forgetEvents()
        aws.on(
            "cloudformation describe-stack-events --stack-name \(root)",
            eventsJSON(root, [.stack(1, "CREATE_COMPLETE")]),
            eventsJSON(
                root,
                [
                    .stack(2, "DELETE_IN_PROGRESS"),
                    .init(
                        time: 3, resource: "Lake", status: "DELETE_FAILED", type: "AWS::S3::Bucket",
                        reason: "The bucket is not empty"),
                    .stack(4, "DELETE_FAILED"),
                ]))
        do {
            try await destroy(.init(assumesYes: true))
            XCTFail("it failed")
        } catch let error as CommandError {
            XCTAssertEqual(
                error.diagnostics.map(\.description),
                [
                    "Stacks/Web.swift:9: error: Web/Lake (AWS::S3::Bucket, logical ID Lake): The bucket is not empty [deployment-failed]\n  note: the bucket has objects in it, or old versions of some\n  fix: empty it, versions too, then delete; or keep it (deletionPolicy: .retain), and 'destroy --delete-retained' empties and deletes it",
                    "error: web-dev: the deletion failed (DELETE_FAILED) [stack-failed]\n  fix: put right what AWS names above, then run destroy again: it goes on where this stopped",
                ])
        }
    }

    func testWhatIsNotDeployedIsDestroyedAlready() async throws {
        aws.on("cloudformation describe-stacks", error: stackMissing)
        aws.on("cloudformation list-stacks", #"{"StackSummaries": []}"#)
        aws.on("rds describe-db-snapshots", #"{"DBSnapshots": []}"#)
        playRemains()
        try await destroy(.init(assumesYes: true))
        XCTAssertEqual(
            screen.errors,
            "web-dev is not deployed in eu-west-3\nlooking for what is left of web-dev\nnothing is left of web-dev: nothing to destroy\n"
        )
    }

    func testAProtectedLoadBalancerIsToldBeforeAnythingGoes() async throws {
        aws.on("cloudformation describe-stacks", stackJSON("CREATE_COMPLETE"))
        aws.on(
            "cloudformation list-stack-resources",
            #"{"StackResourceSummaries": [{"LogicalResourceId": "Front", "PhysicalResourceId": "arn:lb", "ResourceType": "AWS::ElasticLoadBalancingV2::LoadBalancer", "ResourceStatus": "CREATE_COMPLETE"}]}"#
        )
        aws.on("cloudformation get-template", #"{"TemplateBody": {"Resources": {}}}"#)
        aws.on(
            "elbv2 describe-load-balancer-attributes --load-balancer-arn arn:lb",
            #"{"Attributes": [{"Key": "access_logs.s3.enabled", "Value": "true"}, {"Key": "deletion_protection.enabled", "Value": "true"}]}"#
        )
        do {
            try await destroy(.init(assumesYes: true))
            XCTFail("it is protected")
        } catch let error as CommandError {
            XCTAssertEqual(
                error.diagnostics.map(\.description),
                [
                    "error: web-dev/Front (arn:lb) has deletion protection [deletion-protected]\n  fix: aws elbv2 modify-load-balancer-attributes --attributes Key=deletion_protection.enabled,Value=false --load-balancer-arn arn:lb --region eu-west-3"
                ])
        }
        XCTAssertEqual(ran("cloudformation delete-stack"), [])
    }

    func testANameThatKeepsNothingStopsTheDeletion() {
        let left = LeftBehind(names: ["Data/Databse"])
        let found = left.unknown(in: DeletionForecast(entries: [], mayExport: false))
        XCTAssertEqual(found.map(\.code), ["missing-resource"])
        XCTAssertTrue(found[0].message.hasPrefix("--retain Data/Databse leaves nothing"), "\(found)")
    }

    // MARK: - What a --yes does not do

    /// The database's template, as it was deployed.
    private func playData(_ policy: String, more: String = "") {
        aws.forget("cloudformation get-template --stack-name \(data)")
        aws.on(
            "cloudformation get-template --stack-name \(data)",
            #"{"TemplateBody": {"Resources": {"Database": {"Type": "AWS::RDS::DBInstance", "DeletionPolicy": "\#(policy)"}, "Group": {"Type": "x"}}\#(more)}}"#
        )
    }

    func testDataThatWouldBeGoneIsNotDeletedUnnamed() async throws {
        play()
        playData("Delete")
        do {
            try await destroy(.init(assumesYes: true))
            XCTFail("the database would be gone")
        } catch let error as CommandError {
            XCTAssertEqual(error.diagnostics.map(\.code), ["data-at-risk"])
            XCTAssertEqual(
                error.diagnostics[0].message, "Data/Database holds data and would be deleted with its data")
            XCTAssertEqual(error.diagnostics[0].place.map { "\($0)" }?.contains("Data.swift:42"), true)
            XCTAssertEqual(
                error.diagnostics[0].fix?.hasSuffix("--allow-replacement Data/Database where that is meant"), true)
        }
        XCTAssertEqual(ran("cloudformation delete-stack"), [])
        XCTAssertTrue(screen.output.contains("deleted with its data  Data/Database"), screen.output)
        try await destroy(.init(assumesYes: true, allowedReplacements: ["Data/Database"]))
        XCTAssertEqual(ran("cloudformation delete-stack").count, 1)
    }

    func testDataIsDeletedByWhoSeesIt() async throws {
        play()
        playData("Delete")
        try await destroy(.init(), answer: "yes")
        XCTAssertEqual(ran("cloudformation delete-stack").count, 1)
    }

    func testDataIsDeletedByWhoWantsAllOfItGone() async throws {
        play()
        playData("Delete")
        try await destroy(.init(assumesYes: true, deletesRetained: true))
        XCTAssertEqual(ran("cloudformation delete-stack").count, 1)
    }

    /// AWS CloudFormation API Reference, "ListExports" and "ListImports".
    func testAnExportThatOthersImportStopsTheDeletionBeforeItBegins() async throws {
        play()
        playData("Snapshot", more: #", "Outputs": {"Host": {"Value": "h", "Export": {"Name": "data-host"}}}"#)
        aws.on(
            "cloudformation list-exports",
            #"{"Exports": [{"ExportingStackId": "\#(data)", "Name": "data-host", "Value": "h"}, {"ExportingStackId": "arn:stack/other", "Name": "other", "Value": "x"}]}"#
        )
        aws.on("cloudformation list-imports --export-name data-host", #"{"Imports": ["shop"]}"#)
        do {
            try await destroy(.init(assumesYes: true))
            XCTFail("CloudFormation would stop half-way")
        } catch let error as CommandError {
            XCTAssertEqual(error.diagnostics.map(\.code), ["export-in-use"])
            XCTAssertEqual(
                error.diagnostics[0].message,
                "the export data-host of Data is imported by shop, and CloudFormation deletes no stack as long as it is"
            )
        }
        XCTAssertEqual(ran("cloudformation delete-stack"), [])
        XCTAssertEqual(ran("cloudformation list-imports").count, 1, "others' exports are theirs")
    }

    func testWhatGoesWithAnExportDoesNotKeepIt() async throws {
        play()
        playData("Snapshot", more: #", "Outputs": {"Host": {"Value": "h", "Export": {"Name": "data-host"}}}"#)
        aws.on(
            "cloudformation list-exports",
            #"{"Exports": [{"ExportingStackId": "\#(data)", "Name": "data-host", "Value": "h"}]}"#)
        aws.on("cloudformation list-imports --export-name data-host", #"{"Imports": ["web-dev", "data"]}"#)
        try await destroy(.init(assumesYes: true))
        XCTAssertEqual(ran("cloudformation delete-stack").count, 1)
    }

    func testPoliciesOfDeployedTemplates() async throws {
        aws.on(
            "cloudformation get-template --stack-name json",
            """
            {"TemplateBody": {"Resources": {
              "Lake": {"Type": "AWS::S3::Bucket", "DeletionPolicy": "RetainExceptOnCreate"}, "Plain": {"Type": "AWS::RDS::DBInstance"},
              "Member": {"Type": "AWS::RDS::DBInstance", "Properties": {"DBClusterIdentifier": {"Ref": "Cluster"}}},
              "Maybe": {"Type": "AWS::S3::Bucket", "DeletionPolicy": {"Ref": "Policy"}}, "Other": {"Type": "AWS::EC2::VPC"}}}}
            """)
        aws.on(
            "cloudformation get-template --stack-name yaml",
            #"{"TemplateBody": "Resources:\n  Lake:\n    Type: AWS::S3::Bucket\n"}"#)
        let policies = try await DeletionPolicies.read(stack: "json", with: aws.cli())
        XCTAssertEqual(policies.fate(of: "Lake", type: "AWS::S3::Bucket"), .retained)
        XCTAssertEqual(policies.fate(of: "Lake", type: "AWS::S3::Bucket", isCreating: true), .deleted)
        XCTAssertEqual(policies.fate(of: "Other", type: "AWS::EC2::VPC"), .deleted)
        XCTAssertEqual(
            policies.fate(of: "Plain", type: "AWS::RDS::DBInstance"), .snapshot, "a database without a policy gets one")
        XCTAssertEqual(policies.fate(of: "Member", type: "AWS::RDS::DBInstance"), .deleted, "its cluster gets one")
        XCTAssertTrue(policies.holdsData("Plain", type: "AWS::RDS::DBInstance"))
        XCTAssertFalse(policies.holdsData("Member", type: "AWS::RDS::DBInstance"), "its cluster has the data")
        XCTAssertEqual(policies.fate(of: "Maybe", type: "AWS::S3::Bucket"), .unknown)
        let foreign = try await DeletionPolicies.read(stack: "yaml", with: aws.cli())
        XCTAssertEqual(foreign.fate(of: "Lake", type: "AWS::S3::Bucket"), .unknown, "what is not read is not known")
        XCTAssertTrue(foreign.holdsData("Member", type: "AWS::RDS::DBInstance"), "nobody knows that it is in a cluster")
    }
}

/// What CloudFormation lists of a stack and one that is nested in it.
private func stackList(_ root: String, _ data: String, _ status: String) -> String {
    """
    {"StackSummaries": [{"StackId": "\(root)", "StackName": "web-dev", "StackStatus": "\(status)"},
    {"StackId": "\(data)", "StackName": "web-dev-Data-1", "StackStatus": "\(status)", "ParentId": "\(root)", "RootId": "\(root)"}]}
    """
}
