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
            parameters: template.parameters.map(DeclaredParameter.init),
            resources: template.resources.map { resource in
                DeployableResource(
                    logicalID: resource.logicalID, type: resource.typeName, path: resource.path,
                    location: resource.location.description, deletionPolicy: resource.deletionPolicy?.rawValue,
                    nestedTemplate: resource.nestedTemplate)
            })
    }
}

extension DeclaredParameter {
    init(_ parameter: ParameterDeclaration) {
        self.init(
            name: parameter.name, type: parameter.type, defaultValue: parameter.defaultValue,
            allowedValues: parameter.allowedValues, allowedPattern: parameter.allowedPattern,
            minLength: parameter.allowedLength?.lowerBound, maxLength: parameter.allowedLength?.upperBound,
            minValue: parameter.allowedRange?.lowerBound, maxValue: parameter.allowedRange?.upperBound,
            noEcho: parameter.noEcho, description: parameter.description ?? "",
            constraintDescription: parameter.constraintDescription, location: parameter.location.description)
    }
}
