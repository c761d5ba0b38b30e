import Prices

/// What to ask the AWS Price List Query API for, so that one price is the answer. AWS Billing User Guide, "Getting
/// specific price list files and price list query".
package struct PriceListQuery: Sendable, Equatable {
    package let service: String
    /// Attributes that must have exactly these values, besides the region.
    package let attributes: [String: String]
    /// The usage type as bills show it, without the region's prefix.
    package let usageType: String
    /// How the price list calls the unit, in small letters.
    package let units: Set<String>

    private static let hours: Set<String> = ["hrs", "hours", "hour"]
    private static let gigabyteMonths: Set<String> = ["gb-mo", "gb-month"]

    /// - Returns: nil for what the price list has in no region or under no name that is known.
    package init?(_ item: PricedItem) {
        switch item {
        case .instance(let type):
            self.init(
                "AmazonEC2", "BoxUsage:\(type)", Self.hours,
                [
                    "instanceType": type, "operatingSystem": "Linux", "tenancy": "Shared", "preInstalledSw": "NA",
                    "capacitystatus": "Used",
                ])
        case .volume(let type):
            self.init(
                "AmazonEC2", type == "standard" ? "EBS:VolumeUsage" : "EBS:VolumeUsage.\(type)", Self.gigabyteMonths,
                ["volumeApiName": type])
        case .volumeSnapshot:
            self.init("AmazonEC2", "EBS:SnapshotUsage", Self.gigabyteMonths, ["productFamily": "Storage Snapshot"])
        case .loadBalancer:
            self.init("AWSELB", "LoadBalancerUsage", Self.hours, ["productFamily": "Load Balancer-Application"])
        case .loadBalancerCapacityUnit:
            self.init(
                "AWSELB", "LCUUsage", Self.hours.union(["lcu-hrs", "lcu-hours"]),
                ["productFamily": "Load Balancer-Application"])
        case .natGateway:
            self.init("AmazonEC2", "NatGateway-Hours", Self.hours, ["productFamily": "NAT Gateway"])
        case .publicAddress: self.init("AmazonVPC", "PublicIPv4:InUseAddress", Self.hours)
        case .idleAddress: self.init("AmazonVPC", "PublicIPv4:IdleAddress", Self.hours)
        case .database(let engine, let instanceClass, let multiAZ):
            guard let name = Self.engines[engine] else { return nil }
            self.init(
                "AmazonRDS", (multiAZ ? "Multi-AZUsage:" : "InstanceUsage:") + instanceClass, Self.hours,
                [
                    "instanceType": instanceClass, "databaseEngine": name,
                    "deploymentOption": multiAZ ? "Multi-AZ" : "Single-AZ",
                ])
        case .databaseStorage(let type, let multiAZ):
            guard ["gp2", "gp3"].contains(type) else { return nil }
            self.init(
                "AmazonRDS", "RDS:\(multiAZ ? "Multi-AZ-" : "")\(type.uppercased())-Storage", Self.gigabyteMonths,
                ["productFamily": "Database Storage"])
        case .databaseBackup:
            self.init("AmazonRDS", "RDS:ChargedBackupUsage", Self.gigabyteMonths, ["productFamily": "Storage Snapshot"])
        case .extendedSupport(let engine, let version, let year):
            guard let name = Self.engines[engine] else { return nil }
            self.init(
                "AmazonRDS", "ExtendedSupport:\(year.usageType):\(name)\(version)",
                Self.hours.union(["vcpu-hours", "vcpu-hrs", "vcpu-hour"]))
        case .secret: self.init("AWSSecretsManager", "AWSSecretsManager-Secrets", ["secrets", "secret", "secrets-mo"])
        case .alarm: self.init("AmazonCloudWatch", "CW:AlarmMonitorUsage", ["alarms", "alarm"])
        case .highResolutionAlarm: self.init("AmazonCloudWatch", "CW:HighResAlarmMonitorUsage", ["alarms", "alarm"])
        case .metric: self.init("AmazonCloudWatch", "CW:MetricMonitorUsage", ["metrics", "metric"])
        case .interfaceEndpoint: self.init("AmazonVPC", "VpcEndpoint-Hours", Self.hours)
        case .bucketStorage:
            self.init("AmazonS3", "TimedStorage-ByteHrs", Self.gigabyteMonths, ["storageClass": "General Purpose"])
        case .logStorage: self.init("AmazonCloudWatch", "TimedStorage-ByteHrs", Self.gigabyteMonths)
        // Dashboards are listed for no region of their own, and composite alarms under a name that is not known here. Aurora
        // is asked for by nobody.
        case .dashboard, .compositeAlarm, .optimizedDatabase, .named, .other: return nil
        }
    }

    private static let engines = ["mysql": "MySQL", "mariadb": "MariaDB", "postgres": "PostgreSQL"]

    private init(_ service: String, _ usageType: String, _ units: Set<String>, _ attributes: [String: String] = [:]) {
        self.service = service
        self.usageType = usageType
        self.units = units
        self.attributes = attributes
    }

    /// What usage types begin with, as bills and the price list show them.
    private static let prefixes = [
        "us-east-1": "", "us-east-2": "USE2-", "us-west-1": "USW1-", "us-west-2": "USW2-", "ca-central-1": "CAN1-",
        "sa-east-1": "SAE1-",
        "eu-west-1": "EU-", "eu-west-2": "EUW2-", "eu-west-3": "EUW3-", "eu-central-1": "EUC1-", "eu-north-1": "EUN1-",
        "eu-south-1": "EUS1-", "ap-northeast-1": "APN1-", "ap-northeast-2": "APN2-", "ap-southeast-1": "APS1-",
        "ap-southeast-2": "APS2-", "ap-south-1": "APS3-",
    ]

    /// The command that asks; nil where the answer would be a service's whole price list, of which there is no telling
    /// how many minutes it takes.
    package func arguments(region: String) -> [String]? {
        var filters = attributes
        filters["regionCode"] = region
        if let prefix = Self.prefixes[region] {
            filters["usagetype"] = prefix + usageType
        } else if attributes.isEmpty {
            return nil
        }
        return ["pricing", "get-products", "--service-code", service, "--filters"]
            + filters.sorted { $0.key < $1.key }.map { "Type=TERM_MATCH,Field=\($0.key),Value=\($0.value)" }
    }

    /// Whether a product's usage type is the one asked for: `EUW3-NatGateway-Hours` in Paris, `NatGateway-Hours` in
    /// Virginia. A region whose prefix is not known here has some capital letters and a digit.
    package func matches(usageType: String, region: String) -> Bool {
        if let prefix = Self.prefixes[region] { return usageType == prefix + self.usageType }
        guard usageType.hasSuffix("-" + self.usageType) else { return false }
        return usageType.dropLast(self.usageType.count + 1).wholeMatch(of: #/[A-Z]{2,4}\d?/#) != nil
    }
}
