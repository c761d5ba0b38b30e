import Diagnostics
import Prices

extension CostModel {
    /// Types of which nobody knows that they cost nothing by themselves, and that are not priced above: shown, so that
    /// nobody takes them for free.
    func unknown() -> [CostItem] {
        scope.resources.values.filter { !Self.isCovered($0.type) }.sorted { $0.name < $1.name }.map {
            CostItem(
                resource: DeployedResource(type: $0.type, id: $0.physicalID, name: $0.name), tier: .other,
                what: $0.type, quantity: 1,
                priced: .other(type: $0.type))
        }
    }

    private static func isCovered(_ type: String) -> Bool {
        accountedFor.contains(type) || [.free, .byUse].contains(BillingRule(of: type)?.fixed)
    }

    /// Types that are priced above, or billed by use only, whatever their properties are.
    private static let accountedFor: Set<String> = [
        "AWS::AutoScaling::AutoScalingGroup", "AWS::CertificateManager::Certificate", "AWS::CloudWatch::Alarm",
        "AWS::CloudWatch::CompositeAlarm", "AWS::CloudWatch::Dashboard", "AWS::EC2::EIP", "AWS::EC2::Instance",
        "AWS::EC2::NatGateway", "AWS::Lambda::Function", "AWS::EC2::VPCEndpoint", "AWS::EC2::Volume",
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "AWS::RDS::DBInstance", "AWS::SSM::Parameter", "AWS::SecretsManager::Secret",
    ]
}
