import AWSAccess
import Diagnostics
import Environments
import Plan
import Prices
import Template

extension DeployableTemplates {
    /// What a deployment would change of a stack; of none, all is added.
    ///
    /// - Parameters:
    ///   - root: the template of the stack, where it has been read.
    ///   - placed: the templates as they would be uploaded, where that is known.
    ///   - prices: nil where nobody asks what it costs.
    /// - Throws: as ``DeployedTemplates/tree(of:root:)``; ``DiagnosticError`` for what is said to have been what never
    ///   was.
    func plan(
        of stack: StackDescription?, root: Template? = nil, _ placed: PlacedTemplates?,
        in environment: EnvironmentFile, with aws: AWSCLI, at prices: PriceBook? = nil
    ) async throws -> Plan {
        let comparison = try await comparison(
            of: stack, root: root, placed, in: environment, with: aws, at: prices)
        guard comparison.plan.problems.isEmpty else { throw DiagnosticError(comparison.plan.problems) }
        return comparison.plan
    }
}

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

    /// The templates as a deployment of the stack would upload them; nil where the stack's account is not known.
    ///
    /// - Throws: as ``TemplateUpload/placed()``.
    func placed(
        of stack: StackDescription?, in environment: EnvironmentFile, with aws: AWSCLI
    ) throws -> PlacedTemplates? {
        guard let account = stack?.account else { return nil }
        let bucket = try ArtifactBucket(
            project: environment.project, key: environment.projectKey, account: account, connection: aws.connection)
        return try TemplateUpload(templates: self, bucket: bucket, folder: environment.stackName, aws: aws).placed()
    }
}
