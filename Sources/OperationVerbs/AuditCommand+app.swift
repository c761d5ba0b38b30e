import AppCommands
import AppDeclaration
import Deployment
import Operations

extension AuditCommand {
    /// The audit of an app whose stacks are known: findings lead to lines of Swift, and the execution role is held against
    /// what the templates need.
    public init(_ app: OperatedApp, of command: AppCommand) {
        self.init(
            app, assembly: { command.synthesize() },
            roles: { try command.deployableTemplates().roles(in: $0, region: $1) })
    }
}
