import AWSRoute53

/// A domain in the public DNS, as an Amazon Route 53 hosted zone.
///
///     let zone = Zone(in: root.scope("Domain"), name: "example.com")
///     stack.output("NameServers", zone.nameServers?.joined(separator: " ") ?? "")
///
/// It answers nobody before the registrar, or the zone above it, names its name servers. A new zone has new ones, so it
/// outlives its stack.
public struct Zone: DNSZone {
    /// The zone itself; nil where it was there before.
    public let zone: Resource<Route53.HostedZone>?
    /// What records name.
    public let id: Value<ID<Route53.HostedZone>>
    /// The domain, without a dot at its end.
    public let name: Value<String>
    /// Where its records are declared.
    public let recordScope: Scope

    /// What the registrar, or the zone above, has to name; nil where the zone was there before.
    public var nameServers: List<Value<String>>? { zone?.nameServers }
}

extension Zone {
    /// - Parameters:
    ///   - name: the domain, as in `example.com`. Another one is another zone.
    ///   - deletionPolicy: kept when the stack goes, unless said otherwise here. A creation that fails leaves nothing
    ///     behind.
    public init(
        in scope: Scope, name: Value<String>, deletionPolicy: DeletionPolicy = .retainExceptOnCreate
    ) {
        Self.checkDomain(name, reportingTo: scope)
        let zone = scope.add("Zone", Route53.HostedZone(name: name), deletionPolicy: deletionPolicy)
        self.init(zone: zone, id: zone.id, name: name, recordScope: scope)
    }

    /// A zone of this account that was there before. Records are added to it; nothing else about it changes.
    ///
    ///     let zone = Zone.existing(in: stack.scope("Domain"), id: "Z0123456789EXAMPLE", name: "example.com")
    ///
    /// - Parameters:
    ///   - scope: where records go.
    ///   - id: as Route 53 shows it, without `/hostedzone/`.
    ///   - name: the domain.
    public static func existing(
        in scope: Scope, id: Value<ID<Route53.HostedZone>>, name: Value<String>
    ) -> Zone {
        checkDomain(name, reportingTo: scope)
        return Zone(zone: nil, id: id, name: name, recordScope: scope)
    }
}

extension Zone {
    /// "DNS domain name format" in the Amazon Route 53 developer guide: parts of up to 63 characters, 255 together. A
    /// dot at the end would stand in the middle of every record's name.
    static func checkDomain(_ name: Value<String>, reportingTo scope: Scope) {
        guard let domain = name.literal else { return }
        let parts = domain.split(separator: ".", omittingEmptySubsequences: false)
        if domain.utf8.count <= 255, parts.allSatisfy({ (1...63).contains($0.utf8.count) }),
            !domain.contains(where: { $0 == " " || $0 == "/" || $0 == ":" })
        {
            return
        }
        scope.report(
            "pattern-mismatch",
            "\"\(domain)\" is no domain: parts of 1 to 63 characters with a dot between them, 255 in all",
            fix: "write it as in example.com, without a scheme and without a dot at its end")
    }
}
