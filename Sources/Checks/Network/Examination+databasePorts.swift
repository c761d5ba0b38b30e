import Template

extension Examination {
    /// The security groups of what answers in a network let somebody in at its port. Where nothing that is made with it
    /// could connect, who does comes from elsewhere, and opens the port from there.
    mutating func checkDatabasePorts() {
        for (resource, wiring) in cases(of: ServicePort.typeNames) {
            guard let own = ServicePort.types[resource.resource.type],
                let place = wiring.place(of: resource), let groups = wiring.groups(place.groups), !groups.isEmpty,
                wiring.isReached(groups) || wiring.hasClients(of: resource),
                let ports = own.ports(of: resource, wiring)
            else { continue }
            if ports.contains(where: { wiring.mayEnter(groups, $0...$0) }) {
                checkClients(of: resource, at: ports, groups, place, wiring)
                continue
            }
            // Of several, any lets traffic in: the first one stands for all.
            reportClosed(
                "no security group lets anybody in at \((ports[0]...ports[0]).words)", ports[0]...ports[0], from: nil,
                at: resource,
                place.groupSteps + (place.groups?.expression.list == nil ? [] : [.index(0)]), groups, wiring)
        }
    }
}

extension Wiring {
    /// Whether a group lets anybody in, whichever the port.
    fileprivate func isReached(_ groups: [WiredResource]) -> Bool {
        groups.contains { rules(of: $0, .ingress)?.isEmpty != true }
    }

    /// Whether something is made with a resource that may connect to it.
    fileprivate func hasClients(of resource: WiredResource) -> Bool {
        let clients = [
            "AWS::EC2::Instance", "AWS::EC2::LaunchTemplate", "AWS::AutoScaling::LaunchConfiguration",
            "AWS::Lambda::Function", "AWS::Serverless::Function", "AWS::ECS::Service", "AWS::EKS::Cluster",
            "AWS::ElasticBeanstalk::Environment", "AWS::Batch::ComputeEnvironment",
        ]
        return clients.contains { !resources(of: $0, with: resource.stack).isEmpty }
    }
}

/// The port at which a resource answers.
private struct ServicePort {
    /// The property that says it.
    let property: String?
    /// The property that says what answers.
    var engine = "Engine"
    /// Without one, by the beginning of the engine's name; with an empty one for all. Any of several may count.
    let standards: [(engine: String, ports: [Int])]

    /// From each service's documentation of the property, such as "CreateDBInstance" in the Amazon RDS API reference.
    static let types: [String: ServicePort] = [
        "AWS::RDS::DBInstance": ServicePort(property: "Port", standards: engines),
        "AWS::RDS::DBCluster": ServicePort(property: "Port", standards: engines),
        "AWS::RDS::DBProxy": ServicePort(
            property: nil, engine: "EngineFamily",
            standards: [("MYSQL", [3306]), ("POSTGRESQL", [5432]), ("SQLSERVER", [1433])]),
        "AWS::DocDB::DBCluster": ServicePort(property: "Port", standards: [("", [27017])]),
        "AWS::Neptune::DBCluster": ServicePort(property: "DBPort", standards: [("", [8182])]),
        "AWS::ElastiCache::CacheCluster": ServicePort(property: "Port", standards: caches),
        "AWS::ElastiCache::ReplicationGroup": ServicePort(property: "Port", standards: [("", [6379])]),
        "AWS::ElastiCache::ServerlessCache": ServicePort(property: nil, standards: caches),
        "AWS::Redshift::Cluster": ServicePort(property: "Port", standards: [("", [5439])]),
        "AWS::EFS::MountTarget": ServicePort(property: nil, standards: [("", [2049])]),
        "AWS::OpenSearchService::Domain": ServicePort(property: nil, standards: [("", [443, 80])]),
    ]

    static let typeNames = types.keys.sorted()

    // The template reference has another standard for Aurora PostgreSQL than the service.
    private static let engines: [(String, [Int])] = [
        ("aurora-postgresql", [5432, 3306]), ("postgres", [5432]), ("aurora", [3306]), ("mysql", [3306]),
        ("mariadb", [3306]), ("oracle", [1521]), ("custom-oracle", [1521]), ("sqlserver", [1433]),
        ("custom-sqlserver", [1433]), ("db2", [50000]),
    ]
    private static let caches: [(String, [Int])] = [
        ("redis", [6379]), ("valkey", [6379]), ("memcached", [11211]),
    ]

    /// Nil where it is not known.
    func ports(of resource: WiredResource, _ wiring: Wiring) -> [Int]? {
        if let own = property.flatMap(resource.value), !wiring.isAbsent(own) {
            return wiring.port(own).map { [$0.lowerBound] }
        }
        guard let engine = wiring.text(resource.value(engine), otherwise: standards.count == 1 ? "" : nil) else {
            return nil
        }
        return standards.first { engine.hasPrefix($0.engine) }?.ports
    }
}
