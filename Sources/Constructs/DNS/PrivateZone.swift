import AWSRoute53

/// A domain that only networks of one's own see.
///
///     let inside = PrivateZone(in: stack.scope("Inside"), name: "shop.internal", for: [network.vpcId])
///     inside.record("database", .cname(database.endpoint))
///
/// No certificate can be validated by it, and nothing on the internet finds it.
public struct PrivateZone: DNSZone {
    /// The zone itself; nil where it was there before.
    public let zone: Resource<Route53.HostedZone>?
    /// What records name.
    public let id: Value<ID<Route53.HostedZone>>
    /// The domain, without a dot at its end.
    public let name: Value<String>
    /// Where its records are declared.
    public let recordScope: Scope
}

extension PrivateZone {
    /// - Parameters:
    ///   - name: the domain, as in `shop.internal`. Another one is another zone.
    ///   - networks: whose resolver knows it, in the stack's region. They need DNS support and DNS host names.
    public init(in scope: Scope, name: Value<String>, for networks: [Value<ID<EC2.VPC>>]) {
        Zone.checkDomain(name, reportingTo: scope)
        if networks.isEmpty {
            scope.report(
                "missing-element", "a private zone is seen by networks, and there is none",
                fix: "name one: PrivateZone(..., for: [network.vpcId])")
        }
        let zone = scope.add(
            "Zone",
            Route53.HostedZone(
                name: name, vpcs: List(networks.map { .init(vpcId: $0, vpcRegion: AWS.region) })))
        self.init(zone: zone, id: zone.id, name: name, recordScope: scope)
    }

    /// A private zone of this account that was there before; see ``Zone/existing(in:id:name:)``.
    public static func existing(
        in scope: Scope, id: Value<ID<Route53.HostedZone>>, name: Value<String>
    ) -> PrivateZone {
        Zone.checkDomain(name, reportingTo: scope)
        return PrivateZone(zone: nil, id: id, name: name, recordScope: scope)
    }
}
