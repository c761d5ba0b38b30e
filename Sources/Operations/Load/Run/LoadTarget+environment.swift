import AWSAccess
import Environments
import Terminal

extension LoadTarget {
    /// The load balancer of a deployed environment, under its own name or under one that DNS leads to it.
    ///
    /// - Parameter resolve: the addresses of a host and a port.
    /// - Throws: `CommandError` when its outputs do not agree on what that is; `UsageError` for a bad path; what
    ///   `resolve` throws.
    init(
        _ deployed: DeployedEnvironment, paths: [String],
        resolve: @Sendable (_ host: String, _ port: Int) async throws -> [SocketAddress] = SocketAddress.resolved
    ) async throws {
        let address = try deployed.output("Url")
        let name = try deployed.output("AlbDnsName")
        try self.init(address: address, paths: paths)
        let environment = deployed.environment
        if authority.lowercased() != name.lowercased() {
            guard environment.endpoint == nil,
                Set(try await resolve(host, port)).isDisjoint(with: try await resolve(name, port)) == false
            else {
                throw Self.refusal(
                    "the output Url of \(environment.stackName) is \(address), which does not lead to its load balancer \(name)"
                )
            }
        }
        guard environment.endpoint == nil || isLoopback else {
            throw Self.refusal(
                "\(environment.name) is local, but its load balancer is \(name), which is not on this machine")
        }
    }

    private static func refusal(_ reason: String) -> CommandError {
        CommandError("\(reason); load goes to nothing but the stack's own load balancer unless --url says otherwise")
    }
}
