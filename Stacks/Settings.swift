import AWSEC2
import Constructs

/// What differs between environments: the parameters of the root stack. Their values stand in `parameters/`.
struct Settings {
    let projectName: Value<String>
    let environment: Value<String>

    let natGatewayPerZone: Condition
    let flowLogs: Condition

    let imageId: Value<ID<EC2.Image>>
    let instanceType: Value<String>
    let minimumInstances: Value<Int>
    let maximumInstances: Value<Int>
    let certificateArn: Value<ARN<CertificateManager.Certificate>>
    let hasCertificate: Condition
    let domainName: Value<String>
    let hasDomainName: Condition
    let accessLogs: Condition

    let databaseVersion: Value<String>
    let databaseInstanceClass: Value<String>
    let databaseStorage: Value<Int>
    let databaseMaximumStorage: Value<Int>
    let databaseMultiAZ: Value<Bool>
    let databaseBackupDays: Value<Int>
    let databasePassword: Value<String>
    let hasDatabasePassword: Condition

    let deletionProtection: Value<Bool>
    let officeHours: OfficeHours
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

        let perZone = root.parameter(
            "NatGatewayPerZone", .boolean, default: false,
            description:
                "A NAT gateway in every zone instead of one in all; survives the loss of a zone and costs as much again.",
            group: "Network")
        let recordsFlows = root.parameter(
            "FlowLogs", .boolean, default: false,
            description: "Whether the network's connections are recorded in CloudWatch Logs.", group: "Network")

        instanceType = root.parameter(
            "InstanceType", default: "t3.micro", allowedPattern: "[a-z][a-z0-9-]*\\.[a-z0-9-]+",
            description: "The size of each instance.", constraint: "an EC2 instance type such as t3.micro",
            group: "Application")
        minimumInstances = root.parameter(
            "MinimumInstances", .integer, default: 2, allowedRange: 1...20,
            description: "How many instances run at least.", group: "Application")
        maximumInstances = root.parameter(
            "MaximumInstances", .integer, default: 4, allowedRange: 2...20,
            description: "How many instances run at most; above the minimum, so that updates have room.",
            group: "Application")
        imageId = root.ssmParameter(
            "ImageId", .id(of: EC2.Image.self),
            path: "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
            description:
                "The Systems Manager parameter with the image that instances start from. AWS points it to the newest Amazon Linux 2023, which a deployment then rolls out.",
            group: "Application")
        certificateArn = root.parameter(
            "CertificateArn", .string(), default: "",
            allowedPattern: "|arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/.+",
            description: "The certificate for HTTPS at the load balancer; without one it serves HTTP only.",
            constraint: "empty, or the ARN of a certificate in Certificate Manager", group: "Application")
        domainName = root.parameter(
            "DomainName", default: "", allowedPattern: "|[a-z0-9]([a-z0-9.-]*[a-z0-9])?",
            description:
                "The name that the certificate is for, and that DNS leads to the load balancer; the shop's address is then https with this name.",
            constraint: "empty, or a host name such as shop.example.com", group: "Application")

        let recordsAccess = root.parameter(
            "AccessLogs", .boolean, default: false,
            description: "Whether the load balancer records every request in a bucket of its own, for 90 days.",
            group: "Application")

        databaseVersion = root.parameter(
            "DatabaseVersion", default: "8.0", allowedPattern: "8\\.[04](\\.[0-9][0-9a-z.-]*)?",
            description:
                "The version of MySQL; RDS keeps the minor version current. Standard support of 8.0 ended on 2026-07-31: AWS charges Extended Support for each vCPU and hour since, for a standby too, which exceeds the price of a small instance many times over. 8.4 costs nothing extra; the change upgrades the database, and nothing leads back.",
            constraint: "8.0 or 8.4, or one of their minor versions such as 8.4.6", group: "Database")
        databaseInstanceClass = root.parameter(
            "DatabaseInstanceClass", default: "db.t3.micro", allowedPattern: "db\\.[a-z0-9-]+\\.[a-z0-9-]+",
            description: "The size of the database.", constraint: "an RDS instance class such as db.t3.micro",
            group: "Database")
        databaseStorage = root.parameter(
            "DatabaseStorage", .integer, default: 20, allowedRange: 20...1000,
            description: "What the database's storage begins with, in GiB.", group: "Database")
        databaseMaximumStorage = root.parameter(
            "DatabaseMaximumStorage", .integer, default: 100, allowedRange: 22...65536,
            description:
                "How far the database's storage may grow by itself, in GiB; at least a tenth more than DatabaseStorage.",
            group: "Database")
        databaseMultiAZ = root.parameter(
            "DatabaseMultiAZ", .boolean, default: true,
            description: "Whether a standby in another zone takes over when the database fails.", group: "Database")
        databaseBackupDays = root.parameter(
            "DatabaseBackupDays", .integer, default: 7, allowedRange: 1...35,
            description: "How many days back the database can be restored.", group: "Database")
        databasePassword = root.parameter(
            "DBPassword", default: "", allowedPattern: "|[!#-.0-?A-~]{8,41}", noEcho: true,
            description: "The database administrator's password; empty lets RDS make and keep one.",
            constraint: "empty, or 8 to 41 ASCII characters other than slash, at sign, quotation mark and space",
            group: "Database")

        alarmEmail = root.parameter(
            "AlarmEmail", default: "", allowedPattern: "|[^@ ]+@[^@ ]+",
            description: "Whom alarms write to; empty writes to nobody.", constraint: "empty, or an email address",
            group: "Monitoring")

        natGatewayPerZone = root.condition("HasNatGatewayPerZone", perZone == true)
        flowLogs = root.condition("HasFlowLogs", recordsFlows == true)
        accessLogs = root.condition("HasAccessLogs", recordsAccess == true)
        hasCertificate = root.condition("HasCertificate", certificateArn != "")
        hasDomainName = root.condition("HasDomainName", domainName != "")
        hasDatabasePassword = root.condition("HasDatabasePassword", databasePassword != "")
        hasAlarmEmail = root.condition("HasAlarmEmail", alarmEmail != "")
        officeHours = OfficeHours(
            from: WebMarketPlus.workingHours.start, to: WebMarketPlus.workingHours.end,
            timeZone: WebMarketPlus.workingHours.timeZone,
            condition: root.condition("HasOfficeHours", stopsAtNight == true && environment == "dev"))

        root.rule(
            "UpdatesHaveRoom",
            .require(minimumInstances != maximumInstances, "MaximumInstances must be above MinimumInstances"))
        root.require(
            minimumInstances <= maximumInstances, "MaximumInstances must not be below MinimumInstances")
        // "Managing capacity automatically with Amazon RDS storage autoscaling" in the Amazon RDS user guide.
        root.require(
            databaseMaximumStorage * 10 >= databaseStorage * 11,
            "DatabaseMaximumStorage must be at least a tenth more than DatabaseStorage")
        root.require(
            certificateArn != "", when: domainName != "",
            "DomainName needs a CertificateArn: without one the shop has no https, and its name is not used")
        root.rule(
            "OnlyDevStopsAtNight", when: stopsAtNight == true,
            .require(environment == "dev", "OfficeHours is for dev: nothing else is stopped at night"))
        root.rule(
            "ProductionIsProtected", when: environment == "prod",
            .require(deletionProtection == true, "prod must have DeletionProtection"),
            .require(databaseMultiAZ == true, "prod must have DatabaseMultiAZ"))
    }
}
