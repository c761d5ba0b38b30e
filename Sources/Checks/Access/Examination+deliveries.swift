import Template

extension Examination {
    /// Where a queue or topic is named that a service delivers to, by type and path.
    private static let receivers: [String: [(path: String, service: String)]] = [
        "AWS::Backup::BackupVault": [("Notifications.SNSTopicArn", "backup")],
        "AWS::Budgets::Budget": [("NotificationsWithSubscribers.*.Subscribers.*.Address", "budgets")],
        "AWS::CE::AnomalySubscription": [("Subscribers.*.Address", "costalerts")],
        "AWS::CloudTrail::Trail": [("SnsTopicName", "cloudtrail")],
        "AWS::CodeStarNotifications::NotificationRule": [("Targets.*.TargetAddress", "codestar-notifications")],
        "AWS::Events::Rule": [("Targets.*.Arn", "events"), ("Targets.*.DeadLetterConfig.Arn", "events")],
        "AWS::S3::Bucket": [
            ("NotificationConfiguration.QueueConfigurations.*.Queue", "s3"),
            ("NotificationConfiguration.TopicConfigurations.*.Topic", "s3"),
        ],
        "AWS::SNS::Subscription": [("Endpoint", "sns"), ("RedrivePolicy.deadLetterTargetArn", "sns")],
        "AWS::SNS::Topic": [("Subscription.*.Endpoint", "sns")],
    ]

    /// A queue or topic lets in what a service delivers, and so does its key: "Granting permissions to publish event
    /// notification messages to a destination" in the Amazon S3 user guide, "Using resource-based policies for Amazon
    /// EventBridge" and "Subscribing an Amazon SQS queue to an Amazon SNS topic" in those of these services.
    mutating func checkDeliveries(
        of resource: Template.Resource, _ logicalID: String, _ stack: Int, _ access: AccessIndex
    ) {
        let source = wiring.resource(logicalID, in: stack).flatMap(wiring.source).flatMap { ResourceARN($0, wiring) }
        for (path, service) in Self.receivers[resource.type] ?? [] {
            for value in resource.values(at: path, of: logicalID) {
                // A URL or a name is another mistake.
                guard case .resource(let target, let attribute)? = wiring.traces(of: value.value, in: stack).first,
                    let action = Self.delivery[target.resource.type],
                    wiring.pattern(of: target, attribute: attribute).isARN
                else { continue }
                let isByRole = value.path.resource == logicalID && hasRole(beside: value.path)
                if !isByRole { checkDelivery(action, to: target, by: service, from: source, at: value.path, access) }
                checkKeyAccess(of: target, for: service, at: value.path)
            }
        }
    }

    private static let delivery = ["AWS::SNS::Topic": "sns:Publish", "AWS::SQS::Queue": "sqs:SendMessage"]

    private mutating func checkDelivery(
        _ action: String, to target: WiredResource, by service: String, from source: ResourceARN?,
        at path: Template.Path, _ access: AccessIndex
    ) {
        guard let statements = access.statements(ofTarget: target) else { return }
        let names = TextPattern.principals(ofService: service)
        guard let arn = wiring.arn(of: target),
            !statements.mayAllow(action, on: arn, for: names, from: source, in: wiring)
        else { return }
        let policy = action.hasPrefix("sqs") ? "AWS::SQS::QueuePolicy" : "AWS::SNS::TopicPolicy"
        let own = statements.compactMap(\.path.member).first
        let isForOthers = statements.mayAllow(action, on: arn, for: names, in: wiring)
        reportOnce(
            "missing-permission",
            isForOthers
                ? "\(target.logicalID) lets \(service).amazonaws.com do \(action) for another aws:SourceArn only"
                : "no policy lets \(service).amazonaws.com do \(action) on \(target.logicalID)",
            severity: Self.tryingServices.contains(service) ? .error : .warning, at: path,
            fix: isForOthers
                ? "compare aws:SourceArn with the ARN of what delivers"
                : own.map { "let the policy \($0) allow \(action) to {\"Service\": \"\(service).amazonaws.com\"}" }
                    ?? "add an \(policy) for \(target.logicalID) that allows it")
    }

    /// Whether what stands beside a value gives a role to deliver with.
    private func hasRole(beside path: Template.Path) -> Bool {
        template[Template.Path(Array(path.steps.dropLast()))]?["RoleArn"] != nil
    }
}

extension Wiring {
    /// What a service says that it does something for, where a resource tells it to: a topic for a subscription, an API
    /// for one of its methods, and otherwise the resource itself.
    func source(of resource: WiredResource) -> WiredResource? {
        let owners = [
            "AWS::ApiGateway::Authorizer": ("RestApiId", "AWS::ApiGateway::RestApi"),
            "AWS::ApiGateway::Method": ("RestApiId", "AWS::ApiGateway::RestApi"),
            "AWS::ApiGatewayV2::Authorizer": ("ApiId", "AWS::ApiGatewayV2::Api"),
            "AWS::ApiGatewayV2::Integration": ("ApiId", "AWS::ApiGatewayV2::Api"),
            "AWS::SNS::Subscription": ("TopicArn", "AWS::SNS::Topic"),
        ]
        guard let (property, type) = owners[resource.resource.type] else { return resource }
        return resource.resource.properties[property].flatMap {
            onlyResource(of: $0, type: type, in: resource.stack)
        }
    }
}
