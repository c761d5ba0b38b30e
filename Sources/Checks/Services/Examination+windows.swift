import Template

extension Examination {
    /// Backups and maintenance have times of their own, of half an hour at least ("CreateDBInstance" in the Amazon RDS API
    /// reference).
    mutating func checkWindows() {
        let types = ["AWS::RDS::DBInstance", "AWS::RDS::DBCluster", "AWS::DocDB::DBCluster", "AWS::Neptune::DBCluster"]
        for (database, wiring) in cases(of: types) {
            var windows: [MaintenanceWindow] = []
            for name in ["PreferredBackupWindow", "PreferredMaintenanceWindow"] {
                guard let text = wiring.text(database.value(name)), let window = MaintenanceWindow(text) else {
                    continue
                }
                windows.append(window)
                guard window.length < 30 else { continue }
                report(
                    "window-length", "\(text) has \(window.length) minutes, and needs 30 or more", at: database,
                    .key(name), fix: "let it end later")
            }
            guard windows.count == 2, windows[0].overlaps(windows[1]) else { continue }
            report(
                "window-overlap", "backups and maintenance are to happen at the same time", at: database,
                .key("PreferredBackupWindow"), fix: "choose times that do not overlap")
        }
    }
}
