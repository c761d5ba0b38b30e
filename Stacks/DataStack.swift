import DataConstructs
import SchedulingConstructs

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
        accept(in: stack)
    }

    /// What a review of the security asks, and the answers.
    private func accept(in stack: Stack) {
        stack.suppress(
            "SEC110", on: "Database", because: "the environment's file decides, and a protected environment turns it on"
        )
        stack.suppress(
            "SEC111", on: "Database",
            because: "the environment's file decides: two zones cost twice as much, and prod has them")
        stack.suppress(
            "SEC112", on: "Database",
            because: "Secrets Manager makes and changes the password, and only the instances may read it")
        stack.suppress(
            "SEC113", on: "Database", because: "processor and storage are alarmed, and the engine's logs are exported")
        stack.suppress(
            "SEC114", on: "Database",
            because: "only the instances reach it, whichever port it is, in subnets without a way out")
    }
}
