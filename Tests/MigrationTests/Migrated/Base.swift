import AWSSNS
import AWSSQS

/// The stack Base.
struct Base {
    /// The stack itself, for what has to wait for it.
    let stack: Stack
    let queueArn: Value<ARN<SQS.Queue>>
    let topic: Value<ARN<SNS.Topic>>
    let archive: Value<Name<SQS.Queue>>

    init(in stack: Stack, name: Value<String>, days: Value<Int>) {
        self.stack = stack
        let name = stack.parameter("Name", .string, given: name)
        let days = stack.parameter("Days", .integer, given: days, default: 4, allowedRange: ...14)
        let delay = stack.parameter("Delay", .integer, given: nil, default: 0)
        let isLong = stack.condition("IsLong", days == 14)

        let queue = stack.add("Queue", SQS.Queue(delaySeconds: delay, messageRetentionPeriod: days, queueName: name))
        let topic = stack.add("Topic", SNS.Topic())
        let archive = stack.add("Archive", SQS.Queue(), condition: isLong)

        self.queueArn = stack.output("QueueArn", queue.arn)
        self.topic = stack.output("Topic", topic.topicArn)
        stack.output("Archive", archive.queueName, condition: isLong)
        self.archive = stack.readOutput("Archive")
    }
}
