import AWSAccess
import AppDeclaration
import Diagnostics
import Diagram
import Environments
import Plan
import Terminal

/// `plan --env NAME`: what a deployment would change of what is deployed.
public struct DeployedPlanCommand: EnvironmentCommand {
    /// What it understands.
    public let syntax: CommandSyntax
    private let described: DescribedPrices?
    private let templates: @Sendable () throws -> DeployableTemplates

    /// - Parameters:
    ///   - described: the prices that the app's description reckons with.
    ///   - templates: synthesizes what is to be deployed.
    public init(
        _ syntax: CommandSyntax, described: DescribedPrices? = nil,
        templates: @escaping @Sendable () throws -> DeployableTemplates
    ) {
        self.syntax = syntax
        self.described = described
        self.templates = templates
    }

    public func perform(_ arguments: Arguments, in context: CommandContext) async throws {
        let display = try PlanDisplay(arguments, described: described)
        let (environment, connection) = try EnvironmentOptions.resolve(arguments, in: context)
        let templates = try templates()
        let aws = context.aws(connection)
        let stack = try await aws.stack(environment.stackName)
        let upload = try templates.upload(of: stack, in: environment, with: aws)
        // What is not built is not known, which a plan can live with.
        context.terminal.report((upload?.assets.problems ?? []).map { $0.noting([], severity: .warning) })
        let placed = try upload?.placed()
        async let unseen = unseenValues(
            of: stack, templates, in: environment, secrets: templates.givenSecrets { context.variables[$0] },
            with: aws, on: context.terminal)
        let comparison = try await templates.comparison(
            of: stack, placed, supplied: upload?.suppliedValues ?? [:], in: environment, with: aws, at: display.prices
        )
        .knowing(await unseen)
        guard comparison.plan.problems.isEmpty else { throw DiagnosticError(comparison.plan.problems) }
        let inquiry = RoleInquiry(aws: aws, environment: environment)
        async let readers = ExportReaders(aws: aws).problems(of: comparison.plan.exports, templates)
        let answers = await inquiry.answers(to: comparison.plan, of: stack)
        let plan = inquiry.knowing(answers, comparison.plan, of: stack)
        display.show(plan, of: "\(environment.stackName) in \(connection.region)", on: context.terminal) {
            $0.page(title: $1, source: $2)
        }
        let problems =
            plan.refusals() + (plan.permissions?.problems(in: environment, through: connection) ?? [])
            + (try await readers)
        guard problems.allSatisfy({ $0.severity < .error }) else { throw DiagnosticError(problems) }
        context.terminal.report(problems)
        // What AWS could not move, a deployment would not begin.
        try environment.refuseUnderPolicies(plan.moves)
        _ = try comparison.refactoredTemplates()
        throw CommandEnd(display.exitCode(of: plan))
    }

    /// What Systems Manager holds now, which a deployment would look up anew, and the secrets that it would give.
    private func unseenValues(
        of stack: StackDescription?, _ templates: DeployableTemplates, in environment: EnvironmentFile,
        secrets: Set<String>, with aws: AWSCLI, on terminal: Terminal
    ) async -> UnseenValues {
        guard let stack else { return UnseenValues() }
        let names = templates.storedNames(in: environment)
        do {
            return UnseenValues(
                of: stack, names: names, held: names.isEmpty ? [:] : try await aws.storedParameters(names),
                secrets: secrets)
        } catch {
            terminal.reportWarning(
                "what Systems Manager holds under \(names.sorted().joined(separator: ", ")) is not known, so that only the names are compared: \(error)"
            )
            return UnseenValues(of: stack, names: names, held: [:], secrets: secrets)
        }
    }
}
