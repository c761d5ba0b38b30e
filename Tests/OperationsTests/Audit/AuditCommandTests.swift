import AWSAccessTesting
import Diagnostics
import Stacks
import Terminal
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Environments
@testable import Operations

final class AuditCommandTests: XCTestCase {
    func testTheTableShowsCostsPricesAndFindings() async throws {
        let outcome = try await FakeWebMarket().run("--offline")
        XCTAssertEqual(outcome.status, .success, outcome.errors)
        let lines = outcome.output.split(separator: "\n").map(String.init)
        for pattern in [
            #"^application  t3\.micro +i-1 and 1 more +2 +0\.0236 +17\.23  reference$"#, #"^total +0\.1299 +94\.83$"#,
            #"^database +secret +rds!db-1 +1 +0\.0005 +0\.40  reference, 2026-09-11$"#,
            #"^nat-gateway +0\.048  hour +no date +WebMarket\+'s description"#,
            "^Findings, medium$", #"^warning: Compute/WebLoadBalancer: port 80 serves plain HTTP.+ \[SEC050\]$"#,
            "^  fix: request a certificate",
            #"^web-dev: 0 high, 2 medium, 0 low, 0 info; 0\.5675 to 0\.6475 USD/hour, 414\.26 to 472\.66 USD/month; --explain CODE says what one means$"#,
        ] {
            XCTAssertTrue(
                lines.contains { $0.range(of: pattern, options: .regularExpression) != nil },
                "\(pattern) is not in\n\(outcome.output)")
        }
        XCTAssertEqual(outcome.errors, "auditing web-dev in eu-west-3\n")
    }

    func testMarkdownHasATableForEverything() async throws {
        let outcome = try await FakeWebMarket().run("--offline", "--format", "markdown")
        XCTAssertTrue(
            outcome.output.hasPrefix("# Audit of web-dev in eu-west-3, 2026-11-25T10:00:00Z\n"), outcome.output)
        XCTAssertTrue(
            outcome.output.contains(
                "\n## Findings\n\n2 warnings\n\n| Severity | Code | Where | What | Fix |\n|---|---|---|---|---|\n| medium | OPS004 | Data/DatabaseInstance | "
            ),
            outcome.output)
        XCTAssertTrue(outcome.output.contains("| total |  |  |  | 0.1299 | 94.83 |"), outcome.output)
    }

    func testTheThresholdDecidesTheStatus() async throws {
        let web = FakeWebMarket()
        let high = try await web.run("--offline", "--fail-on", "high")
        XCTAssertEqual(high.status, .success, high.errors)
        let medium = try await web.run("--offline", "--fail-on", "medium")
        XCTAssertEqual(medium.status, .failure)
        XCTAssertTrue(medium.errors.contains("error: 2 findings are medium or worse (--fail-on medium)"), medium.errors)
        XCTAssertTrue(medium.output.contains("SEC050"), "the report is written all the same")
        let none = try await web.run("--offline")
        XCTAssertEqual(none.status, .success)
    }

    func testADeniedCallLeavesTheOthersAndIsReported() async throws {
        var web = FakeWebMarket()
        web.fail(
            "ec2 describe-security-groups",
            "An error occurred (UnauthorizedOperation) when calling the DescribeSecurityGroups operation: User: x is not authorized to perform: ec2:DescribeSecurityGroups"
        )
        web.deny("cloudwatch describe-alarms", "cloudwatch:DescribeAlarms")
        let report = try await web.report()
        XCTAssertEqual(
            report.notChecked.map { "\($0.severity) \($0.resource.name)" }, ["high security groups", "low alarms"])
        XCTAssertTrue(
            report.notChecked.at(0).why.hasPrefix("not allowed: ec2:DescribeSecurityGroups"),
            report.notChecked.at(0).why)
        XCTAssertEqual(report.costs.description.hourly, Decimal(string: "0.1299"))
        XCTAssertEqual(report.findings.map(\.code), ["OPS004", "SEC050"])
        let strict = try await web.run("--offline", "--fail-on", "high")
        XCTAssertEqual(strict.status, .failure)
        XCTAssertTrue(
            strict.errors.contains("1 finding is high, 1 of them because something could not be checked"), strict.errors
        )
    }

    func testEveryCallMayBeDeniedOnItsOwn() async throws {
        let single = ["cloudformation describe-stacks", "cloudformation list-stack-resources"]
        for words in FakeWebMarket.correct.keys where !single.contains(where: words.hasPrefix) {
            var web = FakeWebMarket()
            web.deny(words, "service:Action")
            // Asked only where they matter.
            if words == "s3api get-bucket-acl" {
                web.replace(
                    "s3api get-public-access-block", #""IgnorePublicAcls":true"#, with: #""IgnorePublicAcls":false"#)
            }
            if words == "s3api get-bucket-tagging" {
                web.answer("resourcegroupstaggingapi get-resources", #"{"ResourceTagMappingList":[]}"#)
            }
            let report = try await web.report()
            XCTAssertEqual(report.notChecked.count, 1, words)
            XCTAssertTrue(report.notChecked.first?.why.hasPrefix("not allowed: service:Action") ?? false, words)
        }
    }

    func testASettingOfABucketMayBeDeniedOnItsOwn() async throws {
        var web = FakeWebMarket()
        web.deny("s3api get-bucket-acl", "s3:GetBucketAcl")
        web.replace("s3api get-public-access-block", #""IgnorePublicAcls":true"#, with: #""IgnorePublicAcls":false"#)
        web.answer("s3api get-bucket-versioning", "")
        let report = try await web.report()
        XCTAssertEqual(report.notChecked.map(\.resource.name), ["access control list of Storage/DataLakeBucket"])
        XCTAssertTrue(report.findings.map(\.code).contains("SEC014"))
    }

    func testAThrottledCallIsTriedAgain() async throws {
        let web = FakeWebMarket()
        let aws = web.fake()
        aws.forget("ec2 describe-volumes")
        let throttled = CommandResult(
            status: 254,
            errors: "An error occurred (RequestLimitExceeded) when calling the DescribeVolumes operation: slow down")
        let volumes = try XCTUnwrap(web.answers["ec2 describe-volumes"])
        let tries = Tries()
        aws.on("ec2 describe-volumes") { _ in tries.next() < 3 ? throttled : .success(volumes) }
        let scope = AuditScope(project: "web", environment: "dev", resources: [])
        let inventory = try await InventoryReader(
            aws: aws.cli(), scope: scope, now: .distantPast, progress: { _, _, _ in }
        ).read()
        XCTAssertEqual(inventory.volumes.map(\.volumeId), ["vol-1", "vol-2"])
        XCTAssertEqual(inventory.unchecked.map(\.what), [])
    }

    func testAnAnswerOfAnotherShapeIsNotChecked() async throws {
        var web = FakeWebMarket()
        web.answer("ec2 describe-volumes", #"{"Volumes":[{"VolumeId":1}]}"#)
        web.answer("s3api get-bucket-policy", #"{"Policy":"no JSON"}"#)
        let report = try await web.report()
        XCTAssertEqual(
            Set(report.notChecked.map(\.resource.name)), ["block volumes", "policy of Storage/DataLakeBucket"])
    }

    func testWithoutADeploymentItSaysHowToMakeOne() async throws {
        var web = FakeWebMarket()
        web.fail("cloudformation describe-stacks", stackMissing)
        let outcome = try await web.run("--offline")
        XCTAssertEqual(outcome.status, .failure)
        XCTAssertEqual(
            outcome.errors,
            "error: web-dev is not deployed in eu-west-3; deploy it with 'swift run deploy --env dev' [not-deployed]\n"
        )
        XCTAssertEqual(outcome.output, "")
    }

    /// An empty document would be no JSON.
    func testWhatStopsTheAuditIsItsDocument() async throws {
        var web = FakeWebMarket()
        web.fail("cloudformation describe-stacks", stackMissing)
        for format in ["json", "sarif", "github", "markdown"] {
            let outcome = try await web.run("--offline", "--format", format)
            XCTAssertEqual(outcome.status, .failure)
            XCTAssertTrue(outcome.output.contains("web-dev is not deployed in eu-west-3"), outcome.output)
            XCTAssertTrue(outcome.output.contains("not-deployed"), outcome.output)
        }
        let above = try await FakeWebMarket().run("--offline", "--format", "json", "--fail-on", "medium")
        XCTAssertEqual(above.status, .failure)
        XCTAssertNoThrow(try JSONSerialization.jsonObject(with: Data(above.output.utf8)), "one document, not two")
    }

    func testExpiredCredentialsStopTheAudit() async throws {
        var web = FakeWebMarket()
        web.fail(
            "ec2 describe-instances",
            "An error occurred (ExpiredToken) when calling the DescribeInstances operation: expired")
        let outcome = try await web.run("--offline")
        XCTAssertEqual(outcome.status, .failure)
        XCTAssertTrue(outcome.errors.contains("error: the AWS credentials have expired"), outcome.errors)
        XCTAssertEqual(outcome.output, "")
    }

    func testWrongValuesAreUsageErrors() async throws {
        let web = FakeWebMarket()
        for (option, value, text) in [
            ("--format", "xml", "--format is 'xml'; allowed: text, json, markdown, sarif, github"),
            ("--fail-on", "worst", "--fail-on is 'worst'; allowed: info, low, medium, high"),
            ("--lcu", "many", "--lcu is 'many'; allowed: a number such as 0.5 or 3"),
            ("--snapshot-days", "-1", "--snapshot-days is '-1'"),
        ] {
            let outcome = try await web.run(option, value)
            XCTAssertEqual(outcome.status, .usage, option)
            XCTAssertTrue(outcome.errors.contains(text), outcome.errors)
            XCTAssertEqual(outcome.aws.lines, [])
        }
    }

    func testAnotherEnvironmentIsAnErrorThatNamesThoseThereAre() async throws {
        var web = FakeWebMarket()
        web.files["parameters/dev.copy.json"] = "{}"
        let outcome = try await web.run("--env", "production")
        XCTAssertEqual(outcome.status, .failure)
        XCTAssertTrue(
            outcome.errors.contains("unknown environment 'production'; there are: dev (files in "), outcome.errors)
    }

    /// Each is half a second of processor time.
    func testFewProcessesReadWebMarket() async throws {
        let lines = try await FakeWebMarket().run("--offline").aws.lines
        XCTAssertLessThanOrEqual(lines.count, 32, lines.joined(separator: "\n"))
        XCTAssertEqual(Set(lines).count, lines.count, "nothing is asked twice")
        XCTAssertFalse(lines.contains { $0.hasPrefix("s3api get-bucket-tagging") }, "the tags are known by then")
        XCTAssertFalse(
            lines.contains { $0.hasPrefix("s3api get-bucket-acl") }, "no access list counts where they are ignored")
    }

    func testABucketOfTheStacksThatLacksTheProjectsTagIsAskedForItsTags() async throws {
        var web = FakeWebMarket()
        web.answer("resourcegroupstaggingapi get-resources", #"{"ResourceTagMappingList":[]}"#)
        web.answer("s3api get-bucket-tagging", #"{"TagSet":[]}"#)
        let found = try await web.report().findings.filter { $0.code == "OPS005" }
        XCTAssertEqual(found.map(\.resource.id), ["lake"])
    }

    func testAPersonSeesWhatIsBeingRead() async throws {
        let web = FakeWebMarket()
        let folder = try web.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (output, errors) = (Recording(), Recording())
        let aws = web.fake()
        let context = CommandContext(
            terminal: Terminal(
                output: output.stream(), errors: errors.stream(isInteractive: true, width: 400),
                input: TerminalInput(isInteractive: false) { nil }),
            environments: EnvironmentDirectory(path: folder + "parameters"),
            aws: { AWSCLI(connection: $0, runner: aws, executables: ["/fake/aws"], sleep: { _ in }) },
            now: { Date(timeIntervalSince1970: 1_795_600_000) })
        _ = await AuditCommand(WebMarketPlus.operations, root: folder).run(
            try AuditCommand.syntax.parse(["--env", "dev", "--offline"]), in: context)
        for text in [
            "reading the stacks' resources", "read 0 of 15, reading EC2 instances", "block volumes",
            "bucket Storage/DataLakeBucket", "roles", "looking up prices",
        ] {
            XCTAssertTrue(errors.text.contains(text), text)
        }
    }

    func testRulesAreListedWithoutAnyCall() async throws {
        let outcome = try await FakeWebMarket().run("--rules")
        XCTAssertEqual(outcome.status, .success)
        XCTAssertEqual(outcome.aws.lines, [])
        for rule in DiagnosticFamily.ofAudits { XCTAssertTrue(outcome.output.contains("\(rule.code)  "), rule.code) }
    }

    func testCodesAreUniqueAndOfAKnownKind() {
        XCTAssertEqual(Set(DiagnosticFamily.ofAudits.map(\.code)).count, DiagnosticFamily.ofAudits.count)
        for rule in DiagnosticFamily.ofAudits {
            XCTAssertNotNil(rule.code.wholeMatch(of: #/(SEC|OPS|FIN|AUD)\d{3}/#), rule.code)
        }
    }

    func testAnInterruptionSaysThatNothingWasChanged() async throws {
        let web = FakeWebMarket()
        let aws = web.fake()
        aws.forget("ec2 describe-volumes")
        aws.on("ec2 describe-volumes") { _ in throw CancellationError() }
        let folder = try web.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let screen = TestTerminal()
        let context = CommandContext(
            terminal: screen.terminal(), environments: EnvironmentDirectory(path: folder + "parameters"),
            aws: { AWSCLI(connection: $0, runner: aws, executables: ["/fake/aws"], sleep: { _ in }) })
        let status = await AuditCommand(WebMarketPlus.operations, root: folder).run(
            try AuditCommand.syntax.parse(["--env", "dev", "--offline"]), in: context)
        XCTAssertEqual(status, .interrupted)
        XCTAssertTrue(
            screen.errors.hasSuffix("interrupted: nothing was changed and nothing is reported; run it again\n"),
            screen.errors)
        XCTAssertEqual(screen.output, "")
    }

    func testNothingButReadingIsAsked() async throws {
        let outcome = try await FakeWebMarket().run("--offline")
        let verbs = outcome.aws.commands.map { String($0.arguments[1].prefix { $0 != "-" }) }
        XCTAssertEqual(Set(verbs), ["describe", "list", "get"])
        XCTAssertFalse(outcome.aws.lines.contains { $0.hasPrefix("secretsmanager get") })
    }
}

private final class Tries: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0
    func next() -> Int {
        lock.withLock {
            count += 1
            return count
        }
    }
}
