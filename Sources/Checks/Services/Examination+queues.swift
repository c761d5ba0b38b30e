import Template

extension Examination {
    /// Queues, topics and functions that are connected fit each other.
    mutating func checkQueues() {
        checkEventSources()
        checkDeadLetters()
        checkRedrive()
        checkUndelivered()
        checkMessageGroups()
        checkSubscribersOfTopics()
    }

    private mutating func checkEventSources() {
        for (mapping, wiring) in cases(of: "AWS::Lambda::EventSourceMapping") {
            if let queue = wiring.target(of: mapping.value("EventSourceArn"), type: "AWS::SQS::Queue") {
                checkTimes(of: mapping, queue, wiring)
                checkBatches(of: mapping, queue, wiring)
            }
            checkPosition(of: mapping, wiring)
        }
    }

    /// Streams are read from a position, and queues have none ("CreateEventSourceMapping" in the AWS Lambda API reference).
    private mutating func checkPosition(of mapping: WiredResource, _ wiring: Wiring) {
        guard let source = wiring.target(of: mapping.value("EventSourceArn"))?.resource else { return }
        let hasPosition = !wiring.isAbsent(mapping.value("StartingPosition"))
        switch source.resource.type {
        case "AWS::SQS::Queue" where hasPosition:
            report(
                "exclusive-properties", "\(source.logicalID) is a queue, which has no positions to start from",
                at: mapping, .key("StartingPosition"), notes: [("the queue", source)], fix: "leave it out")
        case "AWS::Kinesis::Stream", "AWS::DynamoDB::Table":
            guard !hasPosition else { return }
            reportMissing(
                "StartingPosition", "\(source.logicalID) has a stream, which is read from a StartingPosition on",
                of: mapping, notes: [("the source", source)])
        default: break
        }
    }

    /// A message stays hidden for as long as a function may work on it: AWS refuses the mapping otherwise ("Using Lambda
    /// with Amazon SQS" in the AWS Lambda developer guide, which advises six times as long).
    private mutating func checkTimes(of mapping: WiredResource, _ queue: WiredResource, _ wiring: Wiring) {
        guard let function = wiring.target(of: mapping.value("FunctionName"), type: "AWS::Lambda::Function"),
            // What the services take without the properties.
            let visibility = wiring.number(queue.value("VisibilityTimeout"), otherwise: 30),
            let timeout = wiring.number(function.value("Timeout"), otherwise: 3), visibility < timeout
        else { return }
        report(
            "visibility-below-timeout",
            "\(function.logicalID) may work for \(timeout.words) seconds on a message that \(queue.logicalID) hides for \(visibility.words)",
            at: mapping, .key("EventSourceArn"), notes: [("the queue is declared here", queue)],
            fix:
                "give the queue a VisibilityTimeout of \(timeout.words) or more; AWS advises \((timeout * 6).words), for attempts that are held back"
        )
    }

    /// "CreateEventSourceMapping" in the AWS Lambda API reference.
    private mutating func checkBatches(of mapping: WiredResource, _ queue: WiredResource, _ wiring: Wiring) {
        guard let size = wiring.number(mapping.value("BatchSize")), size > 10,
            let fifo = wiring.text(queue.value("FifoQueue"), otherwise: "false"),
            let window = wiring.number(mapping.value("MaximumBatchingWindowInSeconds"), otherwise: 0),
            fifo == "true" || window < 1
        else { return }
        report(
            "batch-window",
            fifo == "true"
                ? "a FIFO queue gives 10 messages at a time, and not \(size.words)"
                : "\(size.words) messages are more than come at once, and nobody says how long to wait for them",
            at: mapping, .key("BatchSize"), notes: [("the queue", queue)],
            fix: fifo == "true"
                ? "write 10 or less" : "add MaximumBatchingWindowInSeconds of 1 or more, or write 10 or less")
    }

    /// "Using dead-letter queues in Amazon SQS" in the Amazon SQS developer guide.
    private mutating func checkDeadLetters() {
        for (queue, wiring) in cases(of: "AWS::SQS::Queue") {
            let arn = wiring.member("deadLetterTargetArn", of: queue.value("RedrivePolicy"))
            guard let letters = wiring.target(of: arn, type: "AWS::SQS::Queue"),
                let own = wiring.text(queue.value("FifoQueue"), otherwise: "false"),
                let other = wiring.text(letters.value("FifoQueue"), otherwise: "false"), own != other
            else { continue }
            let kind = own == "true" ? "FIFO" : "standard"
            report(
                "dead-letter-kind",
                "a \(kind) queue's dead letters go to another of its kind, and \(letters.logicalID) is none",
                at: queue, .key("RedrivePolicy"), .key("deadLetterTargetArn"), notes: [("the other queue", letters)],
                fix: own == "true" ? "set FifoQueue of \(letters.logicalID) to true" : "choose a standard queue")
        }
    }

    /// What a service could not deliver goes to a standard queue ("Using a dead-letter queue" in the guides of Lambda,
    /// EventBridge and EventBridge Scheduler).
    private mutating func checkUndelivered() {
        let places = [
            ("AWS::Lambda::Function", "DeadLetterConfig/TargetArn"),
            ("AWS::Lambda::EventInvokeConfig", "DestinationConfig/OnFailure/Destination"),
            ("AWS::Lambda::EventInvokeConfig", "DestinationConfig/OnSuccess/Destination"),
            ("AWS::Events::Rule", "Targets/*/DeadLetterConfig/Arn"),
            ("AWS::Scheduler::Schedule", "Target/DeadLetterConfig/Arn"),
        ]
        for (type, path) in places {
            for (resource, wiring) in cases(of: type) {
                for place in wiring.places(at: path, of: resource) {
                    guard let queue = wiring.target(of: place.value, type: "AWS::SQS::Queue"),
                        wiring.text(queue.value("FifoQueue")) == "true"
                    else { continue }
                    report(
                        "dead-letter-kind", "\(queue.logicalID) is a FIFO queue, and this goes to standard ones",
                        at: resource, steps: place.steps, notes: [("the queue", queue)],
                        fix: "choose a standard queue")
                }
            }
        }
    }

    /// A message in a FIFO queue is of a group, which the sender says ("SqsParameters" in the Amazon EventBridge API
    /// reference).
    private mutating func checkMessageGroups() {
        let places = [
            ("AWS::Events::Rule", "Targets/*", "Arn", "SqsParameters"),
            ("AWS::Scheduler::Schedule", "Target", "Arn", "SqsParameters"),
            ("AWS::Pipes::Pipe", "", "Target", "TargetParameters"),
        ]
        for (type, path, property, parameters) in places {
            for (resource, wiring) in cases(of: type) {
                for place in wiring.places(at: path, of: resource) {
                    guard
                        let queue = wiring.target(
                            of: wiring.member(property, of: place.value), type: "AWS::SQS::Queue"),
                        wiring.text(queue.value("FifoQueue")) == "true",
                        wiring.isAbsent(wiring.member(parameters, of: place.value))
                    else { continue }
                    report(
                        "missing-property", "\(queue.logicalID) is a FIFO queue, whose messages are of a group",
                        at: resource, steps: place.steps + (path.isEmpty ? [.key(property)] : []),
                        notes: [("the queue", queue)], fix: "add \(parameters) with a MessageGroupId")
                }
            }
        }
    }

    /// "Message delivery for FIFO topics" in the Amazon SNS developer guide.
    private mutating func checkSubscribersOfTopics() {
        for (subscription, wiring) in cases(of: "AWS::SNS::Subscription") {
            guard let topic = wiring.target(of: subscription.value("TopicArn"), type: "AWS::SNS::Topic") else {
                continue
            }
            switch wiring.text(topic.value("FifoTopic"), otherwise: "false") {
            case "true": checkProtocol(of: subscription, topic, wiring)
            case "false": checkQueue(of: subscription, topic, wiring)
            default: break
            }
        }
    }

    private mutating func checkProtocol(of subscription: WiredResource, _ topic: WiredResource, _ wiring: Wiring) {
        guard let name = wiring.text(subscription.value("Protocol")), name != "sqs" else { return }
        report(
            "fifo-subscription", "\(topic.logicalID) is a FIFO topic, which delivers to queues only", at: subscription,
            .key("Protocol"), notes: [("the topic", topic)], fix: "subscribe a queue, and let it be read")
    }

    private mutating func checkQueue(of subscription: WiredResource, _ topic: WiredResource, _ wiring: Wiring) {
        guard let queue = wiring.target(of: subscription.value("Endpoint"), type: "AWS::SQS::Queue"),
            wiring.text(queue.value("FifoQueue")) == "true"
        else { return }
        report(
            "fifo-subscription", "\(topic.logicalID) is a standard topic, and \(queue.logicalID) a FIFO queue",
            at: subscription, .key("Endpoint"), notes: [("the topic", topic), ("the queue", queue)],
            fix: "subscribe a standard queue, or make the topic a FIFO one")
    }
}
