import ResourceInterfaces
import ResourceSchemas

/// The rules that ask what a property's schema says.
extension ReferenceRules {
    func formatReference(name: String, schemas: [PropertySchema]) -> TypedReference? {
        let references = schemas.compactMap { $0.format.flatMap(parse(format:)) }
        guard let first = references.first else { return nil }
        // A key or its alias, by identifier or ARN: the ARN is understood everywhere.
        if references.contains(where: { $0.target != first.target }) {
            return references.first { $0.kind == .arn }
        }
        return references.first { $0.kind == TypedReference.Kind.said(by: name) }
            ?? references.first { $0.kind == .arn } ?? references.first { $0.kind == .id } ?? first
    }

    /// `AWS::EC2::Subnet.Ids` is the identifier of a subnet.
    private func parse(format: String) -> TypedReference? {
        if let alias = corrections.formats[format] { return TypedReference(alias.reference) }
        guard let dot = format.lastIndex(of: "."), let target = TypeName(String(format[..<dot])) else { return nil }
        return TypedReference(TypedReference.Kind(propertyName: String(format[format.index(after: dot)...])), target)
    }

    func relationship(name: String, schemas: [PropertySchema]) -> TypedReference? {
        let references: [TypedReference] = schemas.compactMap(\.relationship).compactMap { relationship in
            let path = ResourceSchema.propertyPath(relationship.propertyPath)
            if let alias = corrections.formats["\(relationship.typeName).\(path)"] {
                return TypedReference(alias.reference)
            }
            return TypeName(relationship.typeName).map { TypedReference(TypedReference.Kind(propertyName: path), $0) }
        }
        guard let first = references.first, references.allSatisfy({ $0.target == first.target }) else { return nil }
        return references.first { $0.kind == TypedReference.Kind.said(by: name) } ?? first
    }

    func patternReference(_ schemas: [PropertySchema]) -> TypedReference? {
        var references: Set<TypedReference> = []
        for pattern in schemas.compactMap(\.pattern) {
            guard let forms = ARNPattern.all(in: pattern) else { return nil }
            for form in forms {
                guard let reference = arns[form.text] else { return nil }
                references.insert(reference)
            }
        }
        return references.count == 1 ? references.first : nil
    }
}
