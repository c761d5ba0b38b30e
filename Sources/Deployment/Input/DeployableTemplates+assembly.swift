import CloudFormation

extension DeployableTemplates {
    /// The templates of a synthesized app.
    ///
    /// - Throws: ``DeploymentError`` with every problem in the stacks, since what has one is not deployed.
    public init(_ assembly: Assembly) throws {
        if assembly.hasErrors {
            throw DeploymentError(problems: assembly.diagnostics.map(\.description))
        }
        self.init(templates: assembly.templates.map(DeployableTemplate.init))
    }
}

extension DeployableTemplate {
    init(_ template: SynthesizedTemplate) {
        self.init(
            stackPath: template.stackPath, fileName: template.fileName, contents: template.contents,
            parameters: template.parameters,
            resources: template.resources.map { resource in
                DeployableResource(
                    logicalID: resource.logicalID, type: resource.typeName, path: resource.path,
                    location: resource.location.description, deletionPolicy: resource.deletionPolicy?.rawValue,
                    nestedTemplate: resource.nestedTemplate)
            })
    }
}
