import AWSSQS

/// The stack Waiting.
struct Waiting {
    /// The stack itself, for what has to wait for it.
    let stack: Stack
    let ordersArn: Value<ARN<SQS.Queue>>

    init(in stack: Stack, tier: Value<String>) {
        self.stack = stack
        let wait = stack.parameter("Wait", .integer, given: nil, default: 30)
        let tier = stack.parameter("Tier", .string, given: tier)

        let failed = stack.add("Failed", SQS.Queue())

        let orders = stack.add(
            "Orders",
            SQS.Queue(
                redrivePolicy: .init(deadLetterTargetArn: failed.arn, maxReceiveCount: 5),
                tags: ["Tier": tier],
                visibilityTimeout: wait))

        self.ordersArn = stack.output("OrdersArn", orders.arn)
    }
}
