import Diagnostics
import Template

extension Examination {
    /// What `Fn::GetAtt` asks of a resource is among its attributes, and what it asks of a nested stack among its
    /// outputs.
    mutating func checkAttributes(_ schemas: TypeSchemas) {
        guard !isRewritten else { return }
        for reference in references {
            guard case .resource(let target) = reference.target, let attribute = reference.attribute,
                !attribute.isOpenName,
                let resource = template.resources[target], !resource.isServerless
            else { continue }
            if resource.type == Template.Resource.stackType {
                checkOutput(attribute, of: target, at: reference.path)
            } else if resource.type != "AWS::CloudFormation::CustomResource",
                let schema = schemas.schema(of: resource.type), !schema.mayHave(attribute)
            {
                let known = schema.attributes
                report(
                    "unknown-attribute", "\(resource.type) has no attribute \(attribute)", at: reference.path,
                    fix: known.isEmpty
                        ? "use Ref: it has no attributes" : Suggestion.choice(for: attribute, in: known),
                    mend: Suggestion.correction(of: attribute, in: known).map { .name(attribute, $0) })
            } else if let property = AttributeOfProperty.missing(attribute, of: resource) {
                report(
                    property.code, "\(target) has no \(attribute) without \(property.name)", at: reference.path,
                    fix: "give \(target) the property \(property.name)")
            }
        }
    }

    private mutating func checkOutput(_ attribute: String, of stack: String, at path: Template.Path) {
        let prefix = "Outputs."
        guard attribute.hasPrefix(prefix) else {
            return report(
                "unknown-attribute", "a nested stack has no attribute \(attribute)", at: path,
                fix: "ask for \(prefix) and the name of one")
        }
        let name = String(attribute.dropFirst(prefix.count))
        guard let nested = nestedTemplate(stack), nested.outputs[name] == nil, !nested.hasMacros,
            !nested.outputs.mayHave(name)
        else { return }
        let known = nested.outputs.names
        let nearest = Suggestion.nearest(to: name, in: known)
        report(
            "unknown-output", "the template of \(stack) has no output \(name)", at: path,
            fix: nearest.map { "did you mean \($0)?" }
                ?? "declare it there"
                + (known.isEmpty ? "" : ", or choose one of \(Suggestion.list(known, for: name))"),
            mend: Suggestion.correction(of: name, in: known).map { .name(name, $0) })
    }
}

/// An attribute that a resource has where a property asks for it only.
private struct AttributeOfProperty {
    let name: String
    let code: String

    /// By type and attribute, each from the page of the type in the CloudFormation template reference.
    private static let all: [String: [String: AttributeOfProperty]] = [
        "AWS::DynamoDB::GlobalTable": ["StreamArn": .init(name: "StreamSpecification", code: "stream-not-enabled")],
        "AWS::DynamoDB::Table": ["StreamArn": .init(name: "StreamSpecification", code: "stream-not-enabled")],
        "AWS::RDS::DBCluster": ["MasterUserSecret.SecretArn": secret("ManageMasterUserPassword")],
        "AWS::RDS::DBInstance": ["MasterUserSecret.SecretArn": secret("ManageMasterUserPassword")],
        "AWS::Redshift::Cluster": ["MasterPasswordSecretArn": secret("ManageMasterPassword")],
    ]

    private static func secret(_ property: String) -> Self { .init(name: property, code: "unknown-attribute") }

    /// The property that a resource would need and does not have; nil where it has one, and where none is needed.
    static func missing(_ attribute: String, of resource: Template.Resource) -> Self? {
        all[resource.type]?[attribute].flatMap { resource.properties[$0.name] == nil ? $0 : nil }
    }
}

extension TypeSchema {
    /// Whether a resource of the type has the attribute: what is known to be returned, and what AWS sets. Objects are
    /// none, but each value in them is, unless what is in them is not known.
    fileprivate func mayHave(_ attribute: String) -> Bool {
        if returns[attribute] != nil || !body.isClosed { return true }
        let keys = attribute.split(separator: ".").map(String.init)
        if returnsProperties { return body.mayHaveValue(at: keys[...]) }
        return readOnlyKeys.contains { keys.starts(with: $0) } && body.mayHaveValue(at: keys[...])
    }

    /// The attributes that are known, as `Fn::GetAtt` names them.
    fileprivate var attributes: [String] {
        let names = readOnly.map { $0.replacing("/", with: ".") } + returns.keys.filter { $0 != "Ref" }
        return Set(names.filter { mayHave($0) }).sorted()
    }
}

extension Schema {
    /// Whether there may be a value at the end of the keys.
    fileprivate func mayHaveValue(at keys: ArraySlice<String>) -> Bool {
        guard let key = keys.first else { return !types.contains(.object) || propertyNames.isEmpty }
        if let property = property(key) { return property.mayHaveValue(at: keys.dropFirst()) }
        return propertyNames.isEmpty || hasAlternatives || !patternProperties.isEmpty
    }
}
