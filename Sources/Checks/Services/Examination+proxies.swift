import Template

extension Examination {
    /// A proxy speaks the language of the databases behind it ("CreateDBProxy" in the Amazon RDS API reference).
    mutating func checkProxies() {
        for (targets, wiring) in cases(of: "AWS::RDS::DBProxyTargetGroup") {
            guard let proxy = wiring.target(of: targets.value("DBProxyName"), type: "AWS::RDS::DBProxy"),
                let family = wiring.text(proxy.value("EngineFamily"))
            else { continue }
            for (path, type) in [
                ("DBClusterIdentifiers/*", "AWS::RDS::DBCluster"), ("DBInstanceIdentifiers/*", "AWS::RDS::DBInstance"),
            ] {
                for place in wiring.places(at: path, of: targets) {
                    guard let database = wiring.target(of: place.value, type: type),
                        let engine = wiring.text(database.value("Engine")), let own = Self.family(ofEngine: engine),
                        own != family
                    else { continue }
                    report(
                        "engine-family",
                        "\(proxy.logicalID) is of the family \(family), and \(database.logicalID) is \(engine)",
                        at: targets, steps: place.steps, notes: [("the proxy", proxy), ("the database", database)],
                        fix: "let EngineFamily of \(proxy.logicalID) be \(own)")
                }
            }
        }
    }

    private static func family(ofEngine engine: String) -> String? {
        switch engine.lowercased() {
        case "aurora-mysql", "mariadb", "mysql": "MYSQL"
        case "aurora-postgresql", "postgres": "POSTGRESQL"
        case let name where name.hasPrefix("sqlserver-"): "SQLSERVER"
        default: nil
        }
    }
}
