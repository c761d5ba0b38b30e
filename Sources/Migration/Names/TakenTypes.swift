import ResourceInterfaces
import ResourceSchemas

/// Names of types that a stack's own must not hide: those of the language, and the namespaces of the services that its
/// templates use.
enum TakenTypes {
    private static let language: Set<String> = [
        "ARN", "AWS", "Any", "App", "Asset", "Condition", "ConditionExpression", "CreationPolicy", "DeletionPolicy",
        "Double",
        "Element", "Expression", "ID", "Infra", "Int", "JSON", "List", "Map", "Mapping", "Name", "Optional",
        "ParameterType", "PolicyStatement", "Properties", "RawResource", "Reference", "Resource", "ResourceType",
        "Rule", "Scope", "Self",
        "Stack", "Stacks", "String", "Tag", "UpdatePolicy", "Value",
    ]

    /// Of a template with those nested in it.
    static func names(in source: MigrationSource) -> Set<String> {
        let types = source.template.resources.compactMap { TypeName($0.1.type) }
        let own = language.union(types.map { SwiftName.namespace(of: $0) })
        return source.nested.values.reduce(own) { $0.union(names(in: $1)) }
    }
}
