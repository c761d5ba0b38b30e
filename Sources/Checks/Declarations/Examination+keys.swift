import Diagnostics
import Template

extension Examination {
    /// Sections and members have the keys that CloudFormation knows ("Template sections" and "Resource attribute
    /// reference" in the user guide and the template reference), and what stands behind them is of the right kind.
    mutating func checkKnownKeys() {
        // A macro may read what nobody else does.
        guard !isRewritten else { return }
        let sections = Template.SectionName.allCases.map(\.rawValue)
        for entry in template.otherSections.entries where !entry.isFunction && !isKnownSection(entry.key) {
            reportUnknown(
                entry.key, "a template has no section \(entry.key)", known: sections,
                at: Template.Path([.key(entry.key)]))
        }
        for declared in resources.all {
            if declared.resource.isServerless {
                checkIgnoredGlobals(of: declared.resource, at: Template.Path(.resources, declared.logicalID))
            } else {
                checkKeys(
                    of: declared.resource.object, "a resource", Self.attributes, known: Self.attributeNames,
                    at: Template.Path(.resources, declared.logicalID))
            }
        }
        for (name, parameter) in template.parameters {
            checkKeys(
                of: parameter.object, "a parameter", Self.parameterKeys, known: Self.parameterKeyNames,
                at: Template.Path(.parameters, name))
        }
        for (name, output) in template.outputs {
            let path = Template.Path(.outputs, name)
            checkKeys(of: output.object, "an output", Self.outputKeys, known: Self.outputKeyNames, at: path)
            if let export = output.object["Export"]?.object {
                checkKeys(
                    of: export, "an export", [("Name", .value)], known: ["Name"], at: path.appending("Export"))
            }
        }
        for (name, rule) in template.rules {
            checkKeys(
                of: rule.object, "a rule", [], known: ["RuleCondition", "Assertions"], at: Template.Path(.rules, name))
        }
    }

    /// Of those that the sections do not name: each belongs to a transform.
    private func isKnownSection(_ key: String) -> Bool {
        key == "Hooks" || key == "Globals" && template.transforms.contains(Template.serverlessTransform)
    }

    /// What a serverless resource is not to have of `Globals` stands there: the transform refuses other names.
    private mutating func checkIgnoredGlobals(of resource: Template.Resource, at path: Template.Path) {
        guard let ignored = resource.object["IgnoreGlobals"]?.list, let section = template.globals(for: resource) else {
            return
        }
        let known = section.entries.map(\.key)
        for (index, name) in ignored.enumerated() {
            guard let name = name.string, !known.contains(name), !section.hasMacros else { continue }
            reportUnknown(
                name, "the Globals of such resources have no \(name)", known: known,
                at: path.appending("IgnoreGlobals").appending(index))
        }
    }

    private mutating func checkKeys(
        of object: Template.Object, _ what: String, _ kinds: [(key: String, kind: KeyKind)], known: [String],
        at path: @autoclosure () -> Template.Path
    ) {
        for entry in object.entries {
            if let kind = Self.kind(of: entry.key, kinds) {
                // Null is told of by itself.
                guard !kind.takes(entry.value), entry.value != .null else { continue }
                report(
                    "wrong-value-type", "\(entry.key) is \(kind.words)", at: path().appending(entry.key),
                    fix: "write \(kind.words)")
            } else if !known.contains(entry.key), !entry.isFunction {
                reportUnknown(
                    entry.key, "\(what) has no key \(entry.key)", known: known, at: path().appending(entry.key))
            }
        }
    }

    private static func kind(of key: String, _ kinds: [(key: String, kind: KeyKind)]) -> KeyKind? {
        var position = 0
        while position < kinds.count {
            if kinds[position].key == key { return kinds[position].kind }
            position += 1
        }
        return nil
    }

    private mutating func reportUnknown(_ key: String, _ message: String, known: [String], at path: Template.Path) {
        let isProperty =
            path.section == .resources
            && path.resource.map { template.resources[$0]?.object["Properties"] != nil } == true
        report(
            "unknown-key", message, at: path,
            fix: Suggestion.fix(for: key, in: known)
                ?? (isProperty ? "a property stands in Properties" : "choose one of \(known.joined(separator: ", "))"))
    }

    private static let attributes: [(key: String, kind: KeyKind)] = [
        // Those that nearly all have come first.
        ("Type", .value), ("Properties", .value), ("Condition", .text), ("DependsOn", .names), ("Metadata", .object),
        ("CreationPolicy", .object),
        ("UpdatePolicy", .object), ("DeletionPolicy", .policy), ("UpdateReplacePolicy", .policy),
    ]

    private static let attributeNames = Template.Resource.attributeNames + ["Version"]

    private static let parameterKeys: [(key: String, kind: KeyKind)] = [
        ("Type", .text), ("Description", .text), ("Default", .scalar), ("AllowedValues", .scalars),
        ("AllowedPattern", .text), ("MinLength", .number), ("MaxLength", .number), ("MinValue", .number),
        ("MaxValue", .number), ("ConstraintDescription", .text), ("NoEcho", .flag),
    ]

    private static let parameterKeyNames = parameterKeys.map(\.key)

    private static let outputKeys: [(key: String, kind: KeyKind)] = [
        ("Value", .value), ("Description", .text), ("Condition", .text), ("Export", .object),
    ]

    private static let outputKeyNames = outputKeys.map(\.key)
}

/// What stands behind a key of a declaration. None of them but a value can be computed.
private enum KeyKind {
    case text, names, object, policy, scalar, scalars, number, flag, value

    var words: String {
        switch self {
        case .text: "a text"
        case .names: "a logical ID or a list of them"
        case .object: "an object"
        case .policy: "the name of a policy"
        case .scalar: "a text or a number"
        case .scalars: "a list of texts or numbers"
        case .number: "a number"
        case .flag: "true or false"
        case .value: "a value"
        }
    }

    func takes(_ value: Template.Expression) -> Bool {
        switch self {
        case .text: value.string != nil
        case .names: value.string != nil || value.list?.allSatisfy { $0.string != nil } == true
        case .object: value.object != nil || value.isChosenOrMade
        // With the language extensions it may be computed of parameters.
        case .policy:
            value.string != nil || value.intrinsic.map { ![.cidr, .getAZs, .split].contains($0.function) } == true
        case .scalar: value.scalarText != nil
        case .scalars: value.list?.allSatisfy { $0.scalarText != nil } == true
        case .number: value.scalarText.flatMap(Template.Parameter.number) != nil
        case .flag: ["true", "false"].contains(value.scalarText?.lowercased())
        case .value: true
        }
    }
}

extension Template.Expression {
    /// Whether a condition or a macro decides what stands there.
    fileprivate var isChosenOrMade: Bool {
        switch self {
        case .call(.if, _), .call(.transform, _), .malformed: true
        default: false
        }
    }
}

extension Template.Object.Entry {
    /// Whether a function or a loop makes something of it.
    fileprivate var isFunction: Bool { key.isFunctionKey }
}
