import AWSAccess

extension ExplainedFailure {
    /// What RDS tells of the database. Amazon RDS API Reference, "DescribeEvents".
    var databaseEvents: [Inquiry] {
        guard let id = resource.existingID else { return [] }
        let kind = resource.type == "AWS::RDS::DBCluster" ? "db-cluster" : "db-instance"
        return [
            Inquiry("the events of \(id)") { aws in
                // The last two hours, in minutes.
                let events = try await aws.run(
                    [
                        "rds", "describe-events", "--source-type", kind, "--source-identifier", id, "--duration", "120",
                    ], as: DatabaseEvents.self
                ).events
                return events.suffix(6).compactMap { event in event.message.map { "RDS: \($0)" } }
            }
        ]
    }

    /// Why EKS is not content with nodes. Amazon EKS API Reference, "NodegroupHealth".
    var issuesOfNodes: [Inquiry] {
        let parts = (resource.existingID ?? "").split(separator: "/").map(String.init)
        guard parts.count == 2 else { return [] }
        return [
            Inquiry("the health of the nodes of \(parts[1])") { aws in
                let answer = try await aws.run(
                    ["eks", "describe-nodegroup", "--cluster-name", parts[0], "--nodegroup-name", parts[1]],
                    as: Nodes.self)
                return (answer.nodegroup.health?.issues ?? []).map { "EKS: \($0.code ?? ""): \($0.message ?? "")" }
            }
        ]
    }
}

private struct DatabaseEvents: Decodable {
    struct Event: Decodable { let message: String? }
    let events: [Event]
}

private struct Nodes: Decodable {
    struct Group: Decodable { let health: Health? }
    struct Health: Decodable { let issues: [Issue]? }
    struct Issue: Decodable {
        let code: String?
        let message: String?
    }
    let nodegroup: Group
}
