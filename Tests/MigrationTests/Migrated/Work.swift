import AWSIAM

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
                policyDocument: [
                    "Version": "2012-10-17",
                    "Statement": [["Effect": "Allow", "Action": "sqs:SendMessage", "Resource": JSON(queue)]],
                ],
                description: "of \(tier)"))
    }
}
