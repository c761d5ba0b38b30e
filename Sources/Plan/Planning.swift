import ResourceSchemas
import Template

/// Works out what becomes of each resource: what the templates say of it first, then what follows from the others.
struct Planning {
    private let before: [ResourcePath: PlannedResource]
    private let after: [ResourcePath: PlannedResource]
    /// Those of after, then those that are only in before, in the order of their templates.
    private let order: [ResourcePath]
    private let facts: ReplacementFacts
    private let moves: PendingMoves
    private let newSecrets: Set<String>
    private var found: [ResourcePath: PlannedChange] = [:]

    /// - Parameters:
    ///   - before: what is deployed, under the names that it is to have.
    ///   - moves: from which names.
    ///   - newSecrets: the root's parameters that nobody is shown, and that have other values now.
    init(
        _ before: [PlannedResource], _ after: [PlannedResource], _ facts: ReplacementFacts, moves: PendingMoves,
        newSecrets: Set<String>
    ) {
        self.moves = moves
        self.newSecrets = newSecrets
        self.before = Dictionary(before.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        self.after = Dictionary(after.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        self.facts = facts
        let known = Set(after.map(\.path))
        order = after.map(\.path) + before.map(\.path).filter { !known.contains($0) }
    }

    var changes: [PlannedChange] { order.compactMap { found[$0] } }

    mutating func run() {
        for path in order { found[path] = change(of: path) }
        follow()
        for path in order { complete(path) }
        nameMoves()
    }

    // MARK: - What the templates say

    private func change(of path: ResourcePath) -> PlannedChange? {
        switch (before[path], after[path]) {
        case (let old?, let new?): old.type == new.type ? change(from: old, to: new) : refusal(from: old, to: new)
        case (nil, let new?): change(.add, new)
        case (let old?, nil): change(.remove, old)
        case (nil, nil): nil
        }
    }

    /// - Parameter isUncertain: whether a condition that nobody can decide may leave it out.
    private func change(
        _ action: PlannedChange.Action, _ resource: PlannedResource, isUncertain: Bool? = nil
    ) -> PlannedChange {
        PlannedChange(
            path: resource.path, type: resource.type, action: action,
            holdsData: facts[resource.type]?.isStateful == true,
            isUncertain: isUncertain ?? (resource.exists != .yes), place: resource.place)
    }

    private func refusal(from old: PlannedResource, to new: PlannedResource) -> PlannedChange {
        change(.refuse("\(old.type) cannot become \(new.type) under the same logical ID; give it another one"), new)
    }

    private func change(from old: PlannedResource, to new: PlannedResource) -> PlannedChange? {
        var properties = Comparison()
        properties.compare(.object(old.properties), .object(new.properties))
        var attributes = Comparison()
        attributes.compare(.object(old.attributes), .object(new.attributes))
        let origin = moves.origin(of: new.path)
        if properties.changes.isEmpty, attributes.changes.isEmpty, origin == nil {
            // Only on one side a condition decides that nobody knows the answer of.
            if old.exists == .yes, new.exists != .yes { return change(.remove, old, isUncertain: true) }
            return old.exists != .yes && new.exists == .yes ? change(.add, new, isUncertain: true) : nil
        }
        var change = change(.update, new)
        change.properties = properties.changes
        change.attributes = attributes.changes
        change.origin = origin
        decide(&change)
        return change
    }

    /// What the changes of its properties come to.
    private func decide(_ change: inout PlannedChange) {
        guard let old = before[change.path], let new = after[change.path] else { return }
        let changed = change.properties.map(\.path.ofFacts)
        for index in change.properties.indices {
            change.properties[index].effect = facts.effect(
                of: change.properties[index], from: old, to: new, changed: changed)
        }
        change.action = change.properties.reduce(ChangeEffect.update) { $0.orWorse($1.effect) }.action
    }

    // MARK: - What follows

    /// Where a resource uses what another one yields.
    private struct Use {
        let user: ResourcePath
        let path: Template.Path
        let value: Template.Expression
        let attribute: String?
    }

    private mutating func follow() {
        let uses = uses()
        for name in newSecrets.sorted() {
            for use in uses[name] ?? [] { _ = change(use, since: .newSecret(parameter: name)) }
        }
        var open = order.filter { found[$0] != nil }
        var areOpen = Set(open)
        while let path = open.popLast() {
            areOpen.remove(path)
            guard let cause = found[path] else { continue }
            for use in uses[path.description] ?? [] where use.user != path {
                guard let reason = reason(for: use, cause), change(use, since: reason) else { continue }
                // What it yields may be another value by that, whatever else changes of it.
                if areOpen.insert(use.user).inserted { open.append(use.user) }
            }
        }
    }

    /// Takes up that what a resource uses is another value.
    ///
    /// - Returns: whether that is news.
    private mutating func change(_ use: Use, since cause: ChangeCause) -> Bool {
        var change = found[use.user] ?? after[use.user].map { self.change(.update, $0) }
        guard change?.add(use.value, at: use.path, since: cause) == true, var change else { return false }
        decide(&change)
        found[use.user] = change
        return true
    }

    /// By the name of what is used; those that stay only, since what comes and goes changes anyway.
    private func uses() -> [String: [Use]] {
        var uses: [String: [Use]] = [:]
        for path in order {
            guard let new = after[path], before[path]?.type == new.type else { continue }
            Template.Expression.object(new.properties).visit { value, place in
                value.forEachPlannedName { name, attribute in
                    uses[name, default: []].append(Use(user: path, path: place, value: value, attribute: attribute))
                }
            }
        }
        return uses
    }

    /// Why a value is another one after the change of what yields it; nil where it is not.
    private func reason(for use: Use, _ change: PlannedChange) -> ChangeCause? {
        guard let old = before[change.path], let new = after[change.path] else { return nil }
        // What a custom resource yields, its function decides, whatever its properties are called.
        let isCustom = new.type.hasPrefix("Custom::") || new.type == Self.customResource
        // What a property says stays as long as it says the same.
        if !isCustom, let name = facts.property(behind: use.attribute, of: new.type), let value = new.properties[name] {
            guard value == old.properties[name], !change.properties.contains(where: { $0.path.begins(with: name) })
            else { return .update(of: change.path) }
            return nil
        }
        switch change.action {
        case .replace: return .replacement(of: change.path)
        case .mayReplace: return .possibleReplacement(of: change.path)
        case .update:
            guard !change.properties.isEmpty else { return nil }
            if isCustom { return .possibleUpdate(of: change.path) }
            guard let attribute = use.attribute, facts.isVolatile(attribute, of: new.type, change.properties) else {
                return nil
            }
            return .update(of: change.path)
        case .add, .remove, .refuse: return nil
        }
    }

    private static let customResource = "AWS::CloudFormation::CustomResource"

    // MARK: - What else is to be known

    private mutating func complete(_ path: ResourcePath) {
        guard var change = found[path] else { return }
        // What follows stands behind what the templates say, in an order that does not depend on how it was found.
        let following = change.properties.filter { $0.cause != nil }.sorted { "\($0.path)" < "\($1.path)" }
        change.properties = change.properties.filter { $0.cause == nil } + following
        switch change.action {
        case .add: change.condition = after[path]?.condition
        case .remove:
            change.keeps = before[path].map { $0.keeping(by: "DeletionPolicy") }
            change.condition = before[path]?.condition
        case .replace, .mayReplace:
            change.keeps = after[path].map { $0.keeping(by: "UpdateReplacePolicy") }
            if let name = takenName(of: change) {
                change.notes.append(
                    "\(name) is taken as long as the old one is there, and CloudFormation makes the new one first: "
                        + "give it another name, or none")
            }
        default: break
        }
        found[path] = change
    }

    /// The name that the new one would have like the old one; nil where AWS or the template makes another one.
    private func takenName(of change: PlannedChange) -> String? {
        guard change.action == .replace, let facts = facts[change.type], !facts.deletesBeforeReplacing,
            let new = after[change.path], !facts.identifier.isEmpty
        else { return nil }
        var names: [String] = []
        for part in facts.identifier {
            guard let value = new.value(at: part), let text = value.scalarText,
                !change.properties.contains(where: { $0.path.ofFacts == part })
            else { return nil }
            names.append(text)
        }
        return names.joined(separator: "/")
    }

    // MARK: - Moves

    /// Tells of resources that come under another name, or in another stack, what they were called before.
    private mutating func nameMoves() {
        var moves = RecognizedMoves(
            from: order.compactMap { found[$0]?.action == .remove ? before[$0] : nil },
            to: order.compactMap { found[$0]?.action == .add ? after[$0] : nil })
        for (old, new) in moves.find() {
            found[new]?.twin = old
            found[old]?.twin = new
        }
    }
}

extension PlannedChange {
    /// Takes up that a value changes which the template has written the same.
    ///
    /// - Returns: whether that is news.
    fileprivate mutating func add(
        _ value: Template.Expression, at path: Template.Path, since cause: ChangeCause
    ) -> Bool {
        for index in properties.indices {
            let known = properties[index].path.steps
            let isSame = path.steps.starts(with: known) || known.starts(with: path.steps)
            guard isSame else { continue }
            // What is sure says more than what may be.
            guard properties[index].cause?.isPossible == true, !cause.isPossible else { return false }
            properties[index].cause = cause
            return true
        }
        var change = PropertyChange(at: path, from: value, to: value)
        change.cause = cause
        properties.append(change)
        return true
    }
}

extension Template.Expression {
    /// Calls with each resource that this very value names, and with the attribute.
    fileprivate func forEachPlannedName(_ body: (_ name: String, _ attribute: String?) -> Void) {
        switch self {
        case .ref(let name): body(name, nil)
        case .getAtt(let name, let attribute): body(name, attribute.string)
        case .sub(let substitution):
            for case .name(let name) in substitution.segments where substitution.variables[name] == nil {
                substitution.value(of: name).forEachPlannedName(body)
            }
        default: break
        }
    }
}

extension PlannedResource {
    /// What is left when it goes.
    fileprivate func keeping(by attribute: String) -> PlannedChange.Keeping {
        switch attributes[attribute]?.string {
        case "Retain", "RetainExceptOnCreate": .everything
        case "Snapshot": .snapshot
        case "Delete": .nothing
        default: attribute == "DeletionPolicy" && declaration?.keepsSnapshotByDefault == true ? .snapshot : .nothing
        }
    }
}
