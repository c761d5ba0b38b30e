import AWSResourceCatalogue
import Environments
import Permissions
import Plan
import Template

extension DeployableTemplates {
    /// What these templates change of others; of none, all is added.
    func plan(since standing: StandingTemplates?, in environment: EnvironmentFile, at place: DeploymentPlace) -> Plan {
        let values = GivenValues((standing?.values ?? [:]).mapValues { GivenValues.Value($0) })
        return Plan(
            from: standing.map { PlannedTemplates($0.tree, given: values, region: place.region) },
            to: tree.map {
                PlannedTemplates(
                    $0, given: environment.givenValues(adding: suppliedNames(at: place)), region: place.region)
            },
            catalogue: .aws, declared: declaredMoves)
    }
}
