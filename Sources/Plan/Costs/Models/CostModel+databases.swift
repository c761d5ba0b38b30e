import Diagnostics
import Prices

/// Instances of a database, as far as the templates decide what they are.
struct DatabaseInstances {
    let engines: [String]
    let classes: [String]
    /// Whether each has a standby.
    let standbys: [Bool]
    /// Whether each is of an Aurora cluster that is I/O-Optimized.
    let optimized: [Bool]
    let count: ClosedRange<Amount>
}

extension CostModel {
    /// Amazon RDS User Guide, "DB instance billing for Amazon RDS".
    func database(_ resource: PlannedResource, _ bill: inout Bill) {
        let properties = Properties(resource)
        let cluster = referred(resource, "DBClusterIdentifier", type: "AWS::RDS::DBCluster").first.map {
            Properties($0)
        }
        bill.add("instance") { bill throws(Undecided) in
            try addInstances(instances(properties, cluster), of: properties, in: cluster, to: &bill)
        }
        let isClustered = properties.has("DBClusterIdentifier")
        if !isClustered {
            bill.add("storage") { bill throws(Undecided) in try addStorage(properties, to: &bill) }
            addSecret(properties, to: &bill)
        }
        bill.add("public address") { bill throws(Undecided) in
            bill.add(
                "public address",
                try properties.flags("PubliclyAccessible").map {
                    .init(item: $0 ? .publicAddress : nil, quantity: 1...1)
                })
        }
        addObservation(properties, insights: "EnablePerformanceInsights", to: &bill)
    }

    // MARK: - Instances

    /// - Parameter count: how many of them there are.
    func instances(
        _ properties: Properties, _ cluster: Properties?, _ count: ClosedRange<Amount> = 1...1
    ) throws(Undecided) -> DatabaseInstances {
        let engines = try (properties.has("Engine") ? properties : cluster ?? properties).required("Engine")
        return DatabaseInstances(
            engines: engines, classes: try properties.required("DBInstanceClass"),
            standbys: cluster == nil ? try properties.flags("MultiAZ") : [false],
            optimized: try optimizations(properties, cluster, engines), count: count)
    }

    /// Aurora User Guide, "Storage configurations for Amazon Aurora DB clusters": the cluster decides, and one that is not
    /// at hand may be either.
    private func optimizations(
        _ properties: Properties, _ cluster: Properties?, _ engines: [String]
    ) throws(Undecided) -> [Bool] {
        guard properties.has("DBClusterIdentifier"), engines.contains(where: { $0.hasPrefix("aurora") }) else {
            return [false]
        }
        let source = properties.has("StorageType") ? properties : cluster
        return try source?.isOptimized() ?? [false, true]
    }

    func addInstances(
        _ instances: DatabaseInstances, of own: Properties, in cluster: Properties?, to bill: inout Bill
    ) throws(Undecided) {
        let names = instances.engines.joined(separator: " or ")
        let optimized =
            instances.optimized == [true]
            ? ", I/O-Optimized" : instances.optimized.count > 1 ? ", I/O-Optimized or not" : ""
        guard instances.classes != ["db.serverless"] else {
            let units = try capacity(cluster).times(instances.count)
            bill.add(
                "\(units.plainText) Aurora capacity units\(optimized)",
                instances.optimized.map {
                    .init(
                        item: .named("aurora-capacity-unit\($0 ? ":io-optimized" : "")", per: .hour), quantity: units)
                })
            addExtendedSupport(of: own, in: cluster, instances.engines, .capacity(units), to: &bill)
            return
        }
        var alternatives: [Bill.Alternative] = []
        for engine in instances.engines {
            for instanceClass in instances.classes {
                for isOptimized in instances.optimized {
                    alternatives += instances.standbys.map {
                        .init(
                            item: isOptimized
                                ? .optimizedDatabase(engine: engine, instanceClass: instanceClass)
                                : .database(engine: engine, instanceClass: instanceClass, multiAZ: $0),
                            quantity: instances.count)
                    }
                }
            }
        }
        let standbys = instances.standbys
        let zones = standbys == [true] ? ", Multi-AZ" : standbys.count > 1 ? ", Multi-AZ or not" : ""
        bill.add(
            instances.count.times("\(instances.classes.joined(separator: " or ")) \(names)\(zones)\(optimized)"),
            alternatives)
        addExtendedSupport(
            of: own, in: cluster, instances.engines,
            .processors(
                classes: instances.classes,
                of: standbys.map { hasStandby in instances.count.scaled { $0 * (hasStandby ? 2 : 1) } }),
            to: &bill)
    }

    /// Aurora User Guide, "Aurora Serverless v2 capacity": between the least and the most of the cluster.
    private func capacity(_ cluster: Properties?) throws(Undecided) -> ClosedRange<Amount> {
        guard let cluster else { throw Undecided(reason: "its cluster is not in the stacks") }
        let path = "ServerlessV2ScalingConfiguration"
        let least = try cluster.number("\(path)/MinCapacity").lowerBound
        return least...max(least, try cluster.number("\(path)/MaxCapacity").upperBound)
    }

    // MARK: - What comes with them

    /// Amazon RDS User Guide, "Password management with Amazon RDS and AWS Secrets Manager".
    func addSecret(_ properties: Properties, to bill: inout Bill) {
        bill.add("secret of the master password") { bill throws(Undecided) in
            bill.add(
                "secret of the master password",
                try properties.flags("ManageMasterUserPassword").map {
                    .init(item: $0 ? .secret : nil, quantity: 1...1)
                })
        }
    }

    /// What looks at a database or cluster. Amazon CloudWatch pricing and Amazon RDS pricing, "Performance Insights".
    ///
    /// - Parameter insights: the property that switches Performance Insights on.
    func addObservation(_ properties: Properties, insights: String, to bill: inout Bill) {
        if properties.mayBeOn(insights), !properties.mayBe("PerformanceInsightsRetentionPeriod", ["7", ""]) {
            bill.addGap("Performance Insights kept for more than 7 days")
        }
        if properties.mayBe("DatabaseInsightsMode", ["advanced"]) {
            bill.addGap("Database Insights, the advanced mode")
        }
        if properties.has("MonitoringInterval"), !properties.mayBe("MonitoringInterval", ["0"]) {
            bill.addUse("enhanced monitoring, as logs", PriceBook.item(named: "log-ingestion"))
        }
        if properties.has("EnableCloudwatchLogsExports") {
            bill.addUse("logs that it exports", PriceBook.item(named: "log-ingestion"))
        }
    }

    func databaseProxy(_ resource: PlannedResource, _ bill: inout Bill) {
        bill.addGap("priced by the vCPUs of its databases, database-proxy an hour")
    }
}

extension Properties {
    /// Whether a cluster is I/O-Optimized.
    func isOptimized() throws(Undecided) -> [Bool] {
        var answers: [Bool] = []
        for type in try texts("StorageType", else: "aurora") where !answers.contains(type == "aurora-iopt1") {
            answers.append(type == "aurora-iopt1")
        }
        return answers
    }
}
