import AWSAccess
import Environments
import Permissions

extension DeploymentPlace {
    /// Where an environment is deployed.
    ///
    /// - Parameters:
    ///   - region: another one than the file's.
    ///   - account: nil where it is open.
    public init(_ environment: EnvironmentFile, region: String? = nil, account: String? = nil) {
        let region = region ?? environment.region
        // Few, since whoever changes a tag of the stack changes what its roles may do.
        let told = [EnvironmentFile.projectTag, EnvironmentFile.environmentTag]
        let chosen = environment.tags.filter { told.contains($0.key) }
        self.init(
            stackName: environment.stackName, region: region, account: account,
            partition: Partition(region: region).name, tags: chosen.isEmpty ? environment.tags : chosen,
            artifactBucket: EnvironmentFile.artifactBucket(
                ofProject: environment.project, account: "${AWS::AccountId}", region: "${AWS::Region}"),
            permissionsBoundary: environment.permissionsBoundary)
    }
}
