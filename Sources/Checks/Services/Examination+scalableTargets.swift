import Diagnostics
import Template

extension Examination {
    /// What is scaled is named by its kind ("RegisterScalableTarget" in the Application Auto Scaling API reference).
    mutating func checkScalableTargets() {
        for (target, wiring) in cases(of: "AWS::ApplicationAutoScaling::ScalableTarget") {
            guard let dimension = wiring.text(target.value("ScalableDimension")) else { continue }
            let parts = dimension.split(separator: ":").map(String.init)
            if let namespace = wiring.text(target.value("ServiceNamespace")), let first = parts.first,
                first != namespace
            {
                report(
                    "scalable-target", "\(dimension) is no dimension of \(namespace)", at: target,
                    .key("ScalableDimension"), fix: "choose one that begins with \(namespace):")
                continue
            }
            guard parts.count == 3, let form = Self.forms["\(parts[0]):\(parts[1])"],
                let id = target.value("ResourceId")
            else { continue }
            checkForm(of: id, form, of: target, dimension, wiring)
        }
        for (policy, wiring) in cases(of: "AWS::ApplicationAutoScaling::ScalingPolicy") {
            checkMetric(of: policy, wiring)
        }
    }

    /// How each is named, with `*` for a name.
    private static let forms = [
        "appstream:fleet": "fleet/*", "cassandra:table": "keyspace/*/table/*", "dynamodb:index": "table/*/index/*",
        "dynamodb:table": "table/*", "ec2:spot-fleet-request": "spot-fleet-request/*", "ecs:service": "service/*/*",
        "elasticache:cache-cluster": "cache-cluster/*", "elasticache:replication-group": "replication-group/*",
        "elasticmapreduce:instancegroup": "instancegroup/*/*", "lambda:function": "function:*:*",
        "neptune:cluster": "cluster:*", "rds:cluster": "cluster:*", "sagemaker:variant": "endpoint/*/variant/*",
        "workspaces:workspacespool": "workspacespool/*",
    ]

    private mutating func checkForm(
        of id: WiredValue, _ form: String, of target: WiredResource, _ dimension: String, _ wiring: Wiring
    ) {
        guard let parts = wiring.parts(of: id) else { return }
        var text = ""
        var isKnown = true
        for part in parts {
            switch part {
            case .text(let literal): text += literal
            case .value(let value):
                text += "*"
                guard let (resource, attribute) = wiring.ownTarget(of: value) else {
                    isKnown = false
                    continue
                }
                let isARN = attribute.map { $0.hasSuffix("Arn") } ?? (resource.resource.type == "AWS::ECS::Service")
                guard isARN else { continue }
                report(
                    "scalable-target", "\(resource.logicalID) is named by an ARN here, and not by its name",
                    at: target, .key("ResourceId"), notes: [("it is declared here", resource)],
                    fix: resource.resource.type == "AWS::ECS::Service"
                        ? "write ${\(resource.logicalID).Name}" : "write ${\(resource.logicalID)}")
                return
            }
        }
        let separator: Character = form.contains(":") ? ":" : "/"
        let wanted = form.split(separator: separator)
        let given = text.split(separator: separator, omittingEmptySubsequences: false)
        // In what is not known there may be separators.
        guard isKnown || given.first?.contains("*") == false else { return }
        let fits =
            isKnown
            ? given.count == wanted.count && zip(given, wanted).allSatisfy { !$0.isEmpty && ($1 == "*" || $0 == $1) }
            : given.first == wanted.first && given.count <= wanted.count
        guard !fits else { return }
        report(
            "scalable-target", "of \(dimension), a resource is named as \(form)", at: target, .key("ResourceId"),
            fix: "write it so, with names in the place of *")
    }

    /// "PredefinedMetricSpecification" in the Application Auto Scaling API reference.
    private mutating func checkMetric(of policy: WiredResource, _ wiring: Wiring) {
        let prefixes = [
            "appstream": ["AppStream"], "cassandra": ["Cassandra"], "comprehend": ["Comprehend"],
            "dynamodb": ["DynamoDB"], "ec2": ["EC2SpotFleet", "ALBRequest"], "ecs": ["ECSService", "ALBRequest"],
            "elasticache": ["ElastiCache"], "kafka": ["Kafka"], "lambda": ["Lambda"], "neptune": ["Neptune"],
            "rds": ["RDSReader"], "sagemaker": ["SageMaker"], "workspaces": ["WorkSpaces"],
        ]
        let target = wiring.target(
            of: policy.value("ScalingTargetId"), type: "AWS::ApplicationAutoScaling::ScalableTarget")
        let path = "TargetTrackingScalingPolicyConfiguration/PredefinedMetricSpecification/PredefinedMetricType"
        guard let namespace = wiring.text((target ?? policy).value("ServiceNamespace")),
            let known = prefixes[namespace]
        else { return }
        for place in wiring.places(at: path, of: policy) {
            guard let metric = wiring.text(place.value), !known.contains(where: metric.hasPrefix) else { continue }
            report(
                "scalable-target", "\(metric) is no metric of \(namespace)", at: policy, steps: place.steps,
                notes: target.map { [("what is scaled", $0)] } ?? [],
                fix: "choose one that begins with \(known[0])")
        }
    }
}
