import Template

extension Examination {
    /// What a topic delivers to is named as its protocol asks ("AWS::SNS::Subscription" in the template reference).
    mutating func checkSubscribedEndpoints(_ tracer: ValueTracer) {
        guard !hasMacros else { return }
        for declared in resources(of: "AWS::SNS::Subscription") {
            let (id, subscription) = (declared.logicalID, declared.resource)
            checkEndpoint(
                of: subscription.properties, at: Template.Path(.resources, id).appending("Properties"), tracer)
        }
        for declared in resources(of: "AWS::SNS::Topic") {
            let (id, topic) = (declared.logicalID, declared.resource)
            let path = Template.Path(.resources, id).appending("Properties").appending("Subscription")
            for (index, subscription) in (topic.properties["Subscription"]?.list ?? []).enumerated() {
                guard let subscription = subscription.object else { continue }
                checkEndpoint(of: subscription, at: Template.Path(path.steps + [.index(index)]), tracer)
            }
        }
    }

    private mutating func checkEndpoint(of subscription: Template.Object, at path: Template.Path, _ tracer: ValueTracer)
    {
        guard let kind = subscription["Protocol"], let endpoint = subscription["Endpoint"] else { return }
        for (kind, endpoint) in pairs(kind, PlacedValue(endpoint, at: path.appending("Endpoint"))) {
            guard let type = Self.subscribers[kind] else { continue }
            checkTarget(
                of: endpoint.value, [ReferenceTarget(.arn, type)], property: "Endpoint", at: endpoint.path, tracer)
        }
    }

    /// The types that are subscribed by their ARNs, by protocol.
    private static let subscribers = [
        "firehose": "AWS::KinesisFirehose::DeliveryStream", "lambda": "AWS::Lambda::Function", "sqs": "AWS::SQS::Queue",
    ]

    /// Each protocol with the endpoints that it may have: those of the same branch, where one condition is about both.
    private func pairs(_ kind: Template.Expression, _ endpoint: PlacedValue) -> [(kind: String, endpoint: PlacedValue)]
    {
        if let kind = kind.string { return endpoint.branches.map { (kind, $0) } }
        guard case .call(.if, let kinds) = kind, case .call(.if, let endpoints) = endpoint.value,
            kinds[0] == endpoints[0]
        else { return [] }
        return (1...2).flatMap { branch in
            pairs(
                kinds[branch], PlacedValue(endpoints[branch], at: endpoint.path.appending("Fn::If").appending(branch)))
        }
    }
}
