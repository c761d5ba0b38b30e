import AWSSQS
import CloudFormation

/// The app of these tests: a queue with one for what failed, and a third in a nested stack.
func queues(_ build: (Stack) -> Void = { _ in }) -> App {
    let app = App()
    let root = app.stack("Queues")
    let environment = root.parameter("Environment", default: "dev")
    let failed = root.add("Failed", SQS.Queue(messageRetentionPeriod: 1_209_600))
    root.add(
        "Orders",
        SQS.Queue(
            queueName: "\(environment)-orders",
            redrivePolicy: .init(deadLetterTargetArn: failed.arn, maxReceiveCount: 5),
            tags: [Tag(key: "Team", value: "shop")],
            visibilityTimeout: 180))
    root.nestedStack("Nested").add("Queue", SQS.Queue())
    build(root)
    return app
}
