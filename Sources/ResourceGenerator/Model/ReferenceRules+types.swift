import ResourceInterfaces
import ResourceSchemas

/// What a type is called by the properties that refer to it.
extension ReferenceRules {
    /// The names that properties of the same service use for a type: only those that a deployed resource returns, since
    /// a typed reference that nothing gives would only be in the way.
    static func names(of schema: ResourceSchema, corrections: Corrections) -> [(String, TypedReference)] {
        let type = schema.typeName
        var names: [(String, TypedReference)] = []
        if let identity = identity(of: schema, corrections: corrections), let reference = identity.reference,
            reference.target == type
        {
            if genericNames.contains(identity.name.lowercased()) {
                names.append((type.resource + identity.name, reference))
            } else if isNamedAfter(type, identity.name) {
                names.append((identity.name, reference))
            }
        }
        for path in schema.readOnly {
            guard let reference = ownReference(path, of: type) else { continue }
            names.append((genericNames.contains(path.lowercased()) ? type.resource + path : path, reference))
        }
        // An "identifier" may be in any form: what Ref returns comes first.
        let identifier = type.resource + "Identifier"
        if !names.contains(where: { $0.0.lowercased() == identifier.lowercased() }),
            let reference = (names.first { $0.1.kind != .name })?.1
        {
            names.append((identifier, reference))
        }
        return names
    }

    /// What an attribute says of its own resource: `Id`, `VpcArn` of a `VPC`; nil for every other attribute. A URL is
    /// only an identifier where Ref returns it.
    static func ownReference(_ name: String, of type: TypeName) -> TypedReference? {
        guard genericNames.contains(name.lowercased()) || isNamedAfter(type, name),
            let kind = TypedReference.Kind.said(by: name)
        else { return nil }
        return TypedReference(kind, type)
    }

    /// What `Ref` returns for the type of a schema.
    static func identity(of schema: ResourceSchema, corrections: Corrections) -> Identity? {
        let type = schema.typeName
        if let ref = corrections.entry(for: type)?.ref {
            guard let text = ref.reference else {
                return Identity(
                    name: ref.name, reference: TypedReference(TypedReference.Kind(propertyName: ref.name), type))
            }
            return Identity(name: ref.name, reference: TypedReference(text))
        }
        guard schema.primaryIdentifier.count == 1, let path = schema.primaryIdentifier.first else { return nil }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return Identity(name: name, reference: TypedReference(TypedReference.Kind(propertyName: name), type))
    }

    private static let genericNames: Set<String> = ["id", "arn", "name", "identifier"]

    /// Whether a name is the type's own with a suffix: `DBInstanceIdentifier` of a `DBInstance`.
    private static func isNamedAfter(_ type: TypeName, _ name: String) -> Bool {
        let suffixes = ["id", "arn", "name", "identifier", "url"]
        let name = name.lowercased()
        return suffixes.contains { name == type.resource.lowercased() + $0 }
    }
}
