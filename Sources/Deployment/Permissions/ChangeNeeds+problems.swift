import AWSAccess
import Diagnostics
import Environments
import Permissions

extension ChangeNeeds {
    /// What is to be told of a change's permissions beside the plan: what is not known of its types, and what the role lacks.
    ///
    /// - Parameters:
    ///   - environment: whose role it is.
    ///   - connection: which AWS was asked.
    func problems(in environment: EnvironmentFile, through connection: AWSConnection) -> [Diagnostic] {
        // Where no role is named, whoever deploys has what they have.
        guard let verdict else { return [] }
        guard !verdict.missing.isEmpty else { return problems }
        let actions = Set(verdict.missing.map(\.action)).sorted()
        let shown =
            actions.prefix(3).joined(separator: ", ") + (actions.count > 3 ? " and \(actions.count - 3) more" : "")
        return problems + [
            Diagnostic(
                "insufficient-role", "\(verdict.role) may not do what this change needs: \(shown)",
                severity: .warning,
                fix:
                    "run '\(environment.commandLine("bootstrap", through: connection))', or attach what '\(environment.commandLine("deploy-role", through: connection)) --for plan' prints"
            )
        ]
    }
}
