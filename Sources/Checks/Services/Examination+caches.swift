import Template

extension Examination {
    /// A cache that fails over has another node, and one of several zones fails over ("CreateReplicationGroup" in the
    /// Amazon ElastiCache API reference).
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
        }
    }
}
