import Diagnostics
import Prices

extension CostModel {
    /// Amazon RDS User Guide, "DB instance billing for Amazon RDS".
    func database(_ resource: PlannedResource, _ bill: inout Bill) {
        let properties = Properties(resource)
        let cluster = referred(resource, "DBClusterIdentifier", type: "AWS::RDS::DBCluster").first.map {
            Properties($0)
        }
        bill.add("instance") { bill throws(Undecided) in
            try addInstance(properties, cluster, to: &bill)
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
        if properties.mayBeOn("EnablePerformanceInsights"),
            !properties.mayBe("PerformanceInsightsRetentionPeriod", ["7", ""])
        {
            bill.addGap("Performance Insights kept for more than 7 days")
        }
        if properties.has("MonitoringInterval"), !properties.mayBe("MonitoringInterval", ["0"]) {
            bill.addUse("enhanced monitoring, as logs", PriceBook.item(named: "log-ingestion"))
        }
    }

    private func addInstance(_ properties: Properties, _ cluster: Properties?, to bill: inout Bill) throws(Undecided) {
        let engines = try (properties.has("Engine") ? properties : cluster ?? properties).required("Engine")
        let classes = try properties.required("DBInstanceClass")
        let standbys = cluster == nil ? try properties.flags("MultiAZ") : [false]
        if classes == ["db.serverless"] {
            try addCapacity(cluster, to: &bill)
            return
        }
        var alternatives: [Bill.Alternative] = []
        for engine in engines {
            for instanceClass in classes {
                alternatives += standbys.map {
                    .init(
                        item: .database(engine: engine, instanceClass: instanceClass, multiAZ: $0), quantity: 1...1)
                }
            }
        }
        let zones = standbys == [true] ? ", Multi-AZ" : standbys.count > 1 ? ", Multi-AZ or not" : ""
        bill.add("\(classes.joined(separator: " or ")) \(engines.joined(separator: " or "))\(zones)", alternatives)
        try addExtendedSupport(properties, engines, classes, standbys, to: &bill)
    }

    /// Aurora User Guide, "Aurora Serverless v2 capacity": between the least and the most of the cluster.
    private func addCapacity(_ cluster: Properties?, to bill: inout Bill) throws(Undecided) {
        guard let cluster else { throw Undecided(reason: "its cluster is not in the stacks") }
        let path = "ServerlessV2ScalingConfiguration"
        let least = try cluster.number("\(path)/MinCapacity").lowerBound
        let units = least...max(least, try cluster.number("\(path)/MaxCapacity").upperBound)
        bill.add("\(units.plainText) Aurora capacity units", .named("aurora-capacity-unit", per: .hour), units)
    }

    private func addExtendedSupport(
        _ properties: Properties, _ engines: [String], _ classes: [String], _ standbys: [Bool], to bill: inout Bill
    ) throws(Undecided) {
        // Without one, a version in standard support is taken.
        guard properties.has("EngineVersion") else { return }
        var alternatives: [Bill.Alternative] = []
        var names: [String] = []
        let lifecycle = try properties.texts("EngineLifecycleSupport").first ?? nil
        for engine in engines {
            for version in try properties.required("EngineVersion") {
                for instanceClass in classes {
                    for hasStandby in standbys {
                        let support = ExtendedSupport(
                            engine: engine, version: version, instanceClass: instanceClass, multiAZ: hasStandby,
                            lifecycleSupport: lifecycle, today: today)
                        guard let support, let year = support.year else {
                            alternatives.append(.init(item: nil, quantity: .zero))
                            continue
                        }
                        guard let processors = support.processors else {
                            throw Undecided(reason: "the vCPUs of \(instanceClass) are not known, for Extended Support")
                        }
                        names.append("\(engine) \(support.major), \(processors) vCPUs")
                        alternatives.append(
                            .init(
                                item: .extendedSupport(engine: engine, version: support.major, year: year),
                                quantity: Amount(processors)...Amount(processors)))
                    }
                }
            }
        }
        bill.add("Extended Support of \(names.first ?? "")", alternatives)
    }

    /// Storage is billed as it is allocated. What RDS adds by itself depends on the data.
    private func addStorage(_ properties: Properties, to bill: inout Bill) throws(Undecided) {
        let isFast = properties.has("Iops")
        // AWS's pages disagree on what holds where nothing is said: gp2 or gp3.
        let types =
            try properties.has("StorageType") ? properties.required("StorageType") : isFast ? ["io1"] : ["gp2", "gp3"]
        let standbys = try properties.flags("MultiAZ")
        let gibibytes = try properties.number("AllocatedStorage")
        let combinations = types.flatMap { type in standbys.map { (type, $0) } }
        bill.add(
            "\(types.joined(separator: " or ")) storage, \(gibibytes.plainText) GiB",
            combinations.map { .init(item: .databaseStorage(type: $0, multiAZ: $1), quantity: gibibytes) })
        if properties.has("MaxAllocatedStorage"), let type = types.first, let hasStandby = standbys.first,
            let most = try? properties.number("MaxAllocatedStorage").upperBound, most > gibibytes.upperBound
        {
            bill.addUse(
                "storage that it adds by itself, up to \(most) GiB", .databaseStorage(type: type, multiAZ: hasStandby))
        }
        guard isFast else { return }
        let iops = try properties.number("Iops")
        // Amazon RDS User Guide, "gp3 storage": from 400 GiB on 12,000 IOPS cost nothing, and 3,000 below.
        let free: Amount = gibibytes.lowerBound >= 400 ? 12_000 : 3_000
        bill.add(
            "provisioned IOPS",
            combinations.map { type, hasStandby in
                .init(
                    item: .named("database-iops:\(type):\(hasStandby ? "multi-az" : "single-az")", per: .month),
                    quantity: type == "gp3" ? iops.above(free) : iops)
            })
    }

    /// Amazon RDS User Guide, "Password management with Amazon RDS and AWS Secrets Manager".
    private func addSecret(_ properties: Properties, to bill: inout Bill) {
        bill.add("secret of the master password") { bill throws(Undecided) in
            bill.add(
                "secret of the master password",
                try properties.flags("ManageMasterUserPassword").map {
                    .init(item: $0 ? .secret : nil, quantity: 1...1)
                })
        }
    }

    /// Aurora's storage grows and shrinks with the data; a Multi-AZ cluster of RDS has three instances.
    func databaseCluster(_ resource: PlannedResource, _ bill: inout Bill) {
        let properties = Properties(resource)
        addSecret(properties, to: &bill)
        guard properties.has("DBClusterInstanceClass") else {
            bill.addUse("storage", PriceBook.item(named: "aurora-storage"))
            bill.addUse("requests to the storage", PriceBook.item(named: "aurora-requests"))
            return
        }
        bill.add("instances of the cluster") { bill throws(Undecided) in
            let engines = try properties.required("Engine").joined(separator: " or ")
            let classes = try properties.required("DBClusterInstanceClass")
            bill.add(
                "3 \(classes.joined(separator: " or ")) \(engines)",
                classes.map { .init(item: .named("database-cluster:\(engines):\($0)", per: .hour), quantity: 3...3) })
        }
    }

    func databaseProxy(_ resource: PlannedResource, _ bill: inout Bill) {
        bill.addGap("priced by the vCPUs of its databases, database-proxy an hour")
    }
}
