import AWSSNS
import AWSSQS

/// A shop in two stacks
public enum Shop {
    public static func app() -> App {
        let app = App()
        let stack = app.stack("Shop", description: "A shop in two stacks")
        let tier = stack.parameter("Tier", default: "dev")
        let isProduction = stack.condition("IsProduction", tier == "prod")

        let events = stack.add("Events", SNS.Topic())

        let base = Base(
            in: stack.nestedStack(
                "Base", notificationARNs: [events.topicArn.text], tags: ["Team": "shop"], timeoutInMinutes: 20),
            name: "shop-\(tier)",
            days: .if(isProduction, 14, else: 4))

        _ = Work(
            in: stack.nestedStack(
                "Work", description: "What works on orders", condition: isProduction, deletionPolicy: .retain,
                updateReplacePolicy: .delete, metadata: ["Why": "it is written elsewhere"]),
            queue: base.queueArn.text,
            tier: tier)

        stack.add("Kept", SQS.Queue(queueName: .if(isProduction, base.archive.text, else: .noValue)))
        stack.add("Told", SNS.Subscription(protocol: "sqs", topicArn: base.topic, endpoint: .queue(base.queueArn)))

        stack.output("Queue", base.queueArn)

        return app
    }
}
