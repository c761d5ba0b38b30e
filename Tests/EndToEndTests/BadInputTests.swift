import Foundation
import XCTest

/// What goes wrong before anything is deployed: one clear message each, and nothing is created.
final class BadInputTests: XCTestCase {
    private func workspace() async throws -> Workspace {
        try Workspace(cloud: try await LocalCloud.shared(), project: "never")
    }

    /// Runs `deploy` where `aws` is recorded, and checks the whole of what it says.
    private func assertRefused(
        _ workspace: Workspace, _ environment: String = "local", says expected: String, status: Int32 = 1,
        calls: Int = 0,
        variables: [String: String] = [:], isLocal: Bool = true, file: StaticString = #filePath, line: UInt = #line
    ) async throws {
        let outcome = try await workspace.run("deploy", "--env", environment, variables: variables, local: isLocal)
        XCTAssertEqual(outcome.status, status, outcome.transcript, file: file, line: line)
        XCTAssertEqual(outcome.errors, expected + "\n", file: file, line: line)
        XCTAssertEqual(outcome.output, "", file: file, line: line)
        XCTAssertEqual(workspace.leftFiles, [], file: file, line: line)
        let record = workspace.record.split(separator: "\n")
        XCTAssertLessThanOrEqual(record.count, calls, "\(record)", file: file, line: line)
        for call in record {
            XCTAssertTrue(
                [" describe-stacks ", " get-template ", " get-caller-identity "].contains { call.contains($0) },
                "\(call)", file: file, line: line)
        }
    }

    func testAnUnknownEnvironment() async throws {
        let workspace = try await workspace()
        try workspace.recordAWS()
        try await assertRefused(
            workspace, "locla",
            says:
                "error: unknown environment 'locla'; did you mean 'local'? there are: dev, local, prod, staging (files in parameters/) [unknown-environment]"
        )
    }

    func testAnUnknownParameter() async throws {
        let workspace = try await workspace()
        try workspace.recordAWS()
        try workspace.edit("local") { $0.set("MinimumInstance", 3) }
        let outcome = try await workspace.run("deploy", "--env", "local")
        XCTAssertEqual(outcome.status, 1, outcome.transcript)
        XCTAssertNotNil(
            outcome.errors.range(
                of:
                    #"^parameters/local\.json:[0-9]+:[0-9]+: error: unknown parameter 'MinimumInstance'; did you mean 'MinimumInstances'\? Declared: [A-Za-z, ]+ \[unknown-parameter\]\n"#,
                options: .regularExpression), outcome.errors)
        XCTAssertEqual(workspace.record, "")
    }

    func testValuesOutsideTheirConstraintsAreToldTogether() async throws {
        let workspace = try await workspace()
        try workspace.recordAWS()
        try workspace.edit("local") {
            $0.set("MaximumInstances", 40)
            $0.set("InstanceType", "enormous")
        }
        let outcome = try await workspace.run("deploy", "--env", "local", variables: ["DB_PASSWORD": "sh0rt"])
        XCTAssertEqual(outcome.status, 1, outcome.transcript)
        let problems = outcome.errors.split(separator: "\n")
        XCTAssertEqual(problems.count { $0.contains("error: ") }, 3, outcome.errors)
        for pattern in [
            #"^parameters/local\.json:[0-9]+:[0-9]+: error: parameter 'MaximumInstances' is '40'; it must be 20 or less \[invalid-parameter\]$"#,
            #"^parameters/local\.json:[0-9]+:[0-9]+: error: parameter 'InstanceType' is 'enormous'; it .*t3\.micro \[invalid-parameter\]$"#,
            #"^  Stacks/InstanceSettings\.swift:[0-9]+: note: declared here$"#,
            #"^error: the value of the environment variable DB_PASSWORD, for parameter 'DBPassword', .*8 to 41 "#,
        ] {
            XCTAssertTrue(
                problems.contains { $0.range(of: pattern, options: .regularExpression) != nil },
                "\(pattern)\n\(outcome.errors)")
        }
        XCTAssertFalse(outcome.errors.contains("sh0rt"), "a secret is shown:\n\(outcome.errors)")
        XCTAssertEqual(workspace.record, "")
    }

    func testValuesThatCannotWorkTogether() async throws {
        let workspace = try await workspace()
        try workspace.recordAWS()
        try workspace.edit("local") {
            $0.set("MinimumInstances", 5)
            $0.set("DatabaseStorage", 100)
        }
        let outcome = try await workspace.run("deploy", "--env", "local", "--dry-run")
        XCTAssertEqual(outcome.status, 1, outcome.transcript)
        for pattern in [
            #"parameters/local\.json:[0-9]+:[0-9]+: error: MaximumInstances must not be below MinimumInstances; allowed: MinimumInstances <= MaximumInstances \[violated-requirement\]\n"#,
            #"\n  parameters/local\.json:[0-9]+:[0-9]+: note: MinimumInstances is '5'\n  Stacks/InstanceSettings\.swift:[0-9]+: note: MaximumInstances is '4', the default\n  Stacks/InstanceSettings\.swift:[0-9]+: note: required here\n"#,
            #"DatabaseStorage; allowed: DatabaseMaximumStorage \* 10 >= DatabaseStorage \* 11 "#,
        ] {
            XCTAssertNotNil(
                outcome.errors.range(of: pattern, options: .regularExpression), "\(pattern)\n\(outcome.errors)")
        }
        XCTAssertEqual(workspace.record, "")
    }

    func testAMissingCLI() async throws {
        let workspace = try await workspace()
        workspace.removeAWS()
        try await assertRefused(
            workspace,
            says:
                "error: the AWS CLI ('aws') is not installed or not on PATH; run 'make setup' to install the pinned one into .venv, or install it as the AWS CLI user guide says [aws-cli]"
        )
    }

    func testNoCredentials() async throws {
        let workspace = try await workspace()
        try workspace.answerAWS(
            #"Unable to locate credentials. You can configure credentials by running "aws configure"."#, status: 253)
        try await assertRefused(
            workspace, "dev",
            says:
                "error: no AWS credentials; run 'aws configure' or 'aws configure sso', choose a profile with --profile NAME, or set AWS_PROFILE [aws-credentials]",
            calls: 2, isLocal: false)
    }

    func testExpiredCredentials() async throws {
        let workspace = try await workspace()
        try workspace.answerAWS(
            "An error occurred (ExpiredToken) when calling the GetCallerIdentity operation: The security token included in the request is expired",
            status: 254)
        try await assertRefused(
            workspace, "dev",
            says:
                "error: the AWS credentials have expired; sign in again ('aws login', or with single sign-on 'aws sso login') [aws-credentials]",
            calls: 2, isLocal: false)
    }

    func testAnEndpointWhereNothingAnswers() async throws {
        let workspace = try await workspace()
        let port = try await LocalCloud.freePort()
        try workspace.edit("local") { $0["endpoint"] = "http://localhost:\(port)" }
        try await assertRefused(
            workspace,
            says:
                "error: nothing answers at http://localhost:\(port); start the local cloud with 'make local-up' [aws-unreachable]",
            isLocal: false)
    }

    func testOutputsOfWhatIsNotDeployed() async throws {
        let workspace = try await workspace()
        let outcome = try await workspace.run("outputs", "--env", "local")
        XCTAssertEqual(outcome.status, 1, outcome.transcript)
        XCTAssertEqual(
            outcome.errors,
            "error: never-local is not deployed in eu-west-3; deploy it with 'swift run deploy --env local' [not-deployed]\n"
        )
    }

    func testTheLocalCloudsAddressIsNotForAnEnvironmentOnAWS() async throws {
        let workspace = try await workspace()
        try workspace.recordAWS()
        let outcome = try await workspace.run("deploy", "--env", "prod")
        XCTAssertEqual(outcome.status, 2, outcome.transcript)
        XCTAssertTrue(
            outcome.errors.hasPrefix("error: --endpoint is for environments with an 'endpoint' in their file"),
            outcome.errors)
        XCTAssertEqual(workspace.record, "")
    }
}

extension Workspace {
    /// Has every use of `aws` recorded and fail with a message.
    fileprivate func answerAWS(_ message: String, status: Int32) throws {
        try replaceAWS(#"printf '%s\n' "$*" >> "$RECORD"; echo '\#(message)' >&2; exit \#(status)"#)
    }
}
