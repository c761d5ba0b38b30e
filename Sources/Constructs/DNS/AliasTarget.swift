/// Something of AWS that has a name of AWS's, and to which a name of one's own can lead ("Choosing between alias and
/// non-alias records" in the Amazon Route 53 developer guide).
///
///     let balancer = service.loadBalancer
///     zone.alias(
///         "", to: AliasTarget(of: balancer.dnsName, inZone: balancer.canonicalHostedZoneID))
public struct AliasTarget {
    let name: Value<String>
    let zoneID: Value<String>
    let hasIPv6: Bool

    /// - Parameters:
    ///   - name: AWS's name.
    ///   - zoneID: of AWS's zone that this name is in, which is never a zone of one's own.
    ///   - hasIPv6: whether it is reached by IPv6 too.
    public init(of name: Value<String>, inZone zoneID: Value<String>, hasIPv6: Bool = false) {
        self.name = name
        self.zoneID = zoneID
        self.hasIPv6 = hasIPv6
    }
}
