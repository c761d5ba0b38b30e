import Template

extension Examination {
    /// Records are in their zones, and aliases in the zone of what they lead to ("ChangeResourceRecordSets" and "Choosing
    /// between alias and non-alias records" in the Amazon Route 53 documentation).
    mutating func checkRecords() {
        for (record, wiring) in cases(of: "AWS::Route53::RecordSet") {
            check(WiredValue(expression: .object(record.resource.properties), stack: record.stack), of: record, wiring)
        }
        for (group, wiring) in cases(of: "AWS::Route53::RecordSetGroup") {
            for (index, record) in wiring.placedElements(of: group.value("RecordSets")) {
                check(record, [.key("RecordSets"), .index(index)], of: group, wiring)
            }
        }
        checkRepeatedRecords()
        checkWeightedRecords()
    }

    private mutating func check(
        _ record: WiredValue, _ steps: [Template.Path.Step] = [], of owner: WiredResource, _ wiring: Wiring
    ) {
        let id = owner.value("HostedZoneId") ?? wiring.member("HostedZoneId", of: record)
        let zone = wiring.target(of: id, type: "AWS::Route53::HostedZone")
        let domain = wiring.text(zone?.value("Name") ?? owner.value("HostedZoneName"))?.asDomain
        if let domain, let name = wiring.text(wiring.member("Name", of: record))?.asDomain {
            if name != domain, !name.hasSuffix("." + domain) {
                report(
                    "record-zone", "\(name) is not in the zone \(domain)", at: owner, steps: steps + [.key("Name")],
                    notes: zone.map { [("the zone", $0)] } ?? [], fix: "let the name end with .\(domain)")
            } else if name == domain, wiring.text(wiring.member("Type", of: record)) == "CNAME" {
                report(
                    "record-at-apex", "\(name) is the zone itself, which has other records that a CNAME excludes",
                    at: owner, steps: steps + [.key("Type")], fix: "use an alias of type A, or a name below \(domain)")
            }
        }
        checkAlias(wiring.member("AliasTarget", of: record), in: id, steps + [.key("AliasTarget")], of: owner, wiring)
        checkValues(of: record, steps, of: owner, wiring)
    }

    /// Attributes that are names of hosts, by type.
    private static let hosts: [String: [String]] = [
        classicBalancer: ["DNSName"], "AWS::CloudFront::Distribution": ["DomainName"],
        "AWS::EC2::Instance": ["PrivateDnsName", "PublicDnsName"],
        "AWS::ElastiCache::ReplicationGroup": ["PrimaryEndPoint.Address"],
        "AWS::ElasticLoadBalancingV2::LoadBalancer": ["DNSName"],
        "AWS::RDS::DBCluster": ["Endpoint.Address", "ReadEndpoint.Address"],
        "AWS::RDS::DBInstance": ["Endpoint.Address"],
        "AWS::S3::Bucket": ["DomainName", "RegionalDomainName"],
    ]
    /// And those that are addresses.
    private static let addressesOfHosts: [String: [String]] = [
        "AWS::EC2::EIP": ["", "PublicIp"], "AWS::EC2::Instance": ["PrivateIp", "PublicIp"],
    ]

    /// "Supported DNS record types" in the Amazon Route 53 developer guide.
    private mutating func checkValues(
        of record: WiredValue, _ steps: [Template.Path.Step], of owner: WiredResource, _ wiring: Wiring
    ) {
        guard let type = wiring.text(wiring.member("Type", of: record)), ["A", "AAAA", "CNAME"].contains(type) else {
            return
        }
        let isName = type == "CNAME"
        let wrong = isName ? Self.addressesOfHosts : Self.hosts
        for (index, value) in wiring.placedElements(of: wiring.member("ResourceRecords", of: record)) {
            guard let target = wiring.target(of: value),
                wrong[target.resource.resource.type]?.contains(target.attribute ?? "") == true
            else { continue }
            let what = [target.resource.logicalID, target.attribute].compactMap(\.self).joined(separator: ".")
            report(
                "record-value",
                isName
                    ? "\(what) is an address, and a CNAME leads to a name"
                    : "\(what) is the name of a host, and a record of type \(type) has addresses",
                // To Route 53 an address is a name like others.
                severity: isName ? .warning : .error, at: owner,
                steps: steps + [.key("ResourceRecords"), .index(index)],
                notes: [("declared here", target.resource)],
                fix: isName ? "let the record be of type A" : "use an AliasTarget, or a record of type CNAME")
        }
    }

    private mutating func checkAlias(
        _ alias: WiredValue?, in zone: WiredValue?, _ steps: [Template.Path.Step], of owner: WiredResource,
        _ wiring: Wiring
    ) {
        let distribution = "AWS::CloudFront::Distribution"
        let types = [distribution, "AWS::ElasticLoadBalancingV2::LoadBalancer", Self.classicBalancer]
        guard let target = wiring.target(of: wiring.member("DNSName", of: alias))?.resource,
            types.contains(target.resource.type), let id = wiring.member("HostedZoneId", of: alias)
        else { return }
        // Of all regions, and of those in China ("AWS::Route53::RecordSet AliasTarget", HostedZoneId).
        let ofDistributions = ["Z2FDTNDATAQYW2", "Z3RFFRIM2A3IF5"]
        let isDistribution = target.resource.type == distribution
        // That a record is in is a zone of one's own, whatever it is.
        let isOwn =
            wiring.target(of: id, type: "AWS::Route53::HostedZone") != nil
            || zone.map { wiring.resolved($0) == wiring.resolved(id) } == true
        let text = wiring.text(id)
        guard isOwn || text.map({ ofDistributions.contains($0) != isDistribution }) == true else { return }
        report(
            "alias-zone",
            isOwn
                ? "it leads to \(target.logicalID), which is in a zone of AWS and not in one of your own"
                : "\(text ?? "") is not the zone of \(target.logicalID)",
            at: owner, steps: steps + [.key("HostedZoneId")], notes: [("it leads here", target)],
            fix: isDistribution
                ? "write \(ofDistributions[0]), the zone of all distributions"
                : "use the zone's ID that \(target.logicalID) has as an attribute")
    }

    /// "Values specific for weighted records" in the Amazon Route 53 developer guide.
    private mutating func checkWeightedRecords() {
        let zones = grouped("AWS::Route53::RecordSet", by: "HostedZoneId", type: "AWS::Route53::HostedZone")
        for (record, wiring) in cases(of: "AWS::Route53::RecordSet") {
            guard let id = record.value("HostedZoneId"), let own = wiring.weighted(record) else { continue }
            let others = zones[wiring.identity(of: id, type: "AWS::Route53::HostedZone")]
            let other = others.prefix { $0 != record }.first {
                guard let other = wiring.weighted($0) else { return false }
                return other.name == own.name && other.type == own.type && other.time != own.time
                    && areMadeTogether($0, record)
            }
            guard let other else { continue }
            report(
                "value-not-allowed",
                "\(wiring.words(for: other, besides: record)) shares the name \(own.name), and has another TTL",
                at: record,
                .key("TTL"), notes: [("the other record", other)], fix: "give both the same")
        }
    }

    private mutating func checkRepeatedRecords() {
        let zones = grouped("AWS::Route53::RecordSet", by: "HostedZoneId", type: "AWS::Route53::HostedZone")
        for (record, wiring) in cases(of: "AWS::Route53::RecordSet") {
            guard let id = record.value("HostedZoneId"), let name = wiring.text(record.value("Name"))?.asDomain,
                let type = wiring.text(record.value("Type")), wiring.isAbsent(record.value("SetIdentifier"))
            else { continue }
            let others = zones[wiring.identity(of: id, type: "AWS::Route53::HostedZone")]
            let other = others.prefix { $0 != record }.first {
                wiring.text($0.value("Name"))?.asDomain == name && wiring.text($0.value("Type")) == type
                    && areMadeTogether($0, record)
            }
            guard let other else { continue }
            report(
                "duplicate-record",
                "\(wiring.words(for: other, besides: record)) is the \(type) record of \(name) already", at: record,
                .key("Name"), notes: [("the other record", other)], fix: "put the values into one record")
        }
    }
}

extension Wiring {
    /// What a weighted record shares with others of its name; nil for other records, and where it is not known.
    fileprivate func weighted(_ record: WiredResource) -> (name: String, type: String, time: Double)? {
        guard !isAbsent(record.value("Weight")), let name = text(record.value("Name"))?.asDomain,
            let type = text(record.value("Type")), let time = number(record.value("TTL"))
        else { return nil }
        return (name, type, time)
    }
}

extension String {
    /// A domain's name as it is compared: in lower case, and without the dot at its end.
    var asDomain: String { (hasSuffix(".") ? String(dropLast()) : self).lowercased() }
}
