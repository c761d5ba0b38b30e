import ResourceSchemas

/// Finds out which property refers to which resource.
///
/// The rules are asked in the order of ``ReferenceRule``; the first that knows wins. Each is conservative, because a
/// wrong type is worse than a plain string. The form of a reference is what the name says: `...Arn`, `...Name`, or else
/// an identifier.
struct ReferenceRules: Sendable {
    /// What `Ref` returns for a type.
    struct Identity: Sendable, Equatable {
        /// The name after which the Swift attribute is called.
        let name: String
        /// To what: mostly to the type itself. Nil for what identifies nothing that other properties take.
        let reference: TypedReference?
    }

    /// A reference and the rule that found it.
    struct Match: Sendable, Equatable {
        let reference: TypedReference
        let rule: ReferenceRule
    }

    private let catalogue: SchemaCatalogue
    private let corrections: Corrections
    private let markers: Set<TypeName>
    /// What the ARNs of a service and kind identify.
    private let arns: [String: TypedReference]
    /// By service, then by the lower-case name of a property: what it refers to.
    private let namesInService: [String: [String: TypedReference]]
    private let qualifiers: Set<String>

    init(catalogue: SchemaCatalogue, corrections: Corrections) {
        self.catalogue = catalogue
        self.corrections = corrections
        markers = Set(corrections.markers.compactMap { TypeName($0.type) })
        arns = corrections.arns.compactMapValues { TypeName($0).map { TypedReference(.arn, $0) } }
        qualifiers = Set(corrections.qualifiers.names.map { $0.lowercased() })
        var names: [String: [String: TypedReference]] = [:]
        var ambiguous: [String: Set<String>] = [:]
        for (type, schema) in catalogue.schemas.sorted(by: { $0.key < $1.key }) {
            for (name, reference) in Self.names(of: schema, corrections: corrections) {
                let key = name.lowercased()
                if let other = names[type.service]?[key], other != reference {
                    ambiguous[type.service, default: []].insert(key)
                }
                names[type.service, default: [:]][key] = reference
            }
        }
        for (service, keys) in ambiguous {
            for key in keys { names[service]?[key] = nil }
        }
        namesInService = names
    }

    /// What `Ref` returns for a type, if that is known: its identifier, unless that has several parts.
    func identity(of type: TypeName) -> Identity? {
        catalogue.schemas[type].flatMap { Self.identity(of: $0, corrections: corrections) }
    }

    /// Whether something can be referred to: a resource type or a marker.
    func exists(_ type: TypeName) -> Bool { catalogue.contains(type) || markers.contains(type) }

    /// What a property of a type refers to.
    ///
    /// - Parameters:
    ///   - name: The property's name.
    ///   - paths: The property's paths, from the resource and from the definition that it belongs to.
    ///   - schemas: The property's schema and those that it consists of: items, references, alternatives.
    ///   - owner: The type whose property it is.
    func reference(name: String, paths: [String], schemas: [PropertySchema], owner: TypeName) -> Match? {
        for rule in ReferenceRule.allCases {
            switch answer(of: rule, name: name, paths: paths, schemas: schemas, owner: owner) {
            case .reference(let reference):
                return exists(reference.target) ? Match(reference: reference, rule: rule) : nil
            case .plain: return nil
            case .unknown: continue
            }
        }
        return nil
    }

    // MARK: The rules

    /// What a rule says about a property.
    private enum Answer {
        case reference(TypedReference)
        /// It is a plain string, whatever later rules would say.
        case plain
        case unknown

        init(_ reference: TypedReference?) { self = reference.map(Self.reference) ?? .unknown }

        /// What a correction says.
        init(correction: String) { self = TypedReference(correction).map(Self.reference) ?? .plain }
    }

    private func answer(
        of rule: ReferenceRule, name: String, paths: [String], schemas: [PropertySchema], owner: TypeName
    ) -> Answer {
        switch rule {
        case .correction:
            let properties = corrections.entry(for: owner)?.properties
            return paths.lazy.compactMap { properties?[$0] }.first.map { Answer(correction: $0.reference) } ?? .unknown
        case .listed:
            switch corrections.list.verdict(on: paths, of: owner) {
            case .reference(let reference): return .reference(reference)
            case .several, .untyped, .noReference: return .plain
            case nil: return .unknown
            }
        case .format:
            return Answer(formatReference(name: name, schemas: schemas))
        case .relationship:
            return Answer(relationship(name: name, schemas: schemas))
        case .pattern:
            return Answer(patternReference(schemas))
        case .serviceName:
            let rule = nameRule(name, paths) { $0.services?.contains(owner.service) ?? false }
            return rule.map { Answer(correction: $0.reference) } ?? .unknown
        case .identifierName:
            return Answer(nameInService(name, service: owner.service))
        case .commonName:
            return nameRule(name, paths) { $0.services == nil }.map { Answer(correction: $0.reference) } ?? .unknown
        }
    }

    private func formatReference(name: String, schemas: [PropertySchema]) -> TypedReference? {
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

    private func relationship(name: String, schemas: [PropertySchema]) -> TypedReference? {
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

    private func patternReference(_ schemas: [PropertySchema]) -> TypedReference? {
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

    private func nameInService(_ name: String, service: String) -> TypedReference? {
        guard let names = namesInService[service] else { return nil }
        for candidate in Self.singular(name) {
            let key = candidate.lowercased()
            if let reference = names[key] { return reference }
            // Words, not letters: "PeerVpcId" ends in VpcId, "DBInstanceId" does not end in a type "stanceId".
            let words = SwiftName.words(in: candidate)
            for count in stride(from: words.count - 1, to: 0, by: -1) {
                let prefix = words.prefix(words.count - count)
                guard prefix.allSatisfy({ qualifiers.contains($0.lowercased()) }) else { continue }
                if let reference = names[words.suffix(count).joined().lowercased()] { return reference }
            }
        }
        return nil
    }

    /// The first of the rules for names that applies, among those that fit.
    private func nameRule(
        _ name: String, _ paths: [String], fits: (Corrections.NameRule) -> Bool
    ) -> Corrections.NameRule? {
        for candidate in Self.singular(name) {
            let words = SwiftName.words(in: candidate).map { $0.lowercased() }
            for rule in corrections.names where fits(rule) {
                guard rule.suffix.contains("/") else {
                    let suffix = SwiftName.words(in: rule.suffix).map { $0.lowercased() }
                    if words.suffix(suffix.count).elementsEqual(suffix) { return rule }
                    continue
                }
                let path = rule.suffix.split(separator: "/")
                if paths.contains(where: { $0.split(separator: "/").suffix(path.count).elementsEqual(path) }) {
                    return rule
                }
            }
        }
        return nil
    }

    /// The name, and what it is the plural of.
    private static func singular(_ name: String) -> [String] {
        guard let last = name.last, last == "s", !name.hasSuffix("ss") else { return [name] }
        return [name, String(name.dropLast())]
    }

    // MARK: What a type is called

    /// The names that properties of the same service use for a type: only those that a deployed resource returns, since
    /// a typed reference that nothing gives would only be in the way.
    private static func names(of schema: ResourceSchema, corrections: Corrections) -> [(String, TypedReference)] {
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

    private static func identity(of schema: ResourceSchema, corrections: Corrections) -> Identity? {
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
