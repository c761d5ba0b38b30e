import Diagnostics
import Foundation
import XCTest

@testable import Operations

/// What findings say to do about them, for every rule there is.
final class FixTests: XCTestCase {
    private static let group = """
        {"GroupId":"sg-open","GroupName":"open","VpcId":"vpc-1","Tags":[],"IpPermissions":[
        {"IpProtocol":"tcp","FromPort":22,"ToPort":22,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]},
        {"IpProtocol":"tcp","FromPort":3389,"ToPort":3389,"Ipv6Ranges":[{"CidrIpv6":"::/0"}]},
        {"IpProtocol":"tcp","FromPort":3306,"ToPort":3306,"PrefixListIds":[{"PrefixListId":"pl-1"}]},
        {"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}]},
        {"IpProtocol":"udp","FromPort":7000,"ToPort":7001,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]},
        {"IpProtocol":"tcp","FromPort":0,"ToPort":9223372036854775807,"IpRanges":[{"CidrIp":"0.0.0.0/1"}]}]}
        """

    /// Everything wrong at once that can be.
    private static func broken() -> FakeWebMarket {
        var web = FakeWebMarket()
        // At night.
        web.now = "2026-11-25T22:00:00Z"
        web.replace("ec2 describe-security-groups", #"{"SecurityGroups":["#, with: #"{"SecurityGroups":[\#(group),"#)
        web.answer("ec2 get-managed-prefix-list-entries", #"{"Entries":[{"Cidr":"0.0.0.0/0"}]}"#)
        web.answer("s3api get-public-access-block", #"{"PublicAccessBlockConfiguration":{}}"#)
        web.fail(
            "s3api get-bucket-encryption",
            "An error occurred (ServerSideEncryptionConfigurationNotFoundError) when calling the GetBucketEncryption operation: none"
        )
        web.answer(
            "s3api get-bucket-policy",
            FakeWebMarket.policy(#"{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}"#))
        web.answer("s3api get-bucket-versioning", "")
        web.replace("rds describe-db-instances", #""StorageEncrypted":true"#, with: #""StorageEncrypted":false"#)
        web.replace("rds describe-db-instances", #""PubliclyAccessible":false"#, with: #""PubliclyAccessible":true"#)
        web.replace("rds describe-db-instances", #""BackupRetentionPeriod":7"#, with: #""BackupRetentionPeriod":0"#)
        web.answer("rds describe-db-parameters", #"{"Parameters":[]}"#)
        let snapshots = ["2026-10-01", "2026-11-24"].map {
            FakeWebMarket.snapshot("snap-\($0)", created: "\($0)T00:00:00Z", encrypted: false)
        }
        web.answer("rds describe-db-snapshots", #"{"DBSnapshots":[\#(snapshots.joined(separator: ","))]}"#)
        web.answer(
            "rds describe-db-snapshot-attributes",
            #"{"DBSnapshotAttributesResult":{"DBSnapshotAttributes":[{"AttributeName":"restore","AttributeValues":["all"]}]}}"#
        )
        let stopped = FakeWebMarket.instance("i-stopped", volume: "vol-stopped", state: "stopped")
            .replacingOccurrences(of: #""HttpTokens":"required""#, with: #""HttpTokens":"optional""#)
        web.replace("ec2 describe-instances", #"{"Instances":["#, with: #"{"Instances":[\#(stopped),"#)
        web.replace("ec2 describe-launch-template-versions", "required", with: "optional")
        let lost = FakeWebMarket.volume("vol-lost", of: nil)
        let open = FakeWebMarket.volume("vol-stopped", of: "i-stopped").replacingOccurrences(
            of: #""Encrypted":true"#, with: #""Encrypted":false"#)
        web.replace("ec2 describe-volumes", #"{"Volumes":["#, with: #"{"Volumes":[\#(lost),\#(open),"#)
        web.replace("ec2 describe-addresses", #","Tags":\#(FakeWebMarket.tags)"#, with: #","Tags":[]"#)
        web.replace(
            "ec2 describe-addresses", #"{"Addresses":["#,
            with: #"{"Addresses":[{"PublicIp":"192.0.2.9","AllocationId":"eipalloc-9"},{"PublicIp":"192.0.2.10"},"#)
        web.answer(
            "ec2 describe-snapshots",
            #"{"Snapshots":[{"SnapshotId":"snap-old","StartTime":"2026-01-01T00:00:00Z","State":"completed","VolumeSize":8,"Tags":[]}]}"#
        )
        web.answer(
            "iam get-account-authorization-details",
            FakeWebMarket.roles(
                trust: #"{"AWS":"*"}"#,
                attached: ["arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/AmazonS3FullAccess"])
        )
        web.answer(
            "rds describe-db-instance-automated-backups",
            #"{"DBInstanceAutomatedBackups":[{"DBInstanceIdentifier":"db-0","DbiResourceId":"db-B","Status":"retained"}]}"#
        )
        web.answer("logs describe-log-groups", #"{"logGroups":[{"logGroupName":"/aws/rds/instance/db-0/error"}]}"#)
        web.deny("secretsmanager list-secrets", "secretsmanager:ListSecrets")
        return web
    }

    /// What only a protected environment, or one with TLS, can have wrong.
    private static func brokenProduction() -> FakeWebMarket {
        var web = FakeWebMarket()
        web.isProtected = true
        web.giveExecutionRole(#"{"Effect":"Allow","Action":"ec2:RunInstances","Resource":"*"}"#)
        web.roles = { _, _ in try XCTUnwrap(ExecutionRoleTests.needed) }
        web.replace("rds describe-db-instances", #""BackupRetentionPeriod":7"#, with: #""BackupRetentionPeriod":1"#)
        web.replace("rds describe-db-instances", #""DeletionProtection":true"#, with: #""DeletionProtection":false"#)
        web.replace(
            "elbv2 describe-listeners", #"{"Listeners":["#,
            with:
                #"{"Listeners":[{"ListenerArn":"arn:listener/443","LoadBalancerArn":"arn:lb/web","Port":443,"Protocol":"HTTPS","SslPolicy":"ELBSecurityPolicy-2016-08","DefaultActions":[{"Type":"forward"}]},"#
        )
        return web
    }

    private func findings() async throws -> [FakeWebMarket.Report.Finding] {
        var all: [FakeWebMarket.Report.Finding] = []
        for web in [Self.broken(), Self.brokenProduction()] {
            let report = try await web.report()
            all += report.findings + report.notChecked
        }
        return all
    }

    func testEveryRuleSaysWhatToDo() async throws {
        let findings = try await findings()
        for rule in DiagnosticFamily.ofAudits {
            XCTAssertTrue(
                findings.contains { $0.code == rule.code },
                "nothing here breaks \(rule.code), so that its fix is not tried")
        }
        for finding in findings { XCTAssertFalse(finding.fix.isEmpty, finding.code) }
    }

    func testAnAddressIsTaggedByTheIDThatEC2Knows() async throws {
        let fixes = try await findings().filter { $0.code == "OPS005" && $0.resource.type == "AWS::EC2::EIP" }.map(
            \.fix)
        XCTAssertEqual(
            fixes,
            [
                "aws ec2 create-tags --resources eipalloc-1 --tags Key=Project,Value=web Key=Environment,Value=dev --region eu-west-3"
            ])
    }

    /// A snapshot's name says nothing about the region and the account that it is in.
    func testEveryCommandGoesWhereTheAuditLooked() async throws {
        let report = try await Self.broken().report("--profile", "work")
        let commands = (report.findings + report.notChecked).map(\.fix).filter { $0.contains("aws ") }
        XCTAssertGreaterThan(commands.count, 10)
        for command in commands { XCTAssertTrue(command.hasSuffix(" --region eu-west-3 --profile work"), command) }
    }

    /// By the AWS CLI that the project installs: it looks at a command's options and values, and is answered before it
    /// sends anything.
    func testTheAWSCLITakesEveryCommand() async throws {
        let findings = try await findings()
        var commands = findings.compactMap { finding -> String? in
            guard let range = finding.fix.range(of: "aws ") else { return nil }
            XCTAssertTrue(
                range.lowerBound == finding.fix.startIndex || finding.fix[..<range.lowerBound].hasSuffix(": "),
                "\(finding.code): a command is the whole fix, or its end: \(finding.fix)")
            return String(finding.fix[range.lowerBound...])
        }
        let withCommands = Set(findings.filter { $0.fix.contains("aws ") }.map(\.code))
        XCTAssertTrue(
            withCommands.isSuperset(of: [
                "SEC001", "SEC002", "SEC003", "SEC004", "SEC005", "SEC010", "OPS005", "FIN001", "FIN002", "FIN003",
                "FIN004",
            ]))
        commands.append(
            "aws ec2 create-tags --resources eipalloc-1 --tags \(Auditor.tagOption([("Project", #"it's a "shop", = \ $HOME"#), ("Environment", "dev")]))"
        )
        XCTAssertEqual(try Self.complaints(about: commands), [])
        let wrong = [
            "aws ec2 release-address --allocation eipalloc-1 --nonsense", "aws ec2 create-tags --tags Key=a,Value=b",
        ]
        XCTAssertEqual(try Self.complaints(about: wrong).count, 2, "the check sees what is wrong")
    }

    /// What the AWS CLI finds wrong with commands, as a shell hands them over.
    private static func complaints(about commands: [String]) throws -> [String] {
        let script = """
            import contextlib, io, json, shlex, sys, types
            from awscli.clidriver import create_clidriver
            driver, complaints = create_clidriver(), []
            answer = (types.SimpleNamespace(status_code=200), {"ResponseMetadata": {"HTTPStatusCode": 200}})
            driver.session.register("before-call", lambda **_: answer)
            for line in json.load(sys.stdin):
                output = io.StringIO()
                with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
                    try:
                        status = driver.main(shlex.split(line)[1:])
                    except SystemExit as error:
                        status = error.code
                if status:
                    complaints.append(f"{line}: {output.getvalue()}")
            json.dump(complaints, sys.stdout)
            """
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
            .standardizedFileURL
        let python = root.appendingPathComponent(".venv/bin/python")
        guard FileManager.default.isExecutableFile(atPath: python.path) else {
            throw Missing(
                description: "there is no \(python.path): run 'make setup', which installs the AWS CLI that this asks")
        }
        let process = Process()
        process.executableURL = python
        process.arguments = ["-c", script]
        process.environment = [
            "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "eu-west-3",
            "AWS_CONFIG_FILE": "/nonexistent",
        ]
        let (input, output) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: JSONEncoder().encode(commands))
        try input.fileHandleForWriting.close()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONDecoder().decode([String].self, from: answer)
    }

    private struct Missing: Error, CustomStringConvertible { let description: String }
}
