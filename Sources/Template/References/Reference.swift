import JSON

extension Template {
    /// A use of something by its name.
    public struct Reference: Sendable, Hashable {
        public enum Target: Sendable, Hashable {
            case resource(String)
            case parameter(String)
            /// Such as `AWS::Region`.
            case pseudoParameter(String)
            /// Whether the template declares it or not.
            case condition(String)
            /// Whether the template declares it or not.
            case mapping(String)
            /// What is used as a value, and no resource or parameter has the name. A macro may still make it.
            case undeclared(String)
        }

        public let target: Target
        /// Of a resource, as in `Endpoint.Address`; nil for its `Ref`, for `DependsOn`, and for one that is computed.
        public let attribute: String?
        /// Of the value that names it.
        public let path: Path
    }

    /// Every use of a name, in the order of the template. What loops count with is none, nor is a name that is made
    /// of it.
    public var references: [Reference] { references { _, _ in } }

    /// The same, and visits every value on the way, as ``visit(_:)`` does.
    public func references(visiting body: (Expression, Path) -> Void) -> [Reference] {
        var collector = ReferenceCollector(of: self)
        visit { value, path in
            collector.collect(value, at: path)
            body(value, path)
        }
        return collector.references
    }
}

/// Finds the names in single values.
private struct ReferenceCollector {
    private(set) var references: [Template.Reference] = []
    private let resources: Template.Section<Template.Resource>
    private let parameters: Template.Section<Template.Parameter>
    /// What stands for the elements of collections in the loops met.
    private var identifiers: Set<String> = []

    init(of template: Template) {
        resources = template.resources
        parameters = template.parameters
    }

    mutating func collect(_ value: Template.Expression, at path: Template.Path) {
        switch value {
        case .ref, .getAtt, .sub: value.forEachName { use($0, attribute: $1, at: path) }
        case .call(.if, let arguments), .call(.condition, let arguments):
            if let name = arguments[0].string { add(.condition(name), at: path) }
        case .call(.findInMap, let arguments):
            if let name = arguments[0].string { add(.mapping(name), at: path) }
        case .call(.valueOf, let arguments):
            if let name = arguments[0].string { use(name, at: path) }
        case .string(let name): collect(name, at: path)
        // A loop is met before what stands in it.
        case .object(let object): for loop in object.loops { identifiers.insert(loop.identifier) }
        default: break
        }
    }

    /// Plain strings are names in the attributes of resources and outputs.
    private mutating func collect(_ text: String, at path: Template.Path) {
        guard path.steps.count == 3 || path.steps.count == 4, case .key(let attribute) = path.steps[2] else { return }
        if attribute == "Condition", path.steps.count == 3, path.section == .resources || path.section == .outputs {
            add(.condition(text), at: path)
        } else if attribute == "DependsOn", path.section == .resources {
            use(text, at: path)
        }
    }

    private mutating func use(_ name: String, attribute: String? = nil, at path: Template.Path) {
        if parameters[name] != nil {
            add(.parameter(name), attribute, at: path)
        } else if resources[name] != nil {
            add(.resource(name), attribute, at: path)
        } else if name.hasPrefix("AWS::") {
            add(.pseudoParameter(name), at: path)
        } else if !identifiers.contains(name), !name.hasText("${"), !name.hasText("&{") {
            add(.undeclared(name), attribute, at: path)
        }
    }

    private mutating func add(_ target: Template.Reference.Target, _ attribute: String? = nil, at path: Template.Path) {
        references.append(Template.Reference(target: target, attribute: attribute, path: path))
    }
}

extension Template.Expression {
    /// Calls with each name that this very function uses as a value, and with the attribute; not with those in its
    /// arguments.
    func forEachName(_ body: (_ name: String, _ attribute: String?) -> Void) {
        switch self {
        case .ref(let name): body(name, nil)
        case .getAtt(let name, let attribute): body(name, attribute.string)
        case .sub(let substitution):
            for case .name(let inside) in substitution.segments where substitution.variables[inside] == nil {
                if let (name, attribute) = inside.splitAtFirstDot { body(name, attribute) } else { body(inside, nil) }
            }
        default: break
        }
    }

    /// What `Ref`, `Fn::GetAtt` and `Fn::Sub` name in this value and all within it.
    public var names: Set<String> {
        var names: Set<String> = []
        visitValues { $0.forEachName { name, _ in names.insert(name) } }
        return names
    }
}
