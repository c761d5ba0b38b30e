import Foundation
import ResourceInterfaces
import ResourceSchemas

/// The forms of a reference that a property takes: what its name and its schema rule out is none of them.
///
/// A property that is called `...Arn` takes ARNs, and identifiers of EC2 are none; one whose pattern no ARN matches takes none. Formats say it too, other
/// than those of keys, which many services take in all forms.
struct AcceptedForms {
    private(set) var kinds = all
    private static let all: Set<TypedReference.Kind> = [.id, .arn, .name]

    /// - Parameters:
    ///   - name: the property's.
    ///   - schema: the property's; nil where there is none.
    ///   - reader: of the type.
    ///   - target: what the property refers to; nil for what is not known.
    init(name: String, schema: PropertySchema?, _ reader: SchemaReader, target: TypeName?) {
        let isOfKey = target?.description == "AWS::KMS::Key"
        if Self.endsInARN(name), !isOfKey { kinds = [.arn] }
        if Self.endsInID(name), target?.service == "EC2" { kinds = [.id] }
        guard let schema else { return }
        let allowed = Self.kinds(of: schema, reader, isOfKey ? nil : target)
        if !kinds.isDisjoint(with: allowed) { kinds.formIntersection(allowed) }
    }

    /// Those that the schema allows: one of its alternatives is enough.
    private static func kinds(
        of schema: PropertySchema, _ reader: SchemaReader, _ target: TypeName?, depth: Int = 0
    ) -> Set<TypedReference.Kind> {
        guard depth < 5 else { return all }
        func inner(_ schema: PropertySchema) -> Set<TypedReference.Kind> {
            Self.kinds(of: schema, reader, target, depth: depth + 1)
        }
        var kinds = all
        if let pattern = schema.pattern { kinds = allowed(by: pattern) }
        if let kind = schema.format.flatMap({ Self.kind(of: $0, target) }) { kinds.formIntersection([kind]) }
        if let target = schema.reference.flatMap(reader.lookup) { kinds.formIntersection(inner(target)) }
        if case .schema(let items) = schema.items { kinds.formIntersection(inner(items)) }
        for part in schema.allOf { kinds.formIntersection(inner(part)) }
        for alternatives in [schema.anyOf, schema.oneOf] where !alternatives.isEmpty {
            let any = alternatives.reduce(into: Set<TypedReference.Kind>()) { $0.formUnion(inner($1)) }
            kinds.formIntersection(any)
        }
        return kinds.isEmpty ? all : kinds
    }

    /// As in `ARN/Name`; empty for all forms.
    var text: String {
        kinds.count == 3 ? "" : kinds.map(\.rawValue).sorted().joined(separator: "/")
    }

    static func endsInARN(_ name: String) -> Bool { ["Arn", "ARN", "Arns", "ARNs"].contains { name.hasSuffix($0) } }

    private static func endsInID(_ name: String) -> Bool { ["Id", "ID", "Ids", "IDs"].contains { name.hasSuffix($0) } }

    private static func kind(of format: String, _ target: TypeName?) -> TypedReference.Kind? {
        guard let dot = format.lastIndex(of: "."), format[..<dot] == target?.description ?? "" else { return nil }
        return TypedReference.Kind(propertyName: String(format[format.index(after: dot)...]))
    }

    private static func allowed(by written: String) -> Set<TypedReference.Kind> {
        // That nothing may be given says nothing of what is given, but makes the pattern fit everything.
        let pattern = written.replacing(")|()$", with: ")$")
        guard let expression = try? NSRegularExpression(pattern: pattern) else { return all }
        func matches(_ text: String) -> Bool {
            expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
        }
        if isOfARNs(pattern), !otherTexts.contains(where: matches) { return [.arn] }
        return pattern.contains("arn") || arns.contains(where: matches) ? all : [.id, .name]
    }

    /// Whether every alternative of a pattern begins as ARNs do.
    private static func isOfARNs(_ pattern: String) -> Bool {
        let prefix = pattern.prefix { "^(?:".contains($0) }
        let depthOfARN = prefix.count { $0 == "(" }
        var alternatives = [""]
        var depth = 0
        var isInClass = false
        var isEscaped = false
        for character in pattern {
            let isPlain = !isEscaped && !isInClass
            if isPlain, character == "|", depth <= depthOfARN {
                alternatives.append("")
                continue
            }
            if isPlain, character == "(" { depth += 1 }
            if isPlain, character == ")" { depth -= 1 }
            if !isEscaped { isInClass = isInClass ? character != "]" : character == "[" }
            isEscaped = character == "\\" && !isEscaped
            alternatives[alternatives.count - 1].append(character)
        }
        return alternatives.allSatisfy { $0.drop { "^(?:".contains($0) }.hasPrefix("arn") }
    }

    private static let arns = [
        "arn:aws:service:eu-west-3:123456789012:kind/name", "arn:aws:service:eu-west-3:123456789012:kind:name",
        "arn:aws:service:eu-west-3:123456789012:name", "arn:aws:iam::123456789012:role/name", "arn:aws:s3:::name",
        "arn:aws:service:eu-west-3:123456789012:kind/1234abcd-12ab-34cd-56ef-1234567890ab",
    ]

    private static let otherTexts = [
        "name", "Name", "my-name_1", "abc123", "0123456789", "1234abcd-12ab-34cd-56ef-1234567890ab",
        "vpc-0123456789abcdef0", "https://service.eu-west-3.amazonaws.com/123456789012/name", "alias/name", "a/b:1",
    ]
}
