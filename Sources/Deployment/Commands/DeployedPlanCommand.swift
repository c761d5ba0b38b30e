import AWSAccess
import AWSResourceCatalogue
import Diagnostics
import Environments
import Plan
import Template
import Terminal

/// `plan --env NAME`: what a deployment would change of what is deployed.
public struct DeployedPlanCommand: EnvironmentCommand {
    /// What it understands.
    public let syntax: CommandSyntax
    private let templates: @Sendable () throws -> DeployableTemplates

    /// - Parameter templates: synthesizes what is to be deployed.
    public init(_ syntax: CommandSyntax, templates: @escaping @Sendable () throws -> DeployableTemplates) {
        self.syntax = syntax
        self.templates = templates
    }

    public func perform(_ arguments: Arguments, in context: CommandContext) async throws {
        let display = try PlanDisplay(arguments)
        let (environment, connection) = try EnvironmentOptions.resolve(arguments, in: context)
        let templates = try templates()
        let aws = context.aws(connection)
        let stack = try await aws.stack(environment.stackName)
        let deployed = try await PlannedTemplates.deployed(stack, region: connection.region, with: aws)
        let wanted = templates.tree.map {
            PlannedTemplates($0, given: environment.givenValues, region: connection.region)
        }
        let plan = Plan(from: deployed, to: wanted, catalogue: .aws)
        display.show(plan, of: "\(environment.stackName) in \(connection.region)", on: context.terminal)
        throw CommandEnd(display.exitCode(of: plan))
    }
}
