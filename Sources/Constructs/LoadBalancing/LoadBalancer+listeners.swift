import AWSElasticLoadBalancingV2

extension ElasticLoadBalancingV2.Listener.Action {
    static func forwarding(to targets: Value<ARN<ElasticLoadBalancingV2.TargetGroup>>) -> Self {
        Self(type: "forward", targetGroupArn: targets)
    }

    /// Of requests that no service has a rule for.
    static var nobody: Self {
        Self(type: "fixed-response", fixedResponseConfig: .init(statusCode: "404"))
    }
}

extension LoadBalancer {
    typealias Listeners = (
        http: Resource<ElasticLoadBalancingV2.Listener>, https: Resource<ElasticLoadBalancingV2.Listener>?
    )

    /// HTTP that serves, or redirects to HTTPS where there is a certificate.
    static func listeners(
        in scope: Scope, _ loadBalancer: Resource<ElasticLoadBalancingV2.LoadBalancer>,
        serving action: ElasticLoadBalancingV2.Listener.Action, _ https: HTTPS?
    ) -> Listeners {
        let redirect = ElasticLoadBalancingV2.Listener.Action(
            type: "redirect", redirectConfig: .init(statusCode: "HTTP_301", port: "443", protocol: "HTTPS"))
        let plainAction: ElasticLoadBalancingV2.Listener.Action =
            switch (https, https?.condition) {
            case (nil, _): action
            case (_?, nil): redirect
            case (_?, let condition?): .if(condition, redirect, else: action)
            }
        let http = scope.add(
            "HTTPListener",
            ElasticLoadBalancingV2.Listener(
                defaultActions: [plainAction], loadBalancerArn: loadBalancer.loadBalancerArn, port: 80, protocol: "HTTP"
            ))
        guard let https else { return (http, nil) }
        let secure = scope.add(
            "HTTPSListener",
            ElasticLoadBalancingV2.Listener(
                defaultActions: [action], loadBalancerArn: loadBalancer.loadBalancerArn,
                certificates: [.init(certificateArn: https.certificate)], port: 443, protocol: "HTTPS",
                sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06"),
            condition: https.condition)
        return (http, secure)
    }

    /// The listener that serves, and what to wait for.
    static func serving(
        _ listeners: Listeners, _ https: HTTPS?
    ) -> (listener: Value<ARN<ElasticLoadBalancingV2.Listener>>, ready: [any Dependable]) {
        let http = listeners.http
        guard let secure = listeners.https else { return (http.listenerArn, [http]) }
        // Nothing can wait for what may not exist; where it does, it is there before an instance has started.
        guard let condition = https?.condition else { return (secure.listenerArn, [http, secure]) }
        return (.if(condition, secure.listenerArn, else: http.listenerArn), [http])
    }
}
