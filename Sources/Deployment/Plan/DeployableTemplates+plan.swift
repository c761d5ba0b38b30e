import AWSAccess
import Environments
import Plan
import Prices
import Template

extension DeployableTemplates {
    /// What these templates make where nothing is.
    ///
    /// - Parameter prices: nil where nobody asks what it costs.
    func planOfCreation(
        in environment: EnvironmentFile, region: String? = nil, at prices: PriceBook? = nil
    ) -> Plan {
        let wanted = tree.map { PlannedTemplates($0, given: environment.givenValues, region: region) }
        return Plan(from: nil, to: wanted, catalogue: .aws, prices: prices)
    }

    /// What a deployment of the stack would upload; nil where the stack's account is not known.
    ///
    /// - Throws: ``CommandError`` when the project's name fits no bucket.
    func upload(
        of stack: StackDescription?, in environment: EnvironmentFile, with aws: AWSCLI
    ) throws -> TemplateUpload? {
        guard let account = stack?.account else { return nil }
        let bucket = try ArtifactBucket(
            project: environment.project, key: environment.projectKey, account: account, connection: aws.connection)
        return TemplateUpload(
            templates: self, bucket: bucket, folder: environment.stackName, aws: aws, assets: PlacedAssets(of: self))
    }
}
