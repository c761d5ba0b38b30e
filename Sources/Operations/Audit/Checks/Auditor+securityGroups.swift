import Diagnostics

extension Auditor {
    /// Ports that databases listen on, and their names.
    private static let databasePorts: KeyValuePairs<Int, String> = [
        1433: "SQL Server", 1521: "Oracle", 3306: "MySQL", 5432: "PostgreSQL", 5439: "Redshift", 6379: "Redis",
        9200: "OpenSearch",
        11211: "Memcached", 27017: "MongoDB",
    ]

    /// Rules that let the world in, of every security group in the environment's stacks and network.
    var securityGroupFindings: [Diagnostic] {
        inventory.securityGroups.filter(scope.contains).flatMap { group in
            group.ipPermissions.flatMap { permission in
                sources(of: permission).flatMap { findings(group, permission, source: $0) }
            }
        }
    }

    private struct Source {
        /// As a person reads it, with the prefix list that it is in.
        let shown: String
        /// The option that revokes it.
        let option: String
    }

    /// Where a permission lets everybody in from.
    private func sources(of permission: SecurityGroupDescription.Permission) -> [Source] {
        let blocks = (permission.ipRanges ?? []).map(\.cidrIp).filter(AddressBlock.isWorld).map {
            Source(shown: $0, option: "--cidr \($0)")
        }
        let ipv6 = (permission.ipv6Ranges ?? []).map(\.cidrIpv6).filter(AddressBlock.isWorld).map { block in
            Source(
                shown: block,
                option: "--ip-permissions '\(Self.request(permission, #"Ipv6Ranges=[{CidrIpv6=\#(block)}]"#))'")
        }
        let lists = (permission.prefixListIds ?? []).compactMap { list -> Source? in
            guard let block = inventory.prefixLists[list.prefixListId]?.first(where: AddressBlock.isWorld) else {
                return nil
            }
            return Source(
                shown: "\(block) (in prefix list \(list.prefixListId))",
                option:
                    "--ip-permissions '\(Self.request(permission, "PrefixListIds=[{PrefixListId=\(list.prefixListId)}]"))'"
            )
        }
        return blocks + ipv6 + lists
    }

    private static func request(_ permission: SecurityGroupDescription.Permission, _ source: String) -> String {
        let ports =
            permission.fromPort.flatMap { from in permission.toPort.map { ",FromPort=\(from),ToPort=\($0)" } } ?? ""
        return "IpProtocol=\(permission.ipProtocol)\(ports),\(source)"
    }

    private func findings(
        _ group: SecurityGroupDescription, _ permission: SecurityGroupDescription.Permission, source: Source
    ) -> [Diagnostic] {
        let name = Self.protocols[permission.ipProtocol] ?? permission.ipProtocol
        guard ["tcp", "udp", "all"].contains(name) else { return [] }
        let (from, to) = (permission.fromPort ?? -1, permission.toPort ?? -1)
        // Without ports, or with -1, a rule is about all of them.
        let ports = name == "all" || from < 0 || to < from ? 0...65_535 : min(from, 65_535)...min(to, 65_535)
        let resource = scope.reference(to: group.groupId, type: "AWS::EC2::SecurityGroup", tags: group.tags)
        let shown =
            name == "all"
            ? "all protocols"
            : ports.count == 1 ? "\(name) \(ports.lowerBound)" : "\(name) \(ports.lowerBound)-\(ports.upperBound)"
        let portOption = from == to ? "\(from)" : "\(from)-\(to)"
        let plain = source.option.hasPrefix("--cidr ")
        let command =
            "aws ec2 revoke-security-group-ingress --group-id \(group.groupId) "
            + (plain ? "--protocol \(permission.ipProtocol)\(name == "all" ? "" : " --port \(portOption)") " : "")
            + source.option
        func opening(_ rule: DiagnosticKind, _ what: String = "") -> Diagnostic {
            finding(
                rule, resource, "\(shown)\(what) \(name == "all" ? "are" : "is") open to \(source.shown)",
                command: command)
        }
        if ports.lowerBound <= 1, ports.upperBound == 65_535 { return [opening(.allPortsOpen)] }
        var findings: [Diagnostic] = []
        if name == "tcp", ports.contains(22) { findings.append(opening(.sshOpen)) }
        if ports.contains(3389) { findings.append(opening(.remoteDesktopOpen)) }
        let databases = Self.databasePorts.filter { ports.contains($0.key) && (name == "tcp" || $0.key == 11_211) }.map(
            \.value)
        if !databases.isEmpty { findings.append(opening(.databasePortOpen, " (\(databases.joined(separator: ", ")))")) }
        if findings.isEmpty, !isListener(ports, of: group) { findings.append(opening(.otherPortOpen)) }
        return findings
    }

    private static let protocols = ["-1": "all", "6": "tcp", "17": "udp"]

    /// Whether ports are those that a load balancer with this security group is there for.
    private func isListener(_ ports: ClosedRange<Int>, of group: SecurityGroupDescription) -> Bool {
        guard ports.count == 1 else { return false }
        let balancers = inventory.loadBalancers.filter {
            ($0.securityGroups ?? []).contains(group.groupId) && $0.scheme == "internet-facing"
        }
        // Without the listeners, it is not known on which ports it serves: the usual ones are taken as meant.
        let listening = inventory.listeners.filter { listener in
            balancers.contains { $0.loadBalancerArn == listener.loadBalancerArn }
        }
        let known = listening.isEmpty ? [80, 443] : Set(listening.map(\.port))
        return !balancers.isEmpty && known.contains(ports.lowerBound)
    }
}

/// Blocks of IP addresses, as security groups write them.
enum AddressBlock {
    /// Whether a block is the whole internet or so much of it that it might as well be, such as a half of it.
    ///
    /// Private blocks are no wider than `10.0.0.0/8` and `fc00::/7`; whatever is wider has public addresses.
    static func isWorld(_ block: String) -> Bool {
        let parts = block.split(separator: "/")
        guard parts.count == 2, let length = Int(parts[1]) else { return false }
        if parts[0].contains(":") { return length < 16 && !isPrivateIPv6(parts[0]) }
        return length < 8
    }

    private static func isPrivateIPv6(_ address: Substring) -> Bool {
        let first = address.lowercased().prefix(2)
        return ["fc", "fd", "fe"].contains(first)
    }
}
