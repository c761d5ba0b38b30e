import Diagnostics
import Prices

/// Tells what AWS bills for the resources of one side of a plan: how much of what. Prices are somebody else's.
struct CostModel {
    private let resources: [String: PlannedResource]
    private let byType: [String: [PlannedResource]]
    private let rules: BillingRules
    let today: Day
    /// By the resource that is scaled or scheduled, the resources that do it.
    private let controllers: [String: [PlannedResource]]

    init(_ resources: [PlannedResource], _ rules: BillingRules, today: Day) {
        self.resources = Dictionary(
            resources.map { ($0.path.description, $0) }, uniquingKeysWith: { first, _ in first })
        byType = Dictionary(grouping: resources, by: \.type)
        self.rules = rules
        self.today = today
        controllers = Self.controllers(in: resources)
    }

    subscript(path: ResourcePath) -> PlannedResource? { resources[path.description] }

    /// What is billed for a resource.
    func bill(of resource: PlannedResource) -> Bill {
        var bill = Bill()
        guard let rule = rules[resource.type] else {
            guard !resource.isMadeByFunctions else { return bill }
            // Somebody may have a price for it in a table of their own.
            bill.add(resource.type, .other(type: resource.type))
            return bill
        }
        switch rule.fixed {
        case .free: return bill
        case .byUse: break
        case .each(let item): bill.add(item.key.replacing("-", with: " "), item)
        case .byProperties: Self.models[resource.type]?(self)(resource, &bill)
        }
        bill.addUses(rule.uses)
        for schedule in controllers(of: resource, ["AWS::Scheduler::Schedule"]) {
            bill.note("\(schedule.path) is left out: it is taken to run all hours")
        }
        return bill
    }

    private typealias Model = @Sendable (CostModel) -> (PlannedResource, inout Bill) -> Void

    /// By type, for those whose properties decide.
    private static let models: [String: Model] = [
        "AWS::ACMPCA::CertificateAuthority": CostModel.certificateAuthority,
        "AWS::ApiGateway::Stage": CostModel.stage,
        "AWS::AutoScaling::AutoScalingGroup": CostModel.group,
        "AWS::CertificateManager::Certificate": CostModel.certificate,
        "AWS::CloudFormation::Stack": CostModel.nestedStack,
        "AWS::CloudFront::Distribution": CostModel.distribution,
        "AWS::CloudWatch::Alarm": CostModel.alarm,
        "AWS::DynamoDB::Table": CostModel.table,
        "AWS::EC2::Instance": CostModel.instance,
        "AWS::EC2::NatGateway": CostModel.natGateway,
        "AWS::EC2::VPCEndpoint": CostModel.endpoint,
        "AWS::EC2::VPNConnection": CostModel.vpnConnection,
        "AWS::EC2::Volume": CostModel.volume,
        "AWS::ECS::CapacityProvider": CostModel.capacityProvider,
        "AWS::ECS::Cluster": CostModel.cluster,
        "AWS::ECS::Service": CostModel.service,
        "AWS::EFS::FileSystem": CostModel.fileSystem,
        "AWS::EKS::Cluster": CostModel.kubernetesCluster,
        "AWS::EKS::Nodegroup": CostModel.nodeGroup,
        "AWS::ElastiCache::CacheCluster": CostModel.cacheCluster,
        "AWS::ElastiCache::ReplicationGroup": CostModel.replicationGroup,
        "AWS::ElasticLoadBalancing::LoadBalancer": CostModel.classicLoadBalancer,
        "AWS::ElasticLoadBalancingV2::LoadBalancer": CostModel.loadBalancer,
        "AWS::KMS::Key": CostModel.key,
        "AWS::Kinesis::Stream": CostModel.stream,
        "AWS::Lambda::Alias": CostModel.functionVersion,
        "AWS::Lambda::EventSourceMapping": CostModel.eventSource,
        "AWS::Lambda::Function": CostModel.function,
        "AWS::Lambda::Version": CostModel.functionVersion,
        "AWS::RDS::DBCluster": CostModel.databaseCluster,
        "AWS::RDS::DBInstance": CostModel.database,
        "AWS::RDS::DBProxy": CostModel.databaseProxy,
        "AWS::SSM::Parameter": CostModel.parameter,
        "AWS::SecretsManager::Secret": CostModel.secret,
        "AWS::WAFv2::WebACL": CostModel.webACL,
    ]

    /// The types that have a model.
    static var modelled: Set<String> { Set(models.keys) }

    // MARK: - What resources say of others

    /// Those that are referred to at a path.
    func referred(_ properties: Properties, _ path: String, type: String? = nil) -> [PlannedResource] {
        properties.references(path).compactMap { resources[$0] }.filter { type == nil || $0.type == type }
    }

    func referred(_ resource: PlannedResource, _ path: String, type: String? = nil) -> [PlannedResource] {
        referred(Properties(resource), path, type: type)
    }

    /// Those of a type, in the order of the templates.
    func all(ofType type: String) -> [PlannedResource] { byType[type] ?? [] }

    /// Those of some types that name a resource.
    func controllers(of resource: PlannedResource, _ types: Set<String>) -> [PlannedResource] {
        (controllers[resource.path.description] ?? []).filter { types.contains($0.type) }
    }
}

extension PlannedResource {
    /// Whether what it is made of is a function's or a macro's own matter: that is a resource as well.
    fileprivate var isMadeByFunctions: Bool {
        type.hasPrefix("Custom::") || type == "AWS::CloudFormation::CustomResource"
            || type == "AWS::CloudFormation::Macro"
    }
}
