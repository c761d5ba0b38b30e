import AWSLambda
import AWSSQS
import Constructs

/// Orders that wait in a queue, and a function that works on them.
public enum Orders {
    public static func app() -> App {
        let app = App()
        let root = app.stack("Orders", description: "Orders that wait, and what works on them")
        let environment = root.parameter(
            "Environment", default: "dev", allowedValues: ["dev", "prod"],
            description: "Which environment this is; also the value of the tag Environment.")
        let email = root.parameter(
            "AlarmEmail", default: "", description: "Whom the alarm writes to; empty writes to nobody.")
        let isProduction = root.condition("IsProduction", environment == "prod")
        root.tag("Environment", environment)

        let failed = root.add("FailedOrders", SQS.Queue(messageRetentionPeriod: 1_209_600))
        let queue = root.add(
            "Orders",
            SQS.Queue(
                redrivePolicy: .init(deadLetterTargetArn: failed.arn, maxReceiveCount: 5), visibilityTimeout: 180),
            deletionPolicy: .retain)

        let role = Role(
            in: root.scope("Worker"), assumedBy: "lambda.amazonaws.com",
            managedPolicies: ["service-role/AWSLambdaBasicExecutionRole"])
        let receiving = role.allow(
            "ReceiveOrders",
            PolicyStatement(
                actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
                resources: [queue.arn.text]))
        let worker = root.add(
            "Worker",
            Lambda.Function(
                code: .init(zipFile: "def handle(event, context):\n    print(len(event['Records']), 'orders')\n"),
                role: role.arn, handler: "index.handle", memorySize: .if(isProduction, 512, else: 128),
                runtime: .python3_13, timeout: 30))
        root.add(
            "OrdersForWorker",
            Lambda.EventSourceMapping(
                functionName: worker.functionName, batchSize: 10, eventSourceArn: queue.arn.text),
            dependsOn: [receiving])  // Lambda refuses the mapping to a role that may not receive yet

        let alarms = Alarms(
            in: root.scope("Alarms"), name: "orders-\(environment)", email: email,
            when: root.condition("HasAlarmEmail", email != ""))
        alarms.alarm(
            "OrdersFailed", "Orders failed five times: look at the worker's log, then redrive them.",
            Metric(
                "AWS/SQS", "ApproximateNumberOfMessagesVisible", dimensions: ["QueueName": failed.queueName.text],
                statistic: .maximum),
            .atLeast, 1, periods: 1, missingData: .fine)

        root.output("OrdersUrl", queue.queueUrl, description: "Where orders are sent")
        root.output("FailedOrdersUrl", failed.queueUrl, description: "Where those are kept that failed")
        root.output("WorkerName", worker.functionName, description: "What works on them")
        return app
    }
}
