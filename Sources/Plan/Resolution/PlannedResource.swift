import Diagnostics
import Template

/// A resource of one side of a plan, with everything about it in names that count in all stacks.
package struct PlannedResource {
    package let path: ResourcePath
    package let type: String
    /// Yes or undecided.
    package let exists: Verdict
    /// The name of its condition, in its own stack.
    package let condition: String?
    package let properties: Template.Object
    /// What is neither property nor type, such as `DeletionPolicy`.
    package let attributes: Template.Object
    /// Where it is declared.
    let template: Template

    package var place: Diagnostic.Place? { template.origin(of: Template.Path(.resources, path.logicalID))?.place }

    /// Whether a function of somebody makes it: what its attributes are, nobody else knows.
    var isCustom: Bool { type.hasPrefix("Custom::") || type == "AWS::CloudFormation::CustomResource" }

    /// Whether its template is what CloudFormation sees.
    var isWithoutMacros: Bool { template.transforms.allSatisfy { $0 == "AWS::LanguageExtensions" } }

    func with(properties: Template.Object) -> PlannedResource {
        PlannedResource(
            path: path, type: type, exists: exists, condition: condition, properties: properties,
            attributes: attributes, template: template)
    }

    /// As its template has it.
    var declaration: Template.Resource? { template.resources[path.logicalID] }
}

extension StackScope {
    /// The resources of this stack and those within, the outer ones first; those that do not exist left out.
    var resources: [PlannedResource] {
        var found: [PlannedResource] = []
        let template = evaluated.template
        for (logicalID, resource) in template.resources {
            let exists = evaluated.existence(of: resource)
            guard exists != .no else { continue }
            let isStack = resource.type == Template.Resource.stackType && nested[logicalID] != nil
            var properties: Template.Object = [:]
            var attributes: [Template.Object.Entry] = []
            for entry in resource.object.entries {
                switch entry.key {
                case "Type", "Condition": break
                case "Properties":
                    // A macro may make all of them.
                    let written =
                        entry.value.object ?? entry.value.intrinsic.map { [$0.function.rawValue: $0.argument] }
                    properties = resolved(.object(written ?? [:]))?.object ?? [:]
                // Names of this stack, as they stand.
                case "DependsOn": attributes.append(.init(entry.key, .list(resource.dependsOn.map { .string($0) })))
                default: if let value = resolved(entry.value) { attributes.append(.init(entry.key, value)) }
                }
            }
            if isStack {
                // What a nested stack is given shows in it.
                properties = Template.Object(
                    properties.entries.filter { !["Parameters", "TemplateURL"].contains($0.key) })
            }
            found.append(
                PlannedResource(
                    path: ResourcePath(stack: evaluated.path, logicalID: logicalID), type: resource.type,
                    exists: exists, condition: resource.condition, properties: properties,
                    attributes: Template.Object(attributes), template: template))
        }
        return found + template.resources.names.compactMap { nested[$0] }.flatMap(\.resources)
    }

    /// This stack and those within, the outer ones first.
    var stacks: [StackScope] {
        [self] + evaluated.template.resources.names.compactMap { nested[$0] }.flatMap(\.stacks)
    }
}
