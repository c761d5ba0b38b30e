import AWSLambda
import EventConstructs
import IdentityConstructs
import NetworkConstructs

extension Function {
    /// Where a function runs.
    struct Place {
        let securityGroup: SecurityGroup
        let properties: Lambda.Function.VpcConfig
        /// The routes of the subnets, and the permission to use them.
        let ready: any Dependable
    }

    /// "Giving Lambda functions access to resources in an Amazon VPC" in the AWS Lambda developer guide: the actions know no
    /// resources.
    static func place(in network: Network, _ given: SecurityGroup?, _ role: Role, _ scope: Scope) -> Place {
        let securityGroup =
            given
            ?? SecurityGroup(
                in: scope, vpc: network.vpcId, description: "The function \(scope.id)", name: Value(scope.id))
        let grant = role.allow(
            "UseNetwork",
            PolicyStatement(actions: networkActions, resources: ["*"]))
        return Place(
            securityGroup: securityGroup,
            properties: .init(securityGroupIds: [securityGroup.id], subnetIds: network.applicationTier.subnetIds),
            ready: Ready(dependencies: network.applicationTier.dependencies + grant.dependencies))
    }

    /// Lambda does all this in the function's role; the function's own code has no business with it ("Giving Lambda
    /// functions access to resources in an Amazon VPC", on the permissions).
    static func denyNetwork(toCodeOf function: Resource<Lambda.Function>, _ role: Role) {
        role.allow(
            "KeepCodeOffNetwork",
            PolicyStatement(
                .deny, actions: networkActions, resources: ["*"],
                conditions: ["ArnEquals": ["lambda:SourceFunctionArn": JSON(function.arn)]]))
    }

    private static let networkActions = [
        "ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses",
    ]

    private struct Ready: Dependable {
        let dependencies: [Element]
    }
}

extension Function: Connectable {
    /// Around the function, where it runs in a network; otherwise what asks for it is reported.
    public var securityGroup: SecurityGroup {
        if let ownSecurityGroup { return ownSecurityGroup }
        scope.report(
            "function-without-network", "\(id) runs in no network, and connects to nothing in one",
            fix: "give it the network: Function(network: ...)")
        return .existing(in: scope, id: "unknown")
    }
}
