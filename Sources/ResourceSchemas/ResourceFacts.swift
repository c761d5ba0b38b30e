/// What checks, diffs and deployment need to know of a resource type, beside the schema of its properties.
///
/// Property paths are written `Endpoint/Address`, the items of a list as `*`.
public struct ResourceFacts: Sendable, Equatable {
    /// The property that the tags of a type go into.
    public enum TagProperty: Sendable, Equatable {
        case none
        /// A list of keys and values.
        case list(String)
        /// A map from keys to values.
        case map(String)
        /// A list whose items also say whether the group's instances inherit them.
        case groupList(String)
    }

    /// Whether changing a property replaces the resource.
    public enum Replacement: Sendable, Equatable {
        case never
        /// Under conditions that no schema tells.
        case sometimes
        case always
    }

    /// How far a service is on its way out.
    public struct Lifecycle: Sendable, Equatable, Codable {
        /// What has come, or comes, on a day.
        public enum Status: String, Sendable, Codable {
            /// AWS adds nothing to it any more.
            case maintenance
            /// New customers cannot use it any more.
            case sunset
            /// It is gone.
            case shutdown
        }

        /// What comes.
        public let status: Status
        /// When: `2026-10-07`; nil where nobody says it.
        public let date: String?

        /// - Parameter date: as `YYYY-MM-DD`.
        public init(status: Status, date: String?) {
            self.status = status
            self.date = date
        }
    }

    /// The parts of the primary identifier.
    public var identifier: [String] = []
    /// The properties that every resource of the type must have.
    public var required: [String] = []
    /// What AWS sets, and `Fn::GetAtt` returns.
    public var readOnly: [String] = []
    /// What `Ref` returns, under its own name, and `Fn::GetAtt`, under that of each attribute (`Endpoint.Address`): which
    /// resource it identifies in which form, as in ``PropertySchema/target``, with a dot for the type itself, and
    /// nothing for any other text. A list begins with `[]`. What is not here, and that AWS sets, is in ``readOnly``.
    public var returns: [String: String] = [:]
    /// Whether `Fn::GetAtt` returns every property too.
    public var returnsProperties = false
    /// The types whose identifiers may be replaced by those of this one: an alias stands for its key.
    public var standsFor: [String] = []
    /// What AWS takes and never shows again, such as passwords.
    public var writeOnly: [String] = []
    /// A change of one of these replaces the resource.
    public var createOnly: [String] = []
    /// A change of one of these replaces the resource under conditions that no schema tells.
    public var conditionalCreateOnly: [String] = []
    /// What the registry advises against.
    public var deprecated: [String] = []
    /// Where its tags go, if it can have any.
    public var tagging: TagProperty = .none
    /// Whether deleting a resource of this type loses data.
    public var isStateful = false
    /// Whether CloudFormation can keep a snapshot of what it deletes.
    public var hasSnapshots = false
    /// What AWS keeps in another spelling than it is given: a name for an ARN, small letters. The schemas say so for the
    /// detection of drift.
    public var rewritten: [String] = []
    /// Whether CloudFormation has nothing that reads a resource of the type: it detects no drift of one, and imports none.
    public var isUnreadable = false
    /// Whether CloudFormation deletes the old resource before it creates its replacement.
    public var deletesBeforeReplacing = false
    /// The regions that lack the type, of those that the schema release knows.
    public var missingRegions: [String] = []

    /// Whether the service is on its way out; nil where it is not.
    public var lifecycle: Lifecycle?

    /// Facts of a type of which nothing is known.
    public init() {}

    /// Whether AWS keeps what is at a path in another spelling than it is given.
    public func isRewritten(_ path: String) -> Bool {
        rewritten.contains { $0 == path || path.hasPrefix($0 + "/") }
    }

    /// Whether changing the property at a path replaces the resource.
    public func replacement(of path: String) -> Replacement {
        func covers(_ fact: String) -> Bool { fact == path || path.hasPrefix(fact + "/") }
        if createOnly.contains(where: covers) { return .always }
        if conditionalCreateOnly.contains(where: covers) { return .sometimes }
        return .never
    }
}

// MARK: - Coding

extension ResourceFacts: Codable {
    private enum Key: String, CodingKey {
        case identifier, required, readOnly, returns, returnsProperties, standsFor, writeOnly, createOnly,
            conditionalCreateOnly, deprecated, tagging
        case isStateful = "stateful"
        case hasSnapshots = "snapshots"
        case rewritten
        case isUnreadable = "unreadable"
        case deletesBeforeReplacing, missingRegions, lifecycle
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func list(_ key: Key) throws -> [String] { try container.decodeIfPresent([String].self, forKey: key) ?? [] }
        func flag(_ key: Key) throws -> Bool { try container.decodeIfPresent(Bool.self, forKey: key) ?? false }
        identifier = try list(.identifier)
        required = try list(.required)
        readOnly = try list(.readOnly)
        returns = try container.decodeIfPresent([String: String].self, forKey: .returns) ?? [:]
        returnsProperties = try flag(.returnsProperties)
        standsFor = try list(.standsFor)
        writeOnly = try list(.writeOnly)
        createOnly = try list(.createOnly)
        conditionalCreateOnly = try list(.conditionalCreateOnly)
        deprecated = try list(.deprecated)
        tagging = try container.decodeIfPresent(TagProperty.self, forKey: .tagging) ?? .none
        isStateful = try flag(.isStateful)
        hasSnapshots = try flag(.hasSnapshots)
        rewritten = try list(.rewritten)
        isUnreadable = try flag(.isUnreadable)
        deletesBeforeReplacing = try flag(.deletesBeforeReplacing)
        missingRegions = try list(.missingRegions)
        lifecycle = try container.decodeIfPresent(Lifecycle.self, forKey: .lifecycle)
    }

    /// Encodes what there is; facts that are empty or false are left out.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        func list(_ values: [String], _ key: Key) throws {
            if !values.isEmpty { try container.encode(values, forKey: key) }
        }
        func flag(_ value: Bool, _ key: Key) throws {
            if value { try container.encode(true, forKey: key) }
        }
        try list(identifier, .identifier)
        try list(required, .required)
        try list(readOnly, .readOnly)
        if !returns.isEmpty { try container.encode(returns, forKey: .returns) }
        try flag(returnsProperties, .returnsProperties)
        try list(standsFor, .standsFor)
        try list(writeOnly, .writeOnly)
        try list(createOnly, .createOnly)
        try list(conditionalCreateOnly, .conditionalCreateOnly)
        try list(deprecated, .deprecated)
        if tagging != .none { try container.encode(tagging, forKey: .tagging) }
        try flag(isStateful, .isStateful)
        try flag(hasSnapshots, .hasSnapshots)
        try list(rewritten, .rewritten)
        try flag(isUnreadable, .isUnreadable)
        try flag(deletesBeforeReplacing, .deletesBeforeReplacing)
        try list(missingRegions, .missingRegions)
        try container.encodeIfPresent(lifecycle, forKey: .lifecycle)
    }
}

extension ResourceFacts.TagProperty: Codable {
    private enum Key: String, CodingKey {
        case list, map, groupList
    }

    /// `{"list": "Tags"}`
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        if let property = try container.decodeIfPresent(String.self, forKey: .list) {
            self = .list(property)
        } else if let property = try container.decodeIfPresent(String.self, forKey: .map) {
            self = .map(property)
        } else if let property = try container.decodeIfPresent(String.self, forKey: .groupList) {
            self = .groupList(property)
        } else {
            self = .none
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .none: break
        case .list(let property): try container.encode(property, forKey: .list)
        case .map(let property): try container.encode(property, forKey: .map)
        case .groupList(let property): try container.encode(property, forKey: .groupList)
        }
    }
}
