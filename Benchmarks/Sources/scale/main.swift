import AWSCloudWatch
import AWSS3
import AWSSQS
import Synthesis
import Terminal

// `scale N DIR` writes N resources in stacks of 500, the same as the peers' programs: buckets, queues, and alarms that
// refer to both. Everything that `synth` does happens here too: its checks, its comparison with the folder, its table.

let perStack = 500

func scaleApp(resources: Int) -> App {
    let app = App()
    for number in 0..<resources / perStack {
        let stack = app.stack("Stack\(number)")
        var left = perStack
        var index = 0
        while left > 0 {
            let bucket = stack.add(
                "Bucket\(index)",
                S3.Bucket(
                    publicAccessBlockConfiguration: .init(
                        blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true,
                        restrictPublicBuckets: true),
                    versioningConfiguration: .init(status: .enabled)))
            left -= 1
            if left == 0 { break }
            let queue = stack.add("Queue\(index)", SQS.Queue(visibilityTimeout: 30))
            left -= 1
            if left == 0 { break }
            _ = stack.add(
                "Alarm\(index)",
                CloudWatch.Alarm(
                    alarmDescription: bucket.ref,
                    comparisonOperator: .greaterThanOrEqualToThreshold,
                    dimensions: [.init(name: "QueueName", value: queue.queueName.text)],
                    evaluationPeriods: 1,
                    metricName: "ApproximateNumberOfMessagesVisible",
                    namespace: "AWS/SQS",
                    period: 300,
                    statistic: .maximum,
                    threshold: 100))
            left -= 1
            index += 1
        }
    }
    return app
}

let arguments = CommandLine.arguments
guard arguments.count == 3, let resources = Int(arguments[1]), resources >= perStack, resources % perStack == 0 else {
    Terminal.process.reportError("usage: scale N DIR, N a multiple of \(perStack)")
    ExitCode.usage.exitProcess()
}
let synthesis = try SynthesisCommand(SynthesisCommand.syntax().parse(["--output", arguments[2]]))
synthesis.run(on: .process) { scaleApp(resources: resources) }.exitProcess()
