import AWSAccess
import Prices

/// A database instance. Stopped, only its storage and its backups are charged.
struct SchedulableDatabase: Decodable, Schedulable, Equatable {
    let dBInstanceIdentifier: String
    let dBInstanceArn: String
    let dBInstanceStatus: String
    let dBInstanceClass: String
    let engine: String
    let multiAZ: Bool?
    let dBClusterIdentifier: String?
    let readReplicaSourceDBInstanceIdentifier: String?
    let readReplicaDBInstanceIdentifiers: [String]?
    /// When RDS starts it by itself: seven days after it was stopped.
    let automaticRestartTime: String?
    let tagList: ResourceTags?

    var kind: SchedulableKind { .database }
    var id: String { dBInstanceIdentifier }
    var remembered: String? { tagList?[SchedulerTag.stopped] }

    var state: String {
        guard dBInstanceStatus == "stopped", let automaticRestartTime else { return dBInstanceStatus }
        return "stopped, until RDS starts it by itself at \(automaticRestartTime)"
    }

    private var charge: PricedItem {
        .database(engine: engine, instanceClass: dBInstanceClass, multiAZ: multiAZ == true)
    }
    var running: [PricedItem] { ["stopped", "stopping"].contains(dBInstanceStatus) ? [] : [charge] }
    var whenStarted: [PricedItem] { remembered != nil && running.isEmpty ? [charge] : [] }

    /// "Stopping an Amazon RDS DB instance temporarily" in the RDS user guide, its limitations.
    private var obstacle: String? {
        // An emulator writes an empty name where there is none.
        if let cluster = dBClusterIdentifier, !cluster.isEmpty {
            return "it belongs to the cluster \(cluster), which is stopped as a whole"
        }
        if let source = readReplicaSourceDBInstanceIdentifier, !source.isEmpty {
            return "it is a read replica of \(source), and RDS cannot stop those"
        }
        if let replica = readReplicaDBInstanceIdentifiers?.first {
            return "it has a read replica (\(replica)), and RDS cannot stop such a database"
        }
        if engine.hasPrefix("sqlserver"), multiAZ == true {
            return "it is SQL Server in Multi-AZ, which RDS cannot stop"
        }
        return nil
    }

    /// States that end only when somebody does something. "Viewing Amazon RDS DB instance status" in the RDS user
    /// guide.
    private var isStuck: Bool {
        dBInstanceStatus.hasPrefix("incompatible-") || dBInstanceStatus.hasPrefix("inaccessible-encryption-credentials")
            || ["failed", "restore-error", "storage-full", "insufficient-capacity", "deleting"].contains(
                dBInstanceStatus)
    }

    func step(toward goal: SchedulerGoal, asked: Bool, at time: String) -> SchedulerStep {
        switch goal {
        case .stop: stop(asked: asked, at: time)
        case .start: start(asked: asked)
        }
    }

    private func stop(asked: Bool, at time: String) -> SchedulerStep {
        switch dBInstanceStatus {
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
                            "rds", "add-tags-to-resource", "--resource-name", dBInstanceArn, "--tags",
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
                dBInstanceStatus == "stopped" ? "stopped by somebody else: left so" : "\(dBInstanceStatus) already")
        }
        switch dBInstanceStatus {
        case "available":
            return .call(
                [
                    [
                        "rds", "remove-tags-from-resource", "--resource-name", dBInstanceArn, "--tag-keys",
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
                "it is '\(dBInstanceStatus)', which does not pass by itself; look at its events in the RDS console")
            : .wait("is '\(dBInstanceStatus)', in which RDS neither stops nor starts it")
    }
}
