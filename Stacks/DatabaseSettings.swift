import CloudFormation

/// What differs between environments of the database.
struct DatabaseSettings {
    let version: Value<String>
    let instanceClass: Value<String>
    let storage: Value<Int>
    let maximumStorage: Value<Int>
    let multiAZ: Value<Bool>
    let backupDays: Value<Int>
    let password: Value<String>
    let hasPassword: Condition

    init(in root: Stack) {
        version = root.parameter(
            "DatabaseVersion", default: "8.0", allowedPattern: "8\\.[04](\\.[0-9][0-9a-z.-]*)?",
            description:
                "The version of MySQL; RDS keeps the minor version current. Standard support of 8.0 ended on 2026-07-31: AWS charges Extended Support for each vCPU and hour since, for a standby too, which exceeds the price of a small instance many times over. 8.4 costs nothing extra; the change upgrades the database, and nothing leads back.",
            constraint: "8.0 or 8.4, or one of their minor versions such as 8.4.6", group: "Database")
        instanceClass = root.parameter(
            "DatabaseInstanceClass", default: "db.t3.micro", allowedPattern: "db\\.[a-z0-9-]+\\.[a-z0-9-]+",
            description: "The size of the database.", constraint: "an RDS instance class such as db.t3.micro",
            group: "Database")
        storage = root.parameter(
            "DatabaseStorage", .integer, default: 20, allowedRange: 20...1000,
            description: "What the database's storage begins with, in GiB.", group: "Database")
        maximumStorage = root.parameter(
            "DatabaseMaximumStorage", .integer, default: 100, allowedRange: 22...65536,
            description:
                "How far the database's storage may grow by itself, in GiB; at least a tenth more than DatabaseStorage.",
            group: "Database")
        multiAZ = root.parameter(
            "DatabaseMultiAZ", .boolean, default: true,
            description: "Whether a standby in another zone takes over when the database fails.", group: "Database")
        backupDays = root.parameter(
            "DatabaseBackupDays", .integer, default: 7, allowedRange: 1...35,
            description: "How many days back the database can be restored.", group: "Database")
        password = root.parameter(
            "DBPassword", default: "", allowedPattern: "|[!#-.0-?A-~]{8,41}", environmentVariable: "DB_PASSWORD",
            description: "The database administrator's password; empty lets RDS make and keep one.",
            constraint: "empty, or 8 to 41 ASCII characters other than slash, at sign, quotation mark and space",
            group: "Database")

        hasPassword = root.condition("HasDatabasePassword", password != "")
        // "Managing capacity automatically with Amazon RDS storage autoscaling" in the Amazon RDS user guide.
        root.require(
            maximumStorage * 10 >= storage * 11,
            "DatabaseMaximumStorage must be at least a tenth more than DatabaseStorage")
    }
}
