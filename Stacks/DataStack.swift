import Constructs

/// The database, in the tier without a route out.
struct DataStack {
    let database: MySQLDatabase

    init(in root: Stack, _ settings: Settings, _ network: NetworkStack) {
        let stack = root.nestedStack("Data", description: "MySQL in the isolated subnets")
        database = MySQLDatabase(
            in: stack.scope("Database"), name: settings.name, network: network.network,
            version: settings.database.version, instanceClass: settings.database.instanceClass,
            storage: settings.database.storage, maximumStorage: settings.database.maximumStorage,
            multiAZ: settings.database.multiAZ,
            backupRetentionDays: settings.database.backupDays, deletionProtection: settings.deletionProtection,
            password: .parameter(settings.database.password, unlessEmpty: settings.database.hasPassword))
        settings.officeHours.schedule(database, in: stack.scope("OfficeHours"))
    }
}
