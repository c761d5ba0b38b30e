import Prices

extension CostModel {
    func volume(_ resource: PlannedResource, _ bill: inout Bill) {
        bill.add("volume") { bill throws(Undecided) in
            try addVolume(Properties(resource), size: "Size", 1...1, to: &bill)
        }
    }

    /// Amazon EBS User Guide, "Amazon EBS volume types": gp3 has 3,000 IOPS and 125 MiB/s for nothing.
    ///
    /// - Parameter standard: of what type it may be where nothing is said.
    func addVolume(
        _ properties: Properties, size: String, _ count: ClosedRange<Amount>, standard: [String] = ["gp2"],
        to bill: inout Bill
    ) throws(Undecided) {
        let types = try properties.has("VolumeType") ? properties.required("VolumeType") : standard
        let gibibytes = try properties.number(size)
        let names = types.joined(separator: " or ")
        bill.add(
            "\(names) volume, \(gibibytes.plainText) GiB",
            types.map { .init(item: .volume(type: $0), quantity: gibibytes.times(count)) })
        if types.contains("standard") { bill.addUse("requests to the volume", nil) }
        if properties.has("VolumeInitializationRate") {
            bill.addUse("the rate at which it is filled from its snapshot", nil)
        }
        if properties.has("Iops") {
            let iops = try properties.number("Iops")
            bill.add(
                "IOPS of the volume",
                types.map {
                    let free: Amount = $0 == "gp3" ? 3000 : 0
                    return .init(
                        item: .named("volume-iops:\($0)", per: .month), quantity: iops.above(free).times(count))
                })
        }
        if properties.has("Throughput") {
            let throughput = try properties.number("Throughput")
            bill.add(
                "throughput of the volume", .named("volume-throughput:gp3", per: .month),
                throughput.above(125).times(count))
        }
    }

    /// Amazon EFS User Guide, "Throughput modes".
    func fileSystem(_ resource: PlannedResource, _ bill: inout Bill) {
        let properties = Properties(resource)
        let isOneZone = properties.has("AvailabilityZoneName")
        bill.addUse("storage", PriceBook.item(named: "file-storage:\(isOneZone ? "one-zone" : "standard")"))
        if properties.mayBe("ThroughputMode", ["elastic"]) { bill.addUse("data read and written", nil) }
        if properties.has("LifecyclePolicies") { bill.addUse("storage and reads of what is seldom used", nil) }
        if properties.mayBe("BackupPolicy/Status", ["ENABLED"]) { bill.addUse("backups", nil) }
        if properties.has("ReplicationConfiguration") { bill.addUse("storage of its replica", nil) }
        guard properties.mayBe("ThroughputMode", ["provisioned"]) else { return }
        bill.add("provisioned throughput") { bill throws(Undecided) in
            let throughput = try properties.number("ProvisionedThroughputInMibps")
            bill.add("provisioned throughput", .named("file-throughput", per: .month), throughput)
        }
    }
}

extension ClosedRange<Amount> {
    /// What of it is beyond what costs nothing.
    func above(_ free: Amount) -> Self { scaled { Swift.max(0, $0 - free) } }
}
