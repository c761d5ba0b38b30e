import AWSAccess

/// How a load balancer sees a target. Elastic Load Balancing API Reference, "TargetHealth".
struct TargetHealth: Decodable, Sendable {
    private struct Answer: Decodable {
        let targetHealthDescriptions: [TargetHealth]
    }

    private struct Target: Decodable {
        let id: String
        let port: Int?
    }

    private struct State: Decodable {
        let state: String?
        let reason: String?
        let description: String?
    }

    private let target: Target
    private let targetHealth: State?

    private var problem: String? {
        guard let health = targetHealth, let state = health.state, state != "healthy" else { return nil }
        let place = target.port.map { "\(target.id):\($0)" } ?? target.id
        let why = [health.reason, health.description].compactMap(\.self).joined(separator: ", ")
        return "target \(place) is \(state)\(why.isEmpty ? "" : ": \(why)")"
    }

    /// What is wrong with the targets of some groups, a line each; of two groups at most, each a call.
    static func reasons(of groups: [String], with aws: AWSCLI) async throws -> [String] {
        try await concurrently(Array(groups.prefix(2))) { group in
            try await aws.run(
                ["elbv2", "describe-target-health", "--target-group-arn", group], as: Answer.self
            ).targetHealthDescriptions.compactMap(\.problem)
        }.flatMap { $0 }
    }
}
