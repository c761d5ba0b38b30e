import Template

extension Examination {
    /// What a load balancer compares a request with, and where it sends it back to.
    mutating func checkListenerRules() {
        checkComparedValues()
        checkRedirects()
    }

    /// "Quotas for your Application Load Balancers" in their user guide: values of all conditions count together.
    private mutating func checkComparedValues() {
        for (rule, wiring) in cases(of: Wiring.listenerTypes[1]) {
            let values = Self.comparedValues.flatMap { wiring.places(at: $0, of: rule) }
            guard values.count > Self.mostComparedValues else { continue }
            report(
                "wrong-count",
                "the conditions have \(values.count) values together; at most \(Self.mostComparedValues) are allowed",
                at: rule, .key("Conditions"), fix: "make two rules of it")
        }
    }

    private static let mostComparedValues = 5
    /// Where conditions have the values that they compare with. What is not known is not counted.
    private static let comparedValues =
        ["Conditions/*/Values/*"]
        + ["HostHeader", "HttpHeader", "HttpRequestMethod", "PathPattern", "QueryString", "SourceIp"].map {
            "Conditions/*/\($0)Config/Values/*"
        }

    /// "RedirectActionConfig" in the Elastic Load Balancing API reference: what comes back to the same place is refused.
    private mutating func checkRedirects() {
        for (listener, wiring) in cases(of: Wiring.listenerTypes) {
            let isRule = listener.resource.type == Wiring.listenerTypes[1]
            guard let owner = isRule ? wiring.listener(ofRule: listener) : listener else { continue }
            for redirect in wiring.places(
                at: (isRule ? "Actions" : "DefaultActions") + "/*/RedirectConfig", of: listener)
            where wiring.returns(redirect.value, to: owner) {
                report(
                    "listener-action", "the redirect sends a request to \(owner.logicalID) back to where it came from",
                    at: listener, steps: redirect.steps, notes: isRule ? [("the listener", owner)] : [],
                    fix: "change the protocol, the port, the host or the path")
            }
        }
    }
}

extension Wiring {
    /// Whether a redirect is certain to lead to the same address that a listener has got the request at.
    fileprivate func returns(_ redirect: WiredValue, to listener: WiredResource) -> Bool {
        // Each with what stands for the request's own, and what else may be the same.
        let parts = [
            ("Protocol", "#{protocol}", text(listener.value("Protocol"))),
            ("Port", "#{port}", text(listener.value("Port"))),
            ("Host", "#{host}", nil), ("Path", "/#{path}", nil), ("Query", "#{query}", nil),
        ]
        return parts.allSatisfy { name, same, own in
            guard let given = text(member(name, of: redirect), otherwise: same) else { return false }
            return given == same || given == own
        }
    }
}
