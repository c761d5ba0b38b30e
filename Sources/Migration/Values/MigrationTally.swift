/// What was migrated, counted.
public struct MigrationTally: Sendable, Equatable {
    /// Of all stacks, nested ones among them.
    public var resources = 0
    /// Those of types that no module has and no schema describes: a third party's, a custom resource with a name of its
    /// own.
    public var untypedResources = 0
    /// Those that have a type in Swift, and could not be said with it.
    public var rawResources = 0
    /// Properties, and attributes beside them, that were said in raw JSON.
    public var rawProperties = 0
    /// Sections, and members of them that only a deployment makes something of, that were said in raw JSON.
    public var rawSections = 0
    /// Uses of parameters, resources and their attributes.
    public var references = 0
    /// Those of them that have the type of what they refer to.
    public var typedReferences = 0

    /// Nothing yet.
    public init() {}

    /// Of two templates together.
    public static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.resources += right.resources
        sum.untypedResources += right.untypedResources
        sum.rawResources += right.rawResources
        sum.rawProperties += right.rawProperties
        sum.rawSections += right.rawSections
        sum.references += right.references
        sum.typedReferences += right.typedReferences
        return sum
    }
}
