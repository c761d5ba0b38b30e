/// What the engines of Amazon RDS and Aurora differ in.
struct DatabaseEngine {
    /// As RDS calls it.
    let name: String
    /// As people do.
    let title: String
    let port: Int
    let version: Value<String>
    /// Of the parameter group that fits the version.
    let family: Value<String>
    /// TLS for every connection, and a log of what takes longer than two seconds.
    let parameters: JSON
    /// What is sent to CloudWatch Logs.
    let logs: List<Value<String>>
}

extension DatabaseEngine {
    /// "Parameters for MySQL" and "Publishing MySQL logs to Amazon CloudWatch Logs" in the Amazon RDS user guide.
    ///
    /// - Parameter version: as in `8.4` and `8.4.6`.
    static func mySQL(_ version: Value<String>) -> DatabaseEngine {
        let numbers = version.split(separator: ".")
        return DatabaseEngine(
            name: "mysql", title: "MySQL", port: 3306, version: version, family: "mysql\(numbers[0]).\(numbers[1])",
            // Slow queries reach CloudWatch Logs only when they are logged, and to a file.
            parameters: [
                "log_output": "FILE", "long_query_time": "2", "require_secure_transport": "1", "slow_query_log": "1",
            ], logs: ["error", "slowquery"])
    }

    /// "Using SSL with a PostgreSQL DB instance" and "Publishing PostgreSQL logs to Amazon CloudWatch Logs" in the Amazon RDS
    /// user guide; rds.force_ssl is 0 before version 15.
    static func postgreSQL(_ version: PostgreSQLVersion) -> DatabaseEngine {
        DatabaseEngine(
            name: "postgres", title: "PostgreSQL", port: 5432, version: version.number,
            family: "postgres\(version.major)", parameters: postgreSQLParameters, logs: ["postgresql", "upgrade"])
    }

    /// "Aurora MySQL configuration parameters" and "Publishing Amazon Aurora MySQL logs to Amazon CloudWatch Logs" in the
    /// Amazon Aurora user guide.
    static func auroraMySQL(_ version: AuroraMySQLVersion) -> DatabaseEngine {
        DatabaseEngine(
            name: "aurora-mysql", title: "Aurora MySQL", port: 3306, version: version.number,
            family: "aurora-mysql8.0",
            parameters: [
                "log_output": "FILE", "long_query_time": "2", "require_secure_transport": "ON", "slow_query_log": "1",
            ], logs: ["error", "slowquery"])
    }

    /// "Amazon Aurora PostgreSQL parameters" and "Publishing Aurora PostgreSQL logs to Amazon CloudWatch Logs" in the Amazon
    /// Aurora user guide; rds.force_ssl is 0 before version 17.
    static func auroraPostgreSQL(_ version: PostgreSQLVersion) -> DatabaseEngine {
        DatabaseEngine(
            name: "aurora-postgresql", title: "Aurora PostgreSQL", port: 5432, version: version.number,
            family: "aurora-postgresql\(version.major)", parameters: postgreSQLParameters, logs: ["postgresql"])
    }

    /// In milliseconds, as PostgreSQL counts.
    private static let postgreSQLParameters: JSON = ["log_min_duration_statement": "2000", "rds.force_ssl": "1"]
}
