import AWSRoute53

/// A zone, public or private, in which names are given to things.
///
///     let zone = Zone(in: root.scope("Domain"), name: "example.com")
///     zone.record("www", .cname("shop.example.net"))
///     zone.record("", .mx([10: "mail.example.net"]))
///     zone.alias("shop", to: AliasTarget(of: "internal.example.net", inZone: "Z2P70J7EXAMPLE"))
///
/// Records are in the zone's scope. What has a name of its own, such as an API, makes its record itself.
public protocol DNSZone {
    /// Where its records are declared.
    var recordScope: Scope { get }
    /// What records name.
    var id: Value<ID<Route53.HostedZone>> { get }
    /// The domain, without a dot at its end: `example.com`.
    var name: Value<String> { get }
}

extension DNSZone {
    /// Adds a record.
    ///
    /// - Parameters:
    ///   - name: without the zone's own: `www`, `*.dev`, or nothing for the zone itself.
    ///   - record: what it says.
    ///   - timeToLive: for how many seconds whoever asked may remember the answer, 0 to 2147483647: as long as a change
    ///     takes to be seen by all.
    @discardableResult
    public func record(
        _ name: String, _ record: DNSRecord, timeToLive: Int = 300, fileID: String = #fileID, line: Int = #line
    ) -> Resource<Route53.RecordSet> {
        let scope = recordScope.calledFrom(fileID: fileID, line: line)
        check(name, reportingTo: scope)
        record.report(to: scope, isOfZoneItself: name.isEmpty)
        // "ResourceRecordSet" in the Amazon Route 53 API reference.
        if !(0...2_147_483_647).contains(timeToLive) {
            scope.report(
                "out-of-range", "a record cannot be remembered for \(timeToLive) seconds; allowed: 0 to 2147483647",
                fix: "choose some minutes, such as 300")
        }
        return scope.add(
            Self.logicalID(of: name) + record.type,
            Route53.RecordSet(
                name: fullName(of: name), type: Value(record.type), hostedZoneId: id, resourceRecords: record.values,
                ttl: Value(String(timeToLive))))
    }

    /// Adds records that lead to something of AWS by its own name, which costs nothing and follows its addresses.
    ///
    /// - Parameter name: without the zone's own; nothing for the zone itself, where no CNAME may be.
    /// - Returns: a record for IPv4, and one for IPv6 where the target has that.
    @discardableResult
    public func alias(
        _ name: String, to target: AliasTarget, fileID: String = #fileID, line: Int = #line
    ) -> [Resource<Route53.RecordSet>] {
        let scope = recordScope.calledFrom(fileID: fileID, line: line)
        check(name, reportingTo: scope)
        return addAliases(of: fullName(of: name), to: target, in: scope, as: Self.logicalID(of: name))
    }

    /// Adds records of something that has a name of its own, in its own scope.
    ///
    /// - Parameters:
    ///   - fullName: with the zone's own.
    ///   - id: what the logical IDs begin with.
    @discardableResult
    package func addAliases(
        of fullName: Value<String>, to target: AliasTarget, in scope: Scope, as id: String
    ) -> [Resource<Route53.RecordSet>] {
        if let problem = problem(ofDomain: fullName) {
            scope.report("record-zone", problem, fix: "choose a name in the zone, or the zone of the name")
        }
        return (target.hasIPv6 ? ["A", "AAAA"] : ["A"]).map { type in
            scope.add(
                id + type,
                Route53.RecordSet(
                    name: fullName, type: Value(type),
                    aliasTarget: .init(dnsName: target.name, hostedZoneId: target.zoneID), hostedZoneId: self.id))
        }
    }

    /// What is wrong with a domain that should be in the zone; nil where nothing is, or nobody can tell yet.
    package func problem(ofDomain domain: Value<String>) -> String? {
        guard let domain = domain.literal, let zone = name.literal, domain != zone, !domain.hasSuffix("." + zone) else {
            return nil
        }
        return "\(domain) is not in the zone \(zone)"
    }

    private func fullName(of name: String) -> Value<String> { name.isEmpty ? self.name : "\(name).\(self.name)" }

    private func check(_ name: String, reportingTo scope: Scope) {
        if let zone = self.name.literal, name == zone || name.hasSuffix("." + zone) {
            let rest = name.dropLast(zone.count).dropLast()
            scope.report(
                "record-zone", "\"\(name)\" has the zone's own name in it, which would be there twice",
                fix: "write \"\(rest)\"")
        } else if name.hasSuffix(".") || name.hasPrefix(".") || name.contains("..") {
            scope.report(
                "record-zone", "\"\(name)\" has an empty part; a name is parts with a dot between them",
                fix: "leave the dots at its ends out")
        }
    }

    /// `ApiDev` of `api.dev`: parts in their order, without what logical IDs do not have.
    private static func logicalID(of name: String) -> String {
        name.isEmpty ? "Apex" : name.replacing("*", with: "any").asPartOfLogicalID
    }
}
