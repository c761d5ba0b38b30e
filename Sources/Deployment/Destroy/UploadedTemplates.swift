import AWSAccess
import Environments

/// The templates that were uploaded for a stack, in a bucket that other environments may share.
struct UploadedTemplates: Sendable {
    let environment: EnvironmentFile
    let aws: AWSCLI

    /// The bucket where it holds this stack's templates, or nothing at all.
    func remains() async throws -> [Remain] {
        let bucket = try ArtifactBucket(
            project: environment.project, key: environment.projectKey, account: try await aws.account(),
            connection: aws.connection)
        let prefix = environment.stackName + "/"
        guard let own = try await aws.objectVersions(in: bucket.name, prefix: prefix, atMost: 1) else { return [] }
        // Emptied by a deletion that was interrupted.
        if own.isEmpty, try await aws.objectVersions(in: bucket.name, prefix: nil, atMost: 1)?.isEmpty != true {
            return []
        }
        return [
            Remain(
                kind: .uploadedTemplates(prefix: prefix), type: "AWS::S3::Bucket", id: bucket.name,
                reason: own.isEmpty
                    ? "the bucket for uploaded templates, which is empty"
                    : "uploaded when \(environment.stackName) was deployed")
        ]
    }
}
