import CloudFormation
import Diagnostics
import FileSystem
import Terminal

/// `check`: says what AWS would refuse in templates, or somebody would regret; of the app's own, or of any files.
public struct CheckCommand: Sendable {
    private let arguments: Arguments
    private let environments: String

    /// - Parameters:
    ///   - arguments: read with ``syntax``.
    ///   - environments: the folder with one file an environment.
    public init(_ arguments: Arguments, environments: String = "parameters") {
        self.arguments = arguments
        self.environments = environments
    }

    /// Runs the command.
    ///
    /// - Parameter makeApp: builds the app, where no file is named.
    /// - Returns: failure for problems as bad as `--fail-on` says.
    public func run(on terminal: Terminal, _ makeApp: () -> App) -> ExitCode {
        run(on: terminal, watch: Watch(on: terminal), makeApp)
    }

    func run(on terminal: Terminal, watch: Watch, _ makeApp: () -> App) -> ExitCode {
        do {
            let format = try OutputFormat(arguments, from: .ofDiagnostics)
            let threshold = try Self.threshold(arguments)
            if format != .text, let option = ["fix", "watch"].first(where: arguments.flag) {
                throw UsageError("--\(option) speaks with a person; leave --format out")
            }
            if arguments.flag("watch") { return try follow(watch, threshold, makeApp) }
            var result = try result(makeApp)
            show(result, as: format, on: terminal)
            if arguments.flag("fix") {
                switch mend(result, on: terminal) {
                case .nothing: break
                case .stopped: return .failure
                case .mended(let isSwift):
                    if isSwift, arguments.positionals.isEmpty { return rebuilt(terminal) }
                    result = try self.result(makeApp)
                    show(result, as: format, on: terminal)
                }
            }
            return result.report.standing.contains { $0.severity >= threshold } ? .failure : .success
        } catch let error as UsageError {
            Self.syntax.report(error, on: terminal)
            return .usage
        } catch {
            terminal.report(Diagnostic.all(of: error))
            return .failure
        }
    }

    /// - Throws: ``UsageError`` only.
    private func result(_ makeApp: () -> App) throws -> CheckResult {
        do {
            let surrounding = try Surrounding(arguments, environments: environments)
            guard !arguments.positionals.isEmpty else { return try CheckResult(makeApp(), arguments, surrounding) }
            // A folder is watched for what comes and goes in it; otherwise it is none of the files that are meant.
            let isWatched = arguments.flag("watch")
            let files = isWatched ? arguments.positionals.flatMap(FileWatch.templates) : arguments.positionals
            return try CheckResult(files: files, arguments, surrounding)
        } catch let error as UsageError {
            throw error
        } catch {
            return CheckResult(stoppedBy: error, files: arguments.positionals)
        }
    }

    private func show(_ result: CheckResult, as format: OutputFormat, on terminal: Terminal) {
        guard format == .text else {
            return terminal.output.write(document: result.report.document(as: format, by: "check", result.sources))
        }
        terminal.report(result.report)
        if result.report.summary == nil { terminal.output.print("nothing found") }
    }

    private static func threshold(_ arguments: Arguments) throws(UsageError) -> Diagnostic.Severity {
        switch try arguments.choice("fail-on", from: ["error", "warning", "note"], default: "error") {
        case "warning": .low
        case "note": .info
        default: .error
        }
    }

    // MARK: - Mending

    private enum Outcome {
        case nothing, stopped
        /// Whether lines of Swift were.
        case mended(isSwift: Bool)
    }

    private func mend(_ result: CheckResult, on terminal: Terminal) -> Outcome {
        let mending = Mending(result.report.standing, result.sources)
        guard !mending.isEmpty else {
            terminal.output.print("nothing that can be mended here")
            return .nothing
        }
        mending.show(on: terminal)
        do {
            let places = mending.count == 1 ? "this place" : "these \(mending.count) places"
            if !arguments.flag("yes"), !(try Prompt("Mend \(places)?").ask(on: terminal)) {
                terminal.errors.print("nothing was changed")
                return .stopped
            }
        } catch {
            terminal.reportError("\(error)")
            return .stopped
        }
        let problems = mending.apply()
        terminal.report(problems)
        return problems.isEmpty ? .mended(isSwift: mending.concernsSwift) : .stopped
    }

    // MARK: - What has to be built again

    /// The same command without what was done already, after SwiftPM has built the stacks anew.
    private func rebuilt(_ terminal: Terminal) -> ExitCode {
        guard let build = AppBuild(CommandLine.arguments) else {
            terminal.errors.print("mended; build the stacks and check again")
            return .success
        }
        return build.run(without: ["--fix", "--yes", "--watch"])
    }

    private func follow(_ watch: Watch, _ threshold: Diagnostic.Severity, _ makeApp: () -> App) throws -> ExitCode {
        guard arguments.positionals.isEmpty else { return try followFiles(watch) }
        guard let build = AppBuild(CommandLine.arguments) else {
            throw UsageError("--watch builds the stacks anew, and works where SwiftPM built this command: swift run")
        }
        ChildProcess.endAtInterrupt()
        watch.run {
            let sources = FileWatch.sources(below: "")
            _ = build.run(without: ["--watch"])
            return sources
        }
        return .success
    }

    private func followFiles(_ watch: Watch) throws -> ExitCode {
        ChildProcess.endAtInterrupt()
        // What is wrong with the command line stays wrong.
        _ = try result { App() }
        watch.run {
            guard let result = try? result({ App() }) else { return arguments.positionals }
            show(result, as: .text, on: watch.terminal)
            return Set(result.files + arguments.positionals).sorted()
        }
        return .success
    }
}
