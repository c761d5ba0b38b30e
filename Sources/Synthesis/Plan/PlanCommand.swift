internal import AWSResourceCatalogue
import AppDeclaration
import CloudFormation
import Diagnostics
import Diagram
import Permissions
import Plan
import Prices
import ResourceSchemas
import Template
import Terminal

/// `plan`: says what a change of templates would do to what is deployed.
public struct PlanCommand: Sendable {
    private let arguments: Arguments
    private let templates: String
    private let environments: String
    private let described: DescribedPrices?
    private let place: Place

    /// Where an environment is deployed, by its name and maybe another region than its own.
    public typealias Place = @Sendable (_ environment: String, _ region: String?) throws -> DeploymentPlace

    /// - Parameters:
    ///   - arguments: read with ``syntax(connection:)``.
    ///   - templates: the folder of the committed templates.
    ///   - environments: the folder with one file an environment.
    ///   - described: the prices that the app's description reckons with.
    ///   - place: where an environment is deployed, which resources are called by.
    public init(
        _ arguments: Arguments, templates: String = "Stacks/Templates", environments: String = "parameters",
        described: DescribedPrices? = nil,
        place: @escaping Place = { DeploymentPlace(stackName: $0, region: $1) }
    ) {
        self.place = place
        self.arguments = arguments
        self.templates = templates
        self.environments = environments
        self.described = described
    }

    /// Runs the command.
    ///
    /// - Parameter makeApp: builds the app, where no files are named.
    public func run(on terminal: Terminal, _ makeApp: () -> App) -> ExitCode {
        do {
            let display = try PlanDisplay(arguments, described: described)
            let (title, plan) = try plan(makeApp, at: display.prices, on: terminal)
            display.show(plan, of: title, on: terminal) { $0.page(title: $1, source: $2) }
            let refusals = plan.refusals()
            guard refusals.isEmpty else { throw DiagnosticError(refusals) }
            return display.exitCode(of: plan)
        } catch let error as UsageError {
            arguments.syntax.report(error, on: terminal)
            return .usage
        } catch {
            terminal.report(Diagnostic.all(of: error))
            return .failure
        }
    }

    // MARK: - Both sides

    private func plan(_ makeApp: () -> App, at prices: PriceBook, on terminal: Terminal) throws -> (title: String, Plan)
    {
        let surrounding = try Surrounding(arguments, environments: environments)
        let old = try arguments.value("old-parameters").map(ParameterFile.init)?.given
        func side(_ tree: TemplateTree, _ given: GivenValues?) -> PlannedTemplates {
            PlannedTemplates(tree, given: given ?? GivenValues([:]), region: surrounding.region)
        }
        let (title, name, before, after, moves) = try trees(makeApp)
        // What no deployment takes is told; what is missing is open.
        let problems = surrounding.given?.problems(for: [after.template]) ?? []
        terminal.report(problems.filter { $0.code != "missing-parameter" })
        // What the old templates have under neither name may be deployed elsewhere.
        let plan = Plan(
            from: side(before, old ?? surrounding.given), to: side(after, surrounding.given), catalogue: .aws,
            declared: moves,
            newSecrets: Self.newSecrets(
                from: before.template, old ?? surrounding.given, to: after.template, surrounding.given),
            prices: prices)
        let place =
            try arguments.value("env").map { try self.place($0, arguments.value("region")) }
            ?? DeploymentPlace(stackName: name, region: surrounding.region)
        return (title, plan.knowing(plan.needs(at: place, actions: ResourceCatalogue.aws.actions)))
    }

    /// The parameters that nobody is shown, and that are given another value than before. None of them leaves this.
    private static func newSecrets(
        from before: Template, _ old: GivenValues?, to after: Template, _ new: GivenValues?
    ) -> Set<String> {
        Set(
            after.parameters.compactMap { name, parameter in
                guard parameter.noEcho, let former = before.parameters[name],
                    let value = new?.values[name]?.text ?? parameter.defaultValue,
                    let known = old?.values[name]?.text ?? former.defaultValue, value != known
                else { return nil }
                return name
            })
    }

    /// Both templates, and what a stack of the new one may be called.
    private func trees(
        _ makeApp: () -> App
    ) throws -> (title: String, name: String, TemplateTree, TemplateTree, [DeclaredMove]) {
        let files = arguments.positionals
        guard let revision = arguments.value("against") else {
            guard files.count == 2 else {
                throw UsageError("name an old and a new template, or a revision with --against REV")
            }
            return (
                "\(files[0]) → \(files[1])", DeploymentPlace.stackName(ofFile: files[1]),
                try TemplateTree(file: files[0]), try TemplateTree(file: files[1]), []
            )
        }
        guard files.isEmpty else { throw UsageError("--against compares the app's own templates; leave the files out") }
        let assembly = makeApp().synthesize()
        let errors = assembly.diagnostics.filter { $0.severity == .error }
        guard errors.isEmpty else { throw DiagnosticError(errors) }
        let roots = assembly.templates.filter { $0.stackPath.count == 1 }
        guard roots.count == 1 else {
            throw UsageError("the app has \(roots.count) root stacks, and a plan is of one; compare files instead")
        }
        let environment = arguments.value("env").map { " in \($0)" } ?? ""
        let before = try TemplateTree(revision: revision, folder: templates, root: roots[0].fileName)
        let moves = assembly.templates.formerPaths(from: roots[0]).compactMap { now, former in
            DeclaredMove(from: former.path, to: now, at: .source(former.location))
        }
        return (
            "\(revision) → what the stacks say\(environment)", roots[0].stackPath[0], before,
            assembly.templates.tree(of: roots[0]), moves
        )
    }
}
