import AWSEC2

extension Network.NATGateways {
    var needsRouteTablePerZone: Bool {
        switch self {
        case .none, .single, .instance: false
        case .perZone, .perZoneIf: true
        }
    }
}

extension Network {
    /// The application tier's way out, and nothing for the isolated tier.
    ///
    /// - Returns: the routes.
    func addNATGateways(
        _ nat: NATGateways, to scope: Scope, name: Value<String>, addresses: CIDRBlock
    ) -> [any Dependable] {
        switch nat {
        case .none: return []
        case .instance: return [addNATInstance(to: scope, name: name, addresses: addresses)]
        case .single:
            let gateway = natGateway(zone: 0, in: scope, name: name, condition: nil)
            return [addRoute(to: gateway.natGatewayId, zone: nil, in: scope)]
        case .perZone:
            return publicTier.subnets.indices.map { zone in
                let gateway = natGateway(zone: zone, in: scope, name: name, condition: nil)
                return addRoute(to: gateway.natGatewayId, zone: zone, in: scope)
            }
        case .perZoneIf(let condition):
            let first = natGateway(zone: 0, in: scope, name: name, condition: nil)
            return publicTier.subnets.indices.map { zone in
                guard zone > 0 else { return addRoute(to: first.natGatewayId, zone: zone, in: scope) }
                let own = natGateway(zone: zone, in: scope, name: name, condition: condition)
                return addRoute(to: .if(condition, own.natGatewayId, else: first.natGatewayId), zone: zone, in: scope)
            }
        }
    }

    private func natGateway(
        zone: Int, in scope: Scope, name: Value<String>, condition: Condition?
    ) -> Resource<EC2.NatGateway> {
        let letter = Self.zoneLetter(zone)
        let tag: Value<String> = "\(name)-nat-\(letter.lowercased())"
        let address = scope.add(
            "NATAddress\(letter)", EC2.EIP(domain: "vpc", tags: ["Name": tag]), condition: condition,
            dependsOn: [internetAccess])
        return scope.add(
            "NATGateway\(letter)",
            EC2.NatGateway(
                allocationId: address.allocationId, subnetId: publicTier.subnets[zone].subnetId, tags: ["Name": tag]),
            condition: condition)
    }

    private func addRoute(to gateway: Value<ID<EC2.NatGateway>>, zone: Int?, in scope: Scope) -> any Dependable {
        let table = applicationTier.routeTables[zone ?? 0]
        return scope.add(
            "ApplicationInternetRoute\(zone.map(Self.zoneLetter) ?? "")",
            EC2.Route(
                routeTableId: table.routeTableId, destinationCidrBlock: "0.0.0.0/0", natGatewayId: gateway))
    }

    /// S3 without NAT: gateway endpoints cost nothing, NAT charges for every gigabyte.
    func addStorageEndpoint(to scope: Scope, name: Value<String>) -> any Dependable {
        scope.add(
            "StorageEndpoint",
            EC2.VPCEndpoint(
                vpcId: vpcId, routeTableIds: List(applicationTier.routeTables.map { $0.routeTableId }),
                serviceName: "com.amazonaws.\(AWS.region).s3", tags: ["Name": "\(name)-s3"], vpcEndpointType: .gateway))
    }
}
