import Template

extension Examination {
    /// What says its availability zone is where its subnets are, and says a zone.
    mutating func checkPlacements() {
        checkZoneNames()
        checkZonesOfSubnets()
        checkSubnetsOfZones()
        checkVolumesOfServers()
    }

    fileprivate static let zoneProperties = [
        "AvailabilityZone", "AvailabilityZoneName", "AvailabilityZones", "PreferredAvailabilityZone",
    ]

    /// "Regions and Zones" in the Amazon EC2 user guide: a zone is called by its region and a letter.
    private mutating func checkZoneNames() {
        guard !hasMacros else { return }
        for stack in ownStacks {
            for member in wiring.stacks[stack].resources where member.resource.mayHaveZone {
                for property in Self.zoneProperties {
                    for value in member.resource.values(at: property, of: member.logicalID).flatMap(\.elements) {
                        let zone = wiring.resolved(WiredValue(expression: value.value, stack: stack)).expression
                        guard zone == .ref("AWS::Region") || zone.string?.isNameOfRegion == true else { continue }
                        reportOnce(
                            "region-as-zone",
                            "\(zone.string ?? "AWS::Region") is a region, and \(property) wants a zone of it",
                            at: value.path, fix: "write {\"Fn::Select\": [0, {\"Fn::GetAZs\": \"\"}]}")
                    }
                }
            }
        }
    }

    /// "RunInstances" in the Amazon EC2 API reference, "CreateDBInstance" in that of Amazon RDS, "CreateCacheCluster" in
    /// that of Amazon ElastiCache.
    private mutating func checkZonesOfSubnets() {
        let types = [
            ("AWS::EC2::Instance", "AvailabilityZone", "SubnetId"),
            ("AWS::RDS::DBInstance", "AvailabilityZone", "DBSubnetGroupName"),
            ("AWS::ElastiCache::CacheCluster", "PreferredAvailabilityZone", "CacheSubnetGroupName"),
            ("AWS::Redshift::Cluster", "AvailabilityZone", "ClusterSubnetGroupName"),
        ]
        for (type, property, place) in types {
            for (resource, wiring) in cases(of: type) {
                guard let zone = resource.value(property).flatMap(wiring.zone), let target = resource.value(place),
                    let subnets = wiring.subnets(behind: target), !subnets.isEmpty,
                    subnets.allSatisfy({ wiring.zone(of: $0)?.differs(from: zone) == true })
                else { continue }
                report(
                    "zone-mismatch",
                    "\(subnets.map(\.logicalID).joined(separator: " and ")) \(subnets.count == 1 ? "is" : "are") in another availability zone",
                    at: resource, .key(property), notes: subnets.prefix(1).map { ("a subnet", $0) },
                    fix: "leave it out: the subnet says it")
            }
        }
    }

    /// "Availability Zones and subnets" in the Amazon EC2 Auto Scaling user guide: the zones of a group are those of its
    /// subnets.
    private mutating func checkSubnetsOfZones() {
        for (servers, wiring) in cases(of: "AWS::AutoScaling::AutoScalingGroup") {
            guard let zones = servers.value("AvailabilityZones").flatMap(wiring.elements)?.map(wiring.zone),
                !zones.isEmpty,
                let subnets = wiring.targets(of: servers.value("VPCZoneIdentifier"), type: "AWS::EC2::Subnet")
            else { continue }
            let other = subnets.first { subnet in
                guard let own = wiring.zone(of: subnet) else { return false }
                return zones.allSatisfy { $0?.differs(from: own) == true }
            }
            guard let other else { continue }
            report(
                "zone-mismatch", "\(other.logicalID) is in none of the group's availability zones", at: servers,
                .key("AvailabilityZones"), notes: [("the subnet", other)], fix: "leave it out: the subnets say it")
        }
    }

    /// "Attach an Amazon EBS volume to an Amazon EC2 instance" in the Amazon EBS user guide.
    private mutating func checkVolumesOfServers() {
        for (server, wiring) in cases(of: "AWS::EC2::Instance") {
            guard let zone = wiring.zone(of: server) else { continue }
            for (index, value) in wiring.placedElements(of: server.value("Volumes")) {
                guard let volume = wiring.target(of: wiring.member("VolumeId", of: value), type: "AWS::EC2::Volume"),
                    wiring.zone(of: volume)?.differs(from: zone) == true
                else { continue }
                report(
                    "zone-mismatch",
                    "\(volume.logicalID) is in another availability zone than \(server.logicalID)", at: server,
                    .key("Volumes"), .index(index), notes: [("the volume", volume)],
                    fix: "make the volume where the server is: AvailabilityZone of its subnet")
            }
        }
    }
}

extension Wiring {
    /// The subnets that a value is, or those of a group; nil where one is not known.
    fileprivate func subnets(behind value: WiredValue) -> [WiredResource]? {
        guard let target = target(of: value)?.resource else { return nil }
        return target.resource.type == "AWS::EC2::Subnet"
            ? [target] : targets(of: target.value("SubnetIds"), type: "AWS::EC2::Subnet")
    }
}

extension String {
    /// Whether it is a name such as `eu-west-3` or `us-gov-west-1`, and not such as `eu-west-3a`.
    fileprivate var isNameOfRegion: Bool {
        let words = split(separator: "-", omittingEmptySubsequences: false)
        guard (3...4).contains(words.count), words[0].count == 2, let number = words.last, number.count == 1 else {
            return false
        }
        return number.allSatisfy(\.isNumber) && words.dropLast().allSatisfy { $0.allSatisfy(\.isLetter) && !$0.isEmpty }
    }
}

extension Template.Resource {
    /// Whether it may have a property that names zones as those of Amazon EC2 are named.
    fileprivate var mayHaveZone: Bool {
        guard !isStranger(isNested: true) else { return false }
        guard case .object(let properties)? = object["Properties"] else { return true }
        // All resources are asked, and few keys are so long.
        let shortest = "AvailabilityZone".utf8.count
        for entry in properties.entries
        where entry.key.utf8.count >= shortest && Examination.zoneProperties.contains(entry.key) {
            return true
        }
        return false
    }
}
