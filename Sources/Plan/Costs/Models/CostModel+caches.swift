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
            var nodes = try properties.number("NumCacheClusters", else: 1)
            if properties.has("NumNodeGroups") || properties.has("ReplicasPerNodeGroup") {
                let replicas = try properties.number("ReplicasPerNodeGroup", else: 0)
                nodes = try properties.number("NumNodeGroups", else: 1).times(replicas + (1...1))
            }
            try addNodes(properties, engine: "redis", nodes, to: &bill)
        }
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
    }
}
