import Template

extension Examination {
    /// The instances of a cluster of databases are what the cluster is ("CreateDBInstance" in the Amazon RDS API
    /// reference).
    mutating func checkClusterMembers() {
        for (instance, wiring) in cases(of: "AWS::RDS::DBInstance") {
            let id = instance.value("DBClusterIdentifier")
            guard let cluster = wiring.target(of: id, type: "AWS::RDS::DBCluster") else { continue }
            check(instance, cluster, wiring)
        }
        checkScaling()
    }

    private mutating func check(_ instance: WiredResource, _ cluster: WiredResource, _ wiring: Wiring) {
        if let engine = wiring.text(instance.value("Engine")), let own = wiring.text(cluster.value("Engine")),
            engine != own
        {
            report(
                "cluster-member-engine", "the engine is \(engine), and the cluster's is \(own)", at: instance,
                .key("Engine"), notes: [("the cluster", cluster)], fix: "write \(own)")
        }
        if let encryption = wiring.text(instance.value("StorageEncrypted")),
            let own = wiring.text(cluster.value("StorageEncrypted")), encryption != own
        {
            report(
                "cluster-member-property", "StorageEncrypted is \(encryption), and the cluster's is \(own)",
                at: instance, .key("StorageEncrypted"), notes: [("the cluster", cluster)],
                fix: "leave it out: the cluster decides")
        }
    }

    /// "Using Aurora Serverless v2" in the Amazon Aurora user guide.
    private mutating func checkScaling() {
        for (cluster, wiring) in cases(of: "AWS::RDS::DBCluster") {
            // One that is restored brings its own.
            let sources = ["SnapshotIdentifier", "SourceDBClusterIdentifier", "GlobalClusterIdentifier"]
            guard wiring.isAbsent(cluster.value("ServerlessV2ScalingConfiguration")),
                sources.allSatisfy({ wiring.isAbsent(cluster.value($0)) }),
                let instance = wiring.users("AWS::RDS::DBInstance", of: cluster, by: "DBClusterIdentifier").first(
                    where: {
                        wiring.text($0.value("DBInstanceClass")) == "db.serverless" && wiring.exists($0, with: cluster)
                            && wiring.target(of: $0.value("DBClusterIdentifier"), type: "AWS::RDS::DBCluster")
                                == cluster
                    })
            else { continue }
            reportMissing(
                "ServerlessV2ScalingConfiguration",
                "\(instance.logicalID) is of class db.serverless, which wants ServerlessV2ScalingConfiguration",
                of: cluster, notes: [("the instance", instance)])
        }
    }
}
