import AWSAccessTesting
import TerminalTesting
import XCTest

@testable import AWSAccess

/// What a command of the AWS CLI inherits.
final class CLIEnvironmentTests: XCTestCase {
    private func command(
        endpoint: String? = nil, profile: String? = nil, variables: [String: String] = [:], secrets: [String] = []
    ) async throws -> Command {
        let aws = FakeAWS()
        aws.on("sts", #"{"Account": "000000000000"}"#)
        _ = try await aws.cli(endpoint: endpoint, profile: profile, variables: variables).withholding(secrets).account()
        return try XCTUnwrap(aws.commands.first)
    }

    func testTheLocalCloudGetsDummyCredentialsAndTheEndpointInEveryWayThereIs() async throws {
        let shell = ["AWS_ENDPOINT_URL_S3": "https://s3.example", "AWS_PROFILE": "prod"]
        let command = try await command(endpoint: "http://localhost:4566", profile: "prod", variables: shell)
        // Versions before 1.29 and 2.13 obey the option only.
        XCTAssertEqual(
            command.arguments,
            [
                "sts", "get-caller-identity", "--region", "eu-west-3", "--output", "json", "--endpoint-url",
                "http://localhost:4566",
            ])
        XCTAssertEqual(command.environment["AWS_ENDPOINT_URL"], "http://localhost:4566")
        XCTAssertEqual(command.environment["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"], "false")
        XCTAssertEqual(command.environment["AWS_SECRET_ACCESS_KEY"], "test")
        for variable in ["AWS_ENDPOINT_URL_S3", "AWS_PROFILE", "AWS_SESSION_TOKEN"] {
            XCTAssertEqual(command.environment[variable], .some(.none), "\(variable) must be taken away")
        }
    }

    func testNothingInheritedLeadsAwayFromAWS() async throws {
        let shell = [
            "AWS_ENDPOINT_URL": "http://localhost:4566", "AWS_ENDPOINT_URL_STS": "http://x", "AWS_PROFILE": "work",
        ]
        let command = try await command(profile: "prod", variables: shell)
        XCTAssertEqual(command.arguments.suffix(2), ["--profile", "prod"])
        XCTAssertFalse(command.arguments.contains("--endpoint-url"))
        XCTAssertEqual(command.environment["AWS_ENDPOINT_URL"], .some(.none))
        XCTAssertEqual(command.environment["AWS_ENDPOINT_URL_STS"], .some(.none))
        XCTAssertEqual(command.environment["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"], "true")
        XCTAssertFalse(command.environment.keys.contains("AWS_PROFILE"), "who calls is the user's choice")
    }

    func testSecretsAreWithheld() async throws {
        let command = try await command(variables: ["DB_PASSWORD": "secret"], secrets: ["DB_PASSWORD"])
        XCTAssertEqual(command.environment["DB_PASSWORD"], .some(.none))
    }

    func testWhatIsNotObeyedIsSaid() throws {
        let home = NSTemporaryDirectory() + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: home) }
        try FileManager.default.createDirectory(atPath: home + "/.aws", withIntermediateDirectories: true)
        let config = """
            # mine
            [default]
            region = eu-west-1
            [profile work]
            ENDPOINT_URL = https://proxy.example
            services = dev
            [profile "with blank"]
            endpoint_url: http://b
            [services dev]
            s3 =
              endpoint_url = http://localhost:9000
            sts =
              use_x = 1
            """
        try Data(config.utf8).write(to: URL(fileURLWithPath: home + "/.aws/config"))
        func notes(_ variables: [String: String], endpoint: String? = nil, profile: String? = nil) -> [String] {
            CLIConfiguration(variables: variables.merging(["HOME": home]) { $1 })
                .overriddenEndpoints(by: endpoint, profile: profile, fileName: "parameters/dev.json")
        }
        XCTAssertEqual(notes([:]), [])
        XCTAssertEqual(
            notes(["AWS_ENDPOINT_URL": "http://localhost:4566"]),
            ["AWS_ENDPOINT_URL=http://localhost:4566 of the shell is not used: parameters/dev.json has no 'endpoint'"])
        XCTAssertEqual(
            notes([:], profile: "work"),
            [
                "endpoint_url = https://proxy.example of profile 'work' (\(home)/.aws/config:5) is not used: parameters/dev.json has no 'endpoint'",
                "the endpoint of s3 in profile 'work' (\(home)/.aws/config:10) is not used: parameters/dev.json has no 'endpoint'",
            ])
        XCTAssertEqual(notes(["AWS_PROFILE": "with blank"]).count, 1)
        XCTAssertEqual(
            notes(["AWS_ENDPOINT_URL": "http://localhost:1"], endpoint: "http://localhost:1", profile: "work"), [])
        XCTAssertEqual(
            notes(["AWS_ENDPOINT_URL": "http://localhost:2"], endpoint: "http://localhost:1"),
            [
                "AWS_ENDPOINT_URL=http://localhost:2 of the shell is not used: parameters/dev.json and --endpoint lead to http://localhost:1"
            ])
    }

    func testAnAliasWithTheNameOfACommandIsRefused() async throws {
        let home = NSTemporaryDirectory() + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: home) }
        try FileManager.default.createDirectory(atPath: home + "/.aws/cli", withIntermediateDirectories: true)
        let aliases =
            "[toplevel]\nwhoami = sts get-caller-identity\nsts = sts --region us-east-1\n[command cloudformation]\ndescribe-stacks = !echo {}\n"
        try Data(aliases.utf8).write(to: URL(fileURLWithPath: home + "/.aws/cli/alias"))
        let aws = FakeAWS()
        aws.on("", "{}")
        let cli = aws.cli(variables: ["HOME": home])
        for (arguments, message) in [
            (
                ["sts", "get-caller-identity"],
                "an alias changes what 'aws sts' does (\(home)/.aws/cli/alias:3); rename it"
            ),
            (
                ["cloudformation", "describe-stacks"],
                "an alias changes what 'aws cloudformation describe-stacks' does (\(home)/.aws/cli/alias:5)"
            ),
        ] {
            do {
                _ = try await cli.run(arguments)
                XCTFail(message)
            } catch {
                XCTAssertTrue("\(error)".hasPrefix(message), "\(error)")
            }
        }
        XCTAssertEqual(aws.commands, [])
        _ = try await cli.run(["cloudformation", "list-stacks"])
    }

    func testACommandThatTheCLIDoesNotKnowIsToldWithTheVersionIfThatIsOld() async throws {
        for (version, isOld) in [
            ("2.9.19", true), ("1.27.0", true), ("2.38.5", false), ("2.40.0", false), ("3.0.0", false),
        ] {
            let aws = FakeAWS()
            aws.on("--version", "aws-cli/\(version) Python/3.11.2 Linux/6.1.0\n")
            aws.on(
                "cloudformation", error: "aws: error: argument operation: Invalid choice, valid choices are:",
                status: 252)
            let cli = aws.cli()
            for _ in 1...2 {
                do {
                    try await cli.run(["cloudformation", "describe-events"])
                    XCTFail(version)
                } catch {
                    XCTAssertTrue(
                        "\(error)".hasPrefix(
                            "'aws cloudformation describe-events' failed with status 252: aws: error: argument operation: Invalid"
                        ))
                    XCTAssertEqual(
                        "\(error)".contains(
                            "; the AWS CLI \(version) at /fake/aws is too old for this command; update it"), isOld,
                        "\(error)")
                }
            }
            XCTAssertEqual(aws.commands.filter { $0.arguments == ["--version"] }.count, 1)
        }
    }
}
