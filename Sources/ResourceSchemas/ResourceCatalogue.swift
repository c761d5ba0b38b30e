import JSON

/// The resource types of one schema release, looked up by name.
///
///     ResourceCatalogue.aws.facts(of: "AWS::RDS::DBInstance")?.isStateful
///
/// What is known of a type lies in the executable as text and is decoded when it is asked for: a catalogue of every
/// type costs a program that asks for none nothing, and one that asks for some only those.
public struct ResourceCatalogue: Sendable {
    /// What is known of one type, as JSON.
    public struct Entry: Sendable {
        let facts: StaticString
        let schema: StaticString

        /// - Parameters:
        ///   - facts: the type's ``ResourceFacts``.
        ///   - schema: the type's ``ObjectSchema``.
        public init(facts: StaticString, schema: StaticString) {
            self.facts = facts
            self.schema = schema
        }
    }

    /// The date of the schema release, `2026-10-20`.
    public let release: String
    private let entry: @Sendable (TypeName) -> Entry?

    /// - Parameters:
    ///   - release: the date of the schema release, as in `2026-10-20`.
    ///   - entry: what is known of a type; nil for one that the release does not have.
    public init(release: String, entry: @escaping @Sendable (TypeName) -> Entry?) {
        self.release = release
        self.entry = entry
    }

    /// What is known of a type; nil for one that the release does not have.
    public func facts(of typeName: String) -> ResourceFacts? {
        find(typeName).flatMap { Self.decode($0.facts) }
    }

    /// The schema of a type's properties; nil for a type that the release does not have.
    public func schema(of typeName: String) -> ObjectSchema? {
        find(typeName).flatMap { Self.decode($0.schema) }
    }

    /// Whether deleting a resource of a type loses data; false for a type that the release does not have.
    public func isStateful(_ typeName: String) -> Bool { facts(of: typeName)?.isStateful ?? false }

    /// Whether the release has a type.
    public func contains(_ typeName: String) -> Bool { find(typeName) != nil }

    private func find(_ typeName: String) -> Entry? { TypeName(typeName).flatMap(entry) }

    /// Decodes generated text, of which a test reads every entry.
    private static func decode<T: Decodable>(_ text: StaticString) -> T? {
        let bytes = Array(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        return try? JSONValue(parsing: bytes).decoded(as: T.self)
    }
}
