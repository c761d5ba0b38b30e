import AWSAccess
import Foundation

/// What RDS and other services leave of resources that are gone.
extension RemainsFinder {
    private static let database = StackHistory.database

    /// The last snapshots of this stack's databases, and those that people made of them, which stay.
    func databaseSnapshots(_ history: StackHistory) async throws -> [Remain] {
        let databases = history.resources.filter { $0.type == Self.database }
        // Not filtered by RDS: it is asked for a database that is gone. Amazon RDS API Reference,
        // "DescribeDBSnapshots".
        let standing = try await aws.databaseSnapshots(onlyManual: true).filter { $0.status != "deleting" }
        return remains(
            of: standing.map { KeptSnapshot(name: $0.name, source: $0.instance, created: $0.created) }, databases,
            history,
            kind: .databaseSnapshot, type: "AWS::RDS::DBSnapshot", noun: "database")
    }

    /// The same of Aurora's clusters.
    func clusterSnapshots(_ history: StackHistory) async throws -> [Remain] {
        let clusters = history.resources.filter { $0.type == Self.cluster }
        guard hasClusters || !clusters.isEmpty else { return [] }
        // Amazon RDS API Reference, "DescribeDBClusterSnapshots".
        let standing = try await aws.run(
            ["rds", "describe-db-cluster-snapshots", "--snapshot-type", "manual"], as: ClusterSnapshots.self
        ).snapshots.filter { $0.status != "deleting" }
        return remains(
            of: standing.map { KeptSnapshot(name: $0.name, source: $0.cluster, created: $0.created?.date) }, clusters,
            history, kind: .clusterSnapshot, type: "AWS::RDS::DBClusterSnapshot", noun: "cluster")
    }

    static let cluster = "AWS::RDS::DBCluster"

    /// A snapshot, of an instance or a cluster.
    private struct KeptSnapshot {
        let name: String
        /// The identifier of what it was made of.
        let source: String
        let created: Date?
    }

    private func remains(
        of standing: [KeptSnapshot], _ databases: [ResourceHistory], _ history: StackHistory, kind: Remain.Kind,
        type: String, noun: String
    ) -> [Remain] {
        let final = standing.filter { isFinal($0, databases, history) }
        let names = Set(databases.map { $0.physicalID.lowercased() }).union(final.map { $0.source.lowercased() })
        return standing.filter { names.contains($0.source.lowercased()) }.map { snapshot in
            let isFinal = final.contains { $0.name == snapshot.name }
            return Remain(
                kind: kind, type: type, id: snapshot.name,
                reason: isFinal
                    ? "taken when the \(noun) \(snapshot.source) was deleted"
                    : "a snapshot of \(snapshot.source), which is deleted",
                source: snapshot.source.lowercased(),
                obstacle: isFinal ? nil : "it is not the final one: somebody made it on purpose")
        }
    }

    /// Whether CloudFormation had RDS take a snapshot while it deleted one of the databases.
    ///
    /// CloudFormation names it `STACK-snapshot-LOGICALID-RANDOM` (the public source of the resource type's delete
    /// handler; the documentation says nothing of it). A database that is being deleted takes no other snapshot.
    private func isFinal(
        _ snapshot: KeptSnapshot, _ databases: [ResourceHistory], _ history: StackHistory
    ) -> Bool {
        let name = snapshot.name.lowercased()
        if history.nestedNames.contains(where: { name.hasPrefix("\($0.lowercased())-snapshot-") }) { return true }
        let prefixes =
            databases.map { "\($0.stackName)-snapshot-\($0.logicalID)-" }
            + rootDatabases.map { "\(stackName)-snapshot-\($0)-" }
        for prefix in prefixes.map({ $0.lowercased() }) where name.hasPrefix(prefix) {
            if name.dropFirst(prefix.count).wholeMatch(of: #/[a-z0-9]{12,13}/#) != nil { return true }
        }
        return databases.contains { database in
            guard database.physicalID.lowercased() == snapshot.source.lowercased(),
                database.status == "DELETE_COMPLETE",
                let began = database.deletionBegan, let created = snapshot.created
            else { return false }
            return began.date <= created && created <= database.latest.date
        }
    }

    /// Automated backups that outlived their database, as `DeleteAutomatedBackups: false` has it. Amazon RDS User
    /// Guide, "Retaining automated backups".
    func automatedBackups(of databases: Set<String>, _ history: StackHistory) async throws -> [Remain] {
        guard !databases.isEmpty else { return [] }
        return try await aws.automatedBackups().filter { backup in
            guard backup.status == "retained", databases.contains(backup.instance.lowercased()) else { return false }
            // Somebody else's database may have had the name before.
            let began = history.resources.first { $0.physicalID.lowercased() == backup.instance.lowercased() }?
                .creationBegan
            guard let began, let created = backup.instanceCreated else { return true }
            return created >= began
        }.map { backup in
            Remain(
                kind: .automatedBackup(of: backup.instance), type: AutomatedBackup.type,
                id: backup.resource,
                reason: "RDS keeps them until their retention period is over, and charges for them")
        }
    }

    /// Log groups that a service made for a resource, and never deletes.
    private static let logs: [(type: String, prefix: String, look: [String], absence: String)] = [
        // Amazon RDS User Guide, "Publishing database logs to Amazon CloudWatch Logs".
        (
            database, "/aws/rds/instance/", ["rds", "describe-db-instances", "--db-instance-identifier"],
            "DBInstanceNotFound"
        ),
        (
            cluster, "/aws/rds/cluster/", ["rds", "describe-db-clusters", "--db-cluster-identifier"],
            "DBClusterNotFoundFault"
        ),
        // AWS Lambda Developer Guide, "Sending Lambda function logs to CloudWatch Logs".
        (
            "AWS::Lambda::Function", "/aws/lambda/", ["lambda", "get-function-configuration", "--function-name"],
            "ResourceNotFoundException"
        ),
    ]

    func serviceLogs(_ history: StackHistory, databases: Set<String>) async throws -> [Remain] {
        var found = try await sharedMetrics(history)
        for kind in Self.logs {
            let gone = history.resources.filter { $0.type == kind.type && $0.status == "DELETE_COMPLETE" }.map(
                \.physicalID)
            let owners = kind.type == Self.database ? databases.sorted() : gone
            guard !owners.isEmpty else { continue }
            let groups = try await logGroups(prefix: kind.prefix)
            for owner in owners {
                let path = kind.prefix + owner
                let own = groups.filter { $0 == path || $0.hasPrefix(path + "/") }
                guard !own.isEmpty, try await !exists(owner, kind.look, kind.absence) else { continue }
                for group in own where try await !isHeld(group, history) {
                    found.append(
                        Remain(
                            kind: .logGroup, type: Self.logGroup, id: group,
                            reason:
                                "made by a service for \(owner), which is deleted; no service deletes it, and it has no retention unless somebody set one"
                        ))
                }
            }
        }
        return found
    }

    /// Enhanced Monitoring writes to one log group for all databases of the region. Amazon RDS User Guide, "Viewing OS
    /// metrics using CloudWatch Logs".
    private func sharedMetrics(_ history: StackHistory) async throws -> [Remain] {
        let name = "RDSOSMetrics"
        guard history.resources.contains(where: \.hasEnhancedMonitoring),
            try await logGroups(prefix: name).contains(name)
        else { return [] }
        return [
            Remain(
                kind: .logGroup, type: Self.logGroup, id: name,
                reason: "RDS wrote metrics of the deleted databases to it",
                obstacle: "all databases of the region with Enhanced Monitoring share it")
        ]
    }

    /// Whether a resource of the name exists: restored under its old name, say.
    private func exists(_ name: String, _ look: [String], _ absence: String) async throws -> Bool {
        do {
            try await aws.run(look + [name])
            return true
        } catch AWSError.service(let code, _, _)
            where code == absence || code + "Fault" == absence || code == absence + "Fault"
        {
            return false
        }
    }
}

private struct ClusterSnapshots: Decodable {
    struct Snapshot: Decodable {
        let name: String
        let cluster: String
        let status: String
        let created: ServiceTime?
        private enum CodingKeys: String, CodingKey {
            case name = "dBClusterSnapshotIdentifier"
            case cluster = "dBClusterIdentifier"
            case status
            case created = "snapshotCreateTime"
        }
    }
    let snapshots: [Snapshot]
    private enum CodingKeys: String, CodingKey { case snapshots = "dBClusterSnapshots" }
}
