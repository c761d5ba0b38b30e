import AppDeclaration

extension WebMarketPlus {
    /// When people work, and that nobody needs dev at other times.
    static let workingHours = WorkingHours(of: ["dev"], from: 8, to: 20, timeZone: "Europe/Paris")

    /// What the tools for day-to-day operations have to know of the app.
    public static let operations = OperatedApp(
        database: .output("RdsInstanceId"), instances: .output("AutoScalingGroupName"),
        loadBalancer: .output("AlbDnsName"), addressOutput: "Url",
        dataLake: .init(bucket: .output("S3BucketName"), folder: "assets", prefix: "catalogue/"),
        workingHours: workingHours,
        parameters: .init(
            databaseVersion: "DatabaseVersion", databaseStorage: "DatabaseStorage",
            databaseBackupDays: "DatabaseBackupDays",
            deletionProtection: "DeletionProtection", certificate: "CertificateArn", domainName: "DomainName"),
        describedPrices: .init(
            source: "WebMarket+'s description, 'Estimation des coûts'", region: "eu-west-3",
            hourly: [
                "instance:t3.micro": "0.0118", "load-balancer": "0.0243", "nat-gateway": "0.048",
                "database:mysql:db.t3.micro:multi-az": "0.034",
            ]))
}
