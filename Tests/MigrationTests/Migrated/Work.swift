import AWSIAM
import IdentityConstructs

/// What works on orders
struct Work {
    /// The stack itself, for what has to wait for it.
    let stack: Stack

    init(in stack: Stack, queue: Value<String>, tier: Value<String>) {
        self.stack = stack
        let queue = stack.parameter("Queue", .string, given: queue)
        let tier = stack.parameter("Tier", .string, given: tier, default: "dev")

        stack.add(
            "Policy",
            IAM.ManagedPolicy(
                policyDocument: PolicyStatement.document([PolicyStatement(action: "sqs:SendMessage", resource: queue)]),
                description: "of \(tier)"))
    }
}
