import Prices

extension CostModel {
    /// AWS Fargate pricing: processors, memory and storage of all tasks. On instances of one's own, those are what is
    /// billed.
    func service(_ resource: PlannedResource, _ bill: inout Bill) {
        bill.add("tasks") { bill throws(Undecided) in
            let properties = Properties(resource)
            let task = referred(properties, "TaskDefinition", type: "AWS::ECS::TaskDefinition").first.map {
                Properties($0)
            }
            let count = try capacity(
                of: resource, "ecs:service:DesiredCount", properties, "DesiredCount", else: 1)
            addTaskVolumes(properties, count, to: &bill)
            let share = try fargateShare(properties, task)
            let tasks = count.times(share.tasks)
            guard tasks.upperBound > 0 else { return }
            guard let task else { throw Undecided(reason: "its task definition is not in the stacks") }
            if share.usesSpot { bill.note("what runs as Fargate Spot costs less than is told here") }
            try addTasks(task, tasks, to: &bill)
            if properties.mayBe("NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp", ["ENABLED"]) {
                bill.add(tasks.times("public address"), .publicAddress, tasks)
            }
        }
    }

    private func addTasks(_ task: Properties, _ count: ClosedRange<Amount>, to bill: inout Bill) throws(Undecided) {
        let kinds = try task.platforms()
        let processors = try task.size("Cpu", ["vCPU"])
        let gigabytes = try task.size("Memory", ["GB"])
        bill.add(
            "processors of \(count.times("task")) with \(processors) vCPU, \(gigabytes) GB",
            kinds.map {
                .init(
                    item: .named("task-processor:\($0)", per: .hour), quantity: count.scaled { $0 * processors })
            })
        bill.add(
            "memory of \(count.times("task"))",
            kinds.map {
                .init(item: .named("task-memory:\($0)", per: .hour), quantity: count.scaled { $0 * gigabytes })
            })
        guard task.has("EphemeralStorage") else { return }
        // Amazon ECS Developer Guide, "Fargate task ephemeral storage": 20 GiB cost nothing.
        let gibibytes = try task.number("EphemeralStorage/SizeInGiB", else: 20).above(20)
        bill.add(
            "storage of \(count.times("task"))", .named("task-storage", per: .hour), gibibytes.times(count))
    }

    /// Amazon ECS Developer Guide, "Use Amazon EBS volumes with Amazon ECS": each task has its own, wherever it runs.
    private func addTaskVolumes(_ properties: Properties, _ count: ClosedRange<Amount>, to bill: inout Bill) {
        bill.add("volumes of tasks") { bill throws(Undecided) in
            for (volume, presence) in try properties.elements("VolumeConfigurations")
            where volume.has("ManagedEBSVolume") {
                try addVolume(
                    volume.part("ManagedEBSVolume"), size: "SizeInGiB", count.times(presence),
                    standard: ["gp2", "gp3"], to: &bill)
            }
        }
    }

    // MARK: - Where tasks run

    /// How much of a service runs on Fargate.
    private struct FargateShare {
        /// From nothing to all, where nobody can tell.
        var tasks: ClosedRange<Amount>
        var usesSpot = false

        static let none = FargateShare(tasks: .zero)

        func joined(_ other: FargateShare) -> FargateShare {
            FargateShare(
                tasks: min(tasks.lowerBound, other.tasks.lowerBound)...max(tasks.upperBound, other.tasks.upperBound),
                usesSpot: usesSpot || other.usesSpot)
        }
    }

    /// Amazon ECS API Reference, "CreateService": where neither a launch type nor a strategy is given, the strategy of the
    /// cluster holds, and EC2 where that has none.
    private func fargateShare(_ service: Properties, _ task: Properties?) throws(Undecided) -> FargateShare {
        let path = "CapacityProviderStrategy"
        var shares: [FargateShare] = []
        if service.has(path) { shares.append(try share(of: service, path)) }
        if service.possible(path).contains(where: { $0 == nil }) {
            for type in try service.texts("LaunchType") {
                if let type {
                    shares.append(type == "FARGATE" ? FargateShare(tasks: 1...1) : .none)
                } else if task?.mayRunOnFargate != false {
                    shares.append(try clusterShare(service))
                } else {
                    shares.append(.none)
                }
            }
        }
        return shares.dropFirst().reduce(shares.first ?? .none) { $0.joined($1) }
    }

    private func clusterShare(_ service: Properties) throws(Undecided) -> FargateShare {
        let type = "AWS::ECS::Cluster"
        guard let cluster = meant(by: service, "Cluster", all(ofType: type), name: "ClusterName") else {
            throw Undecided(reason: "its cluster is not in the stacks, and tells whether they run on Fargate")
        }
        let associations = all(ofType: "AWS::ECS::ClusterCapacityProviderAssociations").map { Properties($0) }.filter {
            meant(by: $0, "Cluster", [cluster], name: "ClusterName") != nil
        }
        var shares: [FargateShare] = []
        for source in associations.isEmpty ? [Properties(cluster)] : associations {
            shares.append(try share(of: source, "DefaultCapacityProviderStrategy"))
        }
        return shares.dropFirst().reduce(shares.first ?? .none) { $0.joined($1) }
    }

    /// The one of some resources that is referred to, or named.
    private func meant(
        by properties: Properties, _ path: String, _ resources: [PlannedResource], name: String
    ) -> PlannedResource? {
        let referred = Set(referred(properties, path).map(\.path))
        let named = ((try? properties.texts(path)) ?? []).compactMap(\.self)
        return resources.first { resource in
            referred.contains(resource.path)
                || ((try? Properties(resource).texts(name)) ?? []).contains { $0.map(named.contains) == true }
        }
    }

    private func share(of owner: Properties, _ path: String) throws(Undecided) -> FargateShare {
        var share: FargateShare?
        for provider in try owner.elements(path).map(\.element) {
            var own = FargateShare.none
            if referred(provider, "CapacityProvider").isEmpty {
                let names = try provider.required("CapacityProvider")
                let onFargate = names.filter { ["FARGATE", "FARGATE_SPOT"].contains($0) }
                own.tasks = (onFargate.count == names.count ? 1 : 0)...(onFargate.isEmpty ? 0 : 1)
                own.usesSpot = names.contains("FARGATE_SPOT")
            }
            share = share?.joined(own) ?? own
        }
        return share ?? .none
    }

    // MARK: - What starts instances for them

    /// Amazon ECS Developer Guide, "Architect for Amazon ECS Managed Instances": ECS starts instances, for which it asks a
    /// fee besides.
    func capacityProvider(_ resource: PlannedResource, _ bill: inout Bill) {
        guard Properties(resource).has("ManagedInstancesProvider") else { return }
        bill.addGap("the instances that it starts, and what their management costs")
    }

    /// Amazon CloudWatch pricing: Container Insights sends metrics and logs.
    func cluster(_ resource: PlannedResource, _ bill: inout Bill) {
        let settings = (try? Properties(resource).elements("ClusterSettings").map(\.element)) ?? []
        guard
            settings.contains(where: {
                $0.mayBe("Name", ["containerInsights"]) && $0.mayBe("Value", ["enabled", "enhanced"])
            })
        else { return }
        bill.addUse("metrics of Container Insights", .metric)
    }
}

extension Properties {
    /// Amazon ECS Developer Guide, "Task definition parameters": what Fargate asks of a task.
    fileprivate var mayRunOnFargate: Bool {
        guard mayBe("NetworkMode", ["awsvpc"]) else { return false }
        guard has("RequiresCompatibilities"), let needs = try? elements("RequiresCompatibilities") else { return true }
        return needs.contains { $0.element.mayBe("", ["FARGATE"]) }
    }

    /// What kinds of processors Fargate may bill for, as prices name them.
    fileprivate func platforms() throws(Undecided) -> [String] {
        var kinds: [String] = []
        for system in try texts("RuntimePlatform/OperatingSystemFamily", else: "LINUX").compactMap(\.self) {
            for processor in try texts("RuntimePlatform/CpuArchitecture", else: "X86_64").compactMap(\.self) {
                let kind = system.hasPrefix("WINDOWS") ? "windows" : processor == "ARM64" ? "arm" : "x86"
                if !kinds.contains(kind) { kinds.append(kind) }
            }
        }
        return kinds
    }

    /// A size in processors or gigabytes: with its unit, or in 1024 parts of it. Amazon ECS Developer Guide, "Task
    /// definition parameters for Fargate".
    fileprivate func size(_ path: String, _ units: Set<String>) throws(Undecided) -> Amount {
        let texts = try required(path)
        guard texts.count == 1, let text = texts.first else {
            throw Undecided(reason: "\(path) is \(texts.joined(separator: " or "))")
        }
        let parts = text.split(separator: " ")
        if parts.count == 2, units.contains(String(parts[1])), let number = Amount(parts[0]) { return number }
        guard parts.count == 1, let number = Amount(text) else { throw Undecided(reason: "\(path) is '\(text)'") }
        return number / 1024
    }
}
