import AWSSQS
import Constructs

@testable import Stacks

// What the README shows under "Writing your own stack", from the next line on; ReadmeTests compares the two.
struct OrdersStack {
    let queue: Resource<SQS.Queue>

    init(in root: Stack, _ settings: Settings) {
        let stack = root.nestedStack("Orders", description: "Orders that wait to be worked on")
        let isProduction = root.condition("IsProduction", settings.environment == "prod")
        let failed = stack.add("FailedOrders", SQS.Queue(messageRetentionPeriod: 1_209_600))
        queue = stack.add(
            "Orders",
            SQS.Queue(
                queueName: "\(settings.name)-orders",
                redrivePolicy: .init(deadLetterTargetArn: failed.arn, maxReceiveCount: 5),
                visibilityTimeout: .if(isProduction, 120, else: 30)),
            deletionPolicy: .retain)
        stack.output("OrdersUrl", queue.queueUrl, description: "Where orders are sent")
    }
}
