/// What becomes of a resource that leaves the stack ("DeletionPolicy attribute" and "UpdateReplacePolicy attribute").
public enum DeletionPolicy: String, Sendable {
    case delete = "Delete"
    case retain = "Retain"
    /// Retained, but deleted when the creation that made it rolls back.
    case retainExceptOnCreate = "RetainExceptOnCreate"
    /// Databases and volumes: deleted, with a last snapshot kept.
    case snapshot = "Snapshot"

    /// The same for what an update replaces. RetainExceptOnCreate has no meaning there: CloudFormation rejects it.
    var forReplacement: DeletionPolicy { self == .retainExceptOnCreate ? .retain : self }
}

/// What CloudFormation waits for after creating a resource ("CreationPolicy attribute").
public struct CreationPolicy: Sendable {
    let expression: Expression

    /// Waits for `count` success signals within `timeout`, an ISO 8601 duration such as `PT15M`.
    ///
    /// - Parameter minimumSuccessfulInstancesPercent: for Auto Scaling groups, how many of the signals must be good.
    public static func signals(
        _ count: Value<Int>, timeout: Value<String> = "PT15M", minimumSuccessfulInstancesPercent: Value<Int>? = nil
    ) -> Self {
        var policy = Properties()
        if let percent = minimumSuccessfulInstancesPercent {
            policy.set(
                "AutoScalingCreationPolicy", .object([.init("MinSuccessfulInstancesPercent", percent.expression)]))
        }
        policy.set("ResourceSignal", .object([.init("Count", count.expression), .init("Timeout", timeout.expression)]))
        return Self(expression: policy.expression)
    }

    /// Any other creation policy, as the user guide writes it.
    public static func custom(_ policy: JSON) -> Self {
        Self(expression: policy.expression)
    }
}

/// What a resource has besides its properties.
struct ResourceAttributes {
    var condition: Condition?
    var dependsOn: [Element] = []
    var deletionPolicy: DeletionPolicy?
    var updateReplacePolicy: DeletionPolicy?
    var creationPolicy: CreationPolicy?
    var updatePolicy: UpdatePolicy?
    var metadata: JSON?
    var overrides: [PropertyOverride] = []
    /// Attributes that stand in the place of the others, or beside them: each path is a name.
    var attributeOverrides: [PropertyOverride] = []
    var suppressions: [SuppressionRecord] = []
    /// Where it was before.
    var formerPaths: [FormerPath] = []

    /// What of them may refer to something.
    var expressions: [Expression] {
        [creationPolicy?.expression, updatePolicy?.expression, metadata?.expression].compactMap(\.self)
            + attributeOverrides.compactMap(\.value)
    }
}

/// A change to the finished properties, or to a whole attribute: the escape hatch for what no type covers.
struct PropertyOverride {
    /// Keys from the outside in; a number is an index into a list.
    var path: [String]
    /// nil removes the property.
    var value: Expression?
    var location: SourceLocation
}
