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
    mutating func checkDeliveries(of member: WiredResource, _ access: AccessIndex) {
        for (path, service) in Self.receivers[member.resource.type] ?? [] {
            for value in member.resource.values(at: path, of: member.logicalID) {
                // A URL or a name is another mistake.
                guard
                    case .resource(let target, let attribute)? =
                        wiring.traces(of: value.value, in: member.stack).first,
                    let action = Self.delivery[target.resource.type],
                    wiring.pattern(of: target, attribute: attribute).isARN
                else { continue }
                let isByRole = value.path.resource == member.logicalID && hasRole(beside: value.path)
                if !isByRole { checkDelivery(action, to: target, by: service, for: member, at: value.path, access) }
                checkKeyAccess(of: target, for: service, at: value.path)
            }
        }
    }

    private static let delivery = ["AWS::SNS::Topic": "sns:Publish", "AWS::SQS::Queue": "sqs:SendMessage"]

    private mutating func checkDelivery(
        _ action: String, to target: WiredResource, by service: String, for member: WiredResource,
        at path: Template.Path, _ access: AccessIndex
    ) {
        guard let statements = access.statements(ofTarget: target, for: path) else { return }
        let names = TextPattern.principals(ofService: service)
        guard let arn = wiring.arn(of: target),
            !statements.mayAllow(
                action, on: arn, for: names, from: wiring.source(of: member).flatMap { ResourceARN($0, wiring) },
                in: wiring)
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
        switch resource.resource.type {
        case "AWS::ApiGateway::Authorizer", "AWS::ApiGateway::Method":
            onlyResource(of: resource, by: "RestApiId", type: "AWS::ApiGateway::RestApi")
        case "AWS::ApiGatewayV2::Authorizer", "AWS::ApiGatewayV2::Integration":
            onlyResource(of: resource, by: "ApiId", type: "AWS::ApiGatewayV2::Api")
        case "AWS::SNS::Subscription": onlyResource(of: resource, by: "TopicArn", type: "AWS::SNS::Topic")
        default: resource
        }
    }

    private func onlyResource(of resource: WiredResource, by property: String, type: String) -> WiredResource? {
        onlyResource(of: resource.resource.properties[property], type: type, in: resource.stack)
    }
}
