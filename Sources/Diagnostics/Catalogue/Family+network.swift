extension DiagnosticFamily {
    static let network = DiagnosticFamily(
        title: "Ways through the network",
        summary: "Found by following what leads where, across nested stacks.",
        kinds: [
            DiagnosticKind(
                "addresses-outside-network", "Addresses are not among those around them",
                because:
                    "EC2 refuses a subnet that is not in its network, and a fixed address that is not in its subnet",
                bad: "VPC 10.0.0.0/16, subnet 10.1.0.0/24",
                good: "VPC 10.0.0.0/16, subnet 10.0.1.0/24"),
            DiagnosticKind(
                "overlapping-addresses", "Two subnets of a network, two peers, or two servers share addresses",
                because: "EC2 refuses the second one, and the peering"),
            DiagnosticKind(
                "cidr-size", "A network or subnet is larger or smaller than EC2 makes them",
                because: "EC2 refuses blocks that are larger than /16 or smaller than /28", bad: "10.0.0.0/8",
                good: "10.0.0.0/16"),
            DiagnosticKind(
                "load-balancer-zones", "A load balancer's subnets are not in zones of their own",
                because:
                    "Elastic Load Balancing takes one subnet of each zone, and an application load balancer needs two zones",
                bad: "subnets in Fn::Select 0 and again 0 of Fn::GetAZs", good: "subnets in Fn::Select 0 and 1"),
            DiagnosticKind(
                "database-zones", "A database's subnets are in one zone",
                because: "the service refuses a subnet group that does not span two zones",
                bad: "subnets in Fn::Select 0 and again 0 of Fn::GetAZs", good: "subnets in Fn::Select 0 and 1"),
            DiagnosticKind(
                "zone-mismatch", "Something is in another zone than what it belongs to",
                because: "the service refuses it: a volume and its server, a server and its subnet are in one zone"),
            DiagnosticKind(
                "region-as-zone", "A region is given for an availability zone",
                because: "the service knows no zone of that name", bad: "{\"Ref\": \"AWS::Region\"}",
                good: #"{"Fn::Select": [0, {"Fn::GetAZs": ""}]}"#),
            DiagnosticKind(
                "subnets-of-one-zone", "Subnets that have to be in different zones are in one",
                because: "the service refuses them",
                bad: "two subnets in Fn::Select 0 of Fn::GetAZs", good: "one in Fn::Select 0, and one in Fn::Select 1"),
            DiagnosticKind(
                "already-attached", "What belongs to one is given to two",
                because: "EC2 refuses the second one, or takes it away from the first",
                bad: "two AWS::EC2::VPCGatewayAttachment with internet gateways for one VPC", good: "one of them"),
            DiagnosticKind(
                "gateway-not-attached", "Something needs a gateway that its network has not",
                because:
                    "EC2 refuses a route to a gateway of another network, and RDS a public database in a network without one",
                bad: "an AWS::EC2::InternetGateway without an AWS::EC2::VPCGatewayAttachment"),
            DiagnosticKind(
                "load-balancer-unreachable", "A load balancer for the internet is in subnets that do not reach it",
                .warning, because: "nobody gets an answer from the load balancer in these subnets"),
            DiagnosticKind(
                "nat-without-internet", "A NAT gateway is in a subnet that does not reach the internet", .warning,
                because: "whatever is routed to it goes nowhere"),
            DiagnosticKind(
                "subnet-without-internet", "A subnet gives public addresses and does not reach the internet", .warning,
                because: "what is in it has a public address, and answers nobody",
                bad: "\"MapPublicIpOnLaunch\": true, and no route to the gateway",
                good: "a route for 0.0.0.0/0 with the GatewayId"),
            DiagnosticKind(
                "duplicate-route", "A route table has one destination twice",
                because: "EC2 refuses the second route, since it could not know which to take"),
            DiagnosticKind(
                "route-of-network", "A route leads addresses of its own network out of it",
                because: "EC2 refuses the route: the network reaches them itself",
                bad: "VPC 10.0.0.0/16, a route of 10.0.0.0/16 to a peering connection",
                good: "the peer's addresses as the destination"),
            DiagnosticKind(
                "duplicate-rule-number", "Two entries of a network ACL have one number",
                because: "EC2 refuses the second one: numbers are told apart in each direction",
                bad: "two entries of RuleNumber 100, both with Egress false", good: "100 and 110"),
            DiagnosticKind(
                "duplicate-route-table", "A subnet has two route tables",
                because: "EC2 refuses the second association, or gives up the first"),
            DiagnosticKind(
                "security-group-vpc", "A security group is of another network than what it is given to",
                because: "the service refuses groups of other networks"),
            DiagnosticKind(
                "networks-mixed", "What has to be in one network is in two",
                because: "the service refuses subnets, or targets, of different networks"),
            DiagnosticKind(
                "duplicate-mount-target", "A file system has two mount targets in one zone",
                because: "EFS refuses the second one"),
            DiagnosticKind(
                "task-without-internet", "A task cannot fetch its image", .warning,
                because: "the task never starts, and the deployment waits for it for hours",
                bad: "Fargate in public subnets, AssignPublicIp DISABLED",
                good: "Fargate in public subnets, AssignPublicIp ENABLED"),
            DiagnosticKind(
                "public-subnet", "What runs in private subnets only is put into a public one",
                because: "EKS refuses the profile", bad: "the subnets of the load balancer",
                good: "those that lead to the NAT gateway"),
            DiagnosticKind(
                "function-without-internet", "A function in public subnets reaches nothing outside", .warning,
                because: "it has no public address, and what it asks outside of its network answers it never",
                bad: "VpcConfig with the public subnets", good: "VpcConfig with those that lead to the NAT gateway"),
            DiagnosticKind(
                "endpoint-type", "A service is to have a gateway endpoint, and has none",
                because: "EC2 makes gateway endpoints of S3 and DynamoDB only, and those without a type are such",
                bad: #""ServiceName": "com.amazonaws.eu-west-3.secretsmanager" without VpcEndpointType"#,
                good: #""VpcEndpointType": "Interface""#),
            DiagnosticKind(
                "endpoint-service", "An endpoint is for a service that has another name",
                because: "EC2 refuses the endpoint", bad: "com.amazonaws.s3.${AWS::Region}",
                good: "com.amazonaws.${AWS::Region}.s3"),
            DiagnosticKind(
                "private-dns", "An endpoint cannot have its service's own name",
                because:
                    "EC2 refuses private names in a network without DNS, and where another endpoint has them already"),
            DiagnosticKind(
                "port-order", "A range of ports ends before it begins", because: "EC2 refuses the rule",
                bad: #""FromPort": 443, "ToPort": 80"#, good: #""FromPort": 80, "ToPort": 443"#),
            DiagnosticKind(
                "closed-port", "Security groups close a port that something needs", .warning,
                because: "the deployment succeeds, and every connection times out",
                bad: "a PostgreSQL database whose security group lets 3306 in", good: "its security group lets 5432 in"),
        ])
}
