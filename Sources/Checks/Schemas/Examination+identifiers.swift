import Diagnostics
import Template

extension Examination {
    /// No two resources of a type that exist together have the same values in what AWS tells them apart by, as far as
    /// users give it (`primaryIdentifier` in "Resource type schema").
    mutating func checkIdentifiers(_ schemas: TypeSchemas) {
        guard !hasMacros else { return }
        var first: [Identity: [(logicalID: String, condition: String?)]] = [:]
        for (logicalID, resource) in template.resources {
            guard let schema = schemas.schema(of: resource.type), let keys = schema.identifierOfUsers,
                let identity = Identity(resource, keys)
            else { continue }
            // Those under conditions may never exist together.
            let other = first[identity]?.first {
                follows(resource.condition, from: $0.condition) || follows($0.condition, from: resource.condition)
            }
            first[identity, default: []].append((logicalID, resource.condition))
            guard let other else { continue }
            let path = Template.Path(.resources, logicalID)
            report(
                "duplicate-identifier",
                "\(name(of: path)) has the same \(keys.joined(separator: " and ")) as "
                    + name(of: Template.Path(.resources, other.logicalID)),
                at: path.appending("Properties").appending(keys[0]),
                notes: [note("the other one", at: Template.Path(.resources, other.logicalID))].compactMap(\.self),
                fix: "give it another one, or leave one of the two out")
        }
    }
}

/// A type with the values that tell its resources apart.
private struct Identity: Hashable {
    let type: String
    let values: [Template.Expression]

    /// Nil where one of them is not there.
    init?(_ resource: Template.Resource, _ keys: [String]) {
        var values: [Template.Expression] = []
        let properties = resource.properties
        for key in keys {
            guard let value = properties[key], value != .null, value != .ref("AWS::NoValue") else { return nil }
            values.append(value)
        }
        type = resource.type
        self.values = values
    }
}
