import SchedulingConstructs

/// What differs between environments: the parameters of the root stack. Their values stand in `parameters/`.
struct Settings {
    let projectName: Value<String>
    let environment: Value<String>
    let deletionProtection: Value<Bool>
    let officeHours: OfficeHours

    let network: NetworkSettings
    let instances: InstanceSettings
    let web: WebSettings
    let database: DatabaseSettings

    let alarmEmail: Value<String>
    let hasAlarmEmail: Condition

    /// What names and `Name` tags begin with: `webmarket-plus-dev`.
    var name: Value<String> { "\(projectName)-\(environment)" }

    /// What everything carries: bills are read by project and environment, and the scheduler stops `dev` only.
    var tags: KeyValuePairs<String, Value<String>> {
        ["Environment": environment, "ManagedBy": "CloudFormation", "Project": projectName]
    }

    init(in root: Stack) {
        projectName = root.parameter(
            "ProjectName", default: "webmarket-plus", allowedPattern: "[a-z][a-z0-9-]{1,30}[a-z0-9]",
            description: "What the names of resources begin with.",
            constraint:
                "3 to 32 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen",
            group: "General")
        environment = root.parameter(
            "Environment", default: "dev", allowedValues: ["local", "dev", "staging", "prod"],
            description: "Which environment this is; also the value of the tag Environment.", group: "General")
        deletionProtection = root.parameter(
            "DeletionProtection", .boolean, default: true,
            description: "Whether the database and the load balancer refuse to be deleted.", group: "General")
        let stopsAtNight = root.parameter(
            "OfficeHours", .boolean, default: false,
            description:
                "Whether AWS itself stops the instances and the database of dev outside working hours: they run from Monday to Friday, 8 to 20 o'clock in Paris.",
            group: "General")

        network = NetworkSettings(in: root)
        instances = InstanceSettings(in: root)
        web = WebSettings(in: root)
        database = DatabaseSettings(in: root)

        alarmEmail = root.parameter(
            "AlarmEmail", default: "", allowedPattern: "|[^@ ]+@[^@ ]+",
            description: "Whom alarms write to; empty writes to nobody.", constraint: "empty, or an email address",
            group: "Monitoring")
        hasAlarmEmail = root.condition("HasAlarmEmail", alarmEmail != "")

        officeHours = OfficeHours(
            from: WebMarketPlus.workingHours.start, to: WebMarketPlus.workingHours.end,
            timeZone: WebMarketPlus.workingHours.timeZone,
            condition: root.condition("HasOfficeHours", stopsAtNight == true && environment == "dev"))
        root.rule(
            "OnlyDevStopsAtNight", when: stopsAtNight == true,
            .require(environment == "dev", "OfficeHours is for dev: nothing else is stopped at night"))
        root.rule(
            "ProductionIsProtected", when: environment == "prod",
            .require(deletionProtection == true, "prod must have DeletionProtection"),
            .require(database.multiAZ == true, "prod must have DatabaseMultiAZ"))
    }
}
