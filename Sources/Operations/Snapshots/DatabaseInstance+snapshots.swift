import AWSAccess

/// Whether snapshots can be made of a database.
extension DatabaseInstance {
    /// Whether RDS takes a snapshot now. Amazon RDS API Reference, "CreateDBSnapshot": "must be in the available or
    /// storage-optimization state".
    var isReady: Bool { status == "available" || status == "storage-optimization" }

    /// What its status means for a snapshot, and what to do. Amazon RDS User Guide, "Viewing Amazon RDS DB instance
    /// status".
    var meaning: (reason: String, advice: Advice) {
        switch status {
        case "stopped": ("it does not run", .start)
        case "stopping": ("it is being stopped", .start)
        case "starting": ("it is being started", .wait)
        case "backing-up": ("another backup of it is being made", .wait)
        case "creating": ("it is still being created", .wait)
        case "modifying", "renaming", "resetting-master-credentials", "moving-to-vpc", "converting-to-vpc",
            "storage-config-upgrade",
            "storage-initialization":
            ("it is being changed", .wait)
        case "rebooting": ("it restarts", .wait)
        case "upgrading": ("its engine is being upgraded", .wait)
        case "maintenance": ("RDS maintains it", .wait)
        case "deleting", "delete-precheck": ("it is being deleted", .nothing)
        case "storage-full": ("its storage is full", .enlarge)
        case "inaccessible-encryption-credentials", "inaccessible-encryption-credentials-recoverable":
            ("RDS cannot use its KMS key", .restoreKey)
        case "failed", "restore-error", "insufficient-capacity": ("RDS cannot run it", .look)
        case _ where status.hasPrefix("configuring-"): ("it is being changed", .wait)
        case _ where status.hasPrefix("incompatible-"): ("its settings keep RDS from running it", .look)
        default: ("RDS takes snapshots only of an available one", .look)
        }
    }

    /// What helps.
    enum Advice: Sendable, Equatable { case wait, start, enlarge, restoreKey, look, nothing }
}
