import Constructs

/// The database, in the tier without a route out.
struct DataStack {
    let database: MySQLDatabase

    init(in root: Stack, _ settings: Settings, _ network: NetworkStack) {
        let stack = root.nestedStack("Data", description: "MySQL in the isolated subnets")
        database = MySQLDatabase(
            in: stack.scope("Database"), name: settings.name, network: network.network,
            version: settings.databaseVersion, instanceClass: settings.databaseInstanceClass,
            storage: settings.databaseStorage, maximumStorage: settings.databaseMaximumStorage,
            multiAZ: settings.databaseMultiAZ,
            backupRetentionDays: settings.databaseBackupDays, deletionProtection: settings.deletionProtection,
            password: .parameter(settings.databasePassword, unlessEmpty: settings.hasDatabasePassword))
        settings.officeHours.schedule(database, in: stack.scope("OfficeHours"))
    }
}
