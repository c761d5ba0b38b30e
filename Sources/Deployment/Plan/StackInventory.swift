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
        var level = [Stack(path: [], id: root, tree: tree)]
        while !level.isEmpty {
            let stacks = level
            async let described = concurrently(stacks) { try await aws.stack($0.id) }
            async let listed = concurrently(stacks) { stack in
                do {
                    return try await aws.resources(ofStack: stack.id)
                } catch AWSError.stackMissing where stack.id != root {
                    // Somebody deleted it by itself, more than 90 days ago.
                    return []
                }
            }
            level = []
            for (stack, (description, resources)) in zip(stacks, zip(try await described, try await listed)) {
                inventory.stacks[stack.path] = stack.id
                if let description { inventory.add(description, at: stack.path) }
                for summary in resources {
                    // What a deletion has left is not the stack's any more.
                    guard let id = summary.physicalResourceId, !id.isEmpty, summary.resourceStatus != "DELETE_SKIPPED"
                    else { continue }
                    let name = (stack.path + [summary.logicalResourceId]).joined(separator: "/")
                    if let path = ResourcePath(name) { inventory.values.physicalIDs[path] = id }
                    if let nested = stack.tree.nested[summary.logicalResourceId] {
                        level.append(Stack(path: stack.path + [summary.logicalResourceId], id: id, tree: nested))
                    }
                }
            }
        }
        return inventory
    }

    private struct Stack: Sendable {
        let path: [String]
        let id: String
        let tree: TemplateTree
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
