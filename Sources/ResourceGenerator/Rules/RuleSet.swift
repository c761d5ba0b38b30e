import ResourceSchemas

/// What holds of types beside their schemas: a schema a type, and the lists of values that these refer to.
struct RuleSet: Sendable, Equatable {
    /// Of the properties as an object.
    var schemas: [TypeName: JSONTree] = [:]
    /// Sorted by name.
    var lists: [ValueList] = []
}
