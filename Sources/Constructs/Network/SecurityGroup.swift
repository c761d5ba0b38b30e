import AWSEC2

/// A firewall around something, closed until connections are allowed.
///
/// Rules say which groups talk to which, in both directions: what one side may send, the other may receive. SSH and
/// remote desktop are refused; Systems Manager's Session Manager opens shells without a port.
public struct SecurityGroup {
    /// The group itself, without rules; each rule is a resource of its own. Nil where it was there before.
    public let group: Resource<EC2.SecurityGroup>?
    /// What network interfaces take.
    public let id: Value<ID<EC2.SecurityGroup>>
    let scope: Scope

    /// - Parameters:
    ///   - description: who is behind it, in at most 255 unaccented letters, digits, spaces and `.
    ///     _-:/()#,@[]+=&;{}!$*`; a part of the group that cannot change without replacing it.
    ///   - name: the `Name` tag.
    public init(in scope: Scope, vpc: Value<ID<EC2.VPC>>, description: String, name: Value<String>) {
        self.scope = scope
        Self.check(description, reportingTo: scope)
        let group = scope.add(
            "SecurityGroup",
            EC2.SecurityGroup(
                groupDescription: Value(description),
                // A group without egress rules gets one that allows everything; one that leads nowhere keeps it closed.
                securityGroupEgress: [
                    .init(
                        ipProtocol: "-1", cidrIp: "127.0.0.1/32",
                        description: "Nothing but what rules of their own allow")
                ],
                tags: ["Name": name], vpcId: vpc))
        self.group = group
        id = group.groupId
    }

    private init(existing id: Value<ID<EC2.SecurityGroup>>, in scope: Scope) {
        group = nil
        self.id = id
        self.scope = scope
    }

    /// A group that was there before. What is allowed here is added to it, in rules of this stack's.
    ///
    /// - Parameter scope: where the rules go; its name is what they call the group.
    public static func existing(in scope: Scope, id: Value<ID<EC2.SecurityGroup>>) -> SecurityGroup {
        SecurityGroup(existing: id, in: scope)
    }

    /// Allows connections from anywhere.
    public func allowFromInternet(port: Int, condition: Condition? = nil) {
        guard isPort(port), isNoRemoteShell(port) else { return }
        scope.add(
            "FromInternet\(port)",
            EC2.SecurityGroupIngress(
                ipProtocol: "tcp", cidrIp: "0.0.0.0/0", description: "Anyone", fromPort: Value(port),
                groupId: id, toPort: Value(port)),
            condition: condition)
    }

    /// Allows connections from addresses, such as those of a network.
    ///
    /// - Parameter block: as in `10.0.0.0/16`.
    package func allow(fromAddresses block: Value<String>, port: Int) {
        guard isPort(port), isNoRemoteShell(port) else { return }
        scope.add(
            "FromNetwork\(port)",
            EC2.SecurityGroupIngress(
                ipProtocol: "tcp", cidrIp: block, description: "The network", fromPort: Value(port), groupId: id,
                toPort: Value(port)))
    }

    /// Allows connections to anywhere, on one port.
    ///
    /// - Returns: what to wait for before connecting; nil when the port is refused.
    @discardableResult
    public func allowToInternet(port: Int) -> Resource<EC2.SecurityGroupEgress>? {
        guard isPort(port) else { return nil }
        return scope.add(
            "ToInternet\(port)",
            EC2.SecurityGroupEgress(
                groupId: id, ipProtocol: "tcp", cidrIp: "0.0.0.0/0", description: "Anywhere",
                fromPort: Value(port), toPort: Value(port)))
    }

    /// Allows connections from another group, and lets that group open them.
    ///
    /// Both rules belong to the client's stack, since a client depends on what it uses and not the other way about.
    public func allow(from client: SecurityGroup, port: Int) {
        allow(
            from: client, port: port, in: client.scope, as: "To\(scope.id)\(port)",
            ingress: "To\(scope.id)\(port)Ingress")
    }

    /// The same, where the client was there first and does not know whom it is let to: a load balancer that services are put
    /// behind. Both rules belong to this group's stack, so that the client's depends on none of its servers.
    ///
    /// - Returns: what to wait for before connecting.
    package func admit(_ client: SecurityGroup, port: Int) -> [any Dependable] {
        allow(
            from: client, port: port, in: scope, as: "From\(client.scope.id)\(port)Egress",
            ingress: "From\(client.scope.id)\(port)")
    }

    @discardableResult
    private func allow(
        from client: SecurityGroup, port: Int, in place: Scope, as egress: String, ingress: String
    ) -> [any Dependable] {
        guard isPort(port), isNoRemoteShell(port) else { return [] }
        return [
            place.add(
                egress,
                EC2.SecurityGroupEgress(
                    groupId: client.id, ipProtocol: "tcp", description: "To \(scope.id)",
                    destinationSecurityGroupId: id, fromPort: Value(port), toPort: Value(port))),
            place.add(
                ingress,
                EC2.SecurityGroupIngress(
                    ipProtocol: "tcp", description: "From \(client.scope.id)", fromPort: Value(port),
                    groupId: id, sourceSecurityGroupId: client.id, toPort: Value(port))),
        ]
    }

    private func isNoRemoteShell(_ port: Int) -> Bool {
        guard [22, 3389].contains(port) else { return true }
        scope.report(
            "remote-shell-port", "port \(port) would be open for remote shells",
            fix: "leave it closed and use Session Manager: aws ssm start-session --target <instance>")
        return false
    }

    private func isPort(_ port: Int) -> Bool {
        if (1...65535).contains(port) { return true }
        scope.report("port-range", "\(port) is no TCP port", fix: "choose one from 1 to 65535")
        return false
    }

    /// EC2 refuses other characters, an apostrophe among them ("CreateSecurityGroup" in the EC2 API reference).
    private static func check(_ description: String, reportingTo scope: Scope) {
        let isAllowed = description.allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || " ._-:/()#,@[]+=&;{}!$*".contains($0))
        }
        if isAllowed, (1...255).contains(description.count) { return }
        scope.report(
            "security-group-description", "\"\(description)\" cannot describe a security group",
            fix: "write 1 to 255 unaccented letters, digits, spaces and any of . _-:/()#,@[]+=&;{}!$*")
    }
}

/// Something that opens connections or takes them.
public protocol Connectable {
    var securityGroup: SecurityGroup { get }
}

extension SecurityGroup: Connectable {
    /// The group itself.
    public var securityGroup: SecurityGroup { self }
}
