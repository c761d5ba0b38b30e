import Template

extension Examination {
    /// A message stays hidden for as long as a function may work on it: AWS refuses the mapping otherwise ("Using Lambda
    /// with Amazon SQS" in the AWS Lambda developer guide, which advises six times as long).
    mutating func checkQueuesOfFunctions() {
        for (mapping, wiring) in cases(of: "AWS::Lambda::EventSourceMapping") {
            guard let queue = wiring.target(of: mapping.value("EventSourceArn"), type: "AWS::SQS::Queue"),
                let function = wiring.target(of: mapping.value("FunctionName"), type: "AWS::Lambda::Function"),
                // What the services take without the properties.
                let visibility = wiring.number(queue.value("VisibilityTimeout"), otherwise: 30),
                let timeout = wiring.number(function.value("Timeout"), otherwise: 3), visibility < timeout
            else { continue }
            report(
                "visibility-below-timeout",
                "\(function.logicalID) may work for \(timeout.words) seconds on a message that \(queue.logicalID) hides for \(visibility.words)",
                at: mapping, .key("EventSourceArn"), notes: [("the queue is declared here", queue)],
                fix: "give the queue a VisibilityTimeout of \((timeout * 6).words) or more")
        }
    }
}
