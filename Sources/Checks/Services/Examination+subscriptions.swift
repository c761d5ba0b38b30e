import Template

extension Examination {
    /// What a topic delivers to is named as its protocol asks ("AWS::SNS::Subscription" in the template reference).
    mutating func checkSubscribedEndpoints(_ tracer: ValueTracer) {
        guard !hasMacros else { return }
        for (id, subscription) in resources(of: "AWS::SNS::Subscription") {
            checkEndpoint(
                of: subscription.properties, at: Template.Path(.resources, id).appending("Properties"), tracer)
        }
        for (id, topic) in resources(of: "AWS::SNS::Topic") {
            let path = Template.Path(.resources, id).appending("Properties").appending("Subscription")
            for (index, subscription) in (topic.properties["Subscription"]?.list ?? []).enumerated() {
                guard let subscription = subscription.object else { continue }
                checkEndpoint(of: subscription, at: Template.Path(path.steps + [.index(index)]), tracer)
            }
        }
    }

    private mutating func checkEndpoint(of subscription: Template.Object, at path: Template.Path, _ tracer: ValueTracer)
    {
        guard let kind = subscription["Protocol"]?.string, let endpoint = subscription["Endpoint"] else { return }
        let type: String
        switch kind {
        case "sqs": type = "AWS::SQS::Queue"
        case "lambda": type = "AWS::Lambda::Function"
        case "firehose": type = "AWS::KinesisFirehose::DeliveryStream"
        default: return
        }
        checkTarget(
            of: endpoint, [ReferenceTarget(.arn, type)], property: "Endpoint", at: path.appending("Endpoint"), tracer)
    }
}
