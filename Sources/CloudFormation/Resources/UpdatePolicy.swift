/// How CloudFormation updates a resource that stands for many ("UpdatePolicy attribute").
///
///     let rolling: UpdatePolicy = .rolling(minimumInService: 2)
///     let replacing = UpdatePolicy(autoScalingReplacingUpdate: .init(willReplace: true))
public struct UpdatePolicy: Sendable {
    let expression: Expression

    private init(expression: Expression) { self.expression = expression }

    /// A policy in the template's own terms, with nothing added.
    ///
    /// - Parameters:
    ///   - autoScalingReplacingUpdate: of an Auto Scaling group: whether the group itself is replaced.
    ///   - autoScalingRollingUpdate: of an Auto Scaling group: how its instances are replaced.
    ///   - autoScalingScheduledAction: of an Auto Scaling group: what becomes of sizes that scheduled actions changed.
    ///   - codeDeployLambdaAliasUpdate: of an alias of a function: the deployment that shifts its traffic.
    ///   - enableVersionUpgrade: of an OpenSearch domain: whether it is upgraded in place.
    ///   - useOnlineResharding: of a replication group of ElastiCache: whether its shards change in place.
    public init(
        autoScalingReplacingUpdate: AutoScalingReplacingUpdate? = nil,
        autoScalingRollingUpdate: AutoScalingRollingUpdate? = nil,
        autoScalingScheduledAction: AutoScalingScheduledAction? = nil,
        codeDeployLambdaAliasUpdate: CodeDeployLambdaAliasUpdate? = nil,
        enableVersionUpgrade: Value<Bool>? = nil, useOnlineResharding: Value<Bool>? = nil
    ) {
        var policy = Properties()
        policy.set("AutoScalingReplacingUpdate", autoScalingReplacingUpdate?.expression)
        policy.set("AutoScalingRollingUpdate", autoScalingRollingUpdate?.expression)
        policy.set("AutoScalingScheduledAction", autoScalingScheduledAction?.expression)
        policy.set("CodeDeployLambdaAliasUpdate", codeDeployLambdaAliasUpdate?.expression)
        policy.set("EnableVersionUpgrade", enableVersionUpgrade?.expression)
        policy.set("UseOnlineResharding", useOnlineResharding?.expression)
        expression = policy.expression
    }

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
        Self(
            autoScalingRollingUpdate: AutoScalingRollingUpdate(
                maxBatchSize: batchSize, minInstancesInService: minimumInService, pauseTime: pause,
                suspendProcesses: suspendedProcesses, waitOnResourceSignals: waitForSignals),
            // Scheduled actions and scaling policies change these sizes at run time; an update must not undo them.
            autoScalingScheduledAction: AutoScalingScheduledAction(ignoreUnmodifiedGroupSizeProperties: true))
    }

    /// Any other update policy, as the user guide writes it.
    public static func custom(_ policy: JSON) -> Self {
        Self(expression: policy.expression)
    }
}

extension UpdatePolicy {
    /// Whether an Auto Scaling group is replaced as a whole.
    public struct AutoScalingReplacingUpdate: TemplateValue {
        public let expression: Expression

        public init(expression: Expression) { self.expression = expression }

        /// - Parameter willReplace: whether a new group is made, and the old one deleted once the new one works.
        public init(willReplace: Value<Bool>) {
            expression = .object([.init("WillReplace", willReplace.expression)])
        }
    }

    /// How the instances of an Auto Scaling group are replaced, a few at a time.
    public struct AutoScalingRollingUpdate: TemplateValue {
        public let expression: Expression

        public init(expression: Expression) { self.expression = expression }

        /// What is left out has CloudFormation's own default.
        ///
        /// - Parameters:
        ///   - maxBatchSize: instances that are replaced at once; 1 by default.
        ///   - minActiveInstancesPercent: of the desired capacity, which has to be in service; 100 by default.
        ///   - minInstancesInService: instances that keep serving meanwhile; 0 by default.
        ///   - minSuccessfulInstancesPercent: how many have to signal success; 100 by default.
        ///   - pauseTime: after each batch, or how long signals are waited for: an ISO 8601 duration of at most `PT1H`.
        ///   - suspendProcesses: the group's own processes that rest meanwhile.
        ///   - waitOnResourceSignals: whether each new instance says itself that it is ready.
        public init(
            maxBatchSize: Value<Int>? = nil, minActiveInstancesPercent: Value<Int>? = nil,
            minInstancesInService: Value<Int>? = nil, minSuccessfulInstancesPercent: Value<Int>? = nil,
            pauseTime: Value<String>? = nil, suspendProcesses: List<Value<String>>? = nil,
            waitOnResourceSignals: Value<Bool>? = nil
        ) {
            var update = Properties()
            update.set("MaxBatchSize", maxBatchSize?.expression)
            update.set("MinActiveInstancesPercent", minActiveInstancesPercent?.expression)
            update.set("MinInstancesInService", minInstancesInService?.expression)
            update.set("MinSuccessfulInstancesPercent", minSuccessfulInstancesPercent?.expression)
            update.set("PauseTime", pauseTime?.expression)
            update.set("SuspendProcesses", suspendProcesses?.expression)
            update.set("WaitOnResourceSignals", waitOnResourceSignals?.expression)
            expression = update.expression
        }
    }

    /// What becomes of the sizes of an Auto Scaling group that its scheduled actions changed.
    public struct AutoScalingScheduledAction: TemplateValue {
        public let expression: Expression

        public init(expression: Expression) { self.expression = expression }

        /// - Parameter ignoreUnmodifiedGroupSizeProperties: whether sizes that the template did not change stay as they
        ///   are.
        public init(ignoreUnmodifiedGroupSizeProperties: Value<Bool>) {
            expression = .object([
                .init("IgnoreUnmodifiedGroupSizeProperties", ignoreUnmodifiedGroupSizeProperties.expression)
            ])
        }
    }

    /// The deployment of CodeDeploy that shifts an alias to a new version of its function.
    public struct CodeDeployLambdaAliasUpdate: TemplateValue {
        public let expression: Expression

        public init(expression: Expression) { self.expression = expression }

        /// - Parameters:
        ///   - applicationName: of CodeDeploy.
        ///   - deploymentGroupName: of CodeDeploy.
        ///   - afterAllowTrafficHook: the name of a function that runs after the shift.
        ///   - beforeAllowTrafficHook: the name of a function that runs before it.
        public init(
            applicationName: Value<String>, deploymentGroupName: Value<String>,
            afterAllowTrafficHook: Value<String>? = nil, beforeAllowTrafficHook: Value<String>? = nil
        ) {
            var update = Properties()
            update.set("AfterAllowTrafficHook", afterAllowTrafficHook?.expression)
            update.set("ApplicationName", applicationName.expression)
            update.set("BeforeAllowTrafficHook", beforeAllowTrafficHook?.expression)
            update.set("DeploymentGroupName", deploymentGroupName.expression)
            expression = update.expression
        }
    }
}
