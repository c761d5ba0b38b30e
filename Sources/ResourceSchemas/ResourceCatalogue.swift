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
        private let facts: UnsafeBufferPointer<UInt8>
        private let schema: UnsafeBufferPointer<UInt8>

        /// - Parameters:
        ///   - facts: the type's ``ResourceFacts``.
        ///   - schema: the type's ``ObjectSchema``.
        public init(facts: StaticString, schema: StaticString) {
            self.init(
                facts: UnsafeBufferPointer(start: facts.utf8Start, count: facts.utf8CodeUnitCount),
                schema: UnsafeBufferPointer(start: schema.utf8Start, count: schema.utf8CodeUnitCount))
        }

        package init(facts: UnsafeBufferPointer<UInt8>, schema: UnsafeBufferPointer<UInt8>) {
            self.facts = facts
            self.schema = schema
        }

        /// The facts as they are written; nil for what is no JSON, of which a test would tell.
        public var factsJSON: JSONValue? { try? JSONValue(parsing: Array(facts)) }
        /// The schema as it is written, for whoever asks for a few of its parts: to decode all of it takes longer.
        public var schemaJSON: JSONValue? { try? JSONValue(parsing: Array(schema)) }
    }

    /// The date of the schema release, `2026-10-20`.
    public let release: String
    /// The actions of AWS's services.
    public let actions: ActionCatalogue
    private let listTypes: @Sendable () -> [String]
    private let entry: @Sendable (TypeName) -> Entry?

    /// - Parameters:
    ///   - release: the date of the schema release.
    ///   - listTypes: the names of all types.
    ///   - actions: those that policies can name.
    ///   - entry: what is known of a type; nil for one that the release does not have.
    public init(
        release: String, listTypes: @escaping @Sendable () -> [String] = { [] },
        actions: ActionCatalogue = ActionCatalogue(), entry: @escaping @Sendable (TypeName) -> Entry?
    ) {
        self.release = release
        self.actions = actions
        self.listTypes = listTypes
        self.entry = entry
    }

    /// The names of all types, sorted by their bytes.
    public var typeNames: [String] { listTypes() }

    /// What is known of a type; nil for one that the release does not have.
    public func facts(of typeName: String) -> ResourceFacts? {
        find(typeName)?.factsJSON.flatMap { try? $0.decoded() }
    }

    /// The schema of a type's properties; nil for a type that the release does not have.
    public func schema(of typeName: String) -> ObjectSchema? {
        find(typeName)?.schemaJSON.flatMap { try? $0.decoded() }
    }

    /// Whether deleting a resource of a type loses data; false for a type that the release does not have.
    public func isStateful(_ typeName: String) -> Bool { facts(of: typeName)?.isStateful ?? false }

    /// Whether the release has a type.
    public func contains(_ typeName: String) -> Bool { find(typeName) != nil }

    /// What is known of a type, not decoded; nil for one that the release does not have.
    public func find(_ typeName: String) -> Entry? { TypeName(typeName).flatMap(entry) }
}
