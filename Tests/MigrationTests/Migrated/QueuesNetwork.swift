import AWSEC2

/// Network of Queues.
struct QueuesNetwork {
    let vpc: Resource<EC2.VPC>

    init(in stack: Stack, _ settings: QueuesSettings) {
        vpc = stack.add("VPC", EC2.VPC(cidrBlock: settings.cidr))

        let subnet1 = stack.add(
            "Subnet1",
            EC2.Subnet(
                vpcId: vpc.vpcId,
                availabilityZone: List.availabilityZones()[1],
                cidrBlock: "10.0.1.0/24",
                tags: ["Name": "\(AWS.stackName)-1"]))

        let routeTable1 = stack.add("RouteTable1", EC2.RouteTable(vpcId: vpc.vpcId))

        stack.add(
            "Association1",
            EC2.SubnetRouteTableAssociation(routeTableId: routeTable1.routeTableId, subnetId: subnet1.subnetId))

        let subnet2 = stack.add(
            "Subnet2",
            EC2.Subnet(
                vpcId: vpc.vpcId,
                availabilityZone: List.availabilityZones()[0],
                cidrBlock: "10.0.2.0/24",
                tags: ["Name": "\(AWS.stackName)-2"]))

        let routeTable2 = stack.add("RouteTable2", EC2.RouteTable(vpcId: vpc.vpcId))

        stack.add(
            "Association2",
            EC2.SubnetRouteTableAssociation(routeTableId: routeTable2.routeTableId, subnetId: subnet2.subnetId))

        let subnet3 = stack.add(
            "Subnet3",
            EC2.Subnet(
                vpcId: vpc.vpcId,
                availabilityZone: List.availabilityZones()[1],
                cidrBlock: "10.0.3.0/24",
                tags: ["Name": "\(AWS.stackName)-3"]))

        let routeTable3 = stack.add("RouteTable3", EC2.RouteTable(vpcId: vpc.vpcId))

        stack.add(
            "Association3",
            EC2.SubnetRouteTableAssociation(routeTableId: routeTable3.routeTableId, subnetId: subnet3.subnetId))

        let subnet4 = stack.add(
            "Subnet4",
            EC2.Subnet(
                vpcId: vpc.vpcId,
                availabilityZone: List.availabilityZones()[0],
                cidrBlock: "10.0.4.0/24",
                tags: ["Name": "\(AWS.stackName)-4"]))

        let routeTable4 = stack.add("RouteTable4", EC2.RouteTable(vpcId: vpc.vpcId))

        stack.add(
            "Association4",
            EC2.SubnetRouteTableAssociation(routeTableId: routeTable4.routeTableId, subnetId: subnet4.subnetId))

        let subnet5 = stack.add(
            "Subnet5",
            EC2.Subnet(
                vpcId: vpc.vpcId,
                availabilityZone: List.availabilityZones()[1],
                cidrBlock: "10.0.5.0/24",
                tags: ["Name": "\(AWS.stackName)-5"]))

        let routeTable5 = stack.add("RouteTable5", EC2.RouteTable(vpcId: vpc.vpcId))

        stack.add(
            "Association5",
            EC2.SubnetRouteTableAssociation(routeTableId: routeTable5.routeTableId, subnetId: subnet5.subnetId))

        let subnet6 = stack.add(
            "Subnet6",
            EC2.Subnet(
                vpcId: vpc.vpcId,
                availabilityZone: List.availabilityZones()[0],
                cidrBlock: "10.0.6.0/24",
                tags: ["Name": "\(AWS.stackName)-6"]))

        let routeTable6 = stack.add("RouteTable6", EC2.RouteTable(vpcId: vpc.vpcId))

        stack.add(
            "Association6",
            EC2.SubnetRouteTableAssociation(routeTableId: routeTable6.routeTableId, subnetId: subnet6.subnetId))

        let subnet7 = stack.add(
            "Subnet7",
            EC2.Subnet(
                vpcId: vpc.vpcId,
                availabilityZone: List.availabilityZones()[1],
                cidrBlock: "10.0.7.0/24",
                tags: ["Name": "\(AWS.stackName)-7"]))

        let routeTable7 = stack.add("RouteTable7", EC2.RouteTable(vpcId: vpc.vpcId))

        stack.add(
            "Association7",
            EC2.SubnetRouteTableAssociation(routeTableId: routeTable7.routeTableId, subnetId: subnet7.subnetId))

        let subnet8 = stack.add(
            "Subnet8",
            EC2.Subnet(
                vpcId: vpc.vpcId,
                availabilityZone: List.availabilityZones()[0],
                cidrBlock: "10.0.8.0/24",
                tags: ["Name": "\(AWS.stackName)-8"]))

        let routeTable8 = stack.add("RouteTable8", EC2.RouteTable(vpcId: vpc.vpcId))

        stack.add(
            "Association8",
            EC2.SubnetRouteTableAssociation(routeTableId: routeTable8.routeTableId, subnetId: subnet8.subnetId))
    }
}
