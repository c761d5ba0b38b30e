import Prices

extension CostModel {
    /// Aurora's storage grows and shrinks with the data, and its instances are resources of their own; a Multi-AZ cluster of
    /// RDS has three instances and their storage.
    func databaseCluster(_ resource: PlannedResource, _ bill: inout Bill) {
        let properties = Properties(resource)
        addSecret(properties, to: &bill)
        addObservation(properties, insights: "PerformanceInsightsEnabled", to: &bill)
        if properties.has("DBClusterInstanceClass") {
            addMultiAZCluster(properties, to: &bill)
        } else {
            addAurora(properties, to: &bill)
            addReplicas(resource, to: &bill)
        }
    }

    private func addMultiAZCluster(_ properties: Properties, to bill: inout Bill) {
        bill.add("instances of the cluster") { bill throws(Undecided) in
            let engines = try properties.required("Engine")
            let classes = try properties.required("DBClusterInstanceClass")
            bill.add(
                "3 \(classes.joined(separator: " or ")) \(engines.joined(separator: " or "))",
                // The price is that of all three, as AWS's price list has it.
                engines.flatMap { engine in
                    classes.map {
                        .init(item: .named("database-cluster:\(engine):\($0)", per: .hour), quantity: 1...1)
                    }
                })
            addExtendedSupport(
                of: properties, in: nil, engines, .processors(classes: classes, of: [3...3]), to: &bill)
        }
        bill.add("storage") { bill throws(Undecided) in try addClusterStorage(properties, to: &bill) }
        bill.add("public addresses") { bill throws(Undecided) in
            bill.add(
                "3 × public address",
                try properties.flags("PubliclyAccessible").map {
                    .init(item: $0 ? .publicAddress : nil, quantity: 3...3)
                })
        }
    }

    /// Aurora User Guide, "Storage configurations for Amazon Aurora DB clusters": requests are billed where it is not
    /// I/O-Optimized.
    private func addAurora(_ properties: Properties, to bill: inout Bill) {
        let optimized = (try? properties.isOptimized()) ?? [false, true]
        for isOptimized in optimized {
            bill.addUse(
                "storage", PriceBook.item(named: "aurora-storage\(isOptimized ? ":io-optimized" : "")"))
        }
        if optimized.contains(false) {
            bill.addUse("requests to the storage", PriceBook.item(named: "aurora-requests"))
        }
        if properties.has("BacktrackWindow"), !properties.mayBe("BacktrackWindow", ["0"]) {
            bill.addUse("changes kept to go back to", PriceBook.item(named: "aurora-backtrack"))
        }
        if properties.has("GlobalClusterIdentifier") { bill.addUse("writes replicated to other regions", nil) }
        if properties.mayBe("EngineMode", ["serverless"]) { bill.addGap("capacity units of Aurora Serverless v1") }
    }

    /// Aurora User Guide, "Amazon Aurora Auto Scaling with Aurora Replicas": it adds replicas of the writer's class to those
    /// that the templates have.
    private func addReplicas(_ cluster: PlannedResource, to bill: inout Bill) {
        bill.add("replicas that scaling adds") { bill throws(Undecided) in
            guard let scaled = try scaledCapacity(of: cluster, "rds:cluster:ReadReplicaCount") else { return }
            let members = members(of: cluster)
            guard let model = members.first.map({ Properties($0) }) else {
                throw Undecided(reason: "the cluster has no instance in the stacks")
            }
            let declared = Amount(members.count - 1)
            let added = (scaled.isSure ? scaled.range.lowerBound : 0)...scaled.range.upperBound
            try addInstances(
                instances(model, Properties(cluster), added.above(declared)), of: model, in: Properties(cluster),
                to: &bill)
        }
    }

    private func members(of cluster: PlannedResource) -> [PlannedResource] {
        all(ofType: "AWS::RDS::DBInstance").filter {
            referred($0, "DBClusterIdentifier").contains { $0.path == cluster.path }
        }
    }
}
