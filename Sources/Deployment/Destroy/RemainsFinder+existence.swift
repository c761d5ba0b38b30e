import AWSAccess
import Environments

extension RemainsFinder {
    /// Those that exist, without what a living stack holds.
    func standing(_ candidates: [Remain], _ history: StackHistory) async throws -> [Remain] {
        try await concurrently(candidates) { candidate in
            do {
                return try await standing(candidate, history)
            } catch let error as AWSError where error.isAboutOneCall {
                var doubtful = candidate
                doubtful.doubt = "\(error)"
                return doubtful
            }
        }.compactMap(\.self)
    }

    /// The same, as it is now; nil where it is gone, or a living stack holds it.
    private func standing(_ candidate: Remain, _ history: StackHistory) async throws -> Remain? {
        var standing = candidate
        switch candidate.kind {
        case .bucket: guard try await bucketExists(candidate.id) else { return nil }
        case .logGroup: guard try await logGroups(prefix: candidate.id).contains(candidate.id) else { return nil }
        case .retained(let type):
            guard let state = try await type.state(of: candidate.id, with: aws) else { return nil }
            standing.state = state
        default: break
        }
        return try await isHeld(candidate.id, history) ? nil : standing
    }

    private func bucketExists(_ name: String) async throws -> Bool {
        do {
            try await aws.run(["s3api", "head-bucket", "--bucket", name])
            return true
        } catch AWSError.service(code: "404", _, _), AWSError.service(code: "NoSuchBucket", _, _) {
            return false
        }
    }

    private struct Held: Decodable {
        struct Resource: Decodable {
            let stackId: String
            let resourceStatus: StackStatus
        }
        let stackResources: [Resource]
    }

    /// Whether a stack that lives has a resource of a physical ID: one that was imported, or made anew under its name.
    /// AWS CloudFormation API Reference, "DescribeStackResources".
    func isHeld(_ physicalID: String, _ history: StackHistory) async throws -> Bool {
        do {
            let answer = try await aws.run(
                ["cloudformation", "describe-stack-resources"]
                    + (try AWSCLI.jsonInput("PhysicalResourceId", physicalID)), as: Held.self)
            return answer.stackResources.contains {
                !history.gone.contains($0.stackId) && $0.resourceStatus != "DELETE_COMPLETE"
                    && $0.resourceStatus != "DELETE_SKIPPED"
            }
        } catch AWSError.stackMissing {
            return false
        } catch AWSError.service(code: "ValidationError", _, let message) where message.contains("does not exist") {
            return false
        }
    }

    private struct Groups: Decodable {
        struct Group: Decodable { let logGroupName: String }
        let logGroups: [Group]
    }

    /// The names of the log groups that begin so.
    func logGroups(prefix: String) async throws -> [String] {
        try await aws.run(["logs", "describe-log-groups", "--log-group-name-prefix", prefix], as: Groups.self).logGroups
            .map(\.logGroupName)
    }
}

extension AWSError {
    /// Whether only this call was refused, so that others may succeed.
    var isAboutOneCall: Bool {
        switch self {
        case .accessDenied, .service: true
        default: false
        }
    }
}
