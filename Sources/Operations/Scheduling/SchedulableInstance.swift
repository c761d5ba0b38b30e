import AWSAccess
import Prices

/// An instance that belongs to no Auto Scaling group.
struct SchedulableInstance: Schedulable, Equatable {
    let instance: Instance

    /// The tag that EC2 Auto Scaling puts on every instance of a group.
    static let groupTag = "aws:autoscaling:groupName"

    var kind: SchedulableKind { .instance }
    var id: String { instance.instanceId }
    var state: String { instance.state.name }
    var remembered: String? { instance.tags?[SchedulerTag.stopped] }
    var running: [PricedItem] {
        ["running", "pending"].contains(state) ? [.instance(type: instance.instanceType)] : []
    }
    var whenStarted: [PricedItem] {
        remembered != nil && running.isEmpty ? [.instance(type: instance.instanceType)] : []
    }

    func step(toward goal: SchedulerGoal, asked: Bool, at time: String) -> SchedulerStep {
        switch goal {
        case .stop: stop(asked: asked, at: time)
        case .start: start(asked: asked)
        }
    }

    private func stop(asked: Bool, at time: String) -> SchedulerStep {
        switch state {
        case "stopped":
            .done(remembered == nil ? "stopped already, by somebody else: start will leave it so" : "stopped")
        case "stopping": .wait("stops")
        case "pending": .wait("still starts, and is then stopped")
        case "running" where asked: .wait("is about to stop")
        case "running":
            // "Stop and start Amazon EC2 instances" in the EC2 user guide.
            instance.rootDeviceType == "instance-store"
                ? .impossible("its root volume is an instance store, and such an instance can only be terminated")
                : .call(
                    [
                        [
                            "ec2", "create-tags", "--resources", id, "--tags",
                            ResourceTags.option(["Key": SchedulerTag.stopped, "Value": time]),
                        ],
                        ["ec2", "stop-instances", "--instance-ids", id],
                    ], why: "stop")
        default: .done("is \(state)")
        }
    }

    private func start(asked: Bool) -> SchedulerStep {
        guard remembered != nil else {
            return .done(asked ? "runs" : state == "stopped" ? "stopped by somebody else: left so" : "\(state) already")
        }
        switch state {
        case "running":
            // Forgotten only now: a start for which there turns out to be no capacity ends in "stopped" again.
            return .call(
                [
                    [
                        "ec2", "delete-tags", "--resources", id, "--tags",
                        ResourceTags.option(["Key": SchedulerTag.stopped]),
                    ]
                ], why: "runs; forget that it was stopped")
        case "pending": return .wait("starts")
        case "stopping": return .wait("still stops, and is then started")
        case "stopped" where asked:
            return instance.stateReason?.code == "Server.InsufficientInstanceCapacity"
                ? .noCapacity("AWS has no capacity for \(instance.instanceType)") : .wait("is about to start")
        case "stopped": return .call([["ec2", "start-instances", "--instance-ids", id]], why: "start")
        default: return .done("is \(state)")
        }
    }
}
