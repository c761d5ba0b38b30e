import AWSAccess
import AWSResourceCatalogue
import CloudFormation
import Environments
import Permissions
import PermissionFacts
import ResourceSchemas
import Template

extension DeploymentRoles {
    /// The roles that deploy a template with values.
    ///
    /// - Parameters:
    ///   - parameters: by name; others have their defaults.
    ///   - handlers: what is done with a resource; everything, for a role that stays.
    init(
        of tree: TemplateTree, _ parameters: [String: String], at place: DeploymentPlace,
        for handlers: (EvaluatedResource) -> Set<HandlerFacts.Handler> = { _ in Set(HandlerFacts.Handler.allCases) }
    ) {
        var pseudo = ["AWS::Partition": place.partition, "AWS::StackName": place.stackName]
        pseudo["AWS::Region"] = place.region
        pseudo["AWS::AccountId"] = place.account
        let surroundings = Surroundings(pseudoParameters: pseudo)
        func evaluated(_ tree: TemplateTree) -> EvaluatedTemplate {
            EvaluatedTemplate(tree, parameters: parameters, surroundings: surroundings)
        }
        let expanded = evaluated(tree.expandingLoops(evaluated(tree)))
        self.init(of: expanded, at: place, for: handlers, actions: ResourceCatalogue.aws.actions)
    }
}

extension DeployableTemplates {
    /// The roles that deploy the app to an environment.
    ///
    /// - Throws: ``CommandError`` where there is no template.
    func roles(
        at place: DeploymentPlace, in environment: EnvironmentFile,
        for handlers: (EvaluatedResource) -> Set<HandlerFacts.Handler> = { _ in Set(HandlerFacts.Handler.allCases) }
    ) throws -> DeploymentRoles {
        guard let tree else { throw CommandError("missing-template", "there is no template to deploy") }
        let values = environment.parameters.merging(suppliedNames(at: place)) { $1 }
        return DeploymentRoles(of: tree, values, at: place, for: handlers)
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
