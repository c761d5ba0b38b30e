import Prices

extension CostModel {
    /// Amazon EKS pricing: by the hour, with more for a version that is out of standard support. Amazon EKS User Guide,
    /// "View current cluster support period": an upgrade policy of `STANDARD` keeps it out of that.
    func kubernetesCluster(_ resource: PlannedResource, _ bill: inout Bill) {
        let properties = Properties(resource)
        bill.add("kubernetes cluster", .named("kubernetes-cluster", per: .hour))
        bill.add("extended support") { bill throws(Undecided) in
            // Without one, a version in standard support is taken.
            guard properties.has("Version") else { return }
            let policies = try properties.texts("UpgradePolicy/SupportType", else: "EXTENDED")
            guard policies.contains("EXTENDED") else { return }
            var alternatives: [Bill.Alternative] = policies.count > 1 ? [.init(item: nil, quantity: .zero)] : []
            let versions = try properties.required("Version")
            for version in versions {
                let isCharged = try extendedSupport(of: "kubernetes", version) != nil
                alternatives.append(
                    .init(
                        item: isCharged ? .named("kubernetes-extended-support", per: .hour) : nil,
                        quantity: isCharged ? 1...1 : .zero))
            }
            bill.add("extended support of Kubernetes \(versions.joined(separator: " or "))", alternatives)
        }
        if properties.has("ControlPlaneScalingConfig/Tier"),
            !properties.mayBe("ControlPlaneScalingConfig/Tier", ["standard"])
        {
            bill.addGap("a control plane of a larger tier")
        }
        if properties.mayBeOn("ComputeConfig/Enabled") {
            bill.addUse("instances that Auto Mode starts, and what their management costs", nil)
        }
        if properties.has("RemoteNetworkConfig") { bill.addUse("vCPUs of hybrid nodes", nil) }
        if properties.has("Logging/ClusterLogging/EnabledTypes") {
            bill.addUse("logs of the control plane", PriceBook.item(named: "log-ingestion"))
        }
    }

    /// Amazon EKS User Guide, "Simplify node lifecycle with managed node groups": what holds where nothing is said.
    func nodeGroup(_ resource: PlannedResource, _ bill: inout Bill) {
        let properties = Properties(resource)
        bill.add("nodes") { bill throws(Undecided) in
            guard !properties.has("LaunchTemplate") else { throw Undecided(reason: "they come from a launch template") }
            let least = try properties.number("ScalingConfig/MinSize", else: 1).lowerBound
            let count = least...max(least, try properties.number("ScalingConfig/MaxSize", else: 2).upperBound)
            var types = try properties.elements("InstanceTypes").map(\.element).flatMap(\.ownTexts)
            if types.isEmpty { types = ["t3.medium"] }
            bill.add(
                count.times(types.joined(separator: " or ")),
                types.map { .init(item: .instance(type: $0), quantity: count) })
            let disk = try properties.number("DiskSize", else: 20)
            bill.add("gp2 volumes, \(disk.plainText) GiB", .volume(type: "gp2"), disk.times(count))
            if properties.mayBe("CapacityType", ["SPOT"]) {
                bill.note("what runs as spot instances costs less than is told here")
            }
            if properties.has("WarmPoolConfig") { bill.addGap("nodes that are kept ready") }
            addAddress(nil, count, subnets: "Subnets", of: properties, to: &bill)
        }
    }
}
