import Prices
import Template

/// What an instance is started with: its own properties, and a launch template's where it has none.
private struct LaunchSettings {
    let own: Properties
    let template: Properties?

    /// The ones of the two that say something.
    func settings(_ name: String) -> Properties {
        if own.has(name) { return own }
        return template ?? own
    }
}

extension CostModel {
    /// Amazon EC2 User Guide, "Amazon EC2 instance types"; prices are those of Linux, since no template tells an image's
    /// system.
    func instance(_ resource: PlannedResource, _ bill: inout Bill) {
        let own = Properties(resource)
        let settings = LaunchSettings(
            own: own, template: launchTemplate(own, "LaunchTemplate/LaunchTemplateId"))
        // What a launch template calls Placement/Tenancy.
        if own.has("Tenancy"), own.mayBe("Tenancy", ["dedicated", "host"]) { bill.addGap("dedicated tenancy") }
        addInstances(settings, 1...1, subnets: "SubnetId", of: own, monitoring: "Monitoring", to: &bill)
    }

    /// Amazon EC2 Auto Scaling User Guide, "Set scaling limits for your Auto Scaling group".
    func group(_ resource: PlannedResource, _ bill: inout Bill) {
        let own = Properties(resource)
        bill.add("instances") { bill throws(Undecided) in
            let count = try groupSize(resource)
            let policy = own.part("MixedInstancesPolicy/LaunchTemplate")
            let isMixed = own.has("MixedInstancesPolicy")
            if isMixed { bill.note("what runs as spot instances costs less than is told here") }
            if own.has("LaunchConfigurationName") {
                let configuration = referred(own, "LaunchConfigurationName").first.map { Properties($0) }
                guard let configuration else {
                    throw Undecided(reason: "its launch configuration is not in the stacks")
                }
                let settings = LaunchSettings(own: configuration, template: nil)
                addInstances(
                    settings, count, subnets: "VPCZoneIdentifier", of: own, monitoring: "InstanceMonitoring", to: &bill)
                return
            }
            let path = "LaunchTemplateSpecification/LaunchTemplateId"
            let template =
                isMixed ? launchTemplate(policy, path) : launchTemplate(own, "LaunchTemplate/LaunchTemplateId")
            guard let template else { throw Undecided(reason: "its launch template is not in the stacks") }
            let overrides = try isMixed ? policy.elements("Overrides").map(\.element) : []
            addInstances(
                LaunchSettings(own: template, template: nil), count, overrides: overrides, subnets: "VPCZoneIdentifier",
                of: own, monitoring: "Monitoring/Enabled", to: &bill)
        }
    }

    private func launchTemplate(_ properties: Properties, _ path: String) -> Properties? {
        referred(properties, path, type: "AWS::EC2::LaunchTemplate").first.map {
            Properties($0).part("LaunchTemplateData")
        }
    }

    // MARK: - What instances are billed for

    /// - Parameters:
    ///   - overrides: that name other types, of which any may run.
    ///   - subnets: where the path leads to them in `owner`.
    ///   - monitoring: where detailed monitoring is switched on.
    private func addInstances(
        _ settings: LaunchSettings, _ count: ClosedRange<Amount>, overrides: [Properties] = [], subnets: String,
        of owner: Properties, monitoring: String, to bill: inout Bill
    ) {
        let launch = settings.settings("InstanceType")
        bill.add("instances") { bill throws(Undecided) in
            var types: [String] = []
            for override in overrides { types += try override.texts("InstanceType").compactMap(\.self) }
            if types.isEmpty { types = try launch.required("InstanceType") }
            let names = types.joined(separator: " or ")
            bill.add(
                count.times(names), types.map { .init(item: .instance(type: $0), quantity: count) })
            bill.note("instances are priced as ones with Linux, on demand")
        }
        if settings.settings("Placement").mayBe("Placement/Tenancy", ["dedicated", "host"]) {
            bill.addGap("dedicated tenancy")
        }
        addMonitoring(settings, count, monitoring, to: &bill)
        addDisks(settings.settings("BlockDeviceMappings"), count, to: &bill)
        addAddress(settings.settings("NetworkInterfaces"), count, subnets: subnets, of: owner, to: &bill)
    }

    /// Amazon CloudWatch pricing, "EC2 detailed monitoring": seven metrics an instance.
    private func addMonitoring(
        _ settings: LaunchSettings, _ count: ClosedRange<Amount>, _ path: String, to bill: inout Bill
    ) {
        bill.add("detailed monitoring") { bill throws(Undecided) in
            // A launch template has it one level deeper.
            let isOwn = settings.own.has(path)
            let flags = isOwn ? try settings.own.flags(path) : try settings.template?.flags("Monitoring/Enabled") ?? []
            bill.add(
                "detailed monitoring",
                flags.map { .init(item: $0 ? .metric : nil, quantity: count.scaled { $0 * 7 }) })
        }
    }

    private func addDisks(_ launch: Properties, _ count: ClosedRange<Amount>, to bill: inout Bill) {
        var hasRoot = false
        bill.add("disks") { bill throws(Undecided) in
            for (mapping, presence) in try launch.elements("BlockDeviceMappings") {
                let names = (try? mapping.texts("DeviceName")) ?? []
                // The names that Linux images give their root volume. Amazon EC2 User Guide, "Device names".
                hasRoot = hasRoot || names.contains { ["/dev/xvda", "/dev/sda1"].contains($0) }
                guard mapping.has("Ebs") else { continue }
                bill.add("disk") { bill throws(Undecided) in
                    try addVolume(
                        mapping.part("Ebs"), size: "VolumeSize", count.times(presence), to: &bill)
                }
            }
        }
        if !hasRoot { bill.addUse("the root volume, which is as large as its image says", .volume(type: "gp3")) }
    }

    /// - Parameter launch: what may say it of instances; nil where only their subnets do.
    func addAddress(
        _ launch: Properties?, _ count: ClosedRange<Amount>, subnets: String, of owner: Properties, to bill: inout Bill
    ) {
        bill.add("public address") { bill throws(Undecided) in
            var decided: [Bool] = []
            for (interface, _) in try launch?.elements("NetworkInterfaces") ?? []
            where interface.has("AssociatePublicIpAddress") {
                decided += try interface.flags("AssociatePublicIpAddress")
            }
            if decided.isEmpty {
                let places = referred(owner, subnets, type: "AWS::EC2::Subnet").map { Properties($0) }
                guard !places.isEmpty else {
                    bill.addUse("a public address, where its subnet gives it one", .publicAddress)
                    return
                }
                for place in places { decided += try place.flags("MapPublicIpOnLaunch") }
            }
            bill.add(
                "public address", decided.map { .init(item: $0 ? .publicAddress : nil, quantity: count) })
        }
    }
}

extension Properties {
    /// Whether something may be one of some texts, also where nobody can tell.
    func mayBe(_ path: String, _ values: Set<String>) -> Bool {
        (try? texts(path).contains { values.contains($0 ?? "") }) ?? true
    }
}

extension ClosedRange<Amount> {
    /// As in `2 to 4 × t3.micro`; only what it is of for one.
    func times(_ what: String) -> String { self == 1...1 ? what : "\(plainText) × \(what)" }

    /// So many times as many.
    func times(_ other: Self) -> Self {
        let least = lowerBound * other.lowerBound
        return least...Swift.max(least, upperBound * other.upperBound)
    }
}
