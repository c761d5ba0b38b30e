import CloudFormation

/// What is given to Queues, and what that decides.
struct QueuesSettings {
    let tier: Value<String>
    let cidr: Value<String>
    let isProduction: Condition

    init(in stack: Stack) {
        tier = stack.parameter("Tier", default: "dev")
        cidr = stack.parameter("Cidr", default: "10.0.0.0/16")
        isProduction = stack.condition("IsProduction", tier == "prod")
    }
}
