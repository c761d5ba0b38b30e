import Plan
import Template

/// Finds what services deliver to each other: events, messages, calls, requests.
struct DeliveryFinder {
    let graph: ResourceGraph
    let folding: Folding

    /// A property that names what something is delivered to, or what it comes from.
    private struct Way {
        let label: String
        /// Whether it comes from what is named.
        let isReversed: Bool
        /// Nil for any.
        let targets: Set<String>?

        init(_ label: String, from isReversed: Bool = false, to targets: Set<String>? = nil) {
            self.label = label
            self.isReversed = isReversed
            self.targets = targets
        }
    }

    /// By type and the beginning of the way to the name.
    private static let ways: [String: [String: Way]] = [
        "AWS::Lambda::EventSourceMapping": ["EventSourceArn": Way("polled", from: true)],
        "AWS::Lambda::Permission": ["SourceArn": Way("calls", from: true)],
        "AWS::SNS::Subscription": ["Endpoint": Way("messages")],
        "AWS::SNS::Topic": ["Subscription": Way("messages")],
        "AWS::S3::Bucket": [
            "NotificationConfiguration": Way("events"),
            "ReplicationConfiguration": Way("copies", to: ["AWS::S3::Bucket"]),
            "LoggingConfiguration": Way("access logs"),
        ],
        "AWS::SQS::Queue": ["RedrivePolicy": Way("failed")],
        "AWS::Events::Rule": ["Targets": Way("events")],
        "AWS::Scheduler::Schedule": ["Target": Way("on time")],
        "AWS::Pipes::Pipe": ["Source": Way("polled", from: true), "Target": Way("events")],
        "AWS::CloudWatch::Alarm": ["AlarmActions": Way("alarms"), "OKActions": Way("alarms")],
        "AWS::CloudWatch::CompositeAlarm": ["AlarmActions": Way("alarms"), "OKActions": Way("alarms")],
        "AWS::CloudFront::Distribution": [
            "DistributionConfig/Origins": Way("requests"), "DistributionConfig/Logging": Way("access logs"),
            "DistributionConfig/WebACLId": Way("guards", from: true),
        ],
        "AWS::ApiGateway::Method": ["Integration": Way("calls")],
        "AWS::ApiGatewayV2::Integration": ["IntegrationUri": Way("calls")],
        "AWS::AppSync::DataSource": [
            "LambdaConfig": Way("calls"), "DynamoDBConfig": Way("reads, writes"), "HttpConfig": Way("calls"),
        ],
        "AWS::StepFunctions::StateMachine": [
            "DefinitionString": Way("calls"), "DefinitionSubstitutions": Way("calls"), "Definition": Way("calls"),
        ],
        "AWS::KinesisFirehose::DeliveryStream": [
            "KinesisStreamSourceConfiguration": Way("reads", from: true),
            "ExtendedS3DestinationConfiguration": Way("delivers", to: ["AWS::S3::Bucket"]),
            "S3DestinationConfiguration": Way("delivers", to: ["AWS::S3::Bucket"]),
        ],
        "AWS::Logs::SubscriptionFilter": ["DestinationArn": Way("logs")],
        "AWS::Lambda::Function": ["DeadLetterConfig": Way("failed")],
        "AWS::Lambda::EventInvokeConfig": ["DestinationConfig": Way("results")],
        "AWS::ECS::Service": ["ServiceRegistries": Way("registers")],
        "AWS::ElasticLoadBalancingV2::LoadBalancer": ["LoadBalancerAttributes": Way("access logs")],
        "AWS::RDS::DBProxyTargetGroup": [
            "DBInstanceIdentifiers": Way("SQL"), "DBClusterIdentifiers": Way("SQL"),
        ],
        "AWS::RDS::DBInstance": [
            "SourceDBInstanceIdentifier": Way("replicates", from: true),
            "DBClusterIdentifier": Way("member of", to: ["AWS::RDS::DBCluster"]),
        ],
        "AWS::WAFv2::WebACLAssociation": ["ResourceArn": Way("guards")],
        "AWS::SecretsManager::RotationSchedule": ["RotationLambdaARN": Way("rotated by")],
        "AWS::Backup::BackupSelection": ["BackupSelection": Way("backs up")],
    ]

    /// Properties that only say what is watched or shown, which the picture has no lines for.
    static let watching: [String: Set<String>] = [
        "AWS::CloudWatch::Alarm": ["Dimensions", "Metrics", "AlarmDescription", "AlarmName"],
        "AWS::CloudWatch::CompositeAlarm": ["AlarmRule", "AlarmDescription", "AlarmName"],
        "AWS::CloudWatch::Dashboard": ["DashboardBody"],
    ]

    func find(_ list: inout ConnectionList) {
        for position in graph.resources.indices {
            let ways = Self.ways[graph[position].type] ?? [:]
            guard !ways.isEmpty, let owner = folding.owners[position] else { continue }
            for use in graph.uses[position] {
                guard let way = Self.way(by: use, of: ways), let other = folding.owners[use.to] else { continue }
                if let targets = way.targets, !targets.contains(graph[other].type) { continue }
                add(way, owner, other, by: use, &list)
            }
        }
        findOpen(&list)
        findPeople(&list)
    }

    private static func way(by use: ResourceGraph.Use, of ways: [String: Way]) -> Way? {
        ways[use.property] ?? ways[use.keys.prefix(2).joined(separator: "/")]
    }

    private func add(_ way: Way, _ owner: Int, _ other: Int, by use: ResourceGraph.Use, _ list: inout ConnectionList) {
        guard isCard(owner), isCard(other) else { return }
        let (from, to) = way.isReversed ? (other, owner) : (owner, other)
        list.add(
            .resource(from), .resource(to),
            Connection.Reason(
                kind: .delivery, label: way.label,
                detail: "\(graph[use.from].path) says so in \(use.keys.joined(separator: "."))",
                isCertain: use.isCertain && graph[use.from].exists == .yes))
    }

    private func isCard(_ position: Int) -> Bool {
        TypeFacts(of: graph[position].type).role.isCard
    }

    // MARK: - From outside

    /// What answers anybody on the internet by what it is.
    private func findOpen(_ list: inout ConnectionList) {
        let types = [
            "AWS::CloudFront::Distribution": "HTTPS", "AWS::ApiGateway::RestApi": "HTTPS",
            "AWS::ApiGatewayV2::Api": "HTTPS", "AWS::AppSync::GraphQLApi": "HTTPS", "AWS::Serverless::Api": "HTTPS",
            "AWS::Serverless::HttpApi": "HTTPS", "AWS::Lambda::Url": "HTTPS",
        ]
        for position in graph.resources.indices {
            guard let label = types[graph[position].type], let owner = folding.owners[position], isCard(owner),
                !isPrivate(position)
            else { continue }
            list.add(
                .outside(.internet), .resource(owner),
                Connection.Reason(
                    kind: .traffic, label: label, detail: "\(graph[position].path) has an address on the internet",
                    isCertain: graph[position].exists == .yes))
        }
    }

    private func isPrivate(_ api: Int) -> Bool {
        graph[api].properties["EndpointConfiguration"]?["Types"]?.elements.contains { $0.value == "PRIVATE" } ?? false
    }

    /// To whom topics write.
    private func findPeople(_ list: inout ConnectionList) {
        func add(_ subscription: Template.Expression, of topic: Int, _ isCertain: Bool) {
            guard let name = subscription["Protocol"]?.scalarText, let endpoint = subscription["Endpoint"],
                !["lambda", "sqs", "firehose", "application"].contains(name)
            else { return }
            let outside = ConnectionList.Outside(
                kind: .person, name: endpoint.planned.excerpt(40), words: name.hasPrefix("email") ? "e-mail" : name)
            list.add(
                .resource(topic), .outside(outside),
                Connection.Reason(kind: .delivery, label: "messages", detail: "a subscription", isCertain: isCertain))
        }
        for position in graph.all("AWS::SNS::Subscription") {
            guard let topic = folding.owners[position], isCard(topic), topic != position else { continue }
            add(.object(graph[position].properties), of: topic, graph[position].exists == .yes)
        }
        for position in graph.all("AWS::SNS::Topic") {
            for subscription in graph[position].properties["Subscription"]?.elements ?? [] {
                add(subscription.value, of: position, subscription.isCertain)
            }
        }
    }

    // MARK: - Mere references

    /// What else a card's properties name, or those of its parts.
    func findReferences(_ list: inout ConnectionList) {
        for position in graph.resources.indices {
            let type = graph[position].type
            guard !Self.silent.contains(type), let owner = folding.owners[position], isCard(owner) else { continue }
            for use in graph.uses[position] where use.property != "Tags" {
                guard let other = folding.owners[use.to], other == use.to, isCard(other), other != owner,
                    Self.watching[type]?.contains(use.property) != true,
                    Self.way(by: use, of: Self.ways[type] ?? [:]) == nil
                else { continue }
                list.add(
                    .resource(owner), .resource(other),
                    Connection.Reason(
                        kind: .reference, label: "",
                        detail: "\(graph[position].path) names it in \(use.keys.joined(separator: "."))",
                        isCertain: use.isCertain && graph[position].exists == .yes))
            }
        }
    }

    /// What names others for reasons that are told otherwise.
    private static let silent: Set = [
        "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy", "AWS::IAM::Role",
        "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress",
        "AWS::Lambda::Permission", "AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy",
        "AWS::CloudFormation::Stack", "AWS::Logs::LogGroup", "AWS::EC2::SubnetRouteTableAssociation",
    ]
}
