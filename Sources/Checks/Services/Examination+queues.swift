import Template

extension Examination {
    /// A message stays hidden for as long as a function may work on it: AWS refuses the mapping otherwise ("Using Lambda
    /// with Amazon SQS" in the AWS Lambda developer guide, which advises six times as long).
    mutating func checkQueuesOfFunctions() {
        for (logicalID, mapping) in resources(of: "AWS::Lambda::EventSourceMapping") {
            guard let queue = target(of: mapping.properties["EventSourceArn"], type: "AWS::SQS::Queue"),
                let function = target(of: mapping.properties["FunctionName"], type: "AWS::Lambda::Function"),
                // What the services take without the properties.
                let visibility = queue.resource.number("VisibilityTimeout", otherwise: 30),
                let timeout = function.resource.number("Timeout", otherwise: 3), visibility < timeout
            else { continue }
            report(
                "visibility-below-timeout",
                "\(function.logicalID) may work for \(timeout.words) seconds on a message that \(queue.logicalID) hides for \(visibility.words)",
                at: Template.Path(.resources, logicalID).appending("Properties").appending("EventSourceArn"),
                notes: [note("the queue is declared here", at: Template.Path(.resources, queue.logicalID))]
                    .compactMap(\.self),
                fix: "give the queue a VisibilityTimeout of \((timeout * 6).words) or more")
        }
    }
}
