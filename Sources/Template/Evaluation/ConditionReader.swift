/// Reads how a template's conditions are made of each other, and what they compare.
///
/// What is looked up in a mapping is one thing or another by the keys: so all that is known of the keys is known of it.
///
/// A class, since all that is looked up takes from the same limit.
final class ConditionReader {
    private let conditions: Template.Section<Template.Expression>
    private let parameters: Template.Section<Template.Parameter>
    private let mappings: Template.Section<Template.Mapping>
    /// What something must be one of, or a mapping has no such key and CloudFormation refuses the template: all conditions are
    /// computed, whoever needs them.
    private var keys: [Template.Expression: [String]] = [:]
    /// How many values of mappings may be looked at yet, so that no template takes for ever.
    private var room = 5_000

    init(
        _ conditions: Template.Section<Template.Expression>, _ parameters: Template.Section<Template.Parameter>,
        _ mappings: Template.Section<Template.Mapping>
    ) {
        self.conditions = conditions
        self.parameters = parameters
        self.mappings = mappings
        guard !mappings.object.isEmpty else { return }
        for (_, condition) in conditions { condition.visitValues(learnKeys) }
    }

    /// All values that something can have; nil where that is not known.
    func domain(of value: Template.Expression) -> [String]? {
        var allowed: [String]?
        if case .ref(let name) = value, let parameter = parameters[name], !parameter.isInSystemsManager,
            !parameter.allowedValues.isEmpty
        {
            allowed = parameter.allowedValues
        }
        guard let keys = keys[value] else { return allowed }
        guard let values = allowed else { return keys }
        let both = values.filter(keys.contains)
        // What cannot be is wrong elsewhere.
        return both.isEmpty ? values : both
    }

    func formula(of condition: String) -> ConditionFormula<String>? { conditions[condition].map(formula) }

    private func formula(_ expression: Template.Expression) -> ConditionFormula<String> {
        guard case .call(let function, let arguments) = expression else { return .comparison }
        return switch function {
        case .condition: arguments[0].string.map(ConditionFormula.condition) ?? .comparison
        case .not: .not(formula(arguments[0]))
        case .and: .all(arguments.map(formula))
        case .or: .any(arguments.map(formula))
        case .equals: formula(comparing: arguments[0], arguments[1])
        default: .test(expression)
        }
    }

    private func formula(
        comparing left: Template.Expression, _ right: Template.Expression
    ) -> ConditionFormula<String> {
        // A value equals itself.
        if left == right { return .constant(true) }
        if let text = right.scalarText { return formula(whether: left, is: text) }
        if let text = left.scalarText { return formula(whether: right, is: text) }
        for (value, other) in [(left, right), (right, left)] {
            guard let lookup = lookup(value), lookup.alternative.map({ $0.scalarText != nil }) ?? true, take(lookup)
            else { continue }
            return .any(
                lookup.texts.map { .all([formula(whether: value, is: $0), formula(whether: other, is: $0)]) })
        }
        return .test(.list([left, right]))
    }

    private func formula(whether value: Template.Expression, is text: String) -> ConditionFormula<String> {
        if let literal = value.scalarText { return .constant(literal == text) }
        guard let lookup = lookup(value), take(lookup) else { return .equals(value, text) }
        func holds(_ place: MappingLookup.Place) -> ConditionFormula<String> {
            .all([formula(whether: lookup.first, is: place.first), formula(whether: lookup.second, is: place.second)])
        }
        let found = lookup.places.filter { $0.text == text }.map(holds)
        guard let alternative = lookup.alternative else { return .any(found) }
        let isElsewhere = formula(whether: alternative, is: text)
        if case .constant(false) = isElsewhere { return .any(found) }
        return .any(found + [.all([.not(.any(lookup.places.map(holds))), isElsewhere])])
    }

    // MARK: - Mappings

    private func lookup(_ value: Template.Expression) -> MappingLookup? { MappingLookup(value, in: mappings) }

    /// Takes what a lookup takes of what may be looked at.
    ///
    /// - Returns: whether there is as much left.
    private func take(_ lookup: MappingLookup) -> Bool {
        guard lookup.places.count <= room else { return false }
        room -= lookup.places.count
        return true
    }

    private func learnKeys(_ value: Template.Expression) {
        // One that finds nothing at all is wrong elsewhere.
        guard let lookup = lookup(value), lookup.alternative == nil, !lookup.places.isEmpty else { return }
        for (key, known) in [
            (lookup.first, lookup.places.map(\.first)), (lookup.second, lookup.places.map(\.second)),
        ] where key.scalarText == nil && MappingLookup(key, in: mappings) == nil {
            var seen = Set(keys[key].map { earlier in known.filter { !earlier.contains($0) } } ?? [])
            let both = known.filter { seen.insert($0).inserted }
            if !both.isEmpty { keys[key] = both }
        }
    }
}

/// What `Fn::FindInMap` finds, by the keys that are not known.
private struct MappingLookup {
    /// A text that it may find, and under which keys.
    struct Place {
        let first: String
        let second: String
        let text: String
    }

    let first: Template.Expression
    let second: Template.Expression
    /// What it yields where there are no such keys; nil where it fails then.
    let alternative: Template.Expression?
    /// In the order of the mapping, those left out that are under other keys for sure.
    private(set) var places: [Place] = []

    /// A mapping with more rows or values decides nothing: each would be a question of its own.
    fileprivate static let most = 64

    /// Nil for everything else, and where nobody can tell what the mapping has.
    init?(_ value: Template.Expression, in mappings: Template.Section<Template.Mapping>) {
        guard case .call(.findInMap, let arguments) = value, arguments.count == 3 || arguments.count == 4,
            let mapping = arguments[0].string.flatMap({ mappings[$0] })
        else { return nil }
        (first, second) = (arguments[1], arguments[2])
        alternative = arguments.count == 4 ? arguments[3]["DefaultValue"] : nil
        guard arguments.count == 3 || alternative != nil else { return nil }
        guard let rows = mapping.object.entries(under: first) else { return nil }
        for row in rows {
            guard let entries = row.value.object?.entries(under: second) else { return nil }
            for entry in entries {
                guard let text = entry.value.scalarText, places.count < Self.most else { return nil }
                places.append(Place(first: row.key, second: entry.key, text: text))
            }
        }
    }

    /// What it may find, and its alternative, each once.
    var texts: [String] {
        var seen: Set<String> = []
        return (places.map(\.text) + [alternative?.scalarText].compactMap(\.self)).filter { seen.insert($0).inserted }
    }
}

extension Template.Object {
    /// The entries that may stand under a key; nil where there are too many, and where a macro or a loop makes some, which
    /// nobody else knows.
    fileprivate func entries(under key: Template.Expression) -> [Entry]? {
        if let key = key.scalarText, let value = self[key] { return [Entry(key, value)] }
        guard count <= MappingLookup.most,
            !entries.contains(where: { $0.key.hasPrefix("Fn::") || $0.key.isOpenName })
        else { return nil }
        return key.scalarText == nil ? entries : []
    }
}
