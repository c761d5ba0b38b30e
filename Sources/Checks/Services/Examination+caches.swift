import Template

extension Examination {
    /// A cache has the nodes that its settings need ("CreateReplicationGroup" and "CreateCacheCluster" in the Amazon
    /// ElastiCache API reference).
    mutating func checkCaches() {
        for (cache, wiring) in cases(of: "AWS::ElastiCache::ReplicationGroup") {
            let failsOver = wiring.text(cache.value("AutomaticFailoverEnabled"), otherwise: "false")
            if failsOver == "true", wiring.number(cache.value("NumCacheClusters")) == 1 {
                report(
                    "cache-failover", "one node has none to fail over to", at: cache, .key("NumCacheClusters"),
                    fix: "have two nodes or more, or no AutomaticFailoverEnabled")
            }
            if failsOver == "false", wiring.text(cache.value("MultiAZEnabled")) == "true" {
                report(
                    "cache-failover", "a cache of several zones fails over, and this one must not", at: cache,
                    .key("MultiAZEnabled"), fix: "set AutomaticFailoverEnabled to true")
            }
            if !wiring.isAbsent(cache.value("AuthToken")),
                wiring.text(cache.value("TransitEncryptionEnabled"), otherwise: "false") == "false"
            {
                reportMissing(
                    "TransitEncryptionEnabled", "a token wants TransitEncryptionEnabled, so that nobody else reads it",
                    of: cache)
            }
        }
        for (cache, wiring) in cases(of: "AWS::ElastiCache::CacheCluster") {
            guard let engine = wiring.text(cache.value("Engine")), ["redis", "valkey"].contains(engine),
                let count = wiring.number(cache.value("NumCacheNodes")), count != 1
            else { continue }
            report(
                "out-of-range", "a cluster of \(engine) has one node, and not \(count.words)", at: cache,
                .key("NumCacheNodes"), fix: "write 1, or use AWS::ElastiCache::ReplicationGroup")
        }
    }
}
