import AWSAccess
import Environments
import Template

/// The stack policies of a stack and of those nested in it. Each stack has its own, and can never be without one again:
/// AWS CloudFormation User Guide, "Prevent updates to stack resources".
struct StackPolicies: Sendable {
    let aws: AWSCLI

    /// A stack that is there.
    private struct Stack: Sendable {
        /// The logical IDs from the root down, as in `Data`; empty for the root.
        let path: String
        /// Its ARN.
        let id: String
        let tree: TemplateTree
    }

    /// A policy that has been taken away for the time of an update.
    struct Lifted: Sendable, Equatable {
        let stack: String
        let body: String
    }

    /// Gives every stack the policy that its template asks for. What exists is asked, so that this may be interrupted
    /// anywhere and run again.
    ///
    /// - Parameters:
    ///   - root: the ARN of the root stack.
    ///   - tree: what is deployed.
    /// - Returns: how many were set.
    func apply(to root: String, _ tree: TemplateTree) async throws -> Int {
        let stacks = try await stacks(of: root, tree)
        return try await concurrently(stacks, atMost: AWSCLI.simultaneousCalls) { stack in
            let (wanted, there) = (StackPolicy(for: stack.tree), try await policy(of: stack.id))
            // One that never had one and keeps nothing needs none.
            guard there != wanted.body, there != nil || !wanted.kept.isEmpty else { return false }
            try await set(wanted.body, on: stack.id)
            return true
        }.count { $0 }
    }

    /// Takes away the policies that would stop an update half-way.
    ///
    /// - Parameters:
    ///   - resources: what it replaces or removes, as in `Data/Database`.
    ///   - tree: what is deployed, or is to be.
    /// - Returns: what they were.
    func lift(for resources: Set<String>, in root: String, _ tree: TemplateTree) async throws -> [Lifted] {
        let paths = Set(resources.map { $0.split(separator: "/").dropLast().joined(separator: "/") })
        guard !paths.isEmpty else { return [] }
        let stacks = try await stacks(of: root, tree).filter { paths.contains($0.path) }
        let bodies = try await concurrently(stacks, atMost: AWSCLI.simultaneousCalls) { try await policy(of: $0.id) }
        let lifted = zip(stacks, bodies).compactMap { stack, body -> Lifted? in
            body.flatMap { $0 == StackPolicy.open.body ? nil : Lifted(stack: stack.id, body: $0) }
        }
        do {
            _ = try await concurrently(lifted, atMost: AWSCLI.simultaneousCalls) {
                try await set(StackPolicy.open.body, on: $0.stack)
            }
        } catch {
            try? await restore(lifted)
            throw error
        }
        return lifted
    }

    /// Puts policies back.
    func restore(_ lifted: [Lifted]) async throws {
        _ = try await concurrently(lifted, atMost: AWSCLI.simultaneousCalls) { try await set($0.body, on: $0.stack) }
    }

    /// The stacks that are there, by what their templates nest.
    private func stacks(of root: String, _ tree: TemplateTree) async throws -> [Stack] {
        let own = Stack(path: "", id: root, tree: tree)
        // One that nests none has nothing to be listed.
        guard !tree.nested.isEmpty else { return [own] }
        let resources = try await StackResource.tree(of: root, with: aws) {
            tree.nested(at: $0.name)?.nested.isEmpty == false
        }
        return [own]
            + resources.compactMap { resource in
                guard let id = resource.nestedStack, let nested = tree.nested(at: resource.name) else { return nil }
                return Stack(path: resource.name, id: id, tree: nested)
            }
    }

    /// Nil where there is none. The AWS CLI says nothing at all of an answer without anything in it.
    private func policy(of stack: String) async throws -> String? {
        try await aws.run(
            ["cloudformation", "get-stack-policy", "--stack-name", stack, "--query", "[StackPolicyBody]"],
            as: [String?].self
        ).first ?? nil
    }

    private func set(_ body: String, on stack: String) async throws {
        try await aws.run(
            ["cloudformation", "set-stack-policy", "--stack-name", stack, "--stack-policy-body", body])
    }
}
