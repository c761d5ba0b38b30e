import Template

extension Examination {
    /// The parameters of a database or cache are those of its engine's version ("DB parameter groups" in the Amazon RDS
    /// user guide, and "Parameter management" in the Amazon ElastiCache user guide).
    mutating func checkParameterGroups() {
        for use in ParameterGroupUse.all {
            for (resource, wiring) in cases(of: use.type) {
                guard let group = wiring.target(of: resource.value(use.property), type: use.group),
                    let family = wiring.text(group.value(use.family)),
                    let engine = wiring.text(resource.value("Engine"), otherwise: use.engine)
                else { continue }
                let version = wiring.text(resource.value("EngineVersion"))
                guard let expected = ParameterFamily.mismatch(of: family, engine, version) else { continue }
                report(
                    "parameter-group-family",
                    "\(group.logicalID) is of the family \(family), and the engine is \(engine) \(version ?? "")",
                    at: resource, .key(use.property), notes: [("the group", group)],
                    fix: "give it the family \(expected)")
            }
        }
    }
}

/// Where a resource names its parameter group.
private struct ParameterGroupUse {
    let type: String
    let property: String
    /// The type of the group, and its property that says the family.
    let group: String
    let family: String
    /// The engine where the type has only one.
    var engine: String?

    static let all = [
        ParameterGroupUse(
            type: "AWS::RDS::DBInstance", property: "DBParameterGroupName", group: "AWS::RDS::DBParameterGroup",
            family: "Family"),
        ParameterGroupUse(
            type: "AWS::RDS::DBCluster", property: "DBClusterParameterGroupName",
            group: "AWS::RDS::DBClusterParameterGroup", family: "Family"),
        ParameterGroupUse(
            type: "AWS::DocDB::DBCluster", property: "DBClusterParameterGroupName",
            group: "AWS::DocDB::DBClusterParameterGroup", family: "Family", engine: "docdb"),
        ParameterGroupUse(
            type: "AWS::ElastiCache::CacheCluster", property: "CacheParameterGroupName",
            group: "AWS::ElastiCache::ParameterGroup", family: "CacheParameterGroupFamily"),
        ParameterGroupUse(
            type: "AWS::ElastiCache::ReplicationGroup", property: "CacheParameterGroupName",
            group: "AWS::ElastiCache::ParameterGroup", family: "CacheParameterGroupFamily", engine: "redis"),
    ]
}

private enum ParameterFamily {
    /// What the family should be, where it is another one; nil where it fits, or where that is not known.
    static func mismatch(of family: String, _ engine: String, _ version: String?) -> String? {
        guard let format = formats[engine] else { return nil }
        let rest = family.hasPrefix(engine) ? family.dropFirst(engine.count) : nil
        guard let rest, rest.first?.isNumber == true else {
            return version.flatMap { name(engine, $0, format) } ?? "of \(engine)"
        }
        guard let expected = version.flatMap({ name(engine, $0, format) }), expected != family else { return nil }
        return expected
    }

    /// How many parts of a version stand in the family's name, by engine and for versions from the number on.
    private static let formats: [String: [(from: Int, parts: Int, suffix: String)]] = [
        "postgres": [(10, 1, "")], "aurora-postgresql": [(10, 1, "")], "mysql": [(5, 2, "")],
        "mariadb": [(10, 2, "")], "aurora-mysql": [(5, 2, "")], "docdb": [(3, 2, "")],
        "redis": [(7, 1, ""), (6, 1, ".x"), (2, 2, "")], "valkey": [(7, 1, "")], "memcached": [(1, 2, "")],
    ]

    private static func name(
        _ engine: String, _ version: String, _ formats: [(from: Int, parts: Int, suffix: String)]
    ) -> String? {
        let parts = version.split(separator: ".")
        guard let major = parts.first.flatMap({ Int($0) }),
            let format = formats.first(where: { major >= $0.from }), parts.count >= format.parts
        else { return nil }
        return engine + parts.prefix(format.parts).joined(separator: ".") + format.suffix
    }
}
