import Template

extension Examination {
    /// A cache that fails over has another node, and one of several zones fails over ("CreateReplicationGroup" in the
    /// Amazon ElastiCache API reference).
    mutating func checkCaches() {
        for (cache, wiring) in cases(of: "AWS::ElastiCache::ReplicationGroup") {
            let failsOver = wiring.text(cache.value("AutomaticFailoverEnabled"), otherwise: "false")
            if failsOver == "true" { checkNodes(of: cache, wiring) }
            checkZones(of: cache, wiring)
            if failsOver == "false", wiring.text(cache.value("MultiAZEnabled")) == "true" {
                report(
                    "cache-failover", "a cache of several zones fails over, and this one must not", at: cache,
                    .key("MultiAZEnabled"), fix: "set AutomaticFailoverEnabled to true")
            }
        }
    }

    private mutating func checkZones(of cache: WiredResource, _ wiring: Wiring) {
        guard let zones = cache.value("PreferredCacheClusterAZs").flatMap(wiring.elements),
            let nodes = wiring.number(cache.value("NumCacheClusters")), nodes != Double(zones.count)
        else { return }
        report(
            "wrong-count", "there are \(zones.count) zones for \(nodes.words) nodes", at: cache,
            .key("PreferredCacheClusterAZs"), fix: "name one for each node, each as often as it has nodes")
    }

    private mutating func checkNodes(of cache: WiredResource, _ wiring: Wiring) {
        let isGiven = !wiring.isAbsent(cache.value("NumCacheClusters"))
        // It has one node where nothing else is said, and shards are a matter of parameters.
        let others = [
            "ClusterMode", "GlobalReplicationGroupId", "NodeGroupConfiguration", "NumNodeGroups", "PrimaryClusterId",
            "ReplicasPerNodeGroup",
        ]
        guard
            isGiven
                ? wiring.number(cache.value("NumCacheClusters")) == 1
                : others.allSatisfy({ wiring.isAbsent(cache.value($0)) }) && wiring.isWithoutShards(cache)
        else { return }
        report(
            "cache-failover", "one node has none to fail over to", at: cache,
            steps: isGiven ? [.key("NumCacheClusters")] : [],
            fix: "have two nodes or more, or no AutomaticFailoverEnabled")
    }
}

extension Wiring {
    /// Whether the parameters of a cache are known, and let it have no shards ("Redis OSS 3.2.4 parameter changes" in the
    /// Amazon ElastiCache user guide: cluster-enabled).
    fileprivate func isWithoutShards(_ cache: WiredResource) -> Bool {
        let group = cache.value("CacheParameterGroupName")
        if isAbsent(group) { return true }
        guard let parameters = target(of: group, type: "AWS::ElastiCache::ParameterGroup") else { return false }
        let properties = parameters.value("Properties")
        guard !isAbsent(properties) else { return true }
        guard let object = properties.map(resolved)?.expression.object, !object.hasMacros else { return false }
        return object["cluster-enabled"] == nil
            || text(member("cluster-enabled", of: properties)).map { $0 != "yes" } == true
    }
}
