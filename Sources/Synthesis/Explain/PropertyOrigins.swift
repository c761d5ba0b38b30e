import CloudFormation
import Diagnostics
import Template

/// Finds where the attributes and properties of a resource come from, part by part.
struct PropertyOrigins {
    private let resource: SynthesizedResource
    private let template: Template
    private let path: Template.Path

    init(_ resource: SynthesizedResource, in template: Template) {
        self.resource = resource
        self.template = template
        path = Template.Path(.resources, resource.logicalID)
    }

    /// In the order of the template. What a resource waits for is no property: see its references.
    func properties(of content: Template.Resource?) -> [ResourceExplanation.Property] {
        guard let content else { return [] }
        let attributes = content.object.entries.map(\.key).filter { !["Type", "Properties", "DependsOn"].contains($0) }
        return attributes.map { property($0, path.appending($0), template.origin(of: path.appending($0))) }
            + content.properties.entries.flatMap { entry in
                let path = path.appending("Properties").appending(entry.key)
                let origin = template.origin(of: path)
                let parts = parts(of: entry.value, called: entry.key, at: path, origin)
                // What has parts of others only is nobody's as a whole.
                return (origin?.kind == .synthesis && !parts.isEmpty ? [] : [property(entry.key, path, origin)]) + parts
            }
    }

    /// What within a value comes from elsewhere than the value around it.
    private func parts(
        of value: Template.Expression, called name: String, at path: Template.Path, _ origin: Template.Origin?
    ) -> [ResourceExplanation.Property] {
        // All of a file was written there.
        if case .file? = origin?.place { return [] }
        let members: [(name: String, value: Template.Expression, path: Template.Path)] =
            switch value {
            case .object(let object): object.entries.map { ($0.key, $0.value, path.appending($0.key)) }
            case .list(let elements):
                elements.enumerated().map { ($1["Key"]?.string ?? String($0), $1, path.appending($0)) }
            default: []
            }
        return members.flatMap { member in
            let own = template.origin(of: member.path)
            let name = name + "." + member.name
            return (own == origin ? [] : [property(name, member.path, own)])
                + parts(of: member.value, called: name, at: member.path, own)
        }
    }

    private func property(
        _ name: String, _ path: Template.Path, _ origin: Template.Origin?
    ) -> ResourceExplanation.Property {
        let kind = origin?.kind ?? .synthesis
        let line = origin.map { $0.constructLocation.map(Diagnostic.Place.source) ?? $0.place }
        let isSet = kind == .aspect || kind == .override
        return ResourceExplanation.Property(
            name: name, kind: kind,
            setting: isSet ? resource.setting(of: path.steps.dropFirst(2).map(\.description)) : nil,
            scope: kind == .tag ? origin?.path : nil, place: kind == .synthesis ? nil : line)
    }
}
