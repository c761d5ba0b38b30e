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

/// How CloudFormation updates a resource that stands for many ("UpdatePolicy attribute").
public struct UpdatePolicy: Sendable {
    let expression: Expression

    /// Replaces the instances of an Auto Scaling group a few at a time.
    ///
    /// - Parameters:
    ///   - minimumInService: instances that keep serving meanwhile.
    ///   - batchSize: instances replaced at once.
    ///   - pause: how long to wait after each batch, an ISO 8601 duration; with signals, how long to wait for them.
    ///   - waitForSignals: whether each new instance says itself that it is ready.
    ///   - suspendedProcesses: the group's own processes that must not interfere.
    public static func rolling(
        minimumInService: Value<Int>, batchSize: Value<Int> = 1, pause: Value<String> = "PT5M",
        waitForSignals: Value<Bool> = false,
        suspendedProcesses: List<Value<String>> = [
            "HealthCheck", "ReplaceUnhealthy", "AZRebalance", "AlarmNotification", "ScheduledActions",
        ]
    ) -> Self {
        var rolling = Properties()
        rolling.set("MaxBatchSize", batchSize.expression)
        rolling.set("MinInstancesInService", minimumInService.expression)
        rolling.set("PauseTime", pause.expression)
        rolling.set("SuspendProcesses", suspendedProcesses.expression)
        rolling.set("WaitOnResourceSignals", waitForSignals.expression)
        return custom([
            "AutoScalingRollingUpdate": JSON(expression: rolling.expression),
            // Scheduled actions and scaling policies change these sizes at run time; an update must not undo them.
            "AutoScalingScheduledAction": ["IgnoreUnmodifiedGroupSizeProperties": true],
        ])
    }

    /// Any other update policy, as the user guide writes it.
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
    var suppressions: [SuppressionRecord] = []
    /// Where it was before.
    var formerPaths: [FormerPath] = []

    /// What of them may refer to something.
    var expressions: [Expression] {
        [creationPolicy?.expression, updatePolicy?.expression, metadata?.expression].compactMap(\.self)
    }
}

/// A change to the finished properties: the escape hatch for what no type covers.
struct PropertyOverride {
    /// Keys from the outside in; a number is an index into a list.
    var path: [String]
    /// nil removes the property.
    var value: Expression?
    var location: SourceLocation
}
