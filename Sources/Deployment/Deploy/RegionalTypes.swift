import AWSResourceCatalogue
import CloudFormation
import Diagnostics
import ResourceSchemas

/// Finds the resources of templates whose type a region does not have, before CloudFormation does.
struct RegionalTypes {
    private let catalogue: ResourceCatalogue
    private let region: String

    init(catalogue: ResourceCatalogue = .aws, region: String) {
        self.catalogue = catalogue
        self.region = region
    }

    /// One for each type that the region lacked on the date of the schema release, with the first resource of it.
    func warnings(about templates: DeployableTemplates) -> [Diagnostic] {
        var seen: Set<String> = []
        return templates.templates.flatMap { file in
            file.template.resources.compactMap { logicalID, resource in
                guard seen.insert(resource.type).inserted,
                    let facts = catalogue.facts(of: resource.type), facts.missingRegions.contains(region)
                else { return nil }
                return warning(about: resource.type, of: file.resource(logicalID))
            }
        }
    }

    private func warning(about type: String, of resource: SynthesizedResource?) -> Diagnostic {
        Diagnostic(
            "type-not-in-region", "\(region) had no \(type) on \(catalogue.release)", severity: .warning,
            at: resource.map { .source($0.location) }, logicalID: resource?.logicalID, path: resource?.path,
            fix: "deploy to another region, or look whether AWS has it there by now: if not, creating it will fail")
    }
}
