import AWSAccess
import AppDeclaration
import Environments
import Terminal

extension LoadTarget {
    /// The load balancer of a deployed environment, under its own name or under one that DNS leads to it.
    ///
    /// - Parameter resolve: the addresses of a host and a port.
    /// - Throws: `CommandError` when its outputs do not agree on what that is; `UsageError` for a bad path; what
    ///   `resolve` throws.
    init(
        _ deployed: DeployedEnvironment, _ app: OperatedApp, paths: [String],
        resolve: @Sendable (_ host: String, _ port: Int) async throws -> [SocketAddress] = SocketAddress.resolved
    ) async throws {
        let name = try await Self.loadBalancer(of: deployed, app.loadBalancer)
        let address = try app.addressOutput.map { try deployed.output($0) } ?? "http://\(name)"
        try self.init(address: address, paths: paths)
        let environment = deployed.environment
        if authority.lowercased() != name.lowercased() {
            guard environment.endpoint == nil,
                Set(try await resolve(host, port)).isDisjoint(with: try await resolve(name, port)) == false
            else {
                throw Self.refusal(
                    "the output \(app.addressOutput ?? "") of \(environment.stackName) is \(address), which does not lead to its load balancer \(name)"
                )
            }
        }
        guard environment.endpoint == nil || isLoopback else {
            throw Self.refusal(
                "\(environment.name) is local, but its load balancer is \(name), which is not on this machine")
        }
    }

    /// The load balancer's DNS name.
    private static func loadBalancer(
        of deployed: DeployedEnvironment, _ locator: ResourceLocator
    ) async throws -> String {
        let found = try await deployed.physicalID(locator, ofType: "AWS::ElasticLoadBalancingV2::LoadBalancer")
        if case .output = locator { return found }
        let answer = try await deployed.aws.run(
            ["elbv2", "describe-load-balancers", "--load-balancer-arns", found], as: LoadBalancerPage.self)
        guard let balancer = answer.loadBalancers.first else {
            throw CommandError("missing-resource", "the load balancer \(found) is gone")
        }
        return balancer.dNSName
    }

    private static func refusal(_ reason: String) -> CommandError {
        CommandError(
            "load-target",
            "\(reason); load goes to nothing but the stack's own load balancer unless --url says otherwise")
    }
}
