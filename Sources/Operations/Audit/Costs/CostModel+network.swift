import Foundation
import Prices

extension CostModel {
    func network(_ inventory: Inventory) -> [CostItem] {
        loadBalancers(inventory) + gateways(inventory) + addresses(inventory)
    }

    private func loadBalancers(_ inventory: Inventory) -> [CostItem] {
        var items: [CostItem] = []
        for balancer in inventory.loadBalancers where scope.owns(balancer) {
            let resource = scope.reference(
                to: balancer.loadBalancerArn, type: "AWS::ElasticLoadBalancingV2::LoadBalancer")
            guard balancer.type == "application" else {
                items.append(
                    .init(
                        resource: resource, tier: .public, what: "\(balancer.type) load balancer", quantity: 1,
                        priced: .other(type: balancer.type)))
                continue
            }
            items.append(
                .init(resource: resource, tier: .public, what: "load balancer", quantity: 1, priced: .loadBalancer))
            items.append(
                .init(
                    resource: resource, tier: .public, what: "load balancer capacity units", quantity: capacityUnits,
                    priced: .loadBalancerCapacityUnit,
                    assumption: "load balancer capacity units on average: \(capacityUnits) (--lcu)"))
            if balancer.scheme == "internet-facing", let zones = balancer.availabilityZones, !zones.isEmpty {
                items.append(
                    .init(
                        resource: resource, tier: .public, what: "public IPv4 addresses of the load balancer",
                        quantity: Amount(zones.count), priced: .publicAddress,
                        assumption: "one address a zone; a load balancer takes more while it scales"))
            }
        }
        return items
    }

    /// The ways out of private subnets: NAT gateways and interface endpoints.
    private func gateways(_ inventory: Inventory) -> [CostItem] {
        var items: [CostItem] = []
        for gateway in inventory.natGateways where scope.owns(gateway) {
            items.append(
                .init(
                    resource: scope.reference(
                        to: gateway.natGatewayId, type: "AWS::EC2::NatGateway", tags: gateway.tags),
                    tier: .public, what: "NAT gateway", quantity: 1, priced: .natGateway))
        }
        for endpoint in inventory.endpoints where scope.owns(endpoint) && endpoint.vpcEndpointType == "Interface" {
            items.append(
                .init(
                    resource: scope.reference(
                        to: endpoint.vpcEndpointId, type: "AWS::EC2::VPCEndpoint", tags: endpoint.tags),
                    tier: .application, what: "interface endpoint", quantity: Amount(endpoint.subnetIds?.count ?? 1),
                    priced: .interfaceEndpoint))
        }
        return items
    }

    private func addresses(_ inventory: Inventory) -> [CostItem] {
        var items: [CostItem] = []
        for address in inventory.addresses
        where scope.owns(address.publicIp, address.tags) || scope.owns(address.allocationId ?? "", address.tags) {
            let isUsed = address.associationId != nil
            items.append(
                .init(
                    resource: scope.reference(
                        to: address.reference(in: scope), type: "AWS::EC2::EIP", tags: address.tags),
                    tier: .public, what: isUsed ? "public IPv4 address" : "public IPv4 address, idle", quantity: 1,
                    priced: isUsed ? .publicAddress : .idleAddress))
        }
        return items
    }
}

extension Address {
    /// Its physical ID in the stacks: the address in CloudFormation, the allocation where that is what a stack knows.
    func reference(in scope: AuditScope) -> String {
        if let allocationId, scope.resources[allocationId] != nil { return allocationId }
        return scope.resources[publicIp] != nil ? publicIp : allocationId ?? publicIp
    }
}
