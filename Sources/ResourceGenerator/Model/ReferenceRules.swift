import ResourceInterfaces
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
    let corrections: Corrections
    private let markers: Set<TypeName>
    /// What the ARNs of a service and kind identify.
    let arns: [String: TypedReference]
    /// By service, then by the lower-case name of a property: what it refers to.
    let namesInService: [String: [String: TypedReference]]
    let qualifiers: Set<String>

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
            case .oneOf, .any, .several, .untyped, .noReference: return .plain
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
}
