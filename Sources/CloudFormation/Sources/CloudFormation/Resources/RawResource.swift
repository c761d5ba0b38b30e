/// A resource of a type that no module covers: a third party's, a module, or one newer than the schemas.
///
///     stack.add("Monitor", RawResource("Datadog::Monitors::Monitor", properties: ["Type": "metric alert"]))
public struct RawResource: Sendable {
    let typeName: String
    let properties: Properties

    public init(_ typeName: String, properties: KeyValuePairs<String, JSON> = [:]) {
        self.typeName = typeName
        var all = Properties()
        for (name, value) in properties { all.set(name, value.expression) }
        self.properties = all
    }
}
