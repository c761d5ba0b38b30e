import Template

/// Tells whether two values that are written differently come to different ones.
///
/// What AWS or a parameter decides may be what the other side spells out: a reference that takes the place of an ID
/// mostly is that ID. Nobody knows it before the deployment, and so nothing is replaced for certain.
struct Distinction {
    /// Of two values that are written differently.
    enum Verdict: Equatable {
        case same
        case distinct
        /// What decides, as in `whether Prod is met`.
        case open(String)
    }

    private let before: [String: PlannedResource]
    private let after: [String: PlannedResource]
    private let values: KnownValues
    private let sources: ChangedSources
    private let facts: ReplacementFacts

    init(
        from before: [ResourcePath: PlannedResource], to after: [ResourcePath: PlannedResource], values: KnownValues,
        sources: ChangedSources, facts: ReplacementFacts
    ) {
        func named(_ resources: [ResourcePath: PlannedResource]) -> [String: PlannedResource] {
            Dictionary(resources.map { ("\($0)", $1) }, uniquingKeysWith: { first, _ in first })
        }
        self.before = named(before)
        self.after = named(after)
        self.values = values
        self.sources = sources
        self.facts = facts
    }

    /// Whether two values come to different ones.
    func verdict(_ old: Template.Expression, _ new: Template.Expression) -> Verdict {
        if let known = sources.verdict(old, new) { return known }
        switch (old, new) {
        case (.call(.if, let had), .call(.if, let has)):
            if areDistinct(old, new) { return .distinct }
            return .open("whether \(had[0].planned) and \(has[0].planned) are met")
        default:
            if spelledOut(old, by: before) == spelledOut(new, by: after) { return .same }
            return areDistinct(old, new) ? .distinct : .open("whether both come to the same")
        }
    }

    // MARK: - Alternatives

    /// So many are compared, one with each other.
    private static let mostAlternatives = 64

    private func areDistinct(_ old: Template.Expression, _ new: Template.Expression) -> Bool {
        if old == new { return false }
        if let old = values.text(of: old), let new = values.text(of: new), !old.isDynamic, !new.isDynamic {
            return old != new
        }
        let (had, has) = (alternatives(of: old), alternatives(of: new))
        guard had.count > 1 || has.count > 1 else { return areDistinctValues(old, new) }
        guard had.count <= Self.mostAlternatives, has.count <= Self.mostAlternatives else { return false }
        return had.allSatisfy { old in has.allSatisfy { areDistinct(old, $0) } }
    }

    private func alternatives(of value: Template.Expression) -> [Template.Expression] {
        switch value {
        case .call(.if, let arguments): [arguments[1], arguments[2]]
        case .call(.findInMap, let arguments): sources.candidates(arguments) ?? [value]
        default: [value]
        }
    }

    private func areDistinctValues(_ old: Template.Expression, _ new: Template.Expression) -> Bool {
        switch (old, new) {
        case (.list(let old), .list(let new)):
            return old.count != new.count || zip(old, new).contains { areDistinct($0, $1) }
        case (.object(let old), .object(let new)):
            return old.count != new.count
                || old.entries.contains { entry in new[entry.key].map { areDistinct(entry.value, $0) } ?? true }
        case (.list, _), (.object, _): return !new.isComputed
        case (_, .list), (_, .object): return !old.isComputed
        case (.ref("AWS::NoValue"), _), (_, .ref("AWS::NoValue")), (.malformed, _), (_, .malformed): return true
        case (.call(.select, let old), .call(.select, let new)):
            // No zone is in the list twice.
            guard case .call(.getAZs, _) = old[1], old[1] == new[1] else { return false }
            return old[0].isLiteral && new[0].isLiteral
        default: return areDistinctTexts(old, new)
        }
    }

    // MARK: - Text

    private func areDistinctTexts(_ old: Template.Expression, _ new: Template.Expression) -> Bool {
        var (old, new) = (old.pieces[...], new.pieces[...])
        // What both begin and end with decides nothing.
        while let first = old.first, let second = new.first {
            if first == second {
                old.removeFirst()
                new.removeFirst()
            } else if case .text(let one) = first, case .text(let other) = second {
                let shared = one.commonPrefix(with: other)
                guard shared.count == one.count || shared.count == other.count else { return true }
                old.replaceFirst(with: one.dropFirst(shared.count))
                new.replaceFirst(with: other.dropFirst(shared.count))
            } else {
                break
            }
        }
        while let last = old.last, let other = new.last {
            if last == other {
                old.removeLast()
                new.removeLast()
            } else if case .text(let one) = last, case .text(let two) = other {
                let shared = String(one.reversed()).commonPrefix(with: String(two.reversed())).count
                guard shared == one.count || shared == two.count else { return true }
                old.replaceLast(with: one.dropLast(shared))
                new.replaceLast(with: two.dropLast(shared))
            } else {
                break
            }
        }
        // No value is empty.
        guard let first = old.first, let second = new.first else { return true }
        if old.count == 1, new.count == 1, case .value(let one) = first, case .value(let other) = second {
            return areDistinctReferences(one, other)
        }
        return new.contains { piece in
            if case .value(let value) = piece { isNew(value) && !old.contains(piece) } else { false }
        }
    }

    private func areDistinctReferences(_ old: Template.Expression, _ new: Template.Expression) -> Bool {
        if isNew(new) { return true }
        switch (old, new) {
        case (.ref(let one), .ref(let other)):
            return one != other && before[one] != nil && after[other] != nil
        case (.getAtt(let one, .string(let attribute)), .getAtt(let other, .string(let same))):
            return one != other && attribute == same && attribute.identifies
        default: return false
        }
    }

    /// Whether a value names what is only made now: nobody can have written it before.
    private func isNew(_ value: Template.Expression) -> Bool {
        func isMade(_ name: String) -> Bool {
            guard let resource = after[name] else { return false }
            return before[name]?.type != resource.type
        }
        return switch value {
        case .ref(let name): isMade(name)
        case .getAtt(let name, .string(let attribute)): attribute.identifies && isMade(name)
        default: false
        }
    }

    // MARK: - Names that templates give

    /// With what a resource's property says in the place of references that say the same.
    private func spelledOut(
        _ value: Template.Expression, by resources: [String: PlannedResource], depth: Int = 0
    ) -> Template.Expression {
        guard depth < 4 else { return value }
        let property: Template.Expression?
        switch value {
        case .ref(let name): property = resources[name]?.property(behind: nil, facts)
        case .getAtt(let name, .string(let attribute)):
            property = resources[name]?.property(behind: attribute, facts)
        case .sub(let substitution):
            return substitution.joined { spelledOut($0, by: resources, depth: depth + 1) }
        default: return value
        }
        return property.map { spelledOut($0, by: resources, depth: depth + 1) } ?? value
    }
}

extension PlannedResource {
    /// What a property says that an attribute, or `Ref`, says too; nil where AWS decides.
    fileprivate func property(behind attribute: String?, _ facts: ReplacementFacts) -> Template.Expression? {
        guard !isCustom, let name = facts.property(behind: attribute, of: type), let value = properties[name],
            value.object == nil, value.list == nil
        else { return nil }
        return value
    }
}

// MARK: - Values

/// A part of a text.
private enum Piece: Equatable {
    case text(String)
    case value(Template.Expression)
}

extension Template.Expression {
    fileprivate var pieces: [Piece] {
        guard case .sub(let substitution) = self else {
            guard let text = scalarText, !text.isDynamic else { return [.value(self)] }
            return [.text(text)]
        }
        return substitution.segments.map { segment in
            switch segment {
            case .text(let text): text.isDynamic ? .value(.string(text)) : .text(text)
            case .literal(let text): .text("${" + text + "}")
            case .name(let name): .value(substitution.value(of: name))
            }
        }
    }

    /// Whether something else than the template decides what it is.
    fileprivate var isComputed: Bool { intrinsic != nil }

    fileprivate var isLiteral: Bool { scalarText != nil }
}

extension String {
    /// Whether it names what Systems Manager or Secrets Manager holds.
    fileprivate var isDynamic: Bool { contains("{{resolve:") }

    /// Whether an attribute of the name is another one of each resource.
    fileprivate var identifies: Bool {
        ["Arn", "ARN", "Id", "ID", "Url", "URL"].contains { hasSuffix($0) }
    }

    fileprivate func commonPrefix(with other: String) -> Substring {
        var end = startIndex
        for (own, others) in zip(indices, other) {
            guard self[own] == others else { break }
            end = index(after: own)
        }
        return self[..<end]
    }
}

extension ArraySlice<Piece> {
    fileprivate mutating func replaceFirst(with text: Substring) {
        removeFirst()
        if !text.isEmpty { insert(.text(String(text)), at: startIndex) }
    }

    fileprivate mutating func replaceLast(with text: Substring) {
        removeLast()
        if !text.isEmpty { append(.text(String(text))) }
    }
}
