import XCTest

@testable import AWSAccess

/// The commands with each AWS CLI that users have, each configured in every way that changes what it prints and asks.
final class ForeignConfigurationTests: XCTestCase {
    private static let config = """
        [default]
        region = us-east-1
        output = text
        cli_pager = sh -c 'echo paged; cat'
        cli_auto_prompt = on
        cli_error_format = json
        cli_timestamp_format = wire
        cli_binary_format = raw-in-base64-out
        cli_follow_urlparam = true
        cli_history = enabled
        use_fips_endpoint = true
        ignore_configured_endpoint_urls = true
        endpoint_url = http://localhost:1
        services = elsewhere
        [services elsewhere]
        cloudformation =
          endpoint_url = http://localhost:1
        s3 =
          endpoint_url = http://localhost:1
        """

    func testVersion1() async throws {
        try await liveThroughEverything(with: try Project.aws(), version: CLIVersion.tested[0], project: "foreign-one")
    }

    func testVersion2() async throws {
        guard let aws = try Project.awsVersion2() else {
            throw XCTSkip("there is a pinned version 2 for Linux on x86-64 only")
        }
        try await liveThroughEverything(with: aws, version: CLIVersion.tested[1], project: "foreign-two")
    }

    private func liveThroughEverything(with aws: String, version: CLIVersion, project: String) async throws {
        let outcome = try await Program.run(aws, ["--version"])
        XCTAssertEqual(CLIVersion(outcome.output), version, "the pinned version is the one that is called tested")
        let workspace = try Workspace(cloud: try await LocalCloud.shared(), project: project)
        // The local cloud's own credentials keep the user's files out of it; an environment on AWS would have them
        // read.
        try workspace.replaceAWS(
            #"""
            env | grep secretly >> "$RECORD"
            AWS_CONFIG_FILE="$HOME/.aws/config" exec "$REAL_AWS" "$@"
            """#, real: aws)
        try FileManager.default.createDirectory(atPath: workspace.path + "/.aws/cli", withIntermediateDirectories: true)
        try Data(Self.config.utf8).write(to: URL(fileURLWithPath: workspace.path + "/.aws/config"))
        try Data("[toplevel]\nwhoami = sts get-caller-identity\n".utf8).write(
            to: URL(fileURLWithPath: workspace.path + "/.aws/cli/alias"))
        try FileManager.default.createDirectory(atPath: workspace.path + "/assets", withIntermediateDirectories: true)
        try Data("{}".utf8).write(to: URL(fileURLWithPath: workspace.path + "/assets/café.json"))

        @discardableResult
        func run(
            _ command: String, _ arguments: String..., status: Int32 = 0, line: UInt = #line
        ) async throws -> Program.Outcome {
            let outcome = try await workspace.run(
                command, ["--env", "local"] + arguments,
                variables: [
                    "AWS_CLI_AUTO_PROMPT": "on", "AWS_CLI_ERROR_FORMAT": "yaml",
                    "AWS_DEFAULT_OUTPUT": "table", "AWS_ENDPOINT_URL_S3": "http://localhost:1", "PAGER": "false",
                    "LC_ALL": "C", "DB_PASSWORD": "secretly8",
                ])
            XCTAssertEqual(outcome.status, status, outcome.transcript, line: line)
            return outcome
        }

        // What is not there is an answer that the commands must understand.
        let early = try await run("outputs", status: 1)
        XCTAssertTrue(early.errors.contains("error: \(project)-local is not deployed in eu-west-3"), early.errors)
        XCTAssertTrue(
            early.errors.contains(
                "note: AWS_ENDPOINT_URL_S3=http://localhost:1 of the shell is not used: parameters/local.json"),
            early.errors)
        let first = try await run("deploy")
        XCTAssertTrue(first.errors.contains("  CREATE_COMPLETE  \(project)-local\n"), first.errors)
        let second = try await run("deploy")
        XCTAssertTrue(second.errors.contains("no changes: \(project)-local is as its templates say"), second.errors)
        let outputs = try await run("outputs", "--json")
        XCTAssertNotNil(
            try JSONDecoder().decode([String: String].self, from: Data(outputs.output.utf8))["S3BucketName"])
        let audit = try await run("audit-infra")
        XCTAssertTrue(audit.output.contains("RDS"), audit.output)
        let population = try await run("populate-datalake", "--dry-run")
        XCTAssertTrue(population.errors.contains("dry run: would send 1 file (2 B)"), population.transcript)
        try await run("destroy", "--yes", "--delete-retained")
        XCTAssertEqual(workspace.leftFiles, [])
        XCTAssertEqual(workspace.record, "", "no child has the secret in its environment")
        let history = workspace.path + "/.aws/cli/history"
        XCTAssertFalse(
            FileManager.default.fileExists(atPath: history), "requests, secrets and all, are written down nowhere")
    }
}
