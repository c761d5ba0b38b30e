import Template

/// Where a resource is in a network: its security groups, and its subnets or the network itself.
struct NetworkPlace {
    /// The security groups as the property has them, and the steps to it.
    let groups: WiredValue?
    let groupSteps: [Template.Path.Step]
    /// The network, as far as all subnets are in one that is known.
    let networks: [WiredResource]
    let networkSteps: [Template.Path.Step]

    /// The types that are in networks, by the properties that say where.
    static let types: [String: (groups: [String], subnets: [String])] = [
        "AWS::EC2::Instance": (["SecurityGroupIds"], ["SubnetId"]),
        "AWS::EC2::NetworkInterface": (["GroupSet"], ["SubnetId"]),
        "AWS::ElasticLoadBalancingV2::LoadBalancer": (["SecurityGroups"], ["Subnets"]),
        "AWS::ElasticLoadBalancing::LoadBalancer": (["SecurityGroups"], ["Subnets"]),
        "AWS::ECS::Service": (
            ["NetworkConfiguration", "AwsvpcConfiguration", "SecurityGroups"],
            ["NetworkConfiguration", "AwsvpcConfiguration", "Subnets"]
        ),
        "AWS::Lambda::Function": (["VpcConfig", "SecurityGroupIds"], ["VpcConfig", "SubnetIds"]),
        "AWS::EFS::MountTarget": (["SecurityGroups"], ["SubnetId"]),
        "AWS::EC2::VPCEndpoint": (["SecurityGroupIds"], ["VpcId"]),
        "AWS::RDS::DBInstance": (["VPCSecurityGroups"], ["DBSubnetGroupName"]),
        "AWS::RDS::DBCluster": (["VpcSecurityGroupIds"], ["DBSubnetGroupName"]),
        "AWS::RDS::DBSubnetGroup": ([], ["SubnetIds"]),
        "AWS::RDS::DBProxy": (["VpcSecurityGroupIds"], ["VpcSubnetIds"]),
        "AWS::DocDB::DBCluster": (["VpcSecurityGroupIds"], ["DBSubnetGroupName"]),
        "AWS::Neptune::DBCluster": (["VpcSecurityGroupIds"], ["DBSubnetGroupName"]),
        "AWS::ElastiCache::CacheCluster": (["VpcSecurityGroupIds"], ["CacheSubnetGroupName"]),
        "AWS::ElastiCache::ReplicationGroup": (["SecurityGroupIds"], ["CacheSubnetGroupName"]),
        "AWS::ElastiCache::SubnetGroup": ([], ["SubnetIds"]),
        "AWS::ElastiCache::ServerlessCache": (["SecurityGroupIds"], ["SubnetIds"]),
        "AWS::Redshift::Cluster": (["VpcSecurityGroupIds"], ["ClusterSubnetGroupName"]),
        "AWS::OpenSearchService::Domain": (["VPCOptions", "SecurityGroupIds"], ["VPCOptions", "SubnetIds"]),
        "AWS::AutoScaling::AutoScalingGroup": ([], ["VPCZoneIdentifier"]),
        "AWS::ApiGatewayV2::VpcLink": (["SecurityGroupIds"], ["SubnetIds"]),
        "AWS::AppRunner::VpcConnector": (["SecurityGroups"], ["Subnets"]),
        "AWS::Batch::ComputeEnvironment": (
            ["ComputeResources", "SecurityGroupIds"], ["ComputeResources", "Subnets"]
        ),
        "AWS::CodeBuild::Project": (["VpcConfig", "SecurityGroupIds"], ["VpcConfig", "Subnets"]),
        "AWS::EKS::Cluster": (["ResourcesVpcConfig", "SecurityGroupIds"], ["ResourcesVpcConfig", "SubnetIds"]),
        "AWS::EKS::Nodegroup": ([], ["Subnets"]),
        "AWS::MSK::Cluster": (
            ["BrokerNodeGroupInfo", "SecurityGroups"], ["BrokerNodeGroupInfo", "ClientSubnets"]
        ),
        "AWS::SageMaker::NotebookInstance": (["SecurityGroupIds"], ["SubnetId"]),
    ]
    static let typeNames = types.keys.sorted()
}

extension Wiring {
    /// Where a resource is; nil for one of a type that is in no network.
    func place(of resource: WiredResource) -> NetworkPlace? {
        guard let properties = NetworkPlace.types[resource.resource.type] else { return nil }
        return NetworkPlace(
            groups: value(properties.groups, of: resource), groupSteps: properties.groups.map { .key($0) },
            networks: value(properties.subnets, of: resource).map(networks) ?? [],
            networkSteps: properties.subnets.map { .key($0) })
    }

    /// What stands at a path below the properties; nil where nothing does, or the path is empty.
    func value(_ steps: [String], of resource: WiredResource) -> WiredValue? {
        guard let first = steps.first else { return nil }
        return steps.dropFirst().reduce(resource.value(first)) { member($1, of: $0) }
    }

    /// The networks of what a value names: subnets, a group of such, what is in one, or the network itself. Those that
    /// are not known are left out.
    func networks(_ value: WiredValue) -> [WiredResource] {
        var found: [WiredResource] = []
        for target in knownTargets(of: value) {
            // A group of subnets is in one network.
            let members = target.value("SubnetIds").map(knownTargets) ?? [target]
            for member in members {
                if let network = network(around: member), !found.contains(network) { found.append(network) }
            }
        }
        return found
    }

    private func network(around resource: WiredResource) -> WiredResource? {
        if resource.resource.type == "AWS::EC2::VPC" { return resource }
        return network(of: resource)
            ?? target(of: resource.value("SubnetId"), type: "AWS::EC2::Subnet").flatMap { self.network(of: $0) }
    }

    private func knownTargets(of value: WiredValue) -> [WiredResource] {
        (elements(of: value) ?? [value]).compactMap { target(of: $0)?.resource }
    }

    /// The security groups that a value names; nil where one is none of the templates', or not known.
    func groups(_ value: WiredValue?) -> [WiredResource]? {
        targets(of: value, type: "AWS::EC2::SecurityGroup")
    }
}
