import Diagnostics
import Template

/// What the dimensions of metrics are, where a resource is named ("Amazon CloudWatch metrics" in the guides of the
/// services, "Return values" of the types in the CloudFormation template reference).
enum MetricDimensions {
    struct Rule {
        let type: String
        /// The attributes that yield the value; `Ref` among them.
        let attributes: [String]
    }

    private static let rules: [String: [Rule]] = [
        "AWS/ApplicationELB LoadBalancer": [
            Rule(type: "AWS::ElasticLoadBalancingV2::LoadBalancer", attributes: ["LoadBalancerFullName"])
        ],
        "AWS/ApplicationELB TargetGroup": [
            Rule(type: "AWS::ElasticLoadBalancingV2::TargetGroup", attributes: ["TargetGroupFullName"])
        ],
        "AWS/NetworkELB LoadBalancer": [
            Rule(type: "AWS::ElasticLoadBalancingV2::LoadBalancer", attributes: ["LoadBalancerFullName"])
        ],
        "AWS/NetworkELB TargetGroup": [
            Rule(type: "AWS::ElasticLoadBalancingV2::TargetGroup", attributes: ["TargetGroupFullName"])
        ],
        "AWS/DynamoDB TableName": [Rule(type: "AWS::DynamoDB::Table", attributes: ["Ref"])],
        "AWS/EC2 AutoScalingGroupName": [Rule(type: "AWS::AutoScaling::AutoScalingGroup", attributes: ["Ref"])],
        "AWS/EC2 InstanceId": [Rule(type: "AWS::EC2::Instance", attributes: ["Ref", "InstanceId"])],
        "AWS/ECS ClusterName": [Rule(type: "AWS::ECS::Cluster", attributes: ["Ref"])],
        "AWS/ECS ServiceName": [Rule(type: "AWS::ECS::Service", attributes: ["Name"])],
        "AWS/Kinesis StreamName": [Rule(type: "AWS::Kinesis::Stream", attributes: ["Ref"])],
        "AWS/Lambda FunctionName": [Rule(type: "AWS::Lambda::Function", attributes: ["Ref"])],
        "AWS/NATGateway NatGatewayId": [Rule(type: "AWS::EC2::NatGateway", attributes: ["Ref", "NatGatewayId"])],
        "AWS/RDS DBClusterIdentifier": [Rule(type: "AWS::RDS::DBCluster", attributes: ["Ref"])],
        "AWS/RDS DBInstanceIdentifier": [Rule(type: "AWS::RDS::DBInstance", attributes: ["Ref"])],
        "AWS/S3 BucketName": [Rule(type: "AWS::S3::Bucket", attributes: ["Ref"])],
        "AWS/SNS TopicName": [Rule(type: "AWS::SNS::Topic", attributes: ["TopicName"])],
        "AWS/SQS QueueName": [Rule(type: "AWS::SQS::Queue", attributes: ["QueueName"])],
        "AWS/States StateMachineArn": [Rule(type: "AWS::StepFunctions::StateMachine", attributes: ["Ref", "Arn"])],
    ]

    /// The names of all dimensions that the metrics of a service have, where its guide lists them.
    static let names: [String: [String]] = [
        "AWS/ApplicationELB": ["LoadBalancer", "AvailabilityZone", "TargetGroup"],
        "AWS/ELB": ["LoadBalancerName", "AvailabilityZone"],
        "AWS/GatewayELB": ["LoadBalancer", "AvailabilityZone", "TargetGroup"],
        "AWS/NATGateway": ["NatGatewayId"],
        "AWS/NetworkELB": ["LoadBalancer", "AvailabilityZone", "TargetGroup"],
        "AWS/SQS": ["QueueName"],
    ]

    static func rule(namespace: String, dimension: String) -> Rule? { rules["\(namespace) \(dimension)"]?.first }
}

extension Examination {
    mutating func checkDimensionName(_ name: String, of namespace: String, at path: Template.Path) {
        guard let known = MetricDimensions.names[namespace], !known.contains(name) else { return }
        report(
            "metric-dimension", "the metrics of \(namespace) have no dimension \(name)", severity: .warning, at: path,
            fix: Suggestion.fix(for: name, in: known) ?? "write \(known.joined(separator: " or "))")
    }

    /// A dimension's value is what its service calls the resource.
    ///
    /// - Parameter path: of the value.
    mutating func checkDimension(
        _ dimension: String, of namespace: String, _ value: Template.Expression, at path: Template.Path, _ stack: Int
    ) {
        guard let rule = MetricDimensions.rule(namespace: namespace, dimension: dimension) else { return }
        checkLiteralName(value, of: rule.type, by: dimension, at: path, stack)
        for case .resource(let member, let attribute) in wiring.traces(of: value, in: stack) {
            let type = member.resource.type
            guard type != rule.type || !rule.attributes.contains(attribute ?? "Ref") else { continue }
            let given = attribute.map { "\(member.logicalID).\($0)" } ?? "the Ref of \(member.logicalID)"
            let wanted = rule.attributes[0]
            report(
                "metric-dimension", "\(namespace) has no metric whose \(dimension) is \(given)",
                severity: .warning, at: path,
                fix: type == rule.type
                    ? (wanted == "Ref"
                        ? "write {\"Ref\": \"\(member.logicalID)\"}"
                        : "write {\"Fn::GetAtt\": [\"\(member.logicalID)\", \"\(wanted)\"]}")
                    : "name an \(rule.type)")
        }
    }
}
