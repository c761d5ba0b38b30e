import AWSAccess
import Prices

/// A database instance. Stopped, only its storage and its backups are charged.
struct SchedulableDatabase: Schedulable, Equatable {
    let instance: DatabaseInstance

    var kind: SchedulableKind { .database }
    var id: String { instance.identifier }
    var remembered: String? { instance.tags?[SchedulerTag.stopped] }

    var state: String {
        guard instance.status == "stopped", let restart = instance.automaticRestartTime else { return instance.status }
        return "stopped, until RDS starts it by itself at \(restart)"
    }

    private var charge: PricedItem {
        .database(engine: instance.engine, instanceClass: instance.instanceClass, multiAZ: instance.multiAZ)
    }
    var running: [PricedItem] { ["stopped", "stopping"].contains(instance.status) ? [] : [charge] }
    var whenStarted: [PricedItem] { remembered != nil && running.isEmpty ? [charge] : [] }

    /// "Stopping an Amazon RDS DB instance temporarily" in the RDS user guide, its limitations.
    private var obstacle: String? {
        // An emulator writes an empty name where there is none.
        if let cluster = instance.cluster, !cluster.isEmpty {
            return "it belongs to the cluster \(cluster), which is stopped as a whole"
        }
        if let source = instance.replicaSource, !source.isEmpty {
            return "it is a read replica of \(source), and RDS cannot stop those"
        }
        if let replica = instance.replicas?.first {
            return "it has a read replica (\(replica)), and RDS cannot stop such a database"
        }
        if instance.engine.hasPrefix("sqlserver"), instance.multiAZ {
            return "it is SQL Server in Multi-AZ, which RDS cannot stop"
        }
        return nil
    }

    /// States that end only when somebody does something. "Viewing Amazon RDS DB instance status" in the RDS user
    /// guide.
    private var isStuck: Bool {
        instance.status.hasPrefix("incompatible-") || instance.status.hasPrefix("inaccessible-encryption-credentials")
            || ["failed", "restore-error", "storage-full", "insufficient-capacity", "deleting"].contains(
                instance.status)
    }

    func step(toward goal: SchedulerGoal, asked: Bool, at time: String) -> SchedulerStep {
        switch goal {
        case .stop: stop(asked: asked, at: time)
        case .start: start(asked: asked)
        }
    }

    private func stop(asked: Bool, at time: String) -> SchedulerStep {
        switch instance.status {
        case "stopped": .done(remembered == nil ? "stopped already, by somebody else: start will leave it so" : state)
        case "stopping": .wait("stops")
        case "available" where asked: .wait("is about to stop")
        case "available":
            if let obstacle {
                .impossible(obstacle)
            } else {
                .call(
                    [
                        [
                            "rds", "add-tags-to-resource", "--resource-name", instance.arn, "--tags",
                            ResourceTags.option(["Key": SchedulerTag.stopped, "Value": time]),
                        ],
                        ["rds", "stop-db-instance", "--db-instance-identifier", id],
                    ], why: "stop (RDS starts it by itself after 7 days)")
            }
        default: inBetween
        }
    }

    private func start(asked: Bool) -> SchedulerStep {
        guard remembered != nil else {
            if asked { return .done("runs") }
            return .done(
                instance.status == "stopped" ? "stopped by somebody else: left so" : "\(instance.status) already")
        }
        switch instance.status {
        case "available":
            return .call(
                [
                    [
                        "rds", "remove-tags-from-resource", "--resource-name", instance.arn, "--tag-keys",
                        SchedulerTag.stopped,
                    ]
                ],
                why: "runs; forget that it was stopped")
        case "stopped":
            return asked
                ? .wait("is about to start")
                : .call([["rds", "start-db-instance", "--db-instance-identifier", id]], why: "start")
        case "starting": return .wait("starts")
        case "stopping": return .wait("still stops, and is then started")
        default: return inBetween
        }
    }

    private var inBetween: SchedulerStep {
        isStuck
            ? .impossible(
                "it is '\(instance.status)', which does not pass by itself; look at its events in the RDS console")
            : .wait("is '\(instance.status)', in which RDS neither stops nor starts it")
    }
}
