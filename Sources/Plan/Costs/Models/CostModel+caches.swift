import Prices

extension CostModel {
    func cacheCluster(_ resource: PlannedResource, _ bill: inout Bill) {
        let properties = Properties(resource)
        bill.add("nodes") { bill throws(Undecided) in
            try addNodes(properties, engine: nil, properties.number("NumCacheNodes", else: 1), to: &bill)
        }
    }

    /// Amazon ElastiCache User Guide, "Components and features": shards, and the replicas of each.
    func replicationGroup(_ resource: PlannedResource, _ bill: inout Bill) {
        let properties = Properties(resource)
        bill.add("nodes") { bill throws(Undecided) in
            try addNodes(properties, engine: "redis", nodeCount(resource), to: &bill)
        }
        if properties.has("Durability"), !properties.mayBe("Durability", ["", "disabled"]) {
            bill.addGap("what durable writes cost besides")
        }
    }

    private func nodeCount(_ group: PlannedResource) throws(Undecided) -> ClosedRange<Amount> {
        let properties = Properties(group)
        let isScaled = !controllers(of: group, ["AWS::ApplicationAutoScaling::ScalableTarget"]).isEmpty
        let isSharded = ["NumNodeGroups", "ReplicasPerNodeGroup", "NodeGroupConfiguration"].contains {
            properties.has($0)
        }
        guard isSharded || isScaled else {
            return try properties.number("NumCacheClusters", else: 1)
        }
        // Each shard may have a number of its own.
        let configured = try properties.elements("NodeGroupConfiguration")
        if !configured.isEmpty, !isScaled {
            var nodes: ClosedRange<Amount> = .zero
            for (shard, presence) in configured {
                let replicas =
                    try shard.has("ReplicaCount")
                    ? shard.number("ReplicaCount") : properties.number("ReplicasPerNodeGroup", else: 0)
                nodes = nodes + presence.times(replicas + (1...1))
            }
            return nodes
        }
        let shards = try capacity(
            of: group, "elasticache:replication-group:NodeGroups", properties, "NumNodeGroups", else: 1)
        let replicas = try capacity(
            of: group, "elasticache:replication-group:Replicas", properties, "ReplicasPerNodeGroup", else: 0)
        return shards.times(replicas + (1...1))
    }

    private func addNodes(
        _ properties: Properties, engine: String?, _ count: ClosedRange<Amount>, to bill: inout Bill
    ) throws(Undecided) {
        let types = try properties.required("CacheNodeType")
        let engines =
            try engine == nil
            ? properties.required("Engine") : properties.texts("Engine", else: engine).compactMap(\.self)
        bill.add(
            count.times("\(types.joined(separator: " or ")) \(engines.joined(separator: " or "))"),
            engines.flatMap { engine in
                types.map { .init(item: .named("cache:\(engine):\($0)", per: .hour), quantity: count) }
            })
        addExtendedSupport(properties, engines, types, count, to: &bill)
        if properties.has("LogDeliveryConfigurations") {
            bill.addUse("logs that it delivers", PriceBook.item(named: "log-ingestion"))
        }
    }

    /// Amazon ElastiCache User Guide, "ElastiCache Extended Support charges": 80 % of the price of a node, and in the third
    /// year twice that.
    private func addExtendedSupport(
        _ properties: Properties, _ engines: [String], _ types: [String], _ count: ClosedRange<Amount>,
        to bill: inout Bill
    ) {
        bill.add("Extended Support") { bill throws(Undecided) in
            guard properties.has("EngineVersion") else { return }
            var alternatives: [Bill.Alternative] = []
            var names: [String] = []
            for engine in engines {
                for version in try properties.required("EngineVersion") {
                    guard let support = try extendedSupport(of: engine, version) else {
                        alternatives.append(.init(item: nil, quantity: .zero))
                        continue
                    }
                    let percent: Amount = support.year == .third ? 160 : 80
                    names.append("\(engine) \(support.major), \(percent) % of the price of its nodes")
                    alternatives += types.map {
                        .init(
                            item: .named("cache:\(engine):\($0)", per: .hour),
                            quantity: count.scaled { $0 * percent / 100 })
                    }
                }
            }
            bill.add("Extended Support of \(names.first ?? "")", alternatives)
        }
    }
}
