import AWSAccess
import Prices

/// An Auto Scaling group. It is stopped by scaling it to zero: instances that are merely stopped are replaced at once.
struct SchedulableGroup: Decodable, Schedulable, Equatable {
    struct Member: Decodable, Sendable, Equatable {
        let instanceType: String?
        let lifecycleState: String
        let healthStatus: String

        var isInService: Bool { lifecycleState == "InService" && healthStatus == "Healthy" }
    }

    struct LaunchTemplate: Decodable, Sendable, Equatable {
        let launchTemplateId: String?
        let version: String?
    }

    let autoScalingGroupName: String
    let minSize: Int
    let maxSize: Int
    let desiredCapacity: Int
    let instances: [Member]?
    let tags: ResourceTags?
    let launchTemplate: LaunchTemplate?
    /// The type that new instances get; read from the launch template where it is needed.
    var launchedType: String?

    var kind: SchedulableKind { .group }
    var id: String { autoScalingGroupName }
    var sizes: GroupSizes { GroupSizes(minimum: minSize, maximum: maxSize, desired: desiredCapacity) }
    var members: [Member] { instances ?? [] }
    var remembered: String? { tags?[SchedulerTag.sizes] }

    var state: String {
        if sizes == .zero, members.isEmpty { return "scaled to zero" }
        return
            "\(members.count(where: \.isInService)) of \(desiredCapacity) in service (min \(minSize), max \(maxSize))"
    }

    var running: [PricedItem] { members.map { .instance(type: $0.instanceType ?? PricedItem.unknownType) } }

    var whenStarted: [PricedItem] {
        guard desiredCapacity == 0, let sizes = remembered.flatMap({ GroupSizes($0) }) else { return [] }
        return Array(repeating: .instance(type: launchedType ?? PricedItem.unknownType), count: sizes.desired)
    }

    func step(toward goal: SchedulerGoal, asked: Bool, at time: String) -> SchedulerStep {
        switch goal {
        case .stop: stop(asked: asked)
        case .start: start(asked: asked)
        }
    }

    /// What remembered sizes mean today: a stopped group whose maximum is above zero got that since, from a deployment
    /// or from somebody, and CloudFormation would not put it right again.
    private func updated(_ remembered: GroupSizes) -> GroupSizes {
        guard maxSize > 0 else { return remembered }
        return GroupSizes(
            minimum: min(remembered.minimum, maxSize), maximum: maxSize, desired: min(remembered.desired, maxSize))
    }

    private func stop(asked: Bool) -> SchedulerStep {
        guard sizes == .zero else {
            if asked { return .wait("is being scaled to zero") }
            // A stopped group has no desired instances. Where it has, somebody or a deployment brought it up again, and
            // what it has now counts more than what it had on another day.
            let known = remembered.flatMap { GroupSizes($0) }.map(updated)
            let sizes = desiredCapacity == 0 ? known ?? sizes : sizes
            // Remembered first: sizes that are lost cannot be restored.
            return .call([remember(sizes), scale(to: .zero)], why: "scale to zero, remember \(sizes)")
        }
        guard members.isEmpty else { return .wait("has \(Self.instances(members.count)) still to end") }
        return .done(
            remembered.map { "stopped, remembers \($0)" } ?? "at zero already, by somebody else: nothing to remember")
    }

    private func start(asked: Bool) -> SchedulerStep {
        if asked {
            if sizes == .zero { return .wait("is being scaled up") }
            return startup ?? .done("runs with \(sizes)")
        }
        guard let remembered else {
            if sizes == .zero { return .done("at zero, by somebody else or a schedule: nothing to restore") }
            // An earlier start may have ended before all was there.
            return startup ?? .done("runs already")
        }
        if desiredCapacity > 0 { return .call([forget], why: "runs already; forget \(remembered)") }
        guard let sizes = GroupSizes(remembered) else {
            return .impossible(
                "its tag \(SchedulerTag.sizes) says '\(remembered)' where sizes such as 'min=2 max=4 desired=2' belong; correct or remove the tag"
            )
        }
        // Forgotten last, for the same reason.
        let wanted = updated(sizes)
        return .call([scale(to: wanted), forget], why: "restore \(wanted)")
    }

    /// What is still to be waited for; nil when all that it should have is there.
    private var startup: SchedulerStep? {
        let inService = members.count(where: \.isInService)
        return inService < desiredCapacity
            ? .wait("has \(inService) of \(Self.instances(desiredCapacity)) in service") : nil
    }

    private static func instances(_ count: Int) -> String { count == 1 ? "1 instance" : "\(count) instances" }

    private func remember(_ sizes: GroupSizes) -> [String] {
        [
            "autoscaling", "create-or-update-tags", "--tags",
            ResourceTags.option(
                [
                    "ResourceId": id, "ResourceType": "auto-scaling-group", "Key": SchedulerTag.sizes,
                    "Value": "\(sizes)",
                ],
                propagateAtLaunch: false),
        ]
    }

    private func scale(to sizes: GroupSizes) -> [String] {
        ["autoscaling", "update-auto-scaling-group", "--auto-scaling-group-name", id] + sizes.options
    }

    private var forget: [String] {
        [
            "autoscaling", "delete-tags", "--tags",
            ResourceTags.option(["ResourceId": id, "ResourceType": "auto-scaling-group", "Key": SchedulerTag.sizes]),
        ]
    }
}
