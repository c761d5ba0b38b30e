import AWSSQS
import CloudFormation

/// The architecture: what `swift run Infra synth` compiles and `swift run Infra deploy` deploys.
public enum Starter {
    public static func app() -> App {
        let app = App()
        let root = app.stack("Starter", description: "A queue, and one for what failed")
        let environment = root.parameter(
            "Environment", default: "dev", allowedValues: ["dev", "prod"],
            description: "Which environment this is; also the value of the tag Environment.")
        root.tag("Environment", environment)

        let failed = root.add("Failed", SQS.Queue(messageRetentionPeriod: 1_209_600))
        let queue = root.add(
            "Queue", SQS.Queue(redrivePolicy: .init(deadLetterTargetArn: failed.arn, maxReceiveCount: 5)))
        root.output("QueueUrl", queue.queueUrl, description: "Where messages are sent")
        return app
    }
}
