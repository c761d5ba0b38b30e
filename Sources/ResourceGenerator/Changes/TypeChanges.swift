import ResourceSchemas

/// What changed about one resource type, a sentence each.
struct TypeChanges {
    private let old: Release.Entry
    private let new: Release.Entry
    private let before: [String: PropertySchema]
    private let after: [String: PropertySchema]

    init(from old: Release.Entry, to new: Release.Entry) {
        self.old = old
        self.new = new
        before = Self.properties(of: old.schema)
        after = Self.properties(of: new.schema)
    }

    var lines: [String] {
        let came = after.keys.filter { before[$0] == nil }.sorted()
        let went = before.keys.filter { after[$0] == nil }.sorted()
        var result: [String] = []
        if !came.isEmpty { result.append("New: \(Self.list(came)).") }
        if !went.isEmpty { result.append("Removed: \(Self.list(went)).") }
        for name in after.keys.sorted() {
            if let mine = before[name], let theirs = after[name], mine != theirs {
                result += PropertyChanges(name, from: mine, to: theirs).lines
            }
        }
        result += requirements
        result += facts
        result += RuleChanges(from: old.rules, to: new.rules).lines
        return result
    }

    /// Every property by the place where it is declared: `QueueName` of the resource, `RedrivePolicy/maxReceiveCount`
    /// of a definition, so that a definition which is used in ten places changes once.
    private static func properties(of schema: ObjectSchema) -> [String: PropertySchema] {
        var result: [String: PropertySchema] = [:]
        func add(_ owner: PropertySchema, _ prefix: String) {
            for (name, property) in owner.properties ?? [:] {
                result[prefix + name] = property
                add(property, "\(prefix)\(name)/")
            }
            if case .schema(let items) = owner.items { add(items, prefix) }
            for alternative in owner.anyOf + owner.oneOf + owner.allOf { add(alternative, prefix) }
        }
        add(schema.body, "")
        for (name, definition) in schema.definitions { add(definition, "\(name)/") }
        return result
    }

    // MARK: What is required

    private var requirements: [String] {
        let mine = Self.required(by: old.schema)
        let theirs = Self.required(by: new.schema)
        let known = theirs.subtracting(mine).filter { before[$0] != nil }.sorted()
        let freed = mine.subtracting(theirs).filter { after[$0] != nil }.sorted()
        let together = Self.conditions(of: old.schema) == Self.conditions(of: new.schema)
        return [
            known.isEmpty ? nil : "Required now: \(Self.list(known)).",
            freed.isEmpty ? nil : "No longer required: \(Self.list(freed)).",
            together ? nil : "Which properties need or exclude each other has changed.",
        ].compactMap { $0 }
    }

    /// What is required or excluded depending on other properties, by the definition that says it.
    private static func conditions(of schema: ObjectSchema) -> [String: [[String: [String]]]] {
        func conditions(_ owner: PropertySchema) -> [[String: [String]]] {
            [["or": owner.requiredOr, "xor": owner.requiredXor], owner.dependentRequired, owner.dependentExcluded]
        }
        return schema.definitions.mapValues(conditions).merging(["": conditions(schema.body)]) { first, _ in first }
    }

    private static func required(by schema: ObjectSchema) -> Set<String> {
        var result = Set(schema.body.required)
        for (name, definition) in schema.definitions { result.formUnion(definition.required.map { "\(name)/\($0)" }) }
        return result
    }

    // MARK: Facts

    private var facts: [String] {
        var result: [String] = []
        func compare(_ fact: KeyPath<ResourceFacts, [String]>, now: String, noLonger: String) {
            let mine = old.facts[keyPath: fact]
            let theirs = new.facts[keyPath: fact]
            let came = theirs.filter { !mine.contains($0) }
            let went = mine.filter { !theirs.contains($0) }
            if !came.isEmpty { result.append("\(now): \(Self.list(came)).") }
            if !went.isEmpty { result.append("\(noLonger): \(Self.list(went)).") }
        }
        compare(
            \.createOnly, now: "A change replaces the resource now",
            noLonger: "A change no longer replaces the resource")
        compare(
            \.conditionalCreateOnly, now: "A change may replace the resource now",
            noLonger: "A change no longer sometimes replaces the resource")
        compare(\.readOnly, now: "Returned by the resource now", noLonger: "No longer returned by the resource")
        compare(\.writeOnly, now: "Cannot be read back now", noLonger: "Can be read back now")
        compare(\.rewritten, now: "Rewritten by AWS now", noLonger: "No longer rewritten by AWS")
        compare(\.deprecated, now: "Deprecated now", noLonger: "No longer deprecated")
        compare(\.missingRegions, now: "No longer in", noLonger: "Now in")
        if old.facts.lifecycle != new.facts.lifecycle {
            result.append(
                new.facts.lifecycle.map { "On its way out: \($0.status.rawValue)\($0.date.map { " on \($0)" } ?? "")." }
                    ?? "No longer on its way out.")
        }
        if old.facts.identifier != new.facts.identifier {
            result.append("Identified by \(Self.list(new.facts.identifier)), was \(Self.list(old.facts.identifier)).")
        }
        if old.facts.tagging != new.facts.tagging {
            result.append(
                new.facts.tagging == .none
                    ? "Can no longer be tagged." : "Can be tagged, or in another form than before.")
        }
        if old.facts.deletesBeforeReplacing != new.facts.deletesBeforeReplacing {
            result.append(
                new.facts.deletesBeforeReplacing
                    ? "Is deleted before its replacement is created."
                    : "Its replacement is created before it is deleted.")
        }
        if old.facts.isUnreadable != new.facts.isUnreadable {
            result.append(
                new.facts.isUnreadable
                    ? "Can no longer be read, imported or compared." : "Can be read, imported and compared now.")
        }
        return result
    }

    private static func list(_ names: [String]) -> String {
        names.isEmpty ? "nothing" : names.map { "`\($0)`" }.joined(separator: ", ")
    }
}
