import JSON
import Template

/// Finds what differs between two values, as far within them as it can tell.
struct Comparison {
    private(set) var changes: [PropertyChange] = []

    /// Members by which elements of lists are told apart in most types.
    static let identities = [
        "Key", "Sid", "Id", "Name", "AttributeName", "IndexName", "DeviceName", "RuleName", "PolicyName", "TargetId",
        "Hostname", "ParameterName", "ContainerName",
    ]

    mutating func compare(
        _ before: Template.Expression?, _ after: Template.Expression?, at path: Template.Path = Template.Path()
    ) {
        guard before != after else { return }
        switch (before, after) {
        case (.object(let old)?, .object(let new)?): compare(old, new, at: path)
        case (.list(let old)?, .list(let new)?): compare(old, new, at: path)
        case (.call(.if, let old)?, .call(.if, let new)?) where old[0] == new[0]:
            for branch in 1...2 { compare(old[branch], new[branch], at: path.appending("Fn::If").appending(branch)) }
        case (.call(.base64, let old)?, .call(.base64, let new)?): compare(old[0], new[0], at: path)
        case (let old?, let new?):
            guard let (old, new) = Self.documents(old, new) else { fallthrough }
            // Only its layout is another one.
            if old == new { return }
            compare(old, new, at: path)
        default: changes.append(PropertyChange(at: path, from: before, to: after))
        }
    }

    private mutating func compare(_ old: Template.Object, _ new: Template.Object, at path: Template.Path) {
        for entry in old.entries { compare(entry.value, new[entry.key], at: path.appending(entry.key)) }
        for entry in new.entries where old.index(of: entry.key) == nil {
            compare(nil, entry.value, at: path.appending(entry.key))
        }
    }

    // MARK: - Lists

    private mutating func compare(
        _ old: [Template.Expression], _ new: [Template.Expression], at path: Template.Path
    ) {
        if let identity = Self.identity(of: old, new) {
            return compare(old, new, by: identity, at: path)
        }
        let difference = new.difference(from: old)
        var removed: [(Int, Template.Expression)] = []
        var added: [(Int, Template.Expression)] = []
        for change in difference {
            switch change {
            case .remove(let offset, let element, _): removed.append((offset, element))
            case .insert(let offset, let element, _): added.append((offset, element))
            }
        }
        // The difference tells what is removed from the end.
        removed.reverse()
        // As many as came in the place of others are these others, changed.
        let areChanged = removed.count == added.count && zip(removed, added).allSatisfy { $0.0 == $1.0 }
        if areChanged {
            for (old, new) in zip(removed, added) { compare(old.1, new.1, at: path.appending(old.0)) }
            return
        }
        // In another order only.
        if removed.count == added.count, Set(removed.map(\.1)) == Set(added.map(\.1)) {
            return changes.append(PropertyChange(at: path, from: .list(old), to: .list(new)))
        }
        for (index, element) in removed {
            // What is mostly the same is the same, changed.
            let twin = added.enumerated().max {
                element.likeness(to: $0.element.1) < element.likeness(to: $1.element.1)
            }
            if let twin, element.likeness(to: twin.element.1) >= 0.5 {
                added.remove(at: twin.offset)
                compare(element, twin.element.1, at: path.appending(twin.element.0))
            } else {
                compare(element, nil, at: path.appending(index))
            }
        }
        for (index, element) in added { compare(nil, element, at: path.appending(index)) }
    }

    private mutating func compare(
        _ old: [Template.Expression], _ new: [Template.Expression], by identity: String, at path: Template.Path
    ) {
        let positions = Dictionary(
            new.enumerated().compactMap { index, element in element[identity].map { ($0, index) } },
            uniquingKeysWith: { first, _ in first })
        var seen: Set<Int> = []
        for (index, element) in old.enumerated() {
            let position = element[identity].flatMap { positions[$0] }
            if let position { seen.insert(position) }
            compare(element, position.map { new[$0] }, at: path.appending(position ?? index))
        }
        for (index, element) in new.enumerated() where !seen.contains(index) {
            compare(nil, element, at: path.appending(index))
        }
    }

    /// The member by which the elements of both lists can be told apart; nil where they cannot.
    private static func identity(of old: [Template.Expression], _ new: [Template.Expression]) -> String? {
        identities.first { key in
            for list in [old, new] {
                let values = list.compactMap { $0[key] }
                guard values.count == list.count, Set(values).count == values.count, !list.isEmpty else { return false }
            }
            return true
        }
    }

    // MARK: - Documents

    /// Two texts that hold JSON, as what they hold.
    private static func documents(
        _ old: Template.Expression, _ new: Template.Expression
    ) -> (Template.Expression, Template.Expression)? {
        guard let first = document(old), let second = document(new) else { return nil }
        return (first, second)
    }

    private static func document(_ value: Template.Expression) -> Template.Expression? {
        switch value {
        // A policy that was text becomes an object, or the other way round.
        case .object, .list: return value
        case .call(.toJSONString, let arguments): return arguments[0]
        default: break
        }
        let text: String
        switch value {
        case .string(let string): text = string
        case .sub(let substitution) where substitution.variables.isEmpty: text = substitution.text
        default: return nil
        }
        guard let first = text.first(where: { !$0.isWhitespace }), first == "{" || first == "[",
            let json = try? JSONValue(parsing: Array(text.utf8))
        else { return nil }
        return json.planned
    }
}

extension Template.Expression {
    /// How much of an object another one has too, from 0 to 1.
    fileprivate func likeness(to other: Template.Expression) -> Double {
        guard let object, let other = other.object, !object.isEmpty else { return 0 }
        let same = object.entries.count { other[$0.key] == $0.value }
        return Double(same) / Double(max(object.count, other.count))
    }
}

extension JSONValue {
    /// As a template has it, with what stands in texts.
    fileprivate var planned: Template.Expression {
        switch kind {
        case .null: .null
        case .boolean: .string(boolean == true ? "true" : "false")
        case .number: .string(number ?? "")
        case .string: Self.text(string ?? "")
        case .list: .list((elements.map(Array.init) ?? []).map(\.planned))
        case .object:
            .object(
                Template.Object(
                    (members.map(Array.init) ?? []).map { Template.Object.Entry($0.name, $0.value.planned) }))
        }
    }

    private static func text(_ text: String) -> Template.Expression {
        text.contains("${") ? .joined([.sub(Template.Substitution(text))]) : .string(text)
    }
}
