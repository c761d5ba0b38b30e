import AWSAccess
import AWSResourceCatalogue
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
    /// - Throws: as ``DeployedTemplates/tree(of:root:)``.
    func plan(
        of stack: StackDescription?, root: Template? = nil, _ placed: PlacedTemplates?,
        in environment: EnvironmentFile, with aws: AWSCLI, at prices: PriceBook? = nil
    ) async throws -> Plan {
        let region = aws.connection.region
        var deployed: PlannedTemplates?
        // What is only reviewed is not there.
        if let stack, stack.stackStatus != "REVIEW_IN_PROGRESS" {
            let tree = try await DeployedTemplates(aws: aws, placed: placed).tree(of: stack, root: root)
            deployed = PlannedTemplates(tree, given: stack.givenValues, region: region)
        }
        let wanted = tree.map { PlannedTemplates($0, given: environment.givenValues, region: region) }
        return Plan(from: deployed, to: wanted, catalogue: .aws, prices: prices)
    }
}

extension DeployableTemplates {
    /// What these templates make where nothing is.
    func planOfCreation(in environment: EnvironmentFile) -> Plan {
        Plan(from: nil, to: tree.map { PlannedTemplates($0, given: environment.givenValues) }, catalogue: .aws)
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

extension StackDescription {
    /// The values of its parameters, of secrets asterisks.
    fileprivate var givenValues: GivenValues {
        let values = (parameters ?? []).compactMap { parameter in
            parameter.parameterValue.map { (parameter.parameterKey, GivenValues.Value($0)) }
        }
        return GivenValues(Dictionary(values) { first, _ in first })
    }
}
