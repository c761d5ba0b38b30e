import Template

extension Examination {
    /// Storage that grows by itself becomes larger ("Managing capacity automatically with Amazon RDS storage autoscaling"
    /// in the Amazon RDS user guide).
    mutating func checkDatabaseStorage() {
        for (database, wiring) in cases(of: "AWS::RDS::DBInstance") {
            guard let size = wiring.number(database.value("AllocatedStorage")),
                let most = wiring.number(database.value("MaxAllocatedStorage")), most < size
            else { continue }
            report(
                "database-storage", "it begins with \(size.words) GiB and may grow to \(most.words) only",
                at: database, .key("MaxAllocatedStorage"), fix: "let it be more than AllocatedStorage")
        }
    }
}
