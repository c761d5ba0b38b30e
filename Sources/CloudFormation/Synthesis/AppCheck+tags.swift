extension AppCheck {
    /// Tags are few, short, unique, and not AWS's own.
    static func tags(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        for stack in app.stacks {
            for tag in stack.collected.declarations.tags {
                let problems = problems(with: tag.key) + problems(withValue: tag.value, of: tag.key)
                for problem in problems {
                    diagnostics.append(
                        Diagnostic(
                            "illegal-tag", problem, at: tag.location, path: tag.scope.description,
                            fix: "choose another key or value"))
                }
            }
            for resource in stack.resources {
                checkTags(of: resource, &diagnostics)
            }
        }
    }

    private static func checkTags(of resource: ResolvedResource, _ diagnostics: inout [Diagnostic]) {
        guard let property = resource.record.tagging.property,
            let value = resource.properties.first(where: { $0.key == property })?.value
        else { return }
        let tags = value.tags
        func report(_ code: String, _ message: String, fix: String) {
            diagnostics.append(Diagnostic(code, message, about: resource.record.element, fix: fix))
        }
        if tags.count > TagRules.maximumCount {
            report(
                "limit-exceeded", "the resource has \(tags.count) tags; at most \(TagRules.maximumCount) are allowed",
                fix: "tag less")
        }
        var keys: Set<String> = []
        for key in tags.map(\.key) where !keys.insert(key).inserted {
            report("duplicate-key", "the tag \(key) is given twice", fix: "leave one of them out")
        }
        for tag in resource.history?.tags ?? [] {
            for problem in problems(with: tag.key) + problems(withValue: tag.value, of: tag.key) {
                let found = Diagnostic(
                    "illegal-tag", problem, at: tag.location, path: tag.site.path, fix: "choose another key or value")
                // An aspect gives it to many.
                if !diagnostics.contains(found) { diagnostics.append(found) }
            }
        }
        // What came from a scope was checked there.
        let untagged = resource.history?.untagged ?? resource.record.properties
        guard let own = untagged.entries.first(where: { $0.key == property })?.value else { return }
        for tag in own.tags {
            for problem in problems(with: tag.key) + problems(withValue: tag.value, of: tag.key) {
                report("illegal-tag", problem, fix: "choose another key or value")
            }
        }
    }

    private static func problems(with key: String) -> [String] {
        key.isEmpty ? ["a tag has an empty key"] : TagRules.violations(ofKey: key).map { "the tag key \(key) \($0)" }
    }

    private static func problems(withValue value: Expression, of key: String) -> [String] {
        guard case .string(let text) = value else { return [] }
        return TagRules.violations(ofValue: text).map { "the value of the tag \(key) \($0)" }
    }
}

extension Tagging {
    /// The property that holds the tags.
    var property: String? {
        switch self {
        case .none: nil
        case .list(let name), .map(let name), .groupList(let name): name
        }
    }
}

extension Expression {
    /// The tags that a property holds, those with literal keys.
    var tags: [Entry] {
        switch self {
        case .object(let entries): entries
        case .list(let elements):
            elements.compactMap { element in
                guard let key = element.tagKey else { return nil }
                let value: Expression? =
                    if case .object(let entries) = element { entries.first { $0.key == "Value" }?.value } else { nil }
                return Entry(key, value ?? element)
            }
        default: []
        }
    }
}
