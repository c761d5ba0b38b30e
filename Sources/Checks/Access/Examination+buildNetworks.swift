import Template

extension Examination {
    /// A project that builds in a network has a role that may work there ("Allow CodeBuild access to AWS services required
    /// to create a VPC network interface" in the AWS CodeBuild user guide). CodeBuild tries the first action.
    mutating func checkBuildNetwork(
        of project: Template.Resource, _ logicalID: String, _ stack: Int, _ access: AccessIndex
    ) {
        guard let role = role(project.properties["ServiceRole"], stack) else { return }
        let path = Template.Path(.resources, logicalID).appending("Properties").appending("ServiceRole")
        let networks = wiring.counting(project.values(at: "VpcConfig.Subnets", of: logicalID), in: stack)
        guard networks.contains(where: { !$0.path.isConditional && $0.value != [] }) else { return }
        require(
            tryingFirst: Self.buildActions, as: TextPattern(glob: "arn:*:ec2:*").asARN(), of: role, access, at: path,
            because: "a build in a VPC")
    }

    private static let buildActions = [
        "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs", "ec2:DescribeDhcpOptions",
        "ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DeleteNetworkInterface",
    ]
}
