import Prices

extension CostModel {
    /// How many instances a group has: all that may become of it, where something scales or schedules it.
    ///
    /// Amazon EC2 Auto Scaling User Guide, "Scheduled scaling for Amazon EC2 Auto Scaling"; Amazon ECS Developer Guide,
    /// "Automatically manage Amazon ECS capacity with cluster auto scaling".
    func groupSize(_ group: PlannedResource) throws(Undecided) -> ClosedRange<Amount> {
        let own = Properties(group)
        let limits = try Limits(own)
        var size = own.has("DesiredCapacity") ? try own.number("DesiredCapacity") : limits.least
        let isScaled = isScaled(group)
        if isScaled { size = limits.least.lowerBound...max(limits.least.lowerBound, limits.most.upperBound) }
        for action in controllers(of: group, ["AWS::AutoScaling::ScheduledAction"]).map({ Properties($0) }) {
            let scheduled = try scheduledSize(action, size, limits, isScaled: isScaled)
            size = min(size.lowerBound, scheduled.lowerBound)...max(size.upperBound, scheduled.upperBound)
        }
        return size
    }

    /// Between which sizes a group is kept.
    private struct Limits {
        let least: ClosedRange<Amount>
        let most: ClosedRange<Amount>

        init(_ properties: Properties) throws(Undecided) {
            least = try properties.number("MinSize")
            most = try properties.number("MaxSize")
        }

        init(_ action: Properties, else limits: Limits) throws(Undecided) {
            least = action.has("MinSize") ? try action.number("MinSize") : limits.least
            most = action.has("MaxSize") ? try action.number("MaxSize") : limits.most
        }
    }

    /// What a group comes to at its hour: what it is told to have, or what its limits leave of what it has.
    private func scheduledSize(
        _ action: Properties, _ size: ClosedRange<Amount>, _ limits: Limits, isScaled: Bool
    ) throws(Undecided) -> ClosedRange<Amount> {
        let limits = try Limits(action, else: limits)
        let least = limits.least.lowerBound
        if isScaled { return least...max(least, limits.most.upperBound) }
        if action.has("DesiredCapacity") { return try action.number("DesiredCapacity") }
        return size.scaled {
            min(max($0, limits.least.upperBound), max(limits.most.lowerBound, limits.least.upperBound))
        }
    }

    /// Whether something in the stacks makes more of a group than it begins with: policies, a capacity provider of ECS or
    /// the autoscaler of Kubernetes, which goes by tags.
    private func isScaled(_ group: PlannedResource) -> Bool {
        if !controllers(of: group, ["AWS::AutoScaling::ScalingPolicy"]).isEmpty { return true }
        let providers = controllers(of: group, ["AWS::ECS::CapacityProvider"]).map { Properties($0) }
        if providers.contains(where: { $0.mayBe("AutoScalingGroupProvider/ManagedScaling/Status", ["ENABLED", ""]) }) {
            return true
        }
        let tags = (try? Properties(group).elements("Tags")) ?? []
        return tags.contains { tag, _ in
            ((try? tag.texts("Key")) ?? []).contains { $0?.hasPrefix("k8s.io/cluster-autoscaler/") == true }
        }
    }
}
