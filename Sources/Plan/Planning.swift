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
    private let distinction: Distinction
    private let secrets: ChangedSecrets
    private var found: [ResourcePath: PlannedChange] = [:]

    /// - Parameters:
    ///   - before: what is deployed, under the names that it is to have.
    ///   - moves: from which names.
    ///   - values: what references come to in what is deployed.
    ///   - sources: what is asked in the same words and written otherwise.
    ///   - secrets: the root's parameters that nobody is shown, and that have other values now, or may have.
    init(
        _ before: [PlannedResource], _ after: [PlannedResource], _ facts: ReplacementFacts, moves: PendingMoves,
        values: KnownValues, sources: ChangedSources, secrets: ChangedSecrets
    ) {
        self.moves = moves
        self.secrets = secrets
        self.before = Dictionary(before.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        self.after = Dictionary(after.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        self.facts = facts
        distinction = Distinction(from: self.before, to: self.after, values: values, sources: sources, facts: facts)
        let known = Set(after.map(\.path))
        order = after.map(\.path) + before.map(\.path).filter { !known.contains($0) }
    }

    var changes: [PlannedChange] { order.compactMap { found[$0] } }

    mutating func run() {
        for path in order { found[path] = change(of: path) }
        follow()
        for path in order { complete(path) }
        nameMoves()
        refuseTakenNames()
        if after.isEmpty, let last = order.last(where: { found[$0]?.action == .remove }) {
            found[last]?.refusals.append(
                Refusal(
                    "CloudFormation takes no template without at least one resource", fix: "delete the stack instead"))
        }
    }

    // MARK: - What the templates say

    private func change(of path: ResourcePath) -> PlannedChange? {
        switch (before[path], after[path]) {
        case (let old?, let new?): old.type == new.type ? change(from: old, to: new) : changeOfType(from: old, to: new)
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
            holdsData: facts[resource.type]?.isStateful == true && resource.declaration?.isInCluster != true,
            isUncertain: isUncertain ?? (resource.exists != .yes), place: resource.place)
    }

    private func changeOfType(from old: PlannedResource, to new: PlannedResource) -> PlannedChange {
        guard old.isWithoutMacros, new.isWithoutMacros else {
            var change = change(.mayReplace, new)
            change.notes.append("what the macros make of \(old.type) and \(new.type) decides")
            return change
        }
        return change(
            .refuse(
                Refusal(
                    "\(old.type) cannot become \(new.type) under the same logical ID",
                    fix: "give it another logical ID")),
            new)
    }

    private func change(from old: PlannedResource, to new: PlannedResource) -> PlannedChange? {
        let properties = differences(from: old.properties, to: new.properties).compactMap { decided($0, of: new) }
        let attributes = differences(from: old.attributes, to: new.attributes).filter { !$0.isOrderOnly }
        let origin = moves.origin(of: new.path)
        // Both are open: a secret may have decided otherwise before.
        let deciders = old.exists == .yes || new.exists == .yes ? [] : secrets.deciding(old.exists, new.exists)
        if properties.isEmpty, attributes.isEmpty, origin == nil {
            if !deciders.isEmpty {
                var change = change(.remove, old, isUncertain: true)
                change.deciders = deciders
                return change
            }
            // Only on one side a condition decides that nobody knows the answer of.
            if old.exists == .yes, new.exists != .yes { return change(.remove, old, isUncertain: true) }
            return old.exists != .yes && new.exists == .yes ? change(.add, new, isUncertain: true) : nil
        }
        var change = change(.update, new)
        change.properties = properties
        change.attributes = attributes
        change.origin = origin
        change.deciders = deciders
        decide(&change)
        return change
    }

    private func differences(from old: Template.Object, to new: Template.Object) -> [PropertyChange] {
        var comparison = Comparison(by: distinction)
        comparison.compare(.object(old), .object(new))
        return comparison.changes
    }

    /// A change as the schema decides it: nil where both are the same to AWS.
    private func decided(_ change: PropertyChange, of resource: PlannedResource) -> PropertyChange? {
        if change.isOrderOnly {
            guard let schema = facts.schema(at: change.path.ofFacts, of: resource.type) else { return change }
            if schema.isUnordered || change.path.steps.last == .key("Tags") { return nil }
            var change = change
            change.decider = change.decider ?? "whether the order of the list counts"
            return change
        }
        guard let old = change.before?.string.flatMap(Double.init), let new = change.after?.string.flatMap(Double.init),
            old == new, let schema = facts.schema(at: change.path.ofFacts, of: resource.type)
        else { return change }
        // 30 and 30.0 are the same number, and two versions.
        return schema.types.allSatisfy { ["integer", "number"].contains($0) } && !schema.types.isEmpty ? nil : change
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
        if let refusal = IndexLimit.refusal(from: old, to: new) {
            switch change.action {
            case .replace: break
            case .mayReplace: change.notes.append("unless it is replaced, it is refused: \(refusal)")
            default: change.action = .refuse(refusal)
            }
        }
        let isOpen =
            change.action == .update && change.attributes.isEmpty && !change.properties.isEmpty
            && change.properties.allSatisfy(\.isPossible)
        change.isUncertain = new.exists != .yes || isOpen
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
        for name in secrets.new.union(secrets.given).sorted() {
            for use in uses[name] ?? [] {
                _ = change(use, since: .newSecret(parameter: name), secrets.decider(of: name))
            }
        }
        if !secrets.isEmpty { followChoices() }
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

    /// Takes up which values a secret chooses between, by a condition.
    private mutating func followChoices() {
        for path in order {
            guard let new = after[path], before[path]?.type == new.type else { continue }
            var uses: [(Use, ChangeCause, String)] = []
            Template.Expression.object(new.properties).visit { value, place in
                guard case .call(.if, let arguments) = value, let condition = arguments[0].string else { return }
                for name in secrets.choosing(by: condition) {
                    uses.append(
                        (
                            Use(user: path, path: place, value: value, attribute: nil), .newSecret(parameter: name),
                            "whether \(condition) is met"
                        ))
                }
            }
            for (use, cause, decider) in uses { _ = change(use, since: cause, decider) }
        }
    }

    /// Takes up that what a resource uses is another value.
    ///
    /// - Parameter decider: what decides whether it is.
    /// - Returns: whether that is news.
    private mutating func change(_ use: Use, since cause: ChangeCause, _ decider: String? = nil) -> Bool {
        var change = found[use.user] ?? after[use.user].map { self.change(.update, $0) }
        let condition = after[use.user].flatMap { use.path.condition(in: .object($0.properties)) }
        let decider = condition.map { "whether \($0) is met" } ?? decider
        guard change?.add(use.value, at: use.path, since: cause, decider) == true, var change else { return false }
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
        func cause(by changes: [PropertyChange]) -> ChangeCause? {
            if changes.isEmpty { return nil }
            return changes.allSatisfy(\.isPossible) ? .possibleUpdate(of: change.path) : .update(of: change.path)
        }
        // What a property says stays as long as it says the same. A custom resource's function decides what its
        // attributes are, whatever its properties are called.
        if !new.isCustom, let name = facts.property(behind: use.attribute, of: new.type), new.properties[name] != nil {
            return cause(by: change.properties.filter { $0.path.begins(with: name) })
                ?? (old.properties[name] == nil ? .update(of: change.path) : nil)
        }
        switch change.action {
        case .replace: return .replacement(of: change.path)
        case .mayReplace: return .possibleReplacement(of: change.path)
        case .update:
            guard !change.properties.isEmpty else { return nil }
            if new.isCustom { return .possibleUpdate(of: change.path) }
            return cause(by: facts.changes(of: use.attribute, of: new.type, among: change.properties))
        case .add, .remove, .refuse: return nil
        }
    }

    // MARK: - What else is to be known

    private mutating func complete(_ path: ResourcePath) {
        guard var change = found[path] else { return }
        // What follows stands behind what the templates say, in an order that does not depend on how it was found.
        let following = change.properties.filter { $0.cause != nil }.sorted { "\($0.path)" < "\($1.path)" }
        change.properties = change.properties.filter { $0.cause == nil } + following
        if let new = after[path], new.type.isEmpty, new.isWithoutMacros {
            change.refusals.append(Refusal("it has no Type", fix: "give it one"))
        }
        if change.type == Template.Resource.stackType,
            change.properties.contains(where: { $0.path.begins(with: "TemplateURL") })
        {
            change.notes.append("the templates are not at hand: what becomes of the stack's resources is open")
        }
        switch change.action {
        // Where it may come or go as well, nobody is asked for the change.
        case .refuse(let refusal) where after[path]?.exists == .yes && before[path]?.exists == .yes:
            change.refusals.append(refusal)
        case .add: change.condition = after[path]?.condition
        case .remove:
            change.keeps =
                isLeftBehind(path.stack) ? .everything : before[path].map { $0.keeping(by: "DeletionPolicy") }
            if change.keeps != .everything { protect(&change) }
            // Where one decides only now, that one.
            change.condition = before[path]?.condition ?? (change.isUncertain ? after[path]?.condition : nil)
        case .replace, .mayReplace:
            change.keeps = after[path].map { $0.keeping(by: "UpdateReplacePolicy") }
            if change.action == .replace, change.keeps != .everything { protect(&change) }
            if change.action == .replace, facts[change.type]?.deletesBeforeReplacing == false,
                let name = after[path].flatMap({ ExclusiveName(of: $0, unlessIn: change.properties, facts) })
            {
                let property = facts.changes(of: change.type).name?.property
                refuse(
                    &change,
                    Refusal(
                        "\(name.text) is taken as long as the old one is there, and CloudFormation makes the new one first",
                        fix: "give it another \(property ?? "name, or none")"),
                    isSure: !change.isUncertain && before[path]?.exists == .yes)
            }
        default: break
        }
        if !change.deciders.isEmpty, change.keeps == nil {
            change.keeps = before[path].map { $0.keeping(by: "DeletionPolicy") }
        }
        found[path] = change
    }

    /// Says what AWS refuses, for certain or where something comes about that nobody can tell.
    private func refuse(_ change: inout PlannedChange, _ refusal: Refusal, isSure: Bool) {
        if isSure { change.refusals.append(refusal) } else { change.notes.append("it may be refused: \(refusal)") }
    }

    /// Says that AWS does not delete what is protected.
    private func protect(_ change: inout PlannedChange) {
        guard let protection = before[change.path]?.protection else { return }
        change.notes.append("AWS refuses to delete it while \(protection) is on; turn it off in an update before")
    }

    /// Whether a stack around it goes and is left behind, with all that is in it.
    private func isLeftBehind(_ stack: [String]) -> Bool {
        stack.indices.contains { index in
            let path = ResourcePath(stack: Array(stack[..<index]), logicalID: stack[index])
            return found[path]?.action == .remove && before[path]?.keeping(by: "DeletionPolicy") == .everything
        }
    }

    /// Says which new resources have a name that one has which is there until CloudFormation is done with all that is new.
    private mutating func refuseTakenNames() {
        let added = order.filter { before[$0] == nil }.compactMap { path in
            after[path].flatMap { ExclusiveName(of: $0, facts) }.map { (path: path, name: $0) }
        }
        // What is known of a type is decoded when it is asked for: of most, nothing new is there.
        let types = Set(added.map(\.name.type))
        let owners = Dictionary(
            order.compactMap { path in
                before[path].flatMap { types.contains($0.type) ? ExclusiveName(of: $0, facts) : nil }.map { ($0, path) }
            }, uniquingKeysWith: { first, _ in first })
        for (path, name) in added {
            guard let owner = owners[name], var change = found[path] else { continue }
            let isNamedAnew =
                found[owner]?.action == .update && after[owner].flatMap { ExclusiveName(of: $0, facts) } != name
            refuse(
                &change,
                Refusal(
                    "\(name.text) is taken as long as \(owner) is there, and CloudFormation makes the new one first",
                    fix: "keep the old one, or give the new one another name"),
                isSure: !change.isUncertain && before[owner]?.exists == .yes && !isNamedAnew)
            found[path] = change
        }
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
    /// - Parameter decider: what decides whether the value counts at all.
    /// - Returns: whether that is news.
    fileprivate mutating func add(
        _ value: Template.Expression, at path: Template.Path, since cause: ChangeCause, _ decider: String?
    ) -> Bool {
        for index in properties.indices {
            let known = properties[index].path.steps
            let isSame = path.steps.starts(with: known) || known.starts(with: path.steps)
            guard isSame else { continue }
            // What is sure says more than what may be.
            guard properties[index].isPossible, !cause.isPossible, decider == nil else { return false }
            properties[index].cause = cause
            properties[index].decider = nil
            return true
        }
        var change = PropertyChange(at: path, from: value, to: value)
        change.cause = cause
        change.decider = decider
        properties.append(change)
        return true
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
