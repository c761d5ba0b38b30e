/// What an Aurora cluster understands.
public struct AuroraEngine: Sendable {
    let engine: DatabaseEngine
    /// The first version that pauses; nil where this one does, or nobody knows it yet.
    let pausesFrom: String?

    /// As MySQL.
    public static func mySQL(_ version: AuroraMySQLVersion) -> AuroraEngine {
        AuroraEngine(engine: .auroraMySQL(version), pausesFrom: version.pausesFrom)
    }

    /// As PostgreSQL.
    public static func postgreSQL(_ version: PostgreSQLVersion) -> AuroraEngine {
        AuroraEngine(engine: .auroraPostgreSQL(version), pausesFrom: pausesFrom(version))
    }

    /// "Scaling to Zero ACUs with automatic pause and resume for Aurora Serverless v2" in the Amazon Aurora user guide: from
    /// these minor versions on, and from 17 in any.
    private static func pausesFrom(_ version: PostgreSQLVersion) -> String? {
        guard let text = version.number.literal else { return nil }
        let parts = text.split(separator: ".").map { Int($0) }
        guard parts.count == 2, let major = parts[0], let minor = parts[1],
            let first = [14: 12, 15: 7, 16: 3][major], minor < first
        else { return nil }
        return "\(major).\(first)"
    }
}

/// A version of Aurora MySQL that is in standard support ("Release calendars for Amazon Aurora MySQL" in its release notes).
public struct AuroraMySQLVersion: Sendable {
    /// As in `8.0` and `8.0.mysql_aurora.3.10.1`.
    let number: Value<String>
    let pausesFrom: String?

    /// As MySQL 8.0.
    public static let v3 = AuroraMySQLVersion(number: "8.0", pausesFrom: nil)

    /// The same, beginning with a minor version, as in 3.10.1; without it, RDS chooses. It keeps all current by itself.
    public static func v3(minor: Int, patch: Int) -> AuroraMySQLVersion {
        let digits = minor < 10 ? "0\(minor)" : "\(minor)"
        return AuroraMySQLVersion(
            number: "8.0.mysql_aurora.3.\(digits).\(patch)", pausesFrom: minor < 8 ? "3.08.0" : nil)
    }

    /// A version that differs between environments.
    ///
    /// - Parameter value: a parameter of the root stack, as in `8.0` and `8.0.mysql_aurora.3.10.1`.
    public static func parameter(_ value: Value<String>) -> AuroraMySQLVersion {
        AuroraMySQLVersion(number: value, pausesFrom: nil)
    }
}
