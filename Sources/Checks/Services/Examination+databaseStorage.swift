import Template

extension Examination {
    /// A database's storage is one that RDS makes ("Amazon RDS DB instance storage" in the Amazon RDS user guide).
    mutating func checkDatabaseStorage() {
        for (database, wiring) in cases(of: "AWS::RDS::DBInstance") {
            // What is restored or copied has its own, and a cluster has none of its instances'.
            let others = ["DBSnapshotIdentifier", "SourceDBInstanceIdentifier", "DBClusterIdentifier"]
            guard others.allSatisfy({ wiring.isAbsent(database.value($0)) }),
                let size = wiring.number(database.value("AllocatedStorage")),
                let engine = wiring.text(database.value("Engine")), !engine.hasPrefix("aurora")
            else { continue }
            let hasRate = !wiring.isAbsent(database.value("Iops"))
            let type = wiring.text(database.value("StorageType"), otherwise: hasRate ? "io1" : "gp2")
            checkLeast(size, type, engine, of: database, isGiven: !wiring.isAbsent(database.value("StorageType")))
            checkRates(size, type, engine, of: database, wiring)
            if let most = wiring.number(database.value("MaxAllocatedStorage")), most < size {
                report(
                    "database-storage", "it begins with \(size.words) GiB and may grow to \(most.words) only",
                    at: database, .key("MaxAllocatedStorage"), fix: "let it be more than AllocatedStorage")
            }
        }
    }

    /// - Parameter isGiven: whether the template says the type. What RDS takes without it has changed over the years.
    private mutating func checkLeast(
        _ size: Double, _ type: String?, _ engine: String, of database: WiredResource, isGiven: Bool
    ) {
        let leasts = ["gp2": 20.0, "gp3": 20, "io1": 100, "io2": 100, "standard": 5]
        guard let type, let standard = leasts[type] else { return }
        // SQL Server has the same for all.
        let least = engine.hasPrefix("sqlserver") ? 20 : standard
        guard size < least else { return }
        report(
            "database-storage", "\(size.words) GiB are less than the \(least.words) that storage of type \(type) has",
            severity: isGiven ? .error : .warning, at: database, .key("AllocatedStorage"), fix: "make it \(least.words) or more")
    }

    /// Small gp3 storage has its rates from RDS.
    private mutating func checkRates(
        _ size: Double, _ type: String?, _ engine: String, of database: WiredResource, _ wiring: Wiring
    ) {
        guard type == "gp3", !engine.hasPrefix("sqlserver"), !engine.hasPrefix("custom") else { return }
        let least = engine.hasPrefix("oracle") ? 200.0 : 400
        for name in ["Iops", "StorageThroughput"] where size < least && !wiring.isAbsent(database.value(name)) {
            report(
                "database-storage",
                "RDS decides \(name) of gp3 storage that is smaller than \(least.words) GiB, and this has \(size.words)",
                at: database, .key(name), fix: "leave it out, or allocate \(least.words) GiB or more")
        }
    }
}
