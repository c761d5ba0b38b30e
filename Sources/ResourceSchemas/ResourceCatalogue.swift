import JSON

/// The resource types of one schema release, looked up by name.
///
///     ResourceCatalogue.aws.facts(of: "AWS::RDS::DBInstance")?.isStateful
///
/// What is known of a type lies in the executable as text and is decoded when it is asked for: a catalogue of every
/// type costs a program that asks for none nothing, and one that asks for some only those.
public struct ResourceCatalogue: Sendable {
    /// What is known of one type, as JSON that stays where it is for as long as the program runs.
    public struct Entry: @unchecked Sendable {
        // Nobody writes to a program's constants.
        package let facts: UnsafeBufferPointer<UInt8>
        package let schema: UnsafeBufferPointer<UInt8>
        package let rules: UnsafeBufferPointer<UInt8>?

        /// - Parameters:
        ///   - facts: the type's ``ResourceFacts``.
        ///   - schema: the type's ``ObjectSchema``.
        ///   - rules: what holds beside the schema.
        public init(facts: StaticString, schema: StaticString, rules: StaticString? = nil) {
            func bytes(_ text: StaticString) -> UnsafeBufferPointer<UInt8> {
                UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
            }
            self.init(facts: bytes(facts), schema: bytes(schema), rules: rules.map(bytes))
        }

        package init(
            facts: UnsafeBufferPointer<UInt8>, schema: UnsafeBufferPointer<UInt8>, rules: UnsafeBufferPointer<UInt8>?
        ) {
            self.facts = facts
            self.schema = schema
            self.rules = rules
        }

        /// The facts as they are written; nil for what is no JSON, of which a test would tell.
        public var factsJSON: JSONValue? { try? JSONValue(parsing: Array(facts)) }
        /// The schema as it is written, for whoever asks for a few of its parts: to decode all of it takes longer.
        public var schemaJSON: JSONValue? { try? JSONValue(parsing: Array(schema)) }
        /// What holds of the properties beside the schema, as a schema; nil for most types.
        public var rulesJSON: JSONValue? { rules.flatMap { try? JSONValue(parsing: Array($0)) } }
    }

    /// The date of the schema release, `2026-10-20`.
    public let release: String
    /// The actions of AWS's services.
    public let actions: ActionCatalogue
    private let listTypes: @Sendable () -> [String]
    private let entry: @Sendable (TypeName) -> Entry?
    private let values: @Sendable (String) -> OfferedValues?
    private let changes: @Sendable (String) -> ChangeFacts?

    /// - Parameters:
    ///   - release: the date of the schema release.
    ///   - listTypes: the names of all types.
    ///   - actions: those that policies can name.
    ///   - values: the list with a name that rules refer to.
    ///   - changes: what is known of changes of a type; nil where that is nothing.
    ///   - entry: what is known of a type; nil for one that the release does not have.
    public init(
        release: String, listTypes: @escaping @Sendable () -> [String] = { [] },
        actions: ActionCatalogue = ActionCatalogue(),
        values: @escaping @Sendable (String) -> OfferedValues? = { _ in nil },
        changes: @escaping @Sendable (String) -> ChangeFacts? = { _ in nil },
        entry: @escaping @Sendable (TypeName) -> Entry?
    ) {
        self.release = release
        self.actions = actions
        self.listTypes = listTypes
        self.values = values
        self.changes = changes
        self.entry = entry
    }

    /// The names of all types, sorted by their bytes.
    public var typeNames: [String] { listTypes() }

    /// What is known of a type; nil for one that the release does not have.
    public func facts(of typeName: String) -> ResourceFacts? {
        find(typeName)?.factsJSON.flatMap { try? $0.decoded() }
    }

    /// What is known of changes of a type, beside its facts.
    public func changes(of typeName: String) -> ChangeFacts { changes(typeName) ?? ChangeFacts() }

    /// The schema of a type's properties; nil for a type that the release does not have.
    public func schema(of typeName: String) -> ObjectSchema? {
        find(typeName)?.schemaJSON.flatMap { try? $0.decoded() }
    }

    /// Whether deleting a resource of a type loses data; false for a type that the release does not have.
    public func isStateful(_ typeName: String) -> Bool { facts(of: typeName)?.isStateful ?? false }

    /// The list of values with a name that a type's rules refer to; nil for one that the release does not have.
    public func offered(_ list: String) -> OfferedValues? { values(list) }

    /// Whether the release has a type.
    public func contains(_ typeName: String) -> Bool { find(typeName) != nil }

    /// What is known of a type, not decoded; nil for one that the release does not have.
    public func find(_ typeName: String) -> Entry? { TypeName(typeName).flatMap(entry) }
}
