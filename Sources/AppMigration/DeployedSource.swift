import AWSAccess
import Deployment
import Diagnostics
import Environments
import Migration
import Template

/// A deployed stack that is to be migrated: its template with those of the stacks nested in it, and what its parameters
/// are given.
struct DeployedSource {
    let source: MigrationSource
    /// Without secrets, which AWS shows nobody.
    let parameters: [String: String]

    /// - Parameter decoder: for stacks whose templates are in YAML.
    /// - Throws: ``CommandError`` where there is no such stack; ``AWSError``; ``DiagnosticError``.
    init(ofStack name: String, with aws: AWSCLI, decoder: YAMLDecoder) async throws {
        guard let stack = try await aws.stack(name) else {
            throw CommandError("not-deployed", "there is no stack \(name) in \(aws.connection.region)")
        }
        let templates = DeployedTemplates(aws: aws) { text, name in try decoder.template(in: text, named: name) }
        source = MigrationSource(try await templates.tree(of: stack), named: name)
        var given: [String: String] = [:]
        for parameter in stack.parameters ?? [] {
            guard let value = parameter.parameterValue, parameter.knownValue != nil else { continue }
            given[parameter.parameterKey] = value
        }
        parameters = given
    }
}
