import Foundation
import ResourceSchemas

/// What decides whether a change replaces a resource, and what changes with an update: no schema says either.
///
/// Every entry names its source.
struct ReplacementConfiguration: Sendable, Codable {
    /// An attribute that is another one after an update.
    struct VolatileEntry: Sendable, Codable {
        /// The properties that do it; `*` for every one but tags.
        var changedBy: [String]
        var source: String
    }

    /// Properties whose change replaces a resource, as the documentation says.
    struct ReplacesEntry: Sendable, Codable {
        var properties: [String]
        var source: String
    }

    /// By type and by the property's path.
    var rules: [String: [String: ReplacementRule]] = [:]
    /// By type.
    var replaces: [String: ReplacesEntry] = [:]
    /// By type, what only one resource can be called.
    var names: [String: TakenName] = [:]
    /// By type and attribute.
    var volatile: [String: [String: VolatileEntry]] = [:]
    /// By type and attribute, or `Ref`, the property that it is the same as.
    var sameAs: [String: [String: String]] = [:]

    init() {}

    /// Reads the file.
    ///
    /// - Throws: `GenerationError` for a file that cannot be read.
    init(file: URL) throws {
        do {
            self = try ReplacementConfiguration(json: Data(contentsOf: file))
        } catch {
            throw GenerationError.unreadableConfiguration(file: file.lastPathComponent, reason: "\(error)")
        }
    }

    /// What is known of each type, for programs, which need no sources.
    var facts: [TypeName: ChangeFacts] {
        let names = Set(rules.keys).union(replaces.keys).union(self.names.keys).union(volatile.keys).union(sameAs.keys)
        return Dictionary(
            names.compactMap { name in TypeName(name).map { ($0, facts(of: name)) } }, uniquingKeysWith: { $1 })
    }

    private func facts(of type: String) -> ChangeFacts {
        var name = names[type]
        name?.source = nil
        return ChangeFacts(
            rules: (rules[type] ?? [:]).mapValues { rule in
                var rule = rule
                rule.source = nil
                return rule
            },
            replaces: replaces[type]?.properties ?? [], name: name,
            volatile: (volatile[type] ?? [:]).mapValues(\.changedBy), sameAs: sameAs[type] ?? [:])
    }

    /// What speaks of types and properties that the release does not have.
    func shortfalls(_ object: (String) -> ObjectSchema?) -> [Shortfall] {
        var properties = rules.mapValues { Array($0.keys) }
        properties.merge(replaces.mapValues(\.properties)) { $0 + $1 }
        properties.merge(names.mapValues { [$0.property] + ($0.within ?? []) }) { $0 + $1 }
        properties.merge(sameAs.mapValues { Array($0.values) }) { $0 + $1 }
        properties.merge(volatile.mapValues { $0.values.flatMap(\.changedBy).filter { $0 != "*" } }) { $0 + $1 }
        return properties.flatMap { type, paths -> [Shortfall] in
            guard let schema = object(type).map(SchemaReader.init) else {
                return [Shortfall(type, "replacements.json speaks of it, and it does not exist")]
            }
            return Set(paths).filter { schema.property(at: $0) == nil }.map {
                Shortfall("\(type).\($0)", "replacements.json speaks of it, and the type has no such property")
            }
        }
    }
}
