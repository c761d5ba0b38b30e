/// A quota that can be raised.
struct ServiceQuota: Sendable, Equatable {
    /// As Service Quotas calls it.
    let name: String
    /// As in `vpc`.
    let service: String
    /// As in `L-F678F1CE`.
    let code: String
    /// Whose failures are about it.
    private let types: [String]
    /// What else must stand in the reason; empty for nothing.
    private let words: [String]

    private init(_ name: String, _ service: String, _ code: String, _ types: [String], words: [String] = []) {
        self.name = name
        self.service = service
        self.code = code
        self.types = types
        self.words = words
    }

    /// The quota that a failure is about; nil where it is not known here.
    static func behind(_ failure: FailedResource) -> ServiceQuota? {
        let text = failure.reason.text.lowercased()
        return all.first { quota in
            (quota.types.isEmpty || quota.types.contains(failure.type)) && quota.words.allSatisfy(text.contains)
                && !(quota.types.isEmpty && quota.words.isEmpty)
        }
    }

    /// The codes are those of "ListAWSDefaultServiceQuotas"; the same in every region.
    private static let all = [
        ServiceQuota("Elastic IP addresses", "ec2", "L-0263D0A3", [], words: ["maximum number of addresses"]),
        ServiceQuota(
            "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances", "ec2", "L-1216C47A", [], words: ["vcpu"]
        ),
        ServiceQuota("Rules per security group", "vpc", "L-0EA8095F", [], words: ["rules per security group"]),
        ServiceQuota("VPCs per Region", "vpc", "L-F678F1CE", ["AWS::EC2::VPC"]),
        ServiceQuota("Elastic IP addresses", "ec2", "L-0263D0A3", ["AWS::EC2::EIP"]),
        ServiceQuota("Internet gateways per Region", "vpc", "L-A4707A72", ["AWS::EC2::InternetGateway"]),
        ServiceQuota("NAT gateways per Availability Zone", "vpc", "L-FE5A380F", ["AWS::EC2::NatGateway"]),
        ServiceQuota("Subnets per VPC", "vpc", "L-407747CB", ["AWS::EC2::Subnet"]),
        ServiceQuota("VPC security groups per Region", "vpc", "L-E79EC296", ["AWS::EC2::SecurityGroup"]),
        ServiceQuota(
            "Application Load Balancers per Region", "elasticloadbalancing", "L-53DA6B97",
            ["AWS::ElasticLoadBalancingV2::LoadBalancer"]),
        ServiceQuota(
            "Target Groups per Region", "elasticloadbalancing", "L-B22855CB",
            ["AWS::ElasticLoadBalancingV2::TargetGroup"]),
        ServiceQuota("DB instances", "rds", "L-7B6409FD", ["AWS::RDS::DBInstance"]),
        ServiceQuota(
            "Concurrent executions", "lambda", "L-B99A9384", ["AWS::Lambda::Function", "AWS::Lambda::Version"]),
        ServiceQuota("General purpose buckets", "s3", "L-DC2B2D3D", ["AWS::S3::Bucket"]),
        ServiceQuota("Roles per account", "iam", "L-FE177D64", ["AWS::IAM::Role"]),
        ServiceQuota("Stack count", "cloudformation", "L-0485CB21", ["AWS::CloudFormation::Stack"]),
    ]
}
