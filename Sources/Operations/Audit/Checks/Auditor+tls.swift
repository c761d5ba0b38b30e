import Diagnostics

extension Auditor {
    /// TLS at load balancers.
    var tlsFindings: [Diagnostic] {
        inventory.loadBalancers.filter(scope.owns).flatMap { balancer -> [Diagnostic] in
            let listeners = inventory.listeners.filter { $0.loadBalancerArn == balancer.loadBalancerArn }
            let resource = scope.reference(
                to: balancer.loadBalancerArn, type: "AWS::ElasticLoadBalancingV2::LoadBalancer")
            let secure = listeners.filter { ["HTTPS", "TLS"].contains($0.protocol) }
            let plain = listeners.filter { $0.protocol == "HTTP" && !$0.redirectsToTLS }
            var findings: [Diagnostic] = []
            if let first = plain.first, secure.isEmpty {
                // Production without TLS is a hole; a test environment without a domain of its own has no certificate.
                findings.append(
                    finding(
                        .noTLS, resource, severity: environment.isProtected ? .high : .medium,
                        "port \(first.port) serves plain HTTP, and there is no HTTPS listener",
                        fix:
                            "request a certificate in Certificate Manager, \(certificateSetting), and deploy"
                    ))
            } else if let first = plain.first {
                findings.append(
                    finding(
                        .noRedirect, resource, "port \(first.port) answers plain HTTP itself",
                        fix: "redirect it to the HTTPS listener"))
            }
            for listener in secure {
                guard let policy = listener.sslPolicy, Self.isOutdated(policy) else { continue }
                findings.append(
                    finding(
                        .oldTLS, resource, "port \(listener.port) uses \(policy)",
                        command:
                            "aws elbv2 modify-listener --listener-arn \(listener.listenerArn) --ssl-policy ELBSecurityPolicy-TLS13-1-2-2021-06"
                    ))
            }
            return findings
        }
    }

    private var certificateSetting: String {
        app.parameters.certificate.map { "set \($0) in the environment's file" } ?? "give it to an HTTPS listener"
    }

    /// Whether a security policy takes TLS 1.0 or 1.1. Elastic Load Balancing User Guide, "Security policies for your
    /// Application Load Balancer".
    static func isOutdated(_ policy: String) -> Bool {
        let modern = ["TLS13-1-2-", "TLS13-1-3-", "TLS-1-2-", "FS-1-2-"]
        return !modern.contains { policy.hasPrefix("ELBSecurityPolicy-\($0)") }
    }
}
