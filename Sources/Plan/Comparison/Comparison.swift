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

    private let distinction: Distinction

    init(by distinction: Distinction) {
        self.distinction = distinction
    }

    mutating func compare(
        _ before: Template.Expression?, _ after: Template.Expression?, at path: Template.Path = Template.Path()
    ) {
        guard before != after else { return }
        switch (before, after) {
        case (.object(let old)?, .object(let new)?): compare(old, new, at: path)
        case (.list(let old)?, .list(let new)?): compare(old, new, at: path)
        // In a policy, one may stand for a list of one ("Grammar of the IAM JSON policy language" in the IAM User Guide).
        case (.list(let old)?, let new?) where old.count == 1 && path.isInStatement: compare(old[0], new, at: path)
        case (let old?, .list(let new)?) where new.count == 1 && path.isInStatement: compare(old, new[0], at: path)
        case (.call(.if, let old)?, .call(.if, let new)?):
            guard old[0] == new[0] else { return compareWhole(before, after, at: path) }
            let changes = branches(of: new[0], from: (old[1], old[2]), to: (new[1], new[2]), at: path)
            self.changes += changes.first + changes.second
        case (.call(.if, let old)?, _):
            compareBranches(of: old[0], from: (old[1], old[2]), to: (after, after), at: path, before, after)
        case (_, .call(.if, let new)?):
            compareBranches(of: new[0], from: (before, before), to: (new[1], new[2]), at: path, before, after)
        case (.call(.base64, let old)?, .call(.base64, let new)?): compare(old[0], new[0], at: path)
        default: compareTexts(before, after, at: path)
        }
    }

    /// Of values that have nothing within that could be compared.
    private mutating func compareWhole(
        _ before: Template.Expression?, _ after: Template.Expression?, at path: Template.Path
    ) {
        var change = PropertyChange(at: path, from: before, to: after)
        if let before, let after {
            switch distinction.verdict(before, after) {
            case .same: return
            case .distinct: break
            case .open(let decider): change.decider = decider
            }
        }
        changes.append(change)
    }

    private mutating func compareTexts(
        _ before: Template.Expression?, _ after: Template.Expression?, at path: Template.Path
    ) {
        guard let before, let after, let old = Self.document(before), let new = Self.document(after) else {
            return compareWhole(before, after, at: path)
        }
        // Only its layout is another one.
        if old == new { return }
        switch (old, new) {
        case (.object(let old), .object(let new)): compare(old, new, at: path)
        case (.list(let old), .list(let new)): compare(old, new, at: path)
        // An object in the place of a list, or the other way round, has nothing in common with it.
        default: compareWhole(before, after, at: path)
        }
    }

    // MARK: - Branches

    private typealias Branches = (first: Template.Expression?, second: Template.Expression?)

    /// Of a value that only one side makes depend on a condition.
    private mutating func compareBranches(
        of condition: Template.Expression, from old: Branches, to new: Branches, at path: Template.Path,
        _ before: Template.Expression?, _ after: Template.Expression?
    ) {
        let changes = branches(of: condition, from: old, to: new, at: path)
        guard let first = changes.first.first, let second = changes.second.first, changes.first.count == 1,
            changes.second.count == 1, first.path.ofFacts == path.ofFacts, second.path.ofFacts == path.ofFacts
        else { return self.changes += changes.first + changes.second }
        // Another one whichever counts: no branch needs to be told of by itself.
        var change = PropertyChange(at: path, from: before, to: after)
        change.decider = first.decider ?? second.decider
        self.changes.append(change)
    }

    /// What differs where a condition is met, and where it is not.
    private func branches(
        of condition: Template.Expression, from old: Branches, to new: Branches, at path: Template.Path
    ) -> (first: [PropertyChange], second: [PropertyChange]) {
        func changes(_ old: Template.Expression?, _ new: Template.Expression?, _ branch: Int) -> [PropertyChange] {
            var branches = Comparison(by: distinction)
            branches.compare(old?.ifThere, new?.ifThere, at: path.appending("Fn::If").appending(branch))
            return branches.changes
        }
        let both = (changes(old.first, new.first, 1), changes(old.second, new.second, 2))
        func sure(_ changes: [PropertyChange]) -> Set<String> {
            Set(changes.filter { $0.decider == nil }.map(\.path.ofFacts))
        }
        let sure = sure(both.0).intersection(sure(both.1))
        func deciding(_ changes: [PropertyChange]) -> [PropertyChange] {
            changes.map { change in
                guard !sure.contains(change.path.ofFacts) else { return change }
                var change = change
                let decider = "whether \(condition.planned) is met"
                change.decider = change.decider.map { "\(decider), and \($0)" } ?? decider
                return change
            }
        }
        return (deciding(both.0), deciding(both.1))
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
        let difference = ListDifference(from: old, to: new)
        let (removed, added) = (difference.removed, difference.added)
        guard max(removed.count, added.count) <= Self.mostElements else {
            return changes.append(PropertyChange(at: path, from: .list(old), to: .list(new)))
        }
        if removed.isEmpty, added.isEmpty { return reorder(old, new, at: path) }
        if difference.areReplaced {
            for (old, new) in zip(removed, added) { compare(old.value, new.value, at: path.appending(old.offset)) }
            return
        }
        var twins = Twins(added)
        for element in removed {
            if let twin = twins.take(likest: element) {
                compare(element.value, twin.value, at: path.appending(twin.offset))
            } else {
                compare(element.value, nil, at: path.appending(element.offset))
            }
        }
        for element in twins.rest { compare(nil, element.value, at: path.appending(element.offset)) }
    }

    /// Where more come or go, the list as a whole is told of.
    private static let mostElements = 1_000

    private mutating func reorder(
        _ old: [Template.Expression], _ new: [Template.Expression], at path: Template.Path
    ) {
        var change = PropertyChange(at: path, from: .list(old), to: .list(new))
        change.isOrderOnly = true
        changes.append(change)
    }

    private mutating func compare(
        _ old: [Template.Expression], _ new: [Template.Expression], by identity: String, at path: Template.Path
    ) {
        if identity != "Key", areInOtherOrder(old, new, by: identity) { reorder(old, new, at: path) }
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

    /// Whether those that stay stand in another order.
    private func areInOtherOrder(
        _ old: [Template.Expression], _ new: [Template.Expression], by identity: String
    ) -> Bool {
        ListDifference(from: old.compactMap { $0[identity] }, to: new.compactMap { $0[identity] }).isReordered
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

    /// What a text holds that is JSON.
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
    /// Nil for what a condition leaves out.
    fileprivate var ifThere: Template.Expression? { self == .ref("AWS::NoValue") ? nil : self }
}

extension Template.Path {
    /// Whether it leads into a policy's statement.
    fileprivate var isInStatement: Bool { steps.contains(.key("Statement")) }
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
