import AWSAccess
import Diagnostics

/// Resources that refuse to be deleted, found before a deletion begins: afterwards, half of the stack is gone.
struct DeletionProtection: Sendable {
    let aws: AWSCLI

    private struct Attributes: Decodable {
        struct Attribute: Decodable {
            let key: String
            let value: String
        }
        let attributes: [Attribute]
    }

    /// One problem a protected resource, with the command that takes its protection away.
    func problems(in expected: DeletionForecast) async throws -> [Diagnostic] {
        let candidates = expected.entries.filter { $0.fate != .retained && !$0.physicalID.isEmpty }
        return try await concurrently(candidates.filter { Self.types.contains($0.type) }) { resource in
            guard let remedy = try await remedy(for: resource) else { return nil }
            return Diagnostic(
                "deletion-protected", "\(resource.name) (\(resource.physicalID)) has deletion protection",
                logicalID: resource.resource.logicalID, fix: "aws \(remedy) \(aws.connection.shownArguments)")
        }.compactMap(\.self)
    }

    private static let types: Set = [
        "AWS::RDS::DBInstance", "AWS::ElasticLoadBalancingV2::LoadBalancer", RetainedType.cluster.rawValue,
        RetainedType.table.rawValue,
    ]

    /// The command that takes away a resource's protection; nil when it has none.
    private func remedy(for resource: DeletionForecast.Entry) async throws -> String? {
        let id = resource.physicalID
        if let type = RetainedType(rawValue: resource.type) {
            guard let state = try await type.state(of: id, with: aws), state.isProtected else { return nil }
            return type.preparations(of: id, RetainedState(isProtected: true)).first?.joined(separator: " ")
        }
        do {
            if resource.type == "AWS::RDS::DBInstance" {
                guard try await aws.databaseInstance(id)?.deletionProtection == true else { return nil }
                return
                    "rds modify-db-instance --no-deletion-protection --apply-immediately --db-instance-identifier \(id)"
            }
            let answer = try await aws.run(
                ["elbv2", "describe-load-balancer-attributes", "--load-balancer-arn", id], as: Attributes.self)
            guard answer.attributes.contains(where: { $0.key == "deletion_protection.enabled" && $0.value == "true" })
            else { return nil }
            return
                "elbv2 modify-load-balancer-attributes --attributes Key=deletion_protection.enabled,Value=false --load-balancer-arn \(id)"
        } catch AWSError.service(code: "LoadBalancerNotFound", _, _) {
            return nil
        }
    }
}
