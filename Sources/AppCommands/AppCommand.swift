import AppDeclaration
import CloudFormation
import Deployment
import Environments
import Synthesis
import Template
import Terminal

/// An app's own command: all verbs in one executable.
///
/// ```swift
/// import AppCommands
/// import Stacks
///
/// await AppCommand(Orders.app).main()
/// ```
///
/// `swift run Infra synth`, `swift run Infra deploy --env dev` and so on, when that is the executable target `Infra`.
/// More verbs come from the library `OperationVerbs`, which has the day-to-day tools, and from ``Verb/init(_:_:)``.
public struct AppCommand: Sendable {
    let templates: String
    let parameters: String
    let prices: DescribedPrices?
    let verbs: [Verb]
    let makeApp: @Sendable () -> App

    /// - Parameters:
    ///   - templates: the folder of the committed templates, from the project's folder, where the command is run.
    ///   - parameters: the folder with one file an environment.
    ///   - prices: those that the app's description reckons with; a plan goes by them before any others.
    ///   - verbs: what the command can do.
    ///   - makeApp: builds the app.
    public init(
        templates: String = "Stacks/Templates", parameters: String = "parameters", prices: DescribedPrices? = nil,
        verbs: [Verb] = Verb.all,
        _ makeApp: @escaping @Sendable () -> App
    ) {
        self.templates = templates
        self.parameters = parameters
        self.prices = prices
        self.verbs = verbs
        self.makeApp = makeApp
    }

    /// Synthesizes the app.
    public func synthesize() -> Assembly { makeApp().synthesize() }

    /// Synthesizes what is deployed.
    ///
    /// - Throws: `DiagnosticError` with every error in the stacks; `CommandError` for an app of two root stacks.
    public func deployableTemplates() throws -> DeployableTemplates { try DeployableTemplates(synthesize()) }

    /// The templates that a revision of the repository has committed; see ``CommittedTemplates``.
    ///
    /// - Throws: `DiagnosticError` for a revision that there is not, and for one without such templates.
    func committedTemplates(_ revision: String, root: String) throws -> TemplateTree {
        try TemplateTree(revision: revision, folder: templates, root: root)
    }

    /// Synthesizes what is deployed, and says which files of the repository are others than the committed templates name.
    ///
    /// - Throws: as ``deployableTemplates()``; `TemplateDirectoryError` for a committed template that cannot be read.
    func reviewedTemplates() throws -> DeployableTemplates {
        let assembly = synthesize()
        var templates = try DeployableTemplates(assembly)
        templates.unreviewed = try TemplateDirectory(path: self.templates).staleAssets(of: assembly)
        return templates
    }

    /// Runs the process: its first argument is the verb. Ends the process.
    public func main() async -> Never {
        let run = VerbRun(of: self, invocation: .verbs, terminal: .process)
        await run.exitCode(of: CommandLine.arguments.dropFirst()).exitProcess()
    }

    /// Runs a process that has one command on an environment only, whose name is the executable's. Ends the process.
    public func main(_ command: some EnvironmentCommand) async -> Never {
        await main(Verb(command.syntax.name) { _ in command })
    }

    /// Runs a process that has one verb only, whose name is the executable's. Ends the process.
    public func main(_ verb: Verb) async -> Never {
        let run = VerbRun(of: self, invocation: .executables, terminal: .process)
        await run.exitCode(of: verb, CommandLine.arguments.dropFirst()).exitProcess()
    }
}
