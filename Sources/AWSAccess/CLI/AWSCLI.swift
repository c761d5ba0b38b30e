import Foundation

/// The AWS CLI, versions 1 and 2, as typed calls.
///
/// A call costs about half a second, nearly all of it the CLI's start: make few, and independent ones side by side.
public struct AWSCLI: Sendable {
    /// Which AWS is talked to.
    public private(set) var connection: AWSConnection
    /// Waits; replaced in tests.
    package let sleep: @Sendable (Duration) async throws -> Void
    private let runner: any CommandRunner
    private let executables: Executables
    private let configuration: CLIConfiguration
    private let watch: SilenceWatch
    /// What a command finds in its environment other than this process does.
    private var environment: [String: String?]

    /// - Parameters:
    ///   - executables: paths of `aws`, the best first; see ``installed(path:)``.
    ///   - variables: this process's environment, which the commands inherit in part.
    ///   - sleep: waits between tries and between polls.
    ///   - noticeAfter: how long a command may be silent before that is told.
    ///   - reportWait: told once that a command is waited for.
    public init(
        connection: AWSConnection, runner: any CommandRunner = ProcessRunner(),
        executables: [String] = AWSCLI.installed(),
        variables: [String: String] = ProcessInfo.processInfo.environment,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        noticeAfter: Duration = .seconds(10), reportWait: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.connection = connection
        self.runner = runner
        self.executables = Executables(candidates: executables)
        self.sleep = sleep
        configuration = CLIConfiguration(variables: variables)
        watch = SilenceWatch(notice: noticeAfter, report: reportWait)
        environment = connection.environment(inherited: variables)
    }

    /// The same without some variables in the environment of every command: those that bind secrets, which are none of
    /// its business.
    public func withholding(_ variables: some Sequence<String>) -> AWSCLI {
        var copy = self
        for name in variables { copy.environment.updateValue(nil, forKey: name) }
        return copy
    }

    /// The same with less patience, for what nobody should wait for long.
    package func impatient(_ patience: Duration) -> AWSCLI {
        var copy = self
        copy.connection = AWSConnection(
            region: connection.region, profile: connection.profile, endpoint: connection.endpoint,
            credentialsFile: connection.credentialsFile, patience: min(patience, connection.patience))
        return copy
    }

    /// Every `aws` on the search path, and the one that `make setup` installs into the project.
    public static func installed(path: String = ProcessInfo.processInfo.environment["PATH"] ?? "") -> [String] {
        let candidates = path.split(separator: ":").map { "\($0)/aws" } + [".venv/bin/aws"]
        return candidates.filter { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs a command such as `["s3api", "head-bucket", "--bucket", name]`, and gives what it wrote.
    ///
    /// A throttled call is tried again, more slowly each time.
    ///
    /// - Parameter input: what it reads from `file:///dev/stdin`; the way for a secret, which must not be an argument.
    /// - Throws: ``AWSError``; `CancellationError` when the task is cancelled.
    @discardableResult
    public func run(_ arguments: [String], input: Data? = nil) async throws -> Data {
        var pause = Duration.seconds(2)
        for _ in 1...3 {
            do {
                return try await runOnce(arguments, input: input)
            } catch AWSError.throttled {
                try await sleep(pause)
                pause *= 2
            }
        }
        return try await runOnce(arguments, input: input)
    }

    private func runOnce(_ arguments: [String], input: Data?) async throws -> Data {
        let result = try await follow(arguments, input: input) { _ in }
        guard result.status == 0 else {
            // Some commands write their complaints to standard output.
            let complaint = result.errors.isEmpty ? String(decoding: result.output, as: UTF8.self) : result.errors
            let error = AWSError.classify(
                complaint, status: result.status, command: Self.name(of: arguments), connection: connection)
            guard error.isOfUsage, let hint = await executables.oldVersionHint(asking: runner) else { throw error }
            throw error.adding(hint)
        }
        return result.output
    }

    /// Runs a command once, and hands over what it writes while it runs. For those that do many things, of which some
    /// may fail: its status is the caller's to judge.
    ///
    /// - Parameter environment: changes to the command's environment, beside the connection's; nil takes a variable
    ///   away.
    /// - Throws: ``AWSError`` when there is no `aws`, when it hangs, and when an alias stands in the way;
    ///   `CancellationError` when the task is cancelled.
    package func follow(
        _ arguments: [String], environment: [String: String?] = [:], input: Data? = nil,
        onOutput: @escaping @Sendable (Data) -> Void
    ) async throws -> CommandResult {
        if let obstacle = configuration.alias(inTheWayOf: arguments) { throw obstacle }
        var detail: String?
        for executable in await executables.candidates {
            let command = Command(
                executable: executable, arguments: arguments + connection.arguments,
                environment: self.environment.merging(environment) { $1 }, input: input)
            let result: CommandResult
            do {
                result = try await runUnlessSilent(command, name: Self.name(of: arguments), onOutput: onOutput)
            } catch let error as CancellationError {
                throw error
            } catch let error as AWSError {
                throw error
            } catch {
                detail = detail ?? "\(executable): \(error.localizedDescription)"
                continue
            }
            // 127 is a launcher that found no program behind it, such as a shim of a version manager.
            if result.status == 127 {
                let line = result.errors.split(separator: "\n").first.map(String.init) ?? "status 127"
                detail = detail ?? "\(executable): \(line)"
                continue
            }
            await executables.settle(on: executable)
            return result
        }
        throw AWSError.cliMissing(detail: detail)
    }

    private func runUnlessSilent(
        _ command: Command, name: String, onOutput: @escaping @Sendable (Data) -> Void
    ) async throws -> CommandResult {
        let connection = connection
        return try await watch.over(name, patience: connection.patience) { silence in
            AWSError.unresponsive(command: name, seconds: Int(silence.components.seconds), connection: connection)
        } run: { [runner] onSign in
            try await runner.run(command) { piece in
                onSign()
                onOutput(piece)
            }
        }
    }

    /// The command without its options, which may be long.
    static func name(of arguments: [String]) -> String {
        (["aws"] + arguments.prefix { !$0.hasPrefix("-") }).joined(separator: " ")
    }
}

/// The `aws` that works, once that is known: a launcher without a program behind it costs time on every call.
private actor Executables {
    private(set) var candidates: [String]

    init(candidates: [String]) { self.candidates = candidates }

    func settle(on executable: String) { candidates = [executable] }

    private var hint: String??

    /// What to say of a version that is older than those known to do; asked for once, when a command was not
    /// understood.
    func oldVersionHint(asking runner: any CommandRunner) async -> String? {
        if let hint { return hint }
        let executable = candidates.first ?? "aws"
        let answer = try? await runner.run(Command(executable: executable, arguments: ["--version"]))
        // Version 1 once wrote it to standard error.
        let version = answer.flatMap { CLIVersion(String(decoding: $0.output, as: UTF8.self) + $0.errors) }
        let found = version.flatMap { version in
            version.isOld
                ? "the AWS CLI \(version) at \(executable) is too old for this command; update it (\(CLIVersion.tested.map(\.description).joined(separator: " and ")) are known to work), or run 'make setup' and take it off PATH"
                : nil
        }
        hint = .some(found)
        return found
    }
}
