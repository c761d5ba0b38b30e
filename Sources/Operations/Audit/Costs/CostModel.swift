import AWSAccess
import Diagnostics
import Foundation
import Prices

/// Turns what there is into what is billed.
struct CostModel: Sendable {
    let scope: AuditScope
    /// Capacity units that each load balancer uses on average.
    let capacityUnits: Decimal
    let now: Date

    /// Everything of the environment that is billed by the hour or the month.
    func items(_ inventory: Inventory) -> [CostItem] {
        network(inventory) + compute(inventory) + databases(inventory) + storage(inventory) + monitoring(inventory)
            + unknown()
    }

    private func network(_ inventory: Inventory) -> [CostItem] {
        var items: [CostItem] = []
        for balancer in inventory.loadBalancers where scope.owns(balancer) {
            let resource = scope.reference(
                to: balancer.loadBalancerArn, type: "AWS::ElasticLoadBalancingV2::LoadBalancer")
            guard balancer.type == "application" else {
                items.append(
                    .init(
                        resource: resource, tier: .public, what: "\(balancer.type) load balancer", quantity: 1,
                        priced: .other(type: balancer.type)))
                continue
            }
            items.append(
                .init(resource: resource, tier: .public, what: "load balancer", quantity: 1, priced: .loadBalancer))
            items.append(
                .init(
                    resource: resource, tier: .public, what: "load balancer capacity units", quantity: capacityUnits,
                    priced: .loadBalancerCapacityUnit,
                    assumption: "load balancer capacity units on average: \(capacityUnits) (--lcu)"))
            if balancer.scheme == "internet-facing", let zones = balancer.availabilityZones, !zones.isEmpty {
                items.append(
                    .init(
                        resource: resource, tier: .public, what: "public IPv4 addresses of the load balancer",
                        quantity: Decimal(zones.count), priced: .publicAddress,
                        assumption: "one address a zone; a load balancer takes more while it scales"))
            }
        }
        for gateway in inventory.natGateways where scope.owns(gateway) {
            items.append(
                .init(
                    resource: scope.reference(
                        to: gateway.natGatewayId, type: "AWS::EC2::NatGateway", tags: gateway.tags),
                    tier: .public, what: "NAT gateway", quantity: 1, priced: .natGateway))
        }
        for endpoint in inventory.endpoints where scope.owns(endpoint) && endpoint.vpcEndpointType == "Interface" {
            items.append(
                .init(
                    resource: scope.reference(
                        to: endpoint.vpcEndpointId, type: "AWS::EC2::VPCEndpoint", tags: endpoint.tags),
                    tier: .application, what: "interface endpoint", quantity: Decimal(endpoint.subnetIds?.count ?? 1),
                    priced: .interfaceEndpoint))
        }
        for address in inventory.addresses
        where scope.owns(address.publicIp, address.tags) || scope.owns(address.allocationId ?? "", address.tags) {
            let isUsed = address.associationId != nil
            items.append(
                .init(
                    resource: scope.reference(
                        to: address.reference(in: scope), type: "AWS::EC2::EIP", tags: address.tags),
                    tier: .public, what: isUsed ? "public IPv4 address" : "public IPv4 address, idle", quantity: 1,
                    priced: isUsed ? .publicAddress : .idleAddress))
        }
        return items
    }

    private func compute(_ inventory: Inventory) -> [CostItem] {
        var items: [CostItem] = []
        let elastic = Set(inventory.addresses.map(\.publicIp))
        let instances = inventory.instances.filter(scope.owns)
        for instance in instances where instance.isBilled {
            let resource = scope.reference(to: instance.instanceId, type: "AWS::EC2::Instance", tags: instance.tags)
            let isWindows = instance.platform?.lowercased() == "windows"
            items.append(
                .init(
                    resource: resource, tier: .application, what: instance.instanceType, quantity: 1,
                    priced: isWindows
                        ? .other(type: "\(instance.instanceType) with Windows") : .instance(type: instance.instanceType)
                ))
            if let address = instance.publicIpAddress, !address.isEmpty, !elastic.contains(address) {
                items.append(
                    .init(
                        resource: resource, tier: .application, what: "public IPv4 address", quantity: 1,
                        priced: .publicAddress))
            }
        }
        let ours = Set(instances.map(\.instanceId))
        for volume in inventory.volumes {
            let isAttached = (volume.attachments ?? []).contains { ours.contains($0.instanceId ?? "") }
            guard isAttached || scope.owns(volume.volumeId, volume.tags) else { continue }
            items.append(
                .init(
                    resource: scope.reference(to: volume.volumeId, type: "AWS::EC2::Volume", tags: volume.tags),
                    tier: .application, what: "\(volume.volumeType) volume, \(volume.size) GiB",
                    quantity: Decimal(volume.size),
                    priced: .volume(type: volume.volumeType)))
        }
        for snapshot in inventory.volumeSnapshots where scope.owns(snapshot.snapshotId, snapshot.tags) {
            items.append(
                .init(
                    resource: scope.reference(to: snapshot.snapshotId, type: "AWS::EC2::Snapshot", tags: snapshot.tags),
                    tier: .application, what: "snapshot of \(snapshot.volumeSize) GiB",
                    quantity: Decimal(snapshot.volumeSize),
                    priced: .volumeSnapshot, assumption: "snapshots store at most their volume's size"))
        }
        return items
    }

    private func databases(_ inventory: Inventory) -> [CostItem] {
        var items: [CostItem] = []
        let databases = inventory.databases.filter(scope.owns)
        for database in databases {
            let resource = scope.reference(to: database.identifier, type: "AWS::RDS::DBInstance", tags: database.tags)
            let zones = database.multiAZ ? "Multi-AZ" : "Single-AZ"
            if database.isBilled {
                items.append(
                    .init(
                        resource: resource, tier: .database,
                        what: "\(database.instanceClass) \(database.engine), \(zones)", quantity: 1,
                        priced: .database(
                            engine: database.engine, instanceClass: database.instanceClass, multiAZ: database.multiAZ)))
            }
            let type = database.storageType ?? "gp2"
            items.append(
                .init(
                    resource: resource, tier: .database,
                    what: "\(type) storage, \(database.allocatedStorage) GiB, \(zones)",
                    quantity: Decimal(database.allocatedStorage),
                    priced: .databaseStorage(type: type, multiAZ: database.multiAZ)))
            if database.publiclyAccessible == true {
                items.append(
                    .init(
                        resource: resource, tier: .database, what: "public IPv4 address", quantity: 1,
                        priced: .publicAddress))
            }
            if let support = ExtendedSupport(database, now: now), let year = support.year {
                items.append(
                    .init(
                        resource: resource, tier: .database,
                        what:
                            "Extended Support of \(database.engine) \(support.major), \(support.processors.map { "\($0) vCPUs" } ?? "vCPUs unknown")",
                        quantity: support.processors.map { Decimal($0) },
                        priced: .extendedSupport(engine: database.engine, version: support.major, year: year)))
            }
        }
        items += backups(inventory, of: databases) + retainedBackups(inventory)
        let managed = Set(databases.compactMap { $0.masterUserSecret?.secretArn })
        for secret in inventory.secrets where managed.contains(secret.arn) || scope.owns(secret.arn, secret.tags) {
            items.append(
                .init(
                    resource: scope.reference(to: secret.arn, type: "AWS::SecretsManager::Secret", tags: secret.tags)
                        .renamed(secret.name),
                    tier: .database, what: "secret", quantity: 1, priced: .secret))
        }
        return items
    }

    /// Backups up to the databases' size are free. Amazon RDS User Guide, "Backup storage".
    private func backups(_ inventory: Inventory, of databases: [DatabaseInstance]) -> [CostItem] {
        let names = Set(databases.map(\.identifier))
        let snapshots = inventory.databaseSnapshots.filter {
            $0.isManual && (names.contains($0.instance) || scope.owns($0.name, $0.tags))
        }
        guard !snapshots.isEmpty else { return [] }
        let stored = snapshots.compactMap(\.gibibytes).clampedSum
        let free = databases.map(\.allocatedStorage).clampedSum
        return [
            CostItem(
                resource: DeployedResource(type: "AWS::RDS::DBSnapshot", id: "snapshots", name: "manual snapshots"),
                tier: .database,
                what:
                    "\(snapshots.count) snapshot\(snapshots.count == 1 ? "" : "s"), \(stored) GiB, of which \(min(stored, free)) free",
                quantity: max(0, Decimal(stored) - Decimal(free)), priced: .databaseBackup,
                assumption:
                    "manual snapshots store at most their database's size; as much as the databases' size is free, of which automated backups are taken to use nothing"
            )
        ]
    }

    /// Billed like snapshots, by an amount that RDS does not tell.
    private func retainedBackups(_ inventory: Inventory) -> [CostItem] {
        inventory.retainedBackups.filter { scope.owns($0.resource, $0.tags) }.map { backup in
            CostItem(
                resource: DeployedResource(type: AutomatedBackup.type, id: backup.resource, name: backup.instance),
                tier: .database,
                what: "retained automated backups, size not told by RDS", quantity: nil, priced: .databaseBackup)
        }
    }

    private func storage(_ inventory: Inventory) -> [CostItem] {
        inventory.buckets.map { bucket in
            let gibibytes = bucket.size.map { Decimal($0 / 1_073_741_824).rounded(3) }
            return CostItem(
                resource: scope.reference(to: bucket.name, type: "AWS::S3::Bucket"), tier: .storage,
                what: gibibytes.map { "S3 Standard, \($0) GiB" } ?? "S3 Standard, size not measured yet",
                quantity: gibibytes,
                priced: .bucketStorage)
        }
    }

    private func monitoring(_ inventory: Inventory) -> [CostItem] {
        var items: [CostItem] = []
        for name in scope.ids(ofType: "AWS::CloudWatch::CompositeAlarm") {
            items.append(
                .init(
                    resource: scope.reference(to: name, type: "AWS::CloudWatch::CompositeAlarm"), tier: .monitoring,
                    what: "composite alarm", quantity: 1, priced: .compositeAlarm))
        }
        for alarm in inventory.alarms {
            let isQuick = (alarm.period ?? 60) < 60
            items.append(
                .init(
                    resource: scope.reference(to: alarm.alarmName, type: "AWS::CloudWatch::Alarm"), tier: .monitoring,
                    what: isQuick ? "alarm, high resolution" : "alarm", quantity: 1,
                    priced: isQuick ? .highResolutionAlarm : .alarm))
        }
        for name in scope.ids(ofType: "AWS::CloudWatch::Dashboard") {
            items.append(
                .init(
                    resource: scope.reference(to: name, type: "AWS::CloudWatch::Dashboard"), tier: .monitoring,
                    what: "dashboard",
                    quantity: 1, priced: .dashboard))
        }
        for instance in inventory.instances where scope.owns(instance) && instance.isBilled {
            guard instance.monitoring?.state == "enabled" else { continue }
            items.append(
                .init(
                    resource: scope.reference(to: instance.instanceId, type: "AWS::EC2::Instance", tags: instance.tags),
                    tier: .monitoring, what: "detailed monitoring, 7 metrics", quantity: 7, priced: .metric))
        }
        let databases = inventory.databases.filter(scope.owns).map { "/aws/rds/instance/\($0.identifier)/" }
        for group in inventory.logGroups {
            guard scope.owns(group.logGroupName, nil) || databases.contains(where: group.logGroupName.hasPrefix) else {
                continue
            }
            let gibibytes = group.storedBytes.map { (Decimal($0) / 1_073_741_824).rounded(3) }
            items.append(
                .init(
                    resource: scope.reference(to: group.logGroupName, type: "AWS::Logs::LogGroup"), tier: .monitoring,
                    what: "logs, \(gibibytes.map { "\($0) GiB" } ?? "size unknown")", quantity: gibibytes,
                    priced: .logStorage))
        }
        return items
    }

    /// Types that neither cost anything by themselves nor are priced above: shown, so that nobody takes them for free.
    private func unknown() -> [CostItem] {
        scope.resources.values.filter { !Self.handled.contains($0.type) }.sorted { $0.name < $1.name }.map {
            CostItem(
                resource: DeployedResource(type: $0.type, id: $0.physicalID, name: $0.name), tier: .other,
                what: $0.type, quantity: 1,
                priced: .other(type: $0.type))
        }
    }

    /// Types that are priced above, or that AWS does not bill by the hour or month.
    private static let handled: Set<String> = [
        "AWS::AutoScaling::AutoScalingGroup", "AWS::AutoScaling::LifecycleHook", "AWS::AutoScaling::ScalingPolicy",
        "AWS::AutoScaling::ScheduledAction", "AWS::CertificateManager::Certificate",
        "AWS::CloudFormation::WaitConditionHandle",
        "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm", "AWS::CloudWatch::Dashboard", "AWS::EC2::EIP",
        "AWS::EC2::EIPAssociation", "AWS::EC2::FlowLog",
        "AWS::EC2::Instance", "AWS::EC2::InternetGateway", "AWS::EC2::LaunchTemplate", "AWS::EC2::NatGateway",
        "AWS::EC2::NetworkAcl", "AWS::EC2::NetworkAclEntry", "AWS::EC2::PrefixList", "AWS::EC2::Route",
        "AWS::EC2::RouteTable",
        "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupEgress", "AWS::EC2::SecurityGroupIngress",
        "AWS::EC2::Subnet",
        "AWS::EC2::SubnetNetworkAclAssociation", "AWS::EC2::SubnetRouteTableAssociation", "AWS::EC2::VPC",
        "AWS::EC2::VPCEndpoint", "AWS::EC2::VPCGatewayAttachment", "AWS::EC2::Volume", "AWS::EC2::VolumeAttachment",
        "AWS::ElasticLoadBalancingV2::Listener", "AWS::ElasticLoadBalancingV2::ListenerCertificate",
        "AWS::ElasticLoadBalancingV2::ListenerRule", "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "AWS::ElasticLoadBalancingV2::TargetGroup", "AWS::IAM::InstanceProfile", "AWS::IAM::ManagedPolicy",
        "AWS::IAM::Policy",
        "AWS::IAM::Role", "AWS::Logs::LogGroup", "AWS::RDS::DBInstance", "AWS::RDS::DBParameterGroup",
        "AWS::RDS::DBSubnetGroup",
        "AWS::S3::Bucket", "AWS::S3::BucketPolicy", "AWS::SNS::Subscription", "AWS::SNS::Topic",
        "AWS::SNS::TopicPolicy",
        "AWS::SSM::Parameter", "AWS::Scheduler::Schedule", "AWS::Scheduler::ScheduleGroup",
        "AWS::SecretsManager::Secret",
    ]
}

extension Address {
    /// Its physical ID in the stacks: the address in CloudFormation, the allocation where that is what a stack knows.
    func reference(in scope: AuditScope) -> String {
        if let allocationId, scope.resources[allocationId] != nil { return allocationId }
        return scope.resources[publicIp] != nil ? publicIp : allocationId ?? publicIp
    }
}

extension DeployedResource {
    /// With another name, unless it has one of its own.
    func renamed(_ name: String) -> DeployedResource {
        self.name == id ? DeployedResource(type: type, id: id, name: name) : self
    }
}
