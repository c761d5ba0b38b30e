import Template

/// The mappings and conditions that the templates have written otherwise before: what asks them in the same words may
/// get another answer.
///
/// In what was, they have other names here, so that whoever compares sees them.
struct ChangedSources {
    /// By name; of what was, under their other names.
    private var mappings: [String: Template.Object] = [:]
    /// Those that are written otherwise, and that nobody can decide.
    private var changedConditions: Set<String> = []
    private var changedMappings: Set<String> = []

    private static let mark = " as it was"

    /// - Parameter renaming: how what is deployed is to be called.
    init(from before: [StackScope], to after: [StackScope], renaming: Renaming) {
        let old = Dictionary(before.map { (renaming.name(of: $0.path), $0) }, uniquingKeysWith: { first, _ in first })
        for stack in after {
            for (name, mapping) in stack.evaluated.template.mappings {
                mappings[stack.name(of: name)] = mapping.object
            }
            guard let old = old[stack.path] else { continue }
            for (name, mapping) in old.evaluated.template.mappings {
                let path = stack.name(of: name)
                mappings[path + Self.mark] = mapping.object
                if let new = stack.evaluated.template.mappings[name], new.object != mapping.object {
                    changedMappings.insert(path)
                }
            }
            for (name, condition) in stack.openConditions
            where old.openConditions[name].map({ $0 != condition }) == true {
                changedConditions.insert(stack.name(of: name))
            }
        }
    }

    /// Whether nothing is written otherwise.
    var isEmpty: Bool { changedConditions.isEmpty && changedMappings.isEmpty }

    /// What was, with other names for what is written otherwise now.
    func marked(_ resource: PlannedResource) -> PlannedResource {
        guard !isEmpty else { return resource }
        return resource.with(properties: marked(.object(resource.properties)).object ?? resource.properties)
    }

    func marked(_ value: Template.Expression) -> Template.Expression {
        switch value {
        case .list(let elements): return .list(elements.map(marked))
        case .object(let object):
            return .object(Template.Object(object.entries.map { .init($0.key, marked($0.value)) }))
        case .sub(let substitution) where !substitution.variables.isEmpty:
            let variables = substitution.variables.entries.map { Template.Object.Entry($0.key, marked($0.value)) }
            return .sub(Template.Substitution(substitution.text, variables: Template.Object(variables)))
        case .call(let function, let arguments):
            var arguments = arguments.map(marked)
            if function == .if, let name = arguments[0].string, changedConditions.contains(name) {
                arguments[0] = .string(name + Self.mark)
            }
            if function == .findInMap, let name = arguments[0].string, changedMappings.contains(name),
                !differences(arguments, arguments.named(name + Self.mark)).isEmpty
            {
                arguments[0] = .string(name + Self.mark)
            }
            return .call(function, arguments)
        default: return value
        }
    }

    /// What comes of values that ask the same of what is written otherwise; nil for others.
    func verdict(_ old: Template.Expression, _ new: Template.Expression) -> Distinction.Verdict? {
        guard case .call(.findInMap, let had) = old, case .call(.findInMap, let has) = new,
            had.dropFirst() == has.dropFirst(), let name = has[0].string, had[0].string == name + Self.mark
        else { return nil }
        let changes = differences(had, has)
        let all = keys(has, in: mappings[name] ?? [:]).union(keys(had, in: mappings[name + Self.mark] ?? [:]))
        if changes.count == all.count { return .distinct }
        let keys = has[1...2].filter { $0.scalarText == nil }.map(\.planned).joined(separator: " and ")
        return .open("which value of \(name) counts, as \(keys) decides: " + changes.sorted().joined(separator: ", "))
    }

    /// All that a mapping may come to; nil where that is not known.
    func candidates(_ arguments: [Template.Expression]) -> [Template.Expression]? {
        guard let name = arguments[0].string, let mapping = mappings[name] else { return nil }
        let values = keys(arguments, in: mapping).compactMap { mapping[$0.first]?[$0.second] }
        let other = arguments.count == 4 ? arguments[3]["DefaultValue"] : nil
        return values.isEmpty ? nil : values + [other].compactMap(\.self)
    }

    // MARK: - Mappings

    private struct Keys: Hashable {
        let first: String
        let second: String
    }

    /// The keys that a call may ask for.
    private func keys(_ arguments: [Template.Expression], in mapping: Template.Object) -> Set<Keys> {
        var keys: Set<Keys> = []
        let (first, second) = (arguments[1].scalarText, arguments[2].scalarText)
        for outer in mapping.entries where first == nil || outer.key == first {
            for inner in outer.value.object?.entries ?? [] where second == nil || inner.key == second {
                keys.insert(Keys(first: outer.key, second: inner.key))
            }
        }
        return keys
    }

    /// As in `us-east-1/ami: ami-1 → ami-2`.
    private func differences(_ one: [Template.Expression], _ other: [Template.Expression]) -> [String] {
        let names = [one, other].compactMap { $0[0].string }
        guard names.count == 2 else { return [] }
        let isMarked = names[0].hasSuffix(Self.mark)
        let (old, new) = isMarked ? (names[0], names[1]) : (names[1], names[0])
        guard let had = mappings[old], let has = mappings[new] else { return [] }
        return keys(one, in: had).union(keys(one, in: has)).compactMap { key in
            let (old, new) = (had[key.first]?[key.second], has[key.first]?[key.second])
            guard old?.scalarText ?? old?.planned != new?.scalarText ?? new?.planned else { return nil }
            return "\(key.first)/\(key.second): \(old?.planned ?? "nothing") → \(new?.planned ?? "nothing")"
        }
    }
}

extension [Template.Expression] {
    fileprivate func named(_ name: String) -> [Template.Expression] { [.string(name)] + dropFirst() }
}

extension StackScope {
    /// Those that nobody can decide, in names that count in all stacks.
    fileprivate var openConditions: [String: Template.Expression] {
        let names = evaluated.template.conditions.names.filter { name in
            if case .undecided = evaluated.conditions[name] { true } else { false }
        }
        return Dictionary(
            names.compactMap { name in
                evaluated.template.conditions[name].flatMap { resolved($0) }.map { (name, $0) }
            }, uniquingKeysWith: { first, _ in first })
    }
}
