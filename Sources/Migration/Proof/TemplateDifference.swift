import Template

/// A place where two templates do not say the same to CloudFormation.
public struct TemplateDifference: Sendable, Equatable, CustomStringConvertible {
    /// As in `Resources/Queue/Properties/DelaySeconds`; of the nested stacks from the root down before it.
    public let path: String
    /// What the original has there; nil for nothing.
    public let original: Template.Expression?
    /// What the other one has there; nil for nothing.
    public let migrated: Template.Expression?

    public var description: String { "\(path): \(Self.text(original)) became \(Self.text(migrated))" }

    private static func text(_ value: Template.Expression?) -> String {
        guard let value else { return "nothing" }
        let text = String(decoding: value.renderedOnOneLine, as: UTF8.self)
        return text.count > 160 ? text.prefix(160) + "..." : text
    }

    /// All differences between a template and what its Swift makes, those of nested stacks among them.
    ///
    /// What CloudFormation does not care for is no difference: the order of keys, numbers that are text, which function
    /// puts a text together, a `DependsOn` on what is referred to, a default that is written out, a condition that
    /// nothing asks.
    public static func all(between original: TemplateTree, and migrated: TemplateTree) -> [TemplateDifference] {
        let nested = Set(original.nested.keys).intersection(migrated.nested.keys)
        var differences: [TemplateDifference] = []
        compare(
            .object(NormalTemplate(original.template, nested: nested).sections),
            .object(NormalTemplate(migrated.template, nested: nested).sections), at: Template.Path(), &differences)
        for id in nested.sorted() {
            guard let one = original.nested[id], let other = migrated.nested[id] else { continue }
            differences += all(between: one, and: other).map {
                TemplateDifference(path: "\(id)/\($0.path)", original: $0.original, migrated: $0.migrated)
            }
        }
        return differences
    }

    private static func compare(
        _ original: Template.Expression?, _ migrated: Template.Expression?, at path: Template.Path,
        _ differences: inout [TemplateDifference]
    ) {
        guard original != migrated else { return }
        switch (original, migrated) {
        case (.object(let one)?, .object(let other)?):
            for entry in one.entries {
                compare(entry.value, other[entry.key], at: path.appending(entry.key), &differences)
            }
            for entry in other.entries where one[entry.key] == nil {
                compare(nil, entry.value, at: path.appending(entry.key), &differences)
            }
        case (.list(let one)?, .list(let other)?) where one.count == other.count:
            for (index, pair) in zip(one, other).enumerated() {
                compare(pair.0, pair.1, at: path.appending(index), &differences)
            }
        default:
            differences.append(
                TemplateDifference(path: path.description, original: original, migrated: migrated))
        }
    }
}
