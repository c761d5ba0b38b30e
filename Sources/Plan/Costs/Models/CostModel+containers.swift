import Prices

extension CostModel {
    /// AWS Fargate pricing: processors and memory of all tasks. On instances of one's own, those are what is billed.
    func service(_ resource: PlannedResource, _ bill: inout Bill) {
        let properties = Properties(resource)
        guard properties.mayBe("LaunchType", ["FARGATE"]) || properties.has("CapacityProviderStrategy") else { return }
        bill.add("tasks") { bill throws(Undecided) in
            if properties.has("CapacityProviderStrategy") {
                let providers = try properties.elements("CapacityProviderStrategy").map(\.element)
                guard providers.contains(where: { $0.mayBe("CapacityProvider", ["FARGATE", "FARGATE_SPOT"]) }) else {
                    return
                }
                bill.note("what runs as Fargate Spot costs less than is told here")
            }
            let count = try capacity(of: resource, "ecs:service:DesiredCount", properties, "DesiredCount", else: 1)
            let task = referred(properties, "TaskDefinition", type: "AWS::ECS::TaskDefinition").first.map {
                Properties($0)
            }
            guard let task else { throw Undecided(reason: "its task definition is not in the stacks") }
            let isARM = try task.texts("RuntimePlatform/CpuArchitecture", else: "X86_64").map { $0 == "ARM64" }
            let processors = try task.size("Cpu", ["vCPU"])
            let gigabytes = try task.size("Memory", ["GB"])
            let size = "\(processors) vCPU, \(gigabytes) GB"
            bill.add(
                "processors of \(count.times("task")) with \(size)",
                isARM.map {
                    .init(
                        item: .named("task-processor:\($0 ? "arm" : "x86")", per: .hour),
                        quantity: count.scaled { $0 * processors })
                })
            bill.add(
                "memory of \(count.times("task"))",
                isARM.map {
                    .init(
                        item: .named("task-memory:\($0 ? "arm" : "x86")", per: .hour),
                        quantity: count.scaled { $0 * gigabytes })
                })
            if properties.mayBe("NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp", ["ENABLED"]) {
                bill.add(count.times("public address"), .publicAddress, count)
            }
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
        }
    }
}

extension Properties {
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
