import AWSAccess
import Environments
import Template

extension Deployer {
    /// Whether a stack is what its templates, values and tags say, so that a change set would be empty.
    ///
    /// Sure only where all of it can be seen: AWS shows no secret, looks up anew what parameters name in Systems Manager,
    /// and after a failure nobody knows what the nested stacks are. Where it is not sure, the change set tells.
    func isCurrent(
        _ stack: StackDescription, _ upload: TemplateUpload, _ parameters: ParameterValues
    ) async throws -> Bool {
        let isSettled = ["CREATE_COMPLETE", "UPDATE_COMPLETE"].contains(stack.stackStatus)
        guard isSettled, let root = templates.root,
            !root.template.parameters.contains(where: { $1.isInSystemsManager }), hasTags(stack),
            hasValues(stack, parameters, root.template)
        else { return false }
        let wanted = try upload.rootTemplate()
        do {
            return try await Template.deployed(stack: stack.stackId, with: aws) == wanted
        } catch is AWSError {
            return false
        }
    }

    private func hasTags(_ stack: StackDescription) -> Bool {
        let tags = (stack.tags ?? []).map { ($0.key, $0.value) }
        return Dictionary(tags) { first, _ in first } == environment.tags
    }

    private func hasValues(_ stack: StackDescription, _ parameters: ParameterValues, _ template: Template) -> Bool {
        let deployed = Dictionary(
            (stack.parameters ?? []).map { ($0.parameterKey, $0.parameterValue) }, uniquingKeysWith: { first, _ in first })
        guard Set(deployed.keys) == Set(template.parameters.names) else { return false }
        return template.parameters.allSatisfy { name, parameter in
            guard let value = parameters.values[name] else { return true }
            return !parameter.noEcho && deployed[name] == value
        }
    }
}
