import ResourceSchemas

/// As JSON that says what no rule tells: a Swift name stands only where ``SwiftName`` would make another one.
extension ResourceInterface: Codable {
    private enum Key: String, CodingKey {
        /// The resource's own arguments: type by name, `!` before the type of a required one.
        case arguments = "p"
        /// Those of property types, by their Swift path.
        case structures = "t"
        /// Values by the path of their enumeration.
        case constants = "e"
        /// Swift names that differ from the rule's, by what they are of.
        case names = "n"
        case reference = "r"
        case attributes = "a"
        case others = "o"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let names = try container.decodeIfPresent([String: String].self, forKey: .names) ?? [:]
        func malformed(_ key: Key, _ text: String) -> DecodingError {
            .dataCorruptedError(forKey: key, in: container, debugDescription: "'\(text)' is no type")
        }
        func read(_ members: [String: String], _ key: Key, below path: [String]) throws -> [Argument] {
            try members.map { name, text in
                let isRequired = text.hasPrefix("!")
                guard let type = ValueType(text: isRequired ? String(text.dropFirst()) : text) else {
                    throw malformed(key, text)
                }
                return Argument(
                    name: name, swiftName: names[Self.key(path, name)] ?? SwiftName.member(name), type: type,
                    isRequired: isRequired)
            }.sorted(by: Argument.precedes)
        }
        func values(_ members: [String: String], _ key: Key) throws -> [Attribute] {
            try members.map { name, text in
                guard let type = ValueType(text: text) else { throw malformed(key, text) }
                return Attribute(
                    name: name, swiftName: names["@\(name)"] ?? Self.member(ofAttribute: name), type: type)
            }.sorted { $0.name < $1.name }
        }
        arguments = [
            []: try read(
                try container.decodeIfPresent([String: String].self, forKey: .arguments) ?? [:], .arguments, below: [])
        ]
        for (text, members) in try container.decodeIfPresent([String: [String: String]].self, forKey: .structures)
            ?? [:]
        {
            let path = text.split(separator: ".").map(String.init)
            arguments[path] = try read(members, .structures, below: path)
        }
        constants = [:]
        for (text, values) in try container.decodeIfPresent([String: [String]].self, forKey: .constants) ?? [:] {
            let path = text.split(separator: ".").map(String.init)
            constants[path] = Dictionary(
                values.map { ($0, names["\(Self.key(path, ""))\($0)"] ?? SwiftName.constant($0)) }
            ) { first, _ in first }
        }
        reference = try values(
            try container.decodeIfPresent([String: String].self, forKey: .reference) ?? [:], .reference
        ).first
        attributes = try values(
            try container.decodeIfPresent([String: String].self, forKey: .attributes) ?? [:], .attributes)
        takesOtherProperties = try container.decodeIfPresent(Bool.self, forKey: .others) ?? false
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        var names: [String: String] = [:]
        func texts(_ arguments: [Argument], below path: [String]) -> [String: String] {
            var texts: [String: String] = [:]
            for argument in arguments {
                texts[argument.name] = (argument.isRequired ? "!" : "") + argument.type.text
                if argument.swiftName != SwiftName.member(argument.name) {
                    names[Self.key(path, argument.name)] = argument.swiftName
                }
            }
            return texts
        }
        func texts(_ attributes: [Attribute]) -> [String: String] {
            var texts: [String: String] = [:]
            for attribute in attributes {
                texts[attribute.name] = attribute.type.text
                if attribute.swiftName != Self.member(ofAttribute: attribute.name) {
                    names["@\(attribute.name)"] = attribute.swiftName
                }
            }
            return texts
        }
        try container.encode(texts(arguments[[]] ?? [], below: []), forKey: .arguments)
        var structures: [String: [String: String]] = [:]
        for (path, arguments) in arguments where !path.isEmpty {
            structures[path.joined(separator: ".")] = texts(arguments, below: path)
        }
        if !structures.isEmpty { try container.encode(structures, forKey: .structures) }
        var lists: [String: [String]] = [:]
        for (path, constants) in constants {
            lists[path.joined(separator: ".")] = constants.keys.sorted()
            for (value, name) in constants where name != SwiftName.constant(value) {
                names["\(Self.key(path, ""))\(value)"] = name
            }
        }
        if !lists.isEmpty { try container.encode(lists, forKey: .constants) }
        if let reference { try container.encode(texts([reference]), forKey: .reference) }
        if !attributes.isEmpty { try container.encode(texts(attributes), forKey: .attributes) }
        if takesOtherProperties { try container.encode(true, forKey: .others) }
        if !names.isEmpty { try container.encode(names, forKey: .names) }
    }

    private static func key(_ path: [String], _ name: String) -> String { "\(path.joined(separator: "."))/\(name)" }

    private static func member(ofAttribute name: String) -> String {
        SwiftName.member(path: name.split(separator: ".").map(String.init))
    }
}
