import ResourceInterfaces
import ResourceSchemas

/// What changed about one property, a sentence each.
struct PropertyChanges {
    private let name: String
    private let old: PropertySchema
    private let new: PropertySchema

    init(_ name: String, from old: PropertySchema, to new: PropertySchema) {
        self.name = name
        self.old = old
        self.new = new
    }

    var lines: [String] {
        var result: [String] = []
        if type(of: old) != type(of: new) { result.append("`\(name)` is \(type(of: new)), was \(type(of: old)).") }
        result += values
        let limits = [
            ("characters", range(\.minLength, \.maxLength)), ("items", range(\.minItems, \.maxItems)),
            ("properties", range(\.minProperties, \.maxProperties)), ("", numbers),
        ]
        for (unit, limit) in limits where limit.old != limit.new {
            let unit = unit.isEmpty ? "" : " \(unit)"
            result.append("`\(name)`: \(limit.new ?? "any")\(unit), was \(limit.old ?? "any").")
        }
        if old.pattern != new.pattern {
            result.append(new.pattern.map { "`\(name)` matches `\($0)`." } ?? "`\(name)` matches no pattern any more.")
        }
        if old.hasUniqueItems != new.hasUniqueItems {
            result.append("`\(name)` \(new.hasUniqueItems ? "must not repeat an item" : "may repeat an item").")
        }
        if old.format != new.format || old.relationship != new.relationship {
            result.append("What `\(name)` identifies is \(identified(by: new)), was \(identified(by: old)).")
        }
        if case .schema(let mine) = old.items, case .schema(let theirs) = new.items, mine != theirs {
            result += PropertyChanges("\(name)/*", from: mine, to: theirs).lines
        }
        return result
    }

    private var values: [String] {
        guard !new.enumeration.isEmpty else {
            return old.enumeration.isEmpty ? [] : ["`\(name)` takes any value."]
        }
        guard !old.enumeration.isEmpty else { return ["`\(name)` takes only \(list(new.enumeration))."] }
        let came = new.enumeration.filter { !old.enumeration.contains($0) }
        let went = old.enumeration.filter { !new.enumeration.contains($0) }
        return [
            came.isEmpty ? nil : "`\(name)` also takes \(list(came)).",
            went.isEmpty ? nil : "`\(name)` no longer takes \(list(went)).",
        ].compactMap { $0 }
    }

    private func list(_ values: [SchemaScalar]) -> String { values.map { "`\($0.text)`" }.joined(separator: ", ") }

    private func type(of schema: PropertySchema) -> String {
        if let reference = schema.reference { return "a `\(reference.split(separator: "/").last ?? "")`" }
        switch schema.types {
        case ["array"]:
            if case .schema(let items) = schema.items { return "a list, each item \(type(of: items))" }
            return "a list"
        case ["object"]: return "an object"
        case ["integer"]: return "an integer"
        case []: return "anything"
        default: return "a " + schema.types.joined(separator: " or ")
        }
    }

    private func identified(by schema: PropertySchema) -> String {
        (schema.format ?? schema.relationship.map { "\($0.typeName)\($0.propertyPath)" }).map { "`\($0)`" }
            ?? "not said"
    }

    private var numbers: (old: String?, new: String?) {
        func text(_ schema: PropertySchema) -> String? {
            Self.range(schema.minimum.map(DocComment.number), schema.maximum.map(DocComment.number), zero: nil)
        }
        return (text(old), text(new))
    }

    private func range(
        _ low: KeyPath<PropertySchema, Int?>, _ high: KeyPath<PropertySchema, Int?>
    ) -> (old: String?, new: String?) {
        func text(_ schema: PropertySchema) -> String? {
            Self.range(schema[keyPath: low].map(String.init), schema[keyPath: high].map(String.init), zero: "0")
        }
        return (text(old), text(new))
    }

    private static func range(_ low: String?, _ high: String?, zero: String?) -> String? {
        DocComment.range(low, high, zero: zero)?.lowercasedFirst
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
