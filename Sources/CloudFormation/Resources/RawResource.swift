/// A resource of a type that no module covers: a third party's, a module, or one newer than the schemas.
///
///     stack.add("Monitor", RawResource("Datadog::Monitors::Monitor", properties: ["Type": "metric alert"]))
public struct RawResource: Sendable {
    let typeName: String
    let tagging: Tagging
    let properties: Properties

    /// - Parameter tagging: where the type keeps its tags, so that the tags of the scopes around reach it.
    public init(_ typeName: String, tagging: Tagging = .none, properties: KeyValuePairs<String, JSON> = [:]) {
        self.typeName = typeName
        self.tagging = tagging
        self.properties = Properties(properties.map { Expression.Entry($0, $1.expression) })
    }
}
