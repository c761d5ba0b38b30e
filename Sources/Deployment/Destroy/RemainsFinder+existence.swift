import AWSAccess
import Environments
import Foundation

extension RemainsFinder {
    /// Those that exist, without what a living stack holds.
    func standing(_ candidates: [Remain], _ history: StackHistory) async throws -> [Remain] {
        try await concurrently(candidates) { candidate in
            do {
                return try await stands(candidate, history) ? candidate : nil
            } catch let error as AWSError where error.isAboutOneCall {
                var doubtful = candidate
                doubtful.doubt = "\(error)"
                return doubtful
            }
        }.compactMap(\.self)
    }

    private func stands(_ candidate: Remain, _ history: StackHistory) async throws -> Bool {
        switch candidate.kind {
        case .bucket: guard try await bucketExists(candidate.id) else { return false }
        case .logGroup: guard try await logGroups(prefix: candidate.id).contains(candidate.id) else { return false }
        default: break
        }
        return try await !isHeld(candidate.id, history)
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
        // As JSON: version 1 of the AWS CLI takes an argument that is a URL, as a queue's ID is, for where to find it.
        let input = String(decoding: try JSONEncoder().encode(["PhysicalResourceId": physicalID]), as: UTF8.self)
        do {
            let answer = try await aws.run(
                ["cloudformation", "describe-stack-resources", "--cli-input-json", input], as: Held.self)
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
