import AppDeclaration

/// Something that AWS bills by one price: what a quantity of it is multiplied with. Those that AWS's price list can be
/// asked for have a case of their own.
package enum PricedItem: Hashable, Sendable {
    /// An on-demand Linux instance.
    case instance(type: String)
    /// A block volume's provisioned storage.
    case volume(type: String)
    /// What snapshots of block volumes store.
    case volumeSnapshot
    /// An Application Load Balancer, without what it carries.
    case loadBalancer
    /// What an Application Load Balancer carries.
    case loadBalancerCapacityUnit
    /// A NAT gateway, without what it carries.
    case natGateway
    case publicAddress
    case idleAddress
    /// An on-demand database; with `multiAZ` the price is that of both instances.
    case database(engine: String, instanceClass: String, multiAZ: Bool)
    /// An on-demand instance of an Aurora cluster that is I/O-Optimized, which is billed for no requests.
    case optimizedDatabase(engine: String, instanceClass: String)
    /// A database's provisioned storage; with `multiAZ` the price is that of both copies.
    case databaseStorage(type: String, multiAZ: Bool)
    /// Backups and snapshots of databases beyond what is free.
    case databaseBackup
    /// RDS Extended Support, by the virtual processor.
    case extendedSupport(engine: String, version: String, year: ExtendedSupport.Year)
    case secret
    /// A CloudWatch alarm on one metric, evaluated every minute or more seldom.
    case alarm
    /// A CloudWatch alarm on one metric, evaluated more often than every minute.
    case highResolutionAlarm
    /// A CloudWatch alarm that goes by other alarms.
    case compositeAlarm
    case dashboard
    /// A CloudWatch metric beyond those that come with a service, such as of an instance's detailed monitoring.
    case metric
    /// An interface endpoint of a VPC in one zone, without what it carries.
    case interfaceEndpoint
    /// S3 Standard, the first 50 TB.
    case bucketStorage
    case logStorage
    /// Anything else that price tables have under a name of its own, such as `kms-key` or `cache:redis:cache.t3.micro`.
    case named(String, per: Unit)
    /// A resource of a type that this tool knows no price for.
    case other(type: String)

    /// The type of an instance of which AWS does not say it. No price is known for it.
    package static let unknownType = "unknown"

    /// What a price is per.
    package enum Unit: String, Sendable, Codable, CaseIterable {
        case hour, month
        case gibibyteMonth = "GiB-month"
        // What depends on use only.
        case gigabyte = "GB"
        case million
        case gigabyteSecond = "GB-second"
    }

    /// What its price is per.
    package var unit: Unit {
        switch self {
        case .instance, .loadBalancer, .loadBalancerCapacityUnit, .natGateway, .publicAddress, .idleAddress, .database,
            .optimizedDatabase, .extendedSupport, .interfaceEndpoint:
            .hour
        case .volume, .volumeSnapshot, .databaseStorage, .databaseBackup, .bucketStorage, .logStorage: .gibibyteMonth
        case .secret, .alarm, .highResolutionAlarm, .compositeAlarm, .dashboard, .metric, .other: .month
        case .named(_, let unit): unit
        }
    }

    /// What it is called in a price table.
    package var key: String {
        func zones(_ multiAZ: Bool) -> String { multiAZ ? "multi-az" : "single-az" }
        return switch self {
        case .instance(let type): "instance:\(type)"
        case .volume(let type): "volume:\(type)"
        case .volumeSnapshot: "volume-snapshot"
        case .loadBalancer: "load-balancer"
        case .loadBalancerCapacityUnit: "load-balancer-capacity-unit"
        case .natGateway: "nat-gateway"
        case .publicAddress: "public-address"
        case .idleAddress: "idle-address"
        case .database(let engine, let instanceClass, let multiAZ):
            "database:\(engine):\(instanceClass):\(zones(multiAZ))"
        case .optimizedDatabase(let engine, let instanceClass): "database:\(engine):\(instanceClass):io-optimized"
        case .databaseStorage(let type, let multiAZ): "database-storage:\(type):\(zones(multiAZ))"
        case .databaseBackup: "database-backup"
        case .extendedSupport(let engine, let version, let year):
            "extended-support:\(engine):\(version):\(year.rawValue)"
        case .secret: "secret"
        case .alarm: "alarm"
        case .highResolutionAlarm: "alarm:high-resolution"
        case .compositeAlarm: "alarm:composite"
        case .dashboard: "dashboard"
        case .metric: "metric"
        case .interfaceEndpoint: "interface-endpoint"
        case .bucketStorage: "bucket-storage:standard"
        case .logStorage: "log-storage"
        case .named(let name, _): name
        case .other(let type): "other:\(type)"
        }
    }

    /// What kind of thing it is: its ``key`` without sizes and the like.
    package var kind: Substring { key.prefix { $0 != ":" } }
}

extension DescribedPrices {
    /// The kinds of things that it has prices for.
    package var kinds: Set<Substring> { Set(hourly.keys.map { $0.prefix { $0 != ":" } }) }
}
