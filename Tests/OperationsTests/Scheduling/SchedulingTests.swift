import AWSAccessTesting
import Foundation
import Terminal
import XCTest

@testable import AWSAccess
@testable import Operations

final class SchedulingTests: XCTestCase {
    private let fleet = FakeFleet()
    private let other = ["Environment": "prod", "Project": "web"]

    // MARK: Groups

    func testAGroupIsRememberedBeforeItIsScaledToZero() async throws {
        let run = try await schedule("stop", on: fleet)
        XCTAssertEqual(run.status, .success, run.errors)
        XCTAssertEqual(
            fleet.changes,
            [
                #"autoscaling create-or-update-tags --tags [{"ResourceId": "web-group", "ResourceType": "auto-scaling-group", "Key": "daily-scheduler:sizes", "Value": "min=2 max=4 desired=3", "PropagateAtLaunch": false}]"#,
                "autoscaling update-auto-scaling-group --auto-scaling-group-name web-group --min-size 0 --max-size 0 --desired-capacity 0",
            ])
        XCTAssertTrue(run.output.contains("stopped, remembers min=2 max=4 desired=3"), run.output)
    }

    func testStartRestoresTheSizesAndForgetsThem() async throws {
        let before = fleet.picture
        _ = try await schedule("stop", on: fleet)
        let stopped = fleet.changes.count
        let run = try await schedule("start", on: fleet)
        XCTAssertEqual(run.status, .success, run.errors)
        XCTAssertEqual(
            Array(fleet.changes.dropFirst(stopped)),
            [
                "autoscaling update-auto-scaling-group --auto-scaling-group-name web-group --min-size 2 --max-size 4 --desired-capacity 3",
                #"autoscaling delete-tags --tags [{"ResourceId": "web-group", "ResourceType": "auto-scaling-group", "Key": "daily-scheduler:sizes"}]"#,
            ])
        XCTAssertEqual(fleet.picture, before)
    }

    func testTwiceStopThenTwiceStartEndsWhereItBegan() async throws {
        fleet.instances = ["i-1": .init()]
        fleet.databases = ["db-1": .init()]
        let before = fleet.picture
        for command in ["stop --database", "stop --database", "start --database", "start --database"] {
            let run = try await schedule(command, on: fleet)
            XCTAssertEqual(run.status, .success, run.errors)
        }
        XCTAssertEqual(fleet.picture, before)
    }

    func testTheSecondStopChangesNothing() async throws {
        _ = try await schedule("stop", on: fleet)
        let count = fleet.changes.count
        _ = try await schedule("stop", on: fleet)
        XCTAssertEqual(fleet.changes.count, count)
    }

    func testStartWithoutStopChangesNothing() async throws {
        fleet.groups["at-zero"] = .init(sizes: .zero)
        fleet.instances = ["i-1": .init(state: "stopped"), "i-2": .init()]
        fleet.databases = ["db-1": .init(status: "stopped"), "db-2": .init()]
        let run = try await schedule("start --database", on: fleet)
        XCTAssertEqual(run.status, .success, run.errors)
        XCTAssertEqual(fleet.changes, [])
        XCTAssertTrue(run.output.contains("at zero, by somebody else or a schedule: nothing to restore"), run.output)
    }

    func testAGroupThatWasBroughtUpSinceIsRememberedAnew() async throws {
        fleet.groups["web-group"]?.tags[SchedulerTag.sizes] = "min=1 max=1 desired=1"
        _ = try await schedule("stop", on: fleet)
        XCTAssertEqual(fleet.groups["web-group"]?.tags[SchedulerTag.sizes], "min=2 max=4 desired=3")
    }

    func testSizesOfAStoppedGroupAreKeptWhenSomebodyRaisedItsLimitsOnly() async throws {
        fleet.groups["web-group"] = .init(
            sizes: GroupSizes(minimum: 0, maximum: 9, desired: 0),
            tags: ["Environment": "dev", "Project": "web", SchedulerTag.sizes: "min=2 max=4 desired=3"])
        _ = try await schedule("stop", on: fleet)
        XCTAssertEqual(fleet.groups["web-group"]?.tags[SchedulerTag.sizes], "min=2 max=9 desired=3")
        XCTAssertEqual(fleet.groups["web-group"]?.sizes, .zero)
    }

    func testStartLeavesAGroupAloneThatRunsAgain() async throws {
        fleet.groups["web-group"]?.tags[SchedulerTag.sizes] = "min=1 max=1 desired=1"
        _ = try await schedule("start", on: fleet)
        XCTAssertEqual(fleet.groups["web-group"]?.sizes, GroupSizes(minimum: 2, maximum: 4, desired: 3))
        XCTAssertNil(fleet.groups["web-group"]?.tags[SchedulerTag.sizes])
    }

    func testAMaximumThatWasChangedWhileTheGroupWasStoppedStays() async throws {
        for (maximum, restored) in [
            (6, "min=2 max=6 desired=3"), (2, "min=2 max=2 desired=2"), (1, "min=1 max=1 desired=1"),
        ] {
            fleet.groups["web-group"] = .init()
            _ = try await schedule("stop", on: fleet)
            fleet.groups["web-group"]?.sizes = GroupSizes(minimum: 0, maximum: maximum, desired: 0)
            let run = try await schedule("start", on: fleet)
            XCTAssertEqual(run.status, .success, run.errors)
            XCTAssertEqual(fleet.groups["web-group"]?.sizes.description, restored)
        }
    }

    func testAStartThatIsRepeatedWaitsForWhatTheFirstDidNotSee() async throws {
        fleet.groups["web-group"]?.members = 1
        let run = try await schedule("start --timeout 1", on: fleet)
        XCTAssertEqual(run.status, .failure)
        XCTAssertTrue(
            run.errors.contains("error: web-group: not there after 1 minute: has 1 of 3 instances in service; "),
            run.errors)
        XCTAssertEqual(fleet.changes, [])
    }

    func testAnUnreadableTagIsAFailureThatSaysWhatBelongsThere() async throws {
        fleet.groups["web-group"] = .init(
            sizes: .zero, tags: ["Environment": "dev", "Project": "web", SchedulerTag.sizes: "4"])
        let run = try await schedule("start", on: fleet)
        XCTAssertEqual(run.status, .failure)
        XCTAssertTrue(
            run.errors.contains(
                "error: web-group: its tag daily-scheduler:sizes says '4' where sizes such as 'min=2 max=4 desired=2' belong; correct or remove the tag"
            ),
            run.errors)
        XCTAssertEqual(fleet.changes, [])
    }

    func testSizesThatNoGroupCanHaveAreNotRead() {
        XCTAssertEqual(GroupSizes("min=2 max=4 desired=3"), GroupSizes(minimum: 2, maximum: 4, desired: 3))
        for text in [
            "", "2/4/3", "min=3 max=4 desired=2", "min=1 max=2 desired=3", "min=-1 max=2 desired=0",
            "max=4 min=2 desired=3",
        ] {
            XCTAssertNil(GroupSizes(text), text)
        }
    }

    func testStopWaitsForTheInstancesToEnd() async throws {
        fleet.groups["web-group"]?.members = 3
        let pauses = Counter()
        let run = try await schedule("stop", on: fleet) { [fleet] _ in
            if pauses.next() == 3 { fleet.groups["web-group"]?.members = 0 }
        }
        XCTAssertEqual(run.status, .success, run.errors)
        XCTAssertEqual(pauses.value, 3)
        XCTAssertTrue(run.errors.contains("web-group  has 3 instances still to end\n"), run.errors)
    }

    // MARK: What is not touched

    func testWhatIsTaggedOtherwiseStaysUntouched() async throws {
        // The filters of the call leave these out on AWS; a list that holds them anyway changes nothing.
        fleet.groups["prod"] = .init(tags: other)
        fleet.groups["of-another-project"] = .init(tags: ["Environment": "dev", "Project": "shop"])
        fleet.groups["untagged"] = .init(tags: [:])
        fleet.instances = [
            "i-prod": .init(tags: other),
            "i-group": .init(tags: ["Environment": "dev", "Project": "web", "aws:autoscaling:groupName": "web-group"]),
        ]
        fleet.databases = ["db-prod": .init(tags: other)]
        let before = fleet.picture.filter { !$0.hasPrefix("web-group") }
        let run = try await schedule("stop --database", on: fleet)
        XCTAssertEqual(run.status, .success, run.errors)
        XCTAssertEqual(fleet.picture.filter { !$0.hasPrefix("web-group") }, before)
        XCTAssertFalse(fleet.changes.isEmpty)
        XCTAssertTrue(
            fleet.aws.lines.contains {
                $0
                    == "autoscaling describe-auto-scaling-groups --filters Name=tag:Environment,Values=dev Name=tag:Project,Values=web"
            }, "\(fleet.aws.lines)")
    }

    func testAnotherEnvironmentIsRefusedBeforeAnyCall() async throws {
        // A parameter has a place in the file, a tag has none.
        for (name, file, said, place) in [
            (
                "prod", #"{"region": "eu-west-3", "stackName": "s", "tags": {"Environment": "prod"}}"#,
                "Environment=prod",
                ""
            ),
            (
                "local",
                #"{"region": "eu-west-3", "parameters": {"ProjectName": "web", "Environment": "local"}, "endpoint": "http://localhost:1"}"#,
                "Environment=local", ":1:77"
            ),
            (
                "staging",
                #"{"region": "eu-west-3", "parameters": {"ProjectName": "web", "Environment": "staging"}, "tags": {"Environment": "dev"}}"#,
                "Environment=staging", ":1:77"
            ),
            (
                "dev", #"{"region": "eu-west-3", "stackName": "s", "tags": {"Environment": "prod"}}"#,
                "Environment=prod", ""
            ),
            ("dev", #"{"region": "eu-west-3", "stackName": "s"}"#, "nothing about Environment", ""),
        ] {
            for action in ["stop", "start", "status"] {
                let run = try await schedule(action, on: fleet, environment: name, file: file)
                XCTAssertEqual(run.status, .failure)
                XCTAssertTrue(
                    run.errors.contains("error: daily-scheduler touches only what is tagged Environment=dev, and "),
                    run.errors)
                XCTAssertTrue(
                    run.errors.contains("and this says \(said); nothing was changed [outside-scope]\n"), run.errors)
                XCTAssertTrue(run.errors.contains("\(name).json\(place): error"), run.errors)
            }
        }
        XCTAssertEqual(fleet.aws.lines, [])
    }

    func testAProtectedEnvironmentIsAskedAbout() async throws {
        let file =
            #"{"region": "eu-west-3", "stackName": "web-dev", "protected": true, "tags": {"Project": "web", "Environment": "dev"}}"#
        let refused = try await schedule("stop", on: fleet, file: file, answer: "n")
        XCTAssertEqual(refused.status, .failure)
        XCTAssertTrue(refused.errors.contains("not confirmed: nothing was changed"), refused.errors)
        XCTAssertEqual(fleet.changes, [])
        let agreed = try await schedule("stop --yes", on: fleet, file: file)
        XCTAssertEqual(agreed.status, .success, agreed.errors)
        XCTAssertEqual(fleet.groups["web-group"]?.sizes, .zero)
    }

    func testNothingTaggedIsAnErrorAndNotASuccess() async throws {
        fleet.groups = ["web-group": .init(tags: other)]
        let run = try await schedule("stop", on: fleet)
        XCTAssertEqual(run.status, .failure)
        XCTAssertTrue(
            run.errors.contains(
                "error: web-dev is deployed, but nothing in eu-west-3 is tagged Environment=dev and Project=web [missing-resource]\n"
            ),
            run.errors)
    }

    func testTheStacksOwnGroupAndDatabaseWithOtherTagsAreNamed() async throws {
        fleet.groups = ["web-group": .init(tags: other), "second": .init()]
        fleet.databases = ["db-1": .init(tags: other)]
        let run = try await schedule("stop --database", on: fleet)
        XCTAssertEqual(run.status, .success)
        XCTAssertTrue(
            run.errors.contains(
                "warning: the stack's database db-1 is not tagged Environment=dev and Project=web: it is left alone\n"),
            run.errors)
        XCTAssertTrue(
            run.errors.contains(
                "warning: the stack's group web-group is not tagged Environment=dev and Project=web: it is left alone\n"
            ), run.errors)
    }

    func testWithoutTheOptionTheDatabaseIsNotEvenLookedAt() async throws {
        fleet.databases = ["db-1": .init()]
        let run = try await schedule("stop", on: fleet)
        XCTAssertFalse(fleet.aws.lines.contains { $0.hasPrefix("rds ") })
        XCTAssertTrue(run.errors.contains("note: the database is left as it is; --database includes it\n"), run.errors)
    }

    // MARK: Instances

    func testAnInstanceThatSomebodyElseStoppedStaysStopped() async throws {
        fleet.instances = ["i-mine": .init(), "i-theirs": .init(state: "stopped")]
        _ = try await schedule("stop", on: fleet)
        _ = try await schedule("start", on: fleet)
        XCTAssertEqual(fleet.instances.mapValues(\.state), ["i-mine": "running", "i-theirs": "stopped"])
        XCTAssertEqual(fleet.instances["i-mine"]?.tags, ["Environment": "dev", "Project": "web"])
    }

    func testAnInstanceRemembersWhenItWasStoppedInUTC() async throws {
        fleet.instances = ["i-1": .init()]
        _ = try await schedule("stop", on: fleet)
        XCTAssertEqual(fleet.instances["i-1"]?.tags[SchedulerTag.stopped], "2027-01-15T08:00:00Z")
    }

    func testAStartIsAskedForAgainWhileThereIsNoCapacity() async throws {
        fleet.instances = [
            "i-1": .init(
                state: "stopped",
                tags: ["Environment": "dev", "Project": "web", SchedulerTag.stopped: "2027-01-14T20:00:00Z"])
        ]
        let tries = Counter()
        fleet.aws.forget("ec2 start-instances")
        fleet.aws.on("ec2 start-instances") { [fleet] _ in
            if tries.next() < 3 {
                return CommandResult(
                    status: 254,
                    errors:
                        "An error occurred (InsufficientInstanceCapacity) when calling the StartInstances operation: Insufficient capacity."
                )
            }
            fleet.instances["i-1"]?.state = "running"
            return .success("{}")
        }
        let pauses = Counter()
        let run = try await schedule("start", on: fleet) { _ in _ = pauses.next() }
        XCTAssertEqual(run.status, .success, run.errors)
        XCTAssertEqual(tries.value, 3)
        XCTAssertGreaterThanOrEqual(pauses.value, 9, "30 seconds, then a minute, in pauses of ten")
        XCTAssertTrue(
            run.errors.contains("i-1  AWS has no capacity at present; asking again in 30 seconds\n"), run.errors)
        XCTAssertNil(fleet.instances["i-1"]?.tags[SchedulerTag.stopped])
    }

    func testAnInstanceThatFallsBackForLackOfCapacityIsStartedAgain() async throws {
        fleet.instances = [
            "i-1": .init(state: "stopped", tags: ["Environment": "dev", "Project": "web", SchedulerTag.stopped: "x"])
        ]
        let tries = Counter()
        fleet.aws.forget("ec2 start-instances")
        fleet.aws.on("ec2 start-instances") { [fleet] _ in
            if tries.next() == 1 {
                fleet.instances["i-1"]?.reason = "Server.InsufficientInstanceCapacity"
            } else {
                fleet.instances["i-1"]?.state = "running"
            }
            return .success("{}")
        }
        let run = try await schedule("start", on: fleet)
        XCTAssertEqual(run.status, .success, run.errors)
        XCTAssertEqual(tries.value, 2)
    }

    func testWithoutCapacityToTheEndTheRunFailsAndForgetsNothing() async throws {
        fleet.instances = [
            "i-1": .init(state: "stopped", tags: ["Environment": "dev", "Project": "web", SchedulerTag.stopped: "x"])
        ]
        fleet.aws.forget("ec2 start-instances")
        fleet.aws.on(
            "ec2 start-instances",
            error: "An error occurred (InsufficientInstanceCapacity) when calling the StartInstances operation: no.")
        let run = try await schedule("start --timeout 10", on: fleet)
        XCTAssertEqual(run.status, .failure)
        XCTAssertTrue(
            run.errors.contains(
                "error: i-1: not there after 10 minutes: AWS has no capacity at present; run this again later [not-switched]\n"
            ),
            run.errors)
        XCTAssertEqual(fleet.instances["i-1"]?.tags[SchedulerTag.stopped], "x")
    }

    func testAGroupThatFindsNoCapacitySaysSoWhileItTriesByItself() async throws {
        _ = try await schedule("stop", on: fleet)
        fleet.groups["web-group"]?.members = 1
        fleet.aws.on(
            "autoscaling describe-scaling-activities --auto-scaling-group-name web-group",
            #"{"Activities":[{"StatusCode":"Failed","StatusMessage":"We currently do not have sufficient t3.micro capacity."}]}"#
        )
        let pauses = Counter()
        let run = try await schedule("start", on: fleet) { [fleet] _ in
            if pauses.next() == 20 { fleet.groups["web-group"]?.members = 3 }
        }
        XCTAssertEqual(run.status, .success, run.errors)
        XCTAssertTrue(
            run.errors.contains(
                "web-group  has 1 of 3 instances in service; We currently do not have sufficient t3.micro capacity.\n"),
            run.errors)
    }

    // MARK: Databases

    func testADatabaseInBetweenIsWaitedForAndThenStopped() async throws {
        fleet.databases = ["db-1": .init(status: "backing-up")]
        let readings = Counter()
        fleet.tick = { fleet in if readings.next() == 4 { fleet.databases["db-1"]?.status = "available" } }
        let run = try await schedule("stop --database", on: fleet)
        XCTAssertEqual(run.status, .success, run.errors)
        XCTAssertEqual(fleet.databases["db-1"]?.status, "stopped")
        XCTAssertTrue(
            run.errors.contains("db-1  is 'backing-up', in which RDS neither stops nor starts it\n"), run.errors)
        XCTAssertTrue(
            run.errors.contains("note: RDS starts a stopped database by itself after seven days\n"), run.errors)
    }

    func testAStateThatDoesNotPassIsAFailureAtOnce() async throws {
        fleet.databases = ["db-1": .init(status: "storage-full")]
        let pauses = Counter()
        let run = try await schedule("stop --database", on: fleet) { _ in _ = pauses.next() }
        XCTAssertEqual(run.status, .failure)
        XCTAssertEqual(pauses.value, 1, "the group is waited for, the database not")
        XCTAssertTrue(
            run.errors.contains(
                "error: db-1: it is 'storage-full', which does not pass by itself; look at its events in the RDS console [not-switched]\n"
            ), run.errors)
        XCTAssertEqual(fleet.groups["web-group"]?.sizes, .zero, "the others go on")
    }

    func testADatabaseThatRDSCannotStopSaysWhy() async throws {
        for (extra, why) in [
            (
                #","ReadReplicaDBInstanceIdentifiers":["copy"]"#,
                "it has a read replica (copy), and RDS cannot stop such a database"
            ),
            (
                #","ReadReplicaSourceDBInstanceIdentifier":"origin""#,
                "it is a read replica of origin, and RDS cannot stop those"
            ),
            (#","DBClusterIdentifier":"c""#, "it belongs to the cluster c, which is stopped as a whole"),
        ] {
            fleet.databases = ["db-1": .init(extra: extra)]
            let run = try await schedule("stop --database", on: fleet)
            XCTAssertEqual(run.status, .failure)
            XCTAssertTrue(run.errors.contains("error: db-1: \(why) [not-switched]\n"), run.errors)
        }
        XCTAssertFalse(fleet.changes.contains { $0.hasPrefix("rds ") })
    }

    func testAStateThatChangedBetweenReadingAndAskingIsReadAgain() async throws {
        fleet.databases = ["db-1": .init()]
        let tries = Counter()
        fleet.aws.forget("rds stop-db-instance")
        fleet.aws.on("rds stop-db-instance") { [fleet] _ in
            if tries.next() == 1 {
                return CommandResult(
                    status: 254,
                    errors:
                        "An error occurred (InvalidDBInstanceState) when calling the StopDBInstance operation: not available."
                )
            }
            fleet.databases["db-1"]?.status = "stopped"
            return .success("{}")
        }
        let run = try await schedule("stop --database", on: fleet)
        XCTAssertEqual(run.status, .success, run.errors)
        XCTAssertEqual(tries.value, 2)
    }

    // MARK: What goes wrong

    func testWithoutADeploymentItSaysHowToMakeOne() async throws {
        fleet.aws.forget("cloudformation describe-stacks")
        fleet.aws.on("cloudformation describe-stacks", error: stackMissing)
        let run = try await schedule("stop", on: fleet)
        XCTAssertEqual(run.status, .failure)
        XCTAssertEqual(
            run.errors,
            "error: web-dev is not deployed in eu-west-3; deploy it with 'swift run deploy --env dev' [not-deployed]\n")
    }

    func testADeniedScalingLosesNothingAndKeepsNobodyElse() async throws {
        fleet.instances = ["i-1": .init()]
        fleet.aws.forget("autoscaling update-auto-scaling-group")
        fleet.aws.on(
            "autoscaling update-auto-scaling-group",
            error:
                "An error occurred (AccessDenied) when calling the UpdateAutoScalingGroup operation: User: u is not authorized to perform: autoscaling:UpdateAutoScalingGroup on resource: arn:group because no policy allows it"
        )
        let before = fleet.groups["web-group"]?.sizes
        let run = try await schedule("stop", on: fleet)
        XCTAssertEqual(run.status, .failure)
        XCTAssertTrue(
            run.errors.contains("error: web-group: not allowed: autoscaling:UpdateAutoScalingGroup on arn:group; "),
            run.errors)
        XCTAssertEqual(run.errors.components(separatedBy: "not allowed").count - 1, 1, "told once: \(run.errors)")
        XCTAssertTrue(
            run.output.contains("  not allowed: autoscaling:UpdateAutoScalingGroup on arn:group...\n"), run.output)
        XCTAssertEqual(fleet.groups["web-group"]?.sizes, before)
        XCTAssertEqual(fleet.instances["i-1"]?.state, "stopped")
        // What was remembered in vain does no harm.
        let again = try await schedule("start", on: fleet)
        XCTAssertEqual(again.status, .success, again.errors)
        XCTAssertNil(fleet.groups["web-group"]?.tags[SchedulerTag.sizes])
    }

    func testWithoutTheRightToRememberNothingIsScaled() async throws {
        fleet.aws.forget("autoscaling create-or-update-tags")
        fleet.aws.on(
            "autoscaling create-or-update-tags",
            error:
                "An error occurred (AccessDenied) when calling the CreateOrUpdateTags operation: not authorized to perform: autoscaling:CreateOrUpdateTags on resource: arn:group"
        )
        let run = try await schedule("stop", on: fleet)
        XCTAssertEqual(run.status, .failure)
        XCTAssertFalse(fleet.changes.contains { $0.contains("update-auto-scaling-group") })
    }

    func testAReadingThatIsThrottledInBetweenIsLeftOut() async throws {
        fleet.groups["web-group"]?.members = 1
        let readings = Counter()
        let fleet = fleet
        fleet.aws.forget("ec2 describe-instances")
        fleet.aws.on("ec2 describe-instances") { _ in
            // The first is the inventory; the second and its three repetitions are refused.
            let number = readings.next()
            if (2...5).contains(number) {
                return CommandResult(
                    status: 254,
                    errors:
                        "An error occurred (RequestLimitExceeded) when calling the DescribeInstances operation: slow down"
                )
            }
            fleet.groups["web-group"]?.members = nil
            return .success(
                #"{"Reservations":[{"Instances":[{"InstanceId":"i-1","InstanceType":"t3.micro","State":{"Name":"\#(number == 1 ? "stopping" : "stopped")"},"Tags":[{"Key":"Environment","Value":"dev"},{"Key":"Project","Value":"web"}]}]}]}"#
            )
        }
        let run = try await schedule("stop", on: fleet)
        XCTAssertEqual(run.status, .success, run.errors)
        XCTAssertEqual(readings.value, 6)
    }

    func testTheTimeOfTheCallsCountsToo() async throws {
        fleet.groups["web-group"]?.members = 2
        let minutes = Counter()
        let pauses = Counter()
        // A minute passes whenever somebody looks at the clock, ten seconds in a pause.
        let run = try await schedule(
            "stop --timeout 5", on: fleet, sleep: { _ in _ = pauses.next() },
            now: { Date(timeIntervalSince1970: 1_800_000_000 + 60 * Double(minutes.next())) })
        XCTAssertEqual(run.status, .failure)
        XCTAssertLessThan(pauses.value, 6, "not the thirty pauses of ten seconds that five minutes have")
    }

    func testWhatIsNotThereInTimeIsAFailureThatSaysHowFarItIs() async throws {
        fleet.groups["web-group"]?.members = 2
        let run = try await schedule("stop --timeout 5", on: fleet)
        XCTAssertEqual(run.status, .failure)
        XCTAssertTrue(
            run.errors.contains(
                "error: web-group: not there after 5 minutes: has 2 instances still to end; AWS goes on by itself [not-switched]\n"
            ),
            run.errors)
    }

    func testWhatLosesItsTagsMeanwhileIsAFailureUnlessAListOnlyLagsBehind() async throws {
        fleet.databases = ["db-1": .init(status: "stopping")]
        let readings = Counter()
        let other = other
        fleet.tick = { fleet in
            switch readings.next() {
            case 2, 3: fleet.databases["db-1"]?.tags = other
            case 4: fleet.databases["db-1"] = .init(status: "stopped")
            default: break
            }
        }
        let lagging = try await schedule("stop --database", on: fleet)
        XCTAssertEqual(lagging.status, .success, lagging.errors)
        XCTAssertEqual(readings.value, 4)

        fleet.databases = ["db-1": .init(status: "stopping")]
        let again = Counter()
        fleet.tick = { fleet in if again.next() == 2 { fleet.databases["db-1"]?.tags = other } }
        let run = try await schedule("stop --database", on: fleet)
        XCTAssertEqual(run.status, .failure)
        XCTAssertTrue(
            run.errors.contains("error: db-1: is no longer listed with the tags Environment=dev and Project=web: "),
            run.errors)
    }

    func testCredentialsThatExpireMeanwhileEndTheRunAndItSaysWhereThingsStand() async throws {
        fleet.databases = ["db-1": .init(status: "modifying")]
        let readings = Counter()
        fleet.aws.forget("ec2 describe-instances")
        fleet.aws.on("ec2 describe-instances", #"{"Reservations":[]}"#)
        fleet.aws.forget("autoscaling describe-auto-scaling-groups")
        let listed =
            #"{"AutoScalingGroups":[{"AutoScalingGroupName":"web-group","MinSize":2,"MaxSize":4,"DesiredCapacity":2,"Instances":[],"Tags":[{"Key":"Environment","Value":"dev"},{"Key":"Project","Value":"web"}]}]}"#
        fleet.aws.on("autoscaling describe-auto-scaling-groups") { _ in
            readings.next() == 1
                ? .success(listed)
                : CommandResult(
                    status: 254,
                    errors:
                        "An error occurred (ExpiredToken) when calling the DescribeAutoScalingGroups operation: expired"
                )
        }
        let run = try await schedule("stop --database", on: fleet)
        XCTAssertEqual(run.status, .failure)
        XCTAssertTrue(run.errors.contains("error: the AWS credentials have expired; sign in again"), run.errors)
        XCTAssertTrue(
            run.errors.contains(
                "hint: AWS goes on with web-group by itself\nhint: not asked for yet: db-1\nhint: the same command goes on where this stopped"
            ), run.errors)
        XCTAssertEqual(fleet.groups["web-group"]?.tags[SchedulerTag.sizes], "min=2 max=4 desired=2")
    }

    func testAnInterruptionSaysWhereThingsStand() async throws {
        fleet.groups["web-group"]?.members = 2
        fleet.databases = ["db-1": .init(status: "modifying")]
        let run = try await schedule("stop --database", on: fleet) { _ in throw CancellationError() }
        XCTAssertEqual(run.status, .interrupted)
        XCTAssertTrue(
            run.errors.hasSuffix(
                """

                interrupted: AWS goes on with web-group by itself
                  not asked for yet: db-1
                  the same command goes on where this stopped; 'daily-scheduler status' shows where things stand

                """), run.errors)
        XCTAssertEqual(fleet.groups["web-group"]?.tags[SchedulerTag.sizes], "min=2 max=4 desired=3")
    }

    func testAnInterruptionDuringACallLeavesOpenWhetherItWasHeard() async throws {
        fleet.instances = ["i-1": .init()]
        fleet.aws.forget("autoscaling update-auto-scaling-group")
        fleet.aws.on("autoscaling update-auto-scaling-group") { _ in throw CancellationError() }
        let run = try await schedule("stop", on: fleet)
        XCTAssertEqual(run.status, .interrupted)
        XCTAssertTrue(
            run.errors.contains("interrupted: just being asked for: web-group\n  not asked for yet: i-1\n"), run.errors)
    }

    func testAnUnknownActionOrFormatIsAUsageError() async throws {
        for (line, words) in [
            ("halt", "the action is 'halt'; allowed: stop, start, status"), ("stop --format xml", "--format is 'xml'"),
            ("stop --timeout 0", "--timeout is '0'"),
        ] {
            let run = try await schedule(line, on: fleet)
            XCTAssertEqual(run.status, .usage)
            XCTAssertTrue(run.errors.contains(words), run.errors)
        }
    }
}
