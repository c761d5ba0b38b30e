import AWSLambda
import AWSSQS
import Constructs

@testable import Stacks

// What the README shows under "Writing your own stack", from the next line on; ReadmeTests compares the two.
struct OrdersStack {
    let queue: Resource<SQS.Queue>

    init(in root: Stack, _ settings: Settings) {
        let stack = root.nestedStack("Orders", description: "Orders that wait, and what works on them")
        let isProduction = root.condition("IsProduction", settings.environment == "prod")
        let failed = stack.add("FailedOrders", SQS.Queue(messageRetentionPeriod: 1_209_600))
        queue = stack.add(
            "Orders",
            SQS.Queue(
                queueName: "\(settings.name)-orders",
                redrivePolicy: .init(deadLetterTargetArn: failed.arn, maxReceiveCount: 5),
                visibilityTimeout: 180),
            deletionPolicy: .retain)

        let role = Role(
            in: stack.scope("Worker"), assumedBy: "lambda.amazonaws.com",
            managedPolicies: ["service-role/AWSLambdaBasicExecutionRole"])
        role.allow(
            "ReceiveOrders",
            PolicyStatement(
                actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
                resources: [queue.arn.text]))
        let worker = stack.add(
            "Worker",
            Lambda.Function(
                code: .init(zipFile: "def handle(event, context):\n    print(len(event['Records']), 'orders')\n"),
                role: role.arn, handler: "index.handle", memorySize: .if(isProduction, 512, else: 128),
                runtime: .python3_13, timeout: 30))
        stack.add(
            "OrdersForWorker",
            Lambda.EventSourceMapping(
                functionName: worker.functionName, batchSize: 10, eventSourceArn: queue.arn.text,
                functionResponseTypes: [.reportBatchItemFailures]))
        stack.output("OrdersUrl", queue.queueUrl, description: "Where orders are sent")
    }
}
