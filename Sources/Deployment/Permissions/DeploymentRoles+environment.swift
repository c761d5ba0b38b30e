import AWSAccess
import AWSResourceCatalogue
import CloudFormation
import Environments
import Permissions
import PermissionFacts
import ResourceSchemas
import Template

extension DeploymentRoles {
    /// The roles for what is done with templates.
    init(of uses: [TemplateUse], at place: DeploymentPlace) {
        self.init(of: uses, at: place, actions: ResourceCatalogue.aws.actions)
    }
}

extension DeployableTemplates {
    /// What a deployment to an environment does with the templates.
    ///
    /// - Parameter handlers: what is done with a resource, by its path; everything, for a role that stays.
    /// - Throws: ``CommandError`` where there is no template.
    func uses(
        at place: DeploymentPlace, in environment: EnvironmentFile,
        for handlers: @escaping @Sendable (String) -> Set<HandlerFacts.Handler> = { _ in .everything }
    ) throws -> [TemplateUse] {
        guard let tree else { throw CommandError("missing-template", "there is no template to deploy") }
        let values = environment.parameters.merging(suppliedNames(at: place)) { $1 }
        return TemplateUse.all(of: tree, values, at: place, for: handlers)
    }

    /// The roles that deploy the app to an environment.
    ///
    /// - Parameter others: what else they are to do, such as deleting what is deployed.
    /// - Throws: ``CommandError`` where there is no template.
    func roles(
        at place: DeploymentPlace, in environment: EnvironmentFile, and others: [TemplateUse] = []
    ) throws -> DeploymentRoles {
        DeploymentRoles(of: try uses(at: place, in: environment) + others, at: place)
    }

    /// The roles that deploy the app to an environment, whose account is that of the role which it names.
    ///
    /// - Throws: `CommandError` where there is no template.
    public func roles(in environment: EnvironmentFile, region: String) throws -> DeploymentRoles {
        try roles(
            at: DeploymentPlace(environment, region: region, account: environment.roleAccount), in: environment)
    }

    /// The values of parameters that nobody gives since a deployment does, as far as policies are concerned.
    func suppliedNames(at place: DeploymentPlace) -> [String: String] {
        let values = (root?.parameters ?? []).compactMap { parameter -> (String, String)? in
            switch parameter.supply {
            case .artifactBucket?: place.artifactBucket.map { (parameter.name, $0) }
            case .artifactFolder?: (parameter.name, place.stackName)
            case .builtAsset?, nil: nil
            }
        }
        return Dictionary(values) { first, _ in first }
    }
}
