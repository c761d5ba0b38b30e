import AWSEC2

/// A firewall around something, closed until connections are allowed.
///
/// Rules say which groups talk to which, in both directions: what one side may send, the other may receive. SSH and
/// remote desktop are refused; Systems Manager's Session Manager opens shells without a port.
public struct SecurityGroup {
    public let group: Resource<EC2.SecurityGroup>
    private let scope: Scope

    public var id: Value<ID<EC2.SecurityGroup>> { group.groupId }

    /// - Parameter description: who is behind it; a part of the group that cannot change without replacing it.
    public init(in scope: Scope, vpc: Resource<EC2.VPC>, description: Value<String>, name: Value<String>) {
        self.scope = scope
        group = scope.add(
            "SecurityGroup",
            EC2.SecurityGroup(
                groupDescription: description,
                // A group without egress rules gets one that allows everything; one that leads nowhere keeps it closed.
                securityGroupEgress: [
                    .init(ipProtocol: "-1", cidrIp: "127.0.0.1/32", description: "Nothing but what rules of their own allow")
                ],
                tags: ["Name": name], vpcId: vpc.vpcId))
    }

    /// Allows connections from anywhere.
    public func allowFromInternet(port: Int, condition: Condition? = nil) {
        guard checked(port) else { return }
        _ = scope.add(
            "FromInternet\(port)",
            EC2.SecurityGroupIngress(
                ipProtocol: "tcp", cidrIp: "0.0.0.0/0", description: "Anyone", fromPort: Value(port),
                groupId: group.groupId, toPort: Value(port)),
            condition: condition)
    }

    /// Allows connections to anywhere, on one port.
    @discardableResult
    public func allowToInternet(port: Int) -> Resource<EC2.SecurityGroupEgress> {
        scope.add(
            "ToInternet\(port)",
            EC2.SecurityGroupEgress(
                groupId: group.groupId, ipProtocol: "tcp", cidrIp: "0.0.0.0/0", description: "Anywhere",
                fromPort: Value(port), toPort: Value(port)))
    }

    /// Allows connections from another group, and lets that group open them.
    ///
    /// Both rules belong to the client's stack, since a client depends on what it uses and not the other way about.
    public func allow(from client: SecurityGroup, port: Int) {
        guard checked(port) else { return }
        let name = "To\(scope.id)\(port)"
        _ = client.scope.add(
            name,
            EC2.SecurityGroupEgress(
                groupId: client.group.groupId, ipProtocol: "tcp", description: "To \(scope.id)",
                destinationSecurityGroupId: group.groupId, fromPort: Value(port), toPort: Value(port)))
        _ = client.scope.add(
            name + "Ingress",
            EC2.SecurityGroupIngress(
                ipProtocol: "tcp", description: "From \(client.scope.id)", fromPort: Value(port),
                groupId: group.groupId, sourceSecurityGroupId: client.group.groupId, toPort: Value(port)))
    }

    private func checked(_ port: Int) -> Bool {
        if [22, 3389].contains(port) {
            scope.report(
                "remote-shell-port", "port \(port) would be open for remote shells",
                fix: "leave it closed and use Session Manager: aws ssm start-session --target <instance>")
            return false
        }
        if !(1...65535).contains(port) {
            scope.report("port-range", "\(port) is no TCP port", fix: "choose one from 1 to 65535")
            return false
        }
        return true
    }
}

/// Something that opens connections or takes them.
public protocol Connectable {
    var securityGroup: SecurityGroup { get }
}
