import Prices
import Template

extension CostModel {
    private static let controllers: Set<String> = [
        "AWS::ApplicationAutoScaling::ScalableTarget", "AWS::AutoScaling::ScalingPolicy",
        "AWS::AutoScaling::ScheduledAction", "AWS::ECS::CapacityProvider", "AWS::Scheduler::Schedule",
    ]

    /// The property by which others may mean what a name is given to.
    private static let names = [
        "AWS::AutoScaling::AutoScalingGroup": "AutoScalingGroupName", "AWS::DynamoDB::Table": "TableName",
        "AWS::ECS::Service": "ServiceName", "AWS::ElastiCache::ReplicationGroup": "ReplicationGroupId",
        "AWS::Lambda::Function": "FunctionName", "AWS::RDS::DBCluster": "DBClusterIdentifier",
    ]

    /// By the path of a resource, those that scale or schedule it.
    static func controllers(in resources: [PlannedResource]) -> [String: [PlannedResource]] {
        var named: [String: [String]] = [:]
        for resource in resources {
            guard let property = names[resource.type], let name = resource.properties[property]?.scalarText else {
                continue
            }
            named[name, default: []].append(resource.path.description)
        }
        var controllers: [String: [PlannedResource]] = [:]
        for resource in resources where Self.controllers.contains(resource.type) {
            let meant = resource.mentionedNames.union(resource.namesInTexts.flatMap { named[$0] ?? [] })
            for path in meant { controllers[path, default: []].append(resource) }
        }
        return controllers
    }

    // MARK: - Application Auto Scaling

    /// What Application Auto Scaling may make of something, and what its property says where nothing scales it.
    ///
    /// - Parameters:
    ///   - dimension: what of it, as in `ecs:service:DesiredCount`.
    ///   - isMeant: whether a target is of the part that is asked for.
    func capacity(
        of resource: PlannedResource, _ dimension: String, _ properties: Properties, _ path: String,
        else standard: Amount? = nil, where isMeant: (Properties) -> Bool = { _ in true }
    ) throws(Undecided) -> ClosedRange<Amount> {
        guard let scaled = try scaledCapacity(of: resource, dimension, where: isMeant) else {
            return try properties.number(path, else: standard)
        }
        if scaled.isSure { return scaled.range }
        let own = try properties.number(path, else: standard)
        return min(own.lowerBound, scaled.range.lowerBound)...max(own.upperBound, scaled.range.upperBound)
    }

    /// All that targets of Application Auto Scaling may make of something, by their limits and by those that they schedule,
    /// and whether one is surely there; nil where nothing scales it. Application Auto Scaling User Guide, "Scheduled scaling
    /// for Application Auto Scaling".
    func scaledCapacity(
        of resource: PlannedResource, _ dimension: String, where isMeant: (Properties) -> Bool = { _ in true }
    ) throws(Undecided) -> (range: ClosedRange<Amount>, isSure: Bool)? {
        var bounds: [Amount] = []
        var isSure = false
        for resource in controllers(of: resource, ["AWS::ApplicationAutoScaling::ScalableTarget"]) {
            let target = Properties(resource)
            guard target.mayBe("ScalableDimension", [dimension, ""]), isMeant(target) else { continue }
            isSure = isSure || resource.exists == .yes
            bounds += try target.bounds(["MinCapacity", "MaxCapacity"])
            for (action, _) in try target.elements("ScheduledActions") {
                let limits = ["MinCapacity", "MaxCapacity"].map { "ScalableTargetAction/\($0)" }
                bounds += try action.bounds(limits.filter { action.has($0) })
            }
        }
        guard let least = bounds.min(), let most = bounds.max() else { return nil }
        return (least...most, isSure)
    }
}

extension Properties {
    /// The least and the most of numbers.
    fileprivate func bounds(_ paths: [String]) throws(Undecided) -> [Amount] {
        var bounds: [Amount] = []
        for path in paths {
            let number = try number(path)
            bounds += [number.lowerBound, number.upperBound]
        }
        return bounds
    }
}

extension PlannedResource {
    /// The names of resources that its properties refer to.
    fileprivate var mentionedNames: Set<String> {
        var names: Set<String> = []
        Template.Expression.object(properties).visit { value, _ in
            value.forEachPlannedName { name, _ in names.insert(name) }
        }
        return names
    }

    /// The names in what it says it scales, where that is a text such as `service/default/web`.
    fileprivate var namesInTexts: [String] {
        ["ResourceId", "AutoScalingGroupName"].flatMap { property in
            (properties[property]?.scalarText ?? "").split { "/:".contains($0) }.map(String.init)
        }
    }
}
