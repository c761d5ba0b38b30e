import Prices

extension CostModel {
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
