import Plan
import Template

/// What one wants to know of a resource at a glance.
struct CardFacts {
    let graph: ResourceGraph

    /// A few words each; none for types of which nothing is told.
    func facts(of position: Int) -> [String] {
        let all: [String?] =
            switch graph[position].type {
            case "AWS::AutoScaling::AutoScalingGroup": [size(of: position), serverType(behind: position)]
            case "AWS::EC2::Instance": [text(position, "InstanceType") ?? serverType(behind: position)]
            case "AWS::RDS::DBInstance", "AWS::RDS::DBCluster":
                [
                    engine(of: position), text(position, "DBInstanceClass") ?? text(position, "DBClusterInstanceClass"),
                    flag(position, "MultiAZ", "two zones"),
                ]
            case "AWS::ElastiCache::ReplicationGroup", "AWS::ElastiCache::CacheCluster",
                "AWS::ElastiCache::ServerlessCache":
                [text(position, "Engine"), text(position, "CacheNodeType")]
            case "AWS::ElasticLoadBalancingV2::LoadBalancer":
                [
                    graph.text(position, "Scheme") == "internal" ? "internal" : "internet-facing",
                    graph.text(position, "Type") == "network" ? "network" : nil,
                ]
            case "AWS::Lambda::Function", "AWS::Serverless::Function":
                [
                    text(position, "Runtime") ?? (graph.text(position, "PackageType") == "Image" ? "image" : nil),
                    text(position, "MemorySize").map { "\($0) MB" },
                ]
            case "AWS::DynamoDB::Table":
                [graph.text(position, "BillingMode") == "PAY_PER_REQUEST" ? "on demand" : nil]
            case "AWS::ECS::Service":
                [
                    text(position, "DesiredCount").map { $0 == "1" ? "1 task" : "\($0) tasks" },
                    text(position, "LaunchType"),
                ]
            case "AWS::SQS::Queue", "AWS::SNS::Topic":
                [
                    graph.text(position, "FifoQueue") == "true" || graph.text(position, "FifoTopic") == "true"
                        ? "FIFO" : nil
                ]
            case "AWS::S3::Bucket":
                [
                    graph[position].properties["VersioningConfiguration"]?["Status"]?.scalarText == "Enabled"
                        ? "versioned" : nil
                ]
            case "AWS::Events::Rule", "AWS::Scheduler::Schedule": [text(position, "ScheduleExpression")]
            case "AWS::EC2::VPCEndpoint": [service(of: position)]
            case "AWS::OpenSearchService::Domain", "AWS::EKS::Cluster":
                [text(position, "EngineVersion") ?? text(position, "Version")]
            case "AWS::CloudFormation::Stack": ["its template is not at hand"]
            default: []
            }
        return all.compactMap { $0?.excerpt(36) }
    }

    /// A literal, or the name of what decides it.
    private func text(_ position: Int, _ key: String) -> String? {
        graph[position].properties[key].map { $0.scalarText ?? $0.planned }
    }

    private func flag(_ position: Int, _ key: String, _ words: String) -> String? {
        graph.text(position, key) == "true" ? words : nil
    }

    private func engine(of position: Int) -> String? {
        let names = [
            "mysql": "MySQL", "postgres": "PostgreSQL", "mariadb": "MariaDB", "aurora-mysql": "Aurora MySQL",
            "aurora-postgresql": "Aurora PostgreSQL",
        ]
        guard let engine = text(position, "Engine") else { return nil }
        return [names[engine] ?? engine, text(position, "EngineVersion")].compactMap(\.self).joined(separator: " ")
    }

    /// As in `2 to 4`.
    private func size(of position: Int) -> String? {
        guard let least = text(position, "MinSize"), let most = text(position, "MaxSize") else { return nil }
        if least == most { return least == "1" ? "1 server" : "\(least) servers" }
        return "\(least) to \(most) servers"
    }

    /// Of the launch template or configuration.
    private func serverType(behind position: Int) -> String? {
        for use in graph.uses[position] where graph[use.to].type.hasPrefix("AWS::EC2::LaunchTemplate") {
            if let type = graph[use.to].properties["LaunchTemplateData"]?["InstanceType"] { return type.planned }
        }
        for use in graph.uses[position] where graph[use.to].type == "AWS::AutoScaling::LaunchConfiguration" {
            if let type = graph[use.to].properties["InstanceType"] { return type.planned }
        }
        return nil
    }

    /// As in `s3` for `com.amazonaws.eu-west-3.s3`.
    private func service(of position: Int) -> String? {
        let name = text(position, "ServiceName")?.split(separator: ".").last.map(String.init)
        return name.map { "\($0), \(graph.text(position, "VpcEndpointType") ?? "Gateway")" }
    }
}
