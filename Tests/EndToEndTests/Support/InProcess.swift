import AWSAccess
import Adoption
import CloudFormation
import Deployment
import Environments
import Terminal
import XCTest

/// Deployments of stacks that a test makes up, in its own process and to a local cloud.
struct InProcess {
    /// What a command came to.
    struct Run {
        let status: ExitCode
        let output: String
        let errors: String
        var transcript: String { "\(status)\n--- output\n\(output)--- errors\n\(errors)---" }
    }

    let cloud: LocalCloud
    /// What names begin with, the artifact bucket's among them.
    let project: String
    /// What other parameters of the root are given.
    var parameters: [String: String] = [:]

    /// Deploys an app as a stack of some name.
    func deploy(_ app: App, as name: String, _ options: Deployer.Options = .init()) async throws -> Run {
        let (environment, aws) = try place(of: name)
        let templates = try DeployableTemplates(app.synthesize())
        return await run(DeployCommand.syntax) {
            try await Deployer(templates: templates, environment: environment, aws: aws, terminal: $0).deploy(options)
        }
    }

    /// Destroys what was deployed so.
    func destroy(_ app: App, as name: String, _ options: Destroyer.Options) async throws -> Run {
        let (environment, aws) = try place(of: name)
        let templates = try DeployableTemplates(app.synthesize())
        return await run(DestroyCommand.syntax) {
            try await Destroyer(templates: templates, environment: environment, aws: aws, terminal: $0).destroy(options)
        }
    }

    /// Tells the last operation on what was deployed so.
    func events(_ app: App, as name: String, _ options: String...) async throws -> Run {
        let (directory, templates) = (try directory(of: name), try DeployableTemplates(app.synthesize()))
        let (_, aws) = try place(of: name)
        let arguments = try EventsCommand.syntax.parse(["--env", "local"] + options)
        return await run(EventsCommand.syntax) {
            try await EventsCommand { templates }.perform(
                arguments, in: CommandContext(terminal: $0, environments: directory, aws: { _ in aws }))
        }
    }

    /// Compares what was deployed so with its templates.
    func drift(_ app: App, of name: String, _ arguments: String...) async throws -> Run {
        let templates = try DeployableTemplates(app.synthesize())
        return try await run(DriftCommand { templates }, on: name, arguments)
    }

    /// Deletes what earlier deployments of it have left in the artifact bucket.
    func cleanUp(_ name: String, _ options: ArtifactCleanup.Options) async throws -> Run {
        let (environment, aws) = try place(of: name)
        return await run(DeployCommand.syntax) {
            try await ArtifactCleanup(environment: environment, aws: aws, terminal: $0).run(options)
        }
    }

    /// Imports into what was deployed so.
    func importing(_ app: App, into name: String, _ arguments: String...) async throws -> Run {
        let templates = try DeployableTemplates(app.synthesize())
        return try await run(ImportCommand { templates }, on: name, arguments)
    }

    /// Writes what exists in Swift, for what was deployed so.
    ///
    /// - Parameter folder: of the app's files.
    func adopting(_ app: App, into name: String, in folder: String, _ arguments: String...) async throws -> Run {
        let templates = try DeployableTemplates(app.synthesize())
        return try await run(AdoptCommand(templates: { templates }, folder: folder), on: name, arguments)
    }

    private func run(_ command: some EnvironmentCommand, on name: String, _ arguments: [String]) async throws -> Run {
        let directory = try directory(of: name)
        let screen = Screen()
        let context = CommandContext(
            terminal: screen.terminal, environments: directory,
            aws: { [cloud] in AWSCLI(connection: $0, executables: [cloud.aws.folder + "/aws"]) })
        let status = await command.run(try command.syntax.parse(["--env", "local"] + arguments), in: context)
        return Run(status: status, output: screen.output, errors: screen.errors)
    }

    private func directory(of name: String) throws -> EnvironmentDirectory {
        let workspace = try Workspace(cloud: cloud)
        try workspace.edit("local") {
            $0["stackName"] = name
            $0["parameters"] = ["ProjectName": project].merging(parameters) { $1 }
        }
        return EnvironmentDirectory(path: workspace.path + "/parameters")
    }

    private func place(of name: String) throws -> (EnvironmentFile, AWSCLI) {
        let environment = try directory(of: name).environment("local")
        let connection = AWSConnection(
            region: environment.region, endpoint: cloud.endpoint, credentialsFile: cloud.credentialsFile)
        return (environment, AWSCLI(connection: connection, executables: [cloud.aws.folder + "/aws"]))
    }

    private func run(
        _ syntax: CommandSyntax, _ work: @escaping @Sendable (Terminal) async throws -> Void
    ) async -> Run {
        let screen = Screen()
        let status = await CommandRun.exitCode(of: syntax, on: screen.terminal) { try await work(screen.terminal) }
        return Run(status: status, output: screen.output, errors: screen.errors)
    }
}

/// A terminal whose text is kept.
private final class Screen: @unchecked Sendable {
    private let lock = NSLock()
    private var written = ""
    private var complained = ""

    var output: String { lock.withLock { written } }
    var errors: String { lock.withLock { complained } }

    var terminal: Terminal {
        Terminal(
            output: TerminalStream(isInteractive: false, usesColour: false, width: 200) { text in
                self.lock.withLock { self.written += text }
            },
            errors: TerminalStream(isInteractive: false, usesColour: false, width: 200) { text in
                self.lock.withLock { self.complained += text }
            },
            input: TerminalInput(isInteractive: false) { nil })
    }
}
