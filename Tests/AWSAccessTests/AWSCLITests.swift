import AWSAccessTesting
import XCTest

@testable import AWSAccess

final class AWSCLITests: XCTestCase {
    func testFailuresAreToldWithCauseAndRemedy() async {
        let denied = """
            An error occurred (AccessDenied) when calling the CreateChangeSet operation: User: arn:aws:iam::1:user/eve is not \
            authorized to perform: cloudformation:CreateChangeSet on resource: arn:aws:cloudformation:eu-west-3:1:stack/web/* \
            because no identity-based policy allows it
            """
        let quoted = #"""
            An error occurred (AccessDenied) when calling the PutObject operation: User: arn:aws:iam::1:user/eve is not authorized to \#
            perform: s3:PutObject on resource: "arn:aws:s3:::lake/a.json" because no identity-based policy allows it
            """#
        let table: [(String, String)] = [
            (quoted, "not allowed: s3:PutObject on arn:aws:s3:::lake/a.json; ask for that permission"),
            (
                "Unable to locate credentials. You can configure credentials by running \"aws configure\".",
                "no AWS credentials in profile 'p'; run 'aws configure'"
            ),
            (
                "An error occurred (ExpiredToken) when calling the X operation: The security token is expired",
                "the AWS credentials in profile 'p' have expired; sign in again ('aws login --profile p', or with single sign-on 'aws sso login --profile p')"
            ),
            (
                "Error when retrieving token from sso: Token has expired and refresh failed",
                "have expired; run 'aws sso login --profile p'"
            ),
            (
                "Your session has expired or credentials have changed. Please reauthenticate using 'aws login'.",
                "the AWS credentials in profile 'p' have expired; run 'aws login --profile p'"
            ),
            (
                "aws: [ERROR]: Unable to refresh login credentials because of a change in your password. Please reauthenticate with your new password using 'aws login'.",
                "have expired; run 'aws login --profile p'"
            ),
            (
                "An error occurred (AccessDeniedException) when calling the CreateOAuth2Token operation: The refresh token has expired.",
                "have expired; run 'aws login --profile p'"
            ),
            (
                "Warning: Unable to record CLI history. Check file permissions for /dev/null\n\naws: [ERROR]: something else",
                "'aws cloudformation describe-stacks' failed with status 252: aws: [ERROR]: something else"
            ),
            (
                "An error occurred (InvalidClientTokenId) when calling the X operation: The token is invalid.",
                "AWS does not accept these credentials (The token is invalid.)"
            ),
            ("The config profile (p) could not be found", "there is no AWS profile 'p'"),
            (
                #"Could not connect to the endpoint URL: "https://cloudformation.eu-west-9.amazonaws.com/""#,
                "cannot reach https://cloudformation.eu-west-9.amazonaws.com/; check the network"
            ),
            (
                #"Connect timeout on endpoint URL: "https://sts.amazonaws.com/""#,
                "cannot reach https://sts.amazonaws.com/"
            ),
            (
                denied,
                "not allowed: cloudformation:CreateChangeSet on arn:aws:cloudformation:eu-west-3:1:stack/web/*; ask for that permission"
            ),
            (
                "An error occurred (Throttling) when calling the DescribeStacks operation (reached max retries: 4): Rate exceeded",
                "AWS limits how often DescribeStacks may be called"
            ),
            (
                "An error occurred (ValidationError) when calling the X operation: Stack with id web does not exist",
                "there is no stack 'web' in this account"
            ),
            (
                "An error occurred (ValidationError) when calling the X operation: Stack [web] does not exist",
                "there is no stack 'web' in this account"
            ),
            (
                "An error occurred (ValidationError) when calling the CreateChangeSet operation: Template error: bad",
                "AWS refused CreateChangeSet: Template error: bad (ValidationError)"
            ),
            ("Invalid choice", "'aws cloudformation describe-stacks' failed with status 252: Invalid choice"),
        ]
        for (errors, message) in table {
            let aws = FakeAWS()
            aws.on("", error: errors, status: 252)
            do {
                try await aws.cli(profile: "p").run(["cloudformation", "describe-stacks", "--stack-name", "web"])
                XCTFail(errors)
            } catch {
                XCTAssertTrue("\(error)".hasPrefix(message) || "\(error)".contains(message), "\(error)")
                XCTAssertFalse("\(error)".contains("\n"), "one line: \(error)")
            }
        }
    }

    func testAThrottledCallIsTriedAgain() async throws {
        let aws = FakeAWS()
        let counter = Counter()
        aws.on("sts") { _ in
            counter.next() < 3
                ? CommandResult(
                    status: 254, errors: "An error occurred (Throttling) when calling the X operation: Rate exceeded")
                : .success(#"{"Account": "123456789012"}"#)
        }
        let account = try await aws.cli().account()
        XCTAssertEqual(account, "123456789012")
        XCTAssertEqual(aws.commands.count, 3)
    }

    func testALauncherWithoutAProgramIsPassedOver() async throws {
        let aws = FakeAWS()
        aws.on("sts") { command in
            command.executable == "/shim/aws"
                ? CommandResult(status: 127, errors: "shim: aws: command not found\n") : .success(#"{"Account": "1"}"#)
        }
        let connection = AWSConnection(region: "eu-west-3")
        let cli = AWSCLI(connection: connection, runner: aws, executables: ["/shim/aws", "/real/aws"])
        _ = try await cli.account()
        _ = try await cli.account()
        XCTAssertEqual(aws.commands.map(\.executable), ["/shim/aws", "/real/aws", "/real/aws"])

        for (executables, message) in [
            (
                ["/shim/aws"],
                "the AWS CLI ('aws') does not start (/shim/aws: shim: aws: command not found); run 'make setup'"
            ),
            ([], "the AWS CLI ('aws') is not installed or not on PATH; run 'make setup'"),
        ] {
            do {
                _ = try await AWSCLI(connection: connection, runner: aws, executables: executables).account()
                XCTFail(message)
            } catch {
                XCTAssertTrue("\(error)".hasPrefix(message), "\(error)")
            }
        }
    }

    func testALocalEndpointsCredentialsComeBeforeAllOfTheUsers() {
        let environment = AWSConnection(
            region: "eu-west-3", endpoint: "http://localhost:4566", credentialsFile: "/c/credentials"
        )
        .environment(inherited: [:])
        XCTAssertEqual(environment["AWS_SHARED_CREDENTIALS_FILE"], "/c/credentials")
        XCTAssertEqual(
            environment["AWS_CONFIG_FILE"], "/dev/null",
            "a role or single sign-on of the default profile precedes the file")
        for variable in [
            "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_DEFAULT_PROFILE",
        ] {
            XCTAssertEqual(environment[variable], .some(.none), "\(variable) must be taken away")
        }
    }

    func testAStoppedLocalCloudIsNamedWhenItsCredentialsAreGone() {
        let connection = AWSConnection(
            region: "eu-west-3", endpoint: "http://localhost:4566", credentialsFile: "/c/credentials")
        XCTAssertEqual(
            AWSError.classify(
                "Unable to locate credentials. You can configure credentials by running \"aws configure\".",
                status: 253,
                command: "aws", connection: connection),
            .unreachable(endpoint: "http://localhost:4566", isLocal: true))
    }

    func testAProgramThatIsNoAWSCLIIsSaidToBeNone() async {
        for (answer, expected) in [
            (
                "",
                "'aws sts get-caller-identity' ended without an error, but it answered nothing; is the 'aws' on PATH the AWS CLI?"
            ),
            (
                "garbage\nmore",
                "'aws sts get-caller-identity' ended without an error, but its answer cannot be read: line 1, column 1: met 'g' where a value is expected, in 'garbage'; is the 'aws' on PATH the AWS CLI?"
            ),
            (
                "{}",
                "'aws sts get-caller-identity' ended without an error, but its answer cannot be read: line 1, column 1: it has no key 'Account', in '{}'; is the 'aws' on PATH the AWS CLI?"
            ),
        ] {
            let aws = FakeAWS()
            aws.on("sts", answer)
            do {
                _ = try await aws.cli().account()
                XCTFail(answer)
            } catch {
                XCTAssertEqual("\(error)", expected)
            }
        }
    }

    func testATemporaryFolderThatCannotBeMadeIsNamed() async {
        do {
            try await TemporaryDirectory.use(in: "/nowhere") { _ in XCTFail("there is no such folder") }
            XCTFail("there is no such folder")
        } catch {
            XCTAssertEqual(
                "\(error)",
                "cannot make a folder in /nowhere; check the free space and permissions of the temporary folder (TMPDIR)"
            )
        }
    }

    func testOfALongComplaintTheEndIsShown() {
        let connection = AWSConnection(region: "eu-west-3")
        let error = AWSError.classify(
            String(repeating: "noise\n", count: 500_000) + "the cause", status: 2, command: "aws x",
            connection: connection)
        XCTAssertTrue("\(error)".hasPrefix("'aws x' failed with status 2: ... noise"), "\(error)")
        XCTAssertTrue("\(error)".hasSuffix("the cause"))
        XCTAssertLessThan("\(error)".count, 2_100)
        XCTAssertEqual(
            "\(AWSError.classify("", status: 137, command: "aws x", connection: connection))",
            "'aws x' was ended by signal 9")
    }
}

final class ProcessRunnerTests: XCTestCase {
    private func shell(_ script: String, environment: [String: String?] = [:]) -> Command {
        Command(executable: "/bin/sh", arguments: ["-c", script], environment: environment)
    }

    func testKeepsOutputErrorsAndStatusApart() async throws {
        let result = try await ProcessRunner().run(shell("echo out; echo err >&2; exit 3"))
        XCTAssertEqual(result, CommandResult(status: 3, output: Data("out\n".utf8), errors: "err\n"))
    }

    func testMuchOutputOnBothSidesDoesNotBlock() async throws {
        let result = try await ProcessRunner().run(
            shell("i=0; while [ $i -lt 3000 ]; do printf '%0200d' 0; printf '%0200d' 0 >&2; i=$((i+1)); done"))
        XCTAssertEqual(result.output.count, 600_000)
        XCTAssertEqual(result.errors.utf8.count, 600_000)
    }

    func testChangesTheEnvironment() async throws {
        let result = try await ProcessRunner().run(
            shell("echo ${A-unset} ${HOME-unset}", environment: ["A": "b", "HOME": nil]))
        XCTAssertEqual(String(decoding: result.output, as: UTF8.self), "b unset\n")
    }

    func testAProgramReadsItsInputToTheEnd() async throws {
        var command = shell("cat /dev/stdin")
        let secret = String(repeating: "geheim ", count: 30_000)
        command.input = Data(secret.utf8)
        let result = try await ProcessRunner().run(command)
        XCTAssertEqual(String(decoding: result.output, as: UTF8.self), secret)
    }

    func testAProgramMayLeaveItsInputUnread() async throws {
        var command = shell("exec 0<&-; echo done")
        command.input = Data(repeating: 0x61, count: 1_000_000)
        let result = try await ProcessRunner().run(command)
        XCTAssertEqual(result, .success("done\n"))
    }

    func testManyAtATime() async throws {
        let results = try await concurrently(Array(0..<20)) { number in
            try await ProcessRunner().run(Command(executable: "/bin/sh", arguments: ["-c", "echo \(number)"]))
        }
        XCTAssertEqual(results.map { String(decoding: $0.output, as: UTF8.self) }, (0..<20).map { "\($0)\n" })
    }

    func testCancellationStopsTheProgram() async throws {
        // It never ends by itself, and neither would the test.
        let command = shell("while :; do sleep 1; done")
        let task = Task { try await ProcessRunner().run(command) }
        try await Task.sleep(for: .milliseconds(200))
        task.cancel()
        do {
            _ = try await task.value
            XCTFail("it was cancelled")
        } catch {
            XCTAssertTrue(error is CancellationError, "\(error)")
        }
    }

    func testAProgramThatCannotStartThrows() async {
        do {
            _ = try await ProcessRunner().run(Command(executable: "/nonexistent/aws", arguments: []))
            XCTFail("there is no such program")
        } catch {}
    }
}
