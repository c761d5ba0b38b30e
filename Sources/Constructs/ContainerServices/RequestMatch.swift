import AWSElasticLoadBalancingV2

/// Which requests of a load balancer that several services share are a service's own.
///
///     let api = RequestMatch(paths: ["/api/*"])
///
/// "Condition types for listener rules" in the Elastic Load Balancing user guide: both must hold, and of a list one is enough.
public struct RequestMatch: Sendable {
    private let hosts: [Value<String>]
    private let paths: [Value<String>]

    /// - Parameters:
    ///   - hosts: as in `api.example.com` and `*.example.com`; any when not given.
    ///   - paths: as in `/api/*`, in which `*` is any text and `?` any character; any when not given.
    public init(hosts: [Value<String>] = [], paths: [Value<String>] = []) {
        self.hosts = hosts
        self.paths = paths
    }

    /// All that no rule of a lower priority took.
    public static var all: RequestMatch { RequestMatch() }

    var conditions: List<ElasticLoadBalancingV2.ListenerRule.RuleCondition> {
        typealias Condition = ElasticLoadBalancingV2.ListenerRule.RuleCondition
        let host = Condition(field: "host-header", hostHeaderConfig: .init(values: List(hosts)))
        // A rule has to say something.
        let anyOrGiven = paths.isEmpty ? ["*"] : paths
        let path = Condition(field: "path-pattern", pathPatternConfig: .init(values: List(anyOrGiven)))
        return List((hosts.isEmpty ? [] : [host]) + (hosts.isEmpty || !paths.isEmpty ? [path] : []))
    }

    /// "Quotas for your Application Load Balancers" in the user guide.
    func reportProblem(to scope: Scope) {
        let count = hosts.count + paths.count
        guard count > 5 else { return }
        scope.report(
            "listener-rule", "\(count) hosts and paths are asked for, and a rule takes 5 at most",
            fix: "write fewer, with * where several are meant")
    }
}
