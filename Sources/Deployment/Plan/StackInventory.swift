import AWSAccess
import Environments
import Plan
import Template

/// The stacks of a deployment, what their resources are called by AWS, and the values that they are given and hand out.
struct StackInventory: Sendable {
    /// The ARNs of the stacks, by the logical IDs from the root down.
    private(set) var stacks: [[String]: String] = [:]
    private(set) var values = DeployedValues()

    /// Reads them, two calls a stack, side by side for the stacks of a level.
    ///
    /// - Parameters:
    ///   - root: the ARN of the root stack.
    ///   - tree: which stacks there are.
    /// - Throws: ``AWSError``.
    static func read(root: String, tree: TemplateTree, with aws: AWSCLI) async throws -> StackInventory {
        var inventory = StackInventory()
        inventory.stacks[[]] = root
        // What a deletion has left is not the stack's any more.
        func isOwn(_ resource: StackResource) -> Bool { resource.status != "DELETE_SKIPPED" }
        let resources = try await StackResource.tree(of: root, with: aws) {
            isOwn($0) && tree.nested(at: $0.name) != nil
        }
        for resource in resources where !resource.physicalID.isEmpty && isOwn(resource) {
            guard let path = ResourcePath(resource.name) else { continue }
            inventory.values.physicalIDs[path] = resource.physicalID
            if tree.nested(at: resource.name) != nil, let stack = resource.nestedStack {
                inventory.stacks[path.stack + [path.logicalID]] = stack
            }
        }
        let stacks = inventory.stacks.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        let described = try await concurrently(stacks, atMost: AWSCLI.simultaneousCalls) {
            try await aws.stack($0.value)
        }
        for (stack, description) in zip(stacks, described) {
            if let description { inventory.add(description, at: stack.key) }
        }
        return inventory
    }

    private mutating func add(_ stack: StackDescription, at path: [String]) {
        let outputs = (stack.outputs ?? []).map { ($0.outputKey, $0.outputValue) }
        values.outputs[path] = Dictionary(outputs) { first, _ in first }
        let known = (stack.parameters ?? []).compactMap { parameter in
            parameter.knownValue.map { (parameter.parameterKey, $0) }
        }
        values.parameters[path] = Dictionary(known) { first, _ in first }
    }
}
