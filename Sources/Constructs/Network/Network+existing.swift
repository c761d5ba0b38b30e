import AWSEC2

extension Network {
    /// A network that was there before, for constructs to put their resources into.
    ///
    ///     let network = Network.existing(
    ///         vpc: "vpc-0abc", publicSubnets: ["subnet-0aaa", "subnet-0bbb"],
    ///         isolatedSubnets: root.parameter("DatabaseSubnets", .ids(of: EC2.Subnet.self)))
    ///
    /// Nothing is looked up: the template holds what is written here, on every machine and in every account. What
    /// differs between environments is a parameter, whose identifiers CloudFormation checks before it begins. How the
    /// subnets are routed is taken as the names of the tiers say.
    ///
    /// - Parameters:
    ///   - publicSubnets: routed to the internet; for load balancers.
    ///   - applicationSubnets: with a way to the internet through NAT; for instances.
    ///   - isolatedSubnets: for databases.
    public static func existing(
        vpc: Value<ID<EC2.VPC>>, publicSubnets: List<Value<ID<EC2.Subnet>>> = [],
        applicationSubnets: List<Value<ID<EC2.Subnet>>> = [], isolatedSubnets: List<Value<ID<EC2.Subnet>>> = []
    ) -> Network {
        func tier(_ subnets: List<Value<ID<EC2.Subnet>>>) -> Tier {
            Tier(subnetIds: subnets, subnets: [], routeTables: [])
        }
        return Network(
            existing: vpc, publicTier: tier(publicSubnets), applicationTier: tier(applicationSubnets),
            isolatedTier: tier(isolatedSubnets))
    }

    /// Reports a tier that has fewer subnets than something in it needs. How many a parameter names is only known to a
    /// deployment, and left to AWS.
    package func require(_ count: Int, in kind: TierKind, for user: String, code: String, reportingTo scope: Scope) {
        guard case .list(let subnets) = tier(kind).subnetIds.expression, subnets.count < count else { return }
        let name = kind.rawValue.lowercased()
        scope.report(
            code,
            "\(user) needs \(name) subnets in \(count == 1 ? "one zone" : "\(count) zones"); the network has "
                + (subnets.isEmpty ? "none" : "\(subnets.count)"),
            fix: vpc == nil
                ? "name them: Network.existing(vpc: ..., \(name)Subnets: [...])" : "give the network zones: \(count)")
    }

    private func tier(_ kind: TierKind) -> Tier {
        switch kind {
        case .public: publicTier
        case .application: applicationTier
        case .isolated: isolatedTier
        }
    }
}
