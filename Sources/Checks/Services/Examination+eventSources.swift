import Template

extension Examination {
    /// A function reads from a source with what belongs to its kind ("CreateEventSourceMapping" in the AWS Lambda API
    /// reference, "Lambda parameters for Amazon SQS event source mappings" in the AWS Lambda developer guide).
    mutating func checkSourceOptions() {
        for (mapping, wiring) in cases(of: "AWS::Lambda::EventSourceMapping") {
            guard let source = wiring.target(of: mapping.value("EventSourceArn")) else { continue }
            let type = source.resource.resource.type
            guard let options = Self.foreignOptions[type] else { continue }
            for option in options.names where !wiring.isAbsent(mapping.value(option)) {
                report(
                    "exclusive-properties",
                    "\(option) is not of \(options.kind), and \(source.resource.logicalID) is one",
                    at: mapping, .key(option), notes: [("the source", source.resource)], fix: "leave it out")
            }
            if type == "AWS::SQS::Queue" { checkWindow(of: mapping, source.resource, wiring) }
        }
        for (pipe, wiring) in cases(of: "AWS::Pipes::Pipe") {
            guard let source = wiring.target(of: pipe.value("Source")) else { continue }
            let type = source.resource.resource.type
            guard let name = Self.sourceParameters[type] else { continue }
            let parameters = pipe.value("SourceParameters").map(wiring.resolved)
            // What is made elsewhere may have anything.
            guard parameters == nil || parameters?.expression.object != nil,
                wiring.isAbsent(wiring.member(name, of: parameters))
            else { continue }
            reportMissing(
                "SourceParameters.\(name)", "a pipe that reads \(source.resource.logicalID) has \(name)", of: pipe,
                notes: [("the source", source.resource)])
        }
    }

    /// What a pipe has to say of a source: where in a stream it starts, or which topic of a cluster it reads
    /// ("PipeSourceParameters" in the Amazon EventBridge Pipes API reference).
    private static let sourceParameters = [
        "AWS::DynamoDB::GlobalTable": "DynamoDBStreamParameters", "AWS::DynamoDB::Table": "DynamoDBStreamParameters",
        "AWS::Kinesis::Stream": "KinesisStreamParameters", "AWS::MSK::Cluster": "ManagedStreamingKafkaParameters",
        "AWS::MSK::ServerlessCluster": "ManagedStreamingKafkaParameters",
    ]

    /// What Lambda refuses for a type of source.
    private static let foreignOptions: [String: (kind: String, names: [String])] = {
        let ofStreams = [
            "BisectBatchOnFunctionError", "DestinationConfig", "MaximumRecordAgeInSeconds", "MaximumRetryAttempts",
            "ParallelizationFactor", "TumblingWindowInSeconds",
        ]
        let ofQueues = (kind: "a stream", names: ["Queues", "ScalingConfig", "Topics"])
        return [
            "AWS::SQS::Queue": ("a queue", ofStreams + ["Queues", "Topics"]),
            "AWS::Kinesis::Stream": ofQueues, "AWS::DynamoDB::Table": ofQueues, "AWS::DynamoDB::GlobalTable": ofQueues,
        ]
    }()

    private mutating func checkWindow(of mapping: WiredResource, _ queue: WiredResource, _ wiring: Wiring) {
        guard wiring.text(queue.value("FifoQueue")) == "true",
            let window = wiring.number(mapping.value("MaximumBatchingWindowInSeconds")), window > 0
        else { return }
        report(
            "batch-window", "\(queue.logicalID) is a FIFO queue, for whose messages nothing waits", at: mapping,
            .key("MaximumBatchingWindowInSeconds"), notes: [("the queue", queue)], fix: "leave it out")
    }
}
