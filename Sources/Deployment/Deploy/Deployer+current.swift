import AWSAccess
import Environments
import Template

extension Deployer {
    /// The template that the stack was deployed with; nil where there is none, or none that can be read.
    func rootTemplate() async throws -> Template? {
        do {
            return try await aws.template(ofStack: stackName, named: stackName)
        } catch is AWSError {
            return nil
        }
    }

    /// Whether nothing that is known of a stack without reading its templates differs from what is wanted: its state, its
    /// tags, its values. AWS shows no secret, and after a failure nobody knows what the nested stacks are.
    func mayBeCurrent(_ stack: StackDescription?, _ parameters: ParameterValues) -> Bool {
        guard let stack, let root = templates.root else { return false }
        // Elsewhere than in the root nobody asks what Systems Manager holds or a macro makes.
        guard templates.isDecidedByItsValues else { return false }
        return stack.isSettled && hasTags(stack) && hasValues(stack, parameters, root.template)
    }

    /// Whether Systems Manager holds what it did under the names that parameters give: CloudFormation looks them up
    /// anew with every change. Where that is not sure, the change set tells.
    func isUnmoved(_ stack: StackDescription, _ template: Template) async throws -> Bool {
        let names = Set(template.parameters.filter { $0.1.isInSystemsManager }.map(\.0))
        let stored = (stack.parameters ?? []).filter { names.contains($0.parameterKey) }
        guard !stored.isEmpty else { return names.isEmpty }
        let values = stored.map { ($0.parameterValue ?? "", $0.resolvedValue) }
        do {
            let held = try await aws.storedParameters(Set(values.map(\.0)))
            return values.allSatisfy { name, value in value != nil && held[name] == value }
        } catch is AWSError {
            return false
        }
    }

    /// Whether what was built is what the stack was last given.
    func hasBuilds(_ stack: StackDescription, _ upload: TemplateUpload) -> Bool {
        let wanted = upload.suppliedValues
        return templates.builds.allSatisfy { name in
            stack.parameters?.contains { $0.parameterKey == name && $0.parameterValue == wanted[name] } == true
        }
    }

    private func hasTags(_ stack: StackDescription) -> Bool {
        let tags = (stack.tags ?? []).map { ($0.key, $0.value) }
        return Dictionary(tags) { first, _ in first } == environment.tags
    }

    private func hasValues(_ stack: StackDescription, _ parameters: ParameterValues, _ template: Template) -> Bool {
        let deployed = Dictionary(
            (stack.parameters ?? []).map { ($0.parameterKey, $0.parameterValue) },
            uniquingKeysWith: { first, _ in first })
        guard Set(deployed.keys) == Set(template.parameters.names) else { return false }
        return template.parameters.allSatisfy { name, parameter in
            guard let value = parameters.values[name] else { return true }
            return !parameter.noEcho && deployed[name] == value
        }
    }
}
