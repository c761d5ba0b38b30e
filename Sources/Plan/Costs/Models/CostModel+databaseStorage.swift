import Prices

extension CostModel {
    /// Storage is billed as it is allocated. What RDS adds by itself depends on the data.
    func addStorage(_ properties: Properties, to bill: inout Bill) throws(Undecided) {
        // AWS's pages disagree on what holds where nothing is said: gp2 or gp3.
        let types =
            try properties.has("StorageType")
            ? properties.required("StorageType") : properties.has("Iops") ? ["io1"] : ["gp2", "gp3"]
        let standbys = try properties.flags("MultiAZ")
        let gibibytes = try properties.number("AllocatedStorage")
        let combinations = types.flatMap { type in standbys.map { (type, $0) } }
        bill.add(
            "\(types.joined(separator: " or ")) storage, \(gibibytes.plainText) GiB",
            combinations.map { .init(item: .databaseStorage(type: $0, multiAZ: $1), quantity: gibibytes) })
        if properties.has("MaxAllocatedStorage"), let type = types.first, let hasStandby = standbys.first,
            let most = try? properties.number("MaxAllocatedStorage").upperBound, most > gibibytes.upperBound
        {
            bill.addUse(
                "storage that it adds by itself, up to \(most) GiB", .databaseStorage(type: type, multiAZ: hasStandby))
        }
        if types.contains("standard") { bill.addUse("requests to the storage", nil) }
        let zones = standbys.map { $0 ? "multi-az" : "single-az" }
        try addPerformance(
            properties, gibibytes, types.flatMap { type in zones.map { (type, "database-", ":\($0)") } }, to: &bill)
        if properties.mayBeOn("DedicatedLogVolume") { bill.addGap("the volume of its own for logs") }
        if properties.has("AdditionalStorageVolumes") { bill.addGap("its additional volumes") }
    }

    /// Amazon RDS User Guide, "Multi-AZ DB cluster deployments": three instances with a copy each, on io1 where nothing is
    /// said.
    func addClusterStorage(_ properties: Properties, to bill: inout Bill) throws(Undecided) {
        let types = try properties.texts("StorageType", else: "io1").compactMap(\.self)
        let gibibytes = try properties.number("AllocatedStorage")
        bill.add(
            "\(types.joined(separator: " or ")) storage in 3 copies, \(gibibytes.plainText) GiB",
            types.map {
                .init(item: .named("database-cluster-storage:\($0)", per: .gibibyteMonth), quantity: gibibytes)
            })
        try addPerformance(properties, gibibytes, types.map { ($0, "database-cluster-", "") }, to: &bill)
    }

    /// Amazon RDS User Guide, "gp3 storage": 3,000 IOPS and 125 MiB/s cost nothing, and from a size on that is the engine's
    /// 12,000 and 500.
    ///
    /// - Parameter kinds: types of storage, each with what stands before and behind it in the names of its prices.
    private func addPerformance(
        _ properties: Properties, _ gibibytes: ClosedRange<Amount>,
        _ kinds: [(type: String, before: String, behind: String)],
        to bill: inout Bill
    ) throws(Undecided) {
        let engine = (try? properties.texts("Engine").first ?? nil) ?? ""
        let isAlwaysSmall = engine.hasPrefix("sqlserver")
        let threshold: Amount = engine.hasPrefix("oracle") ? 200 : 400
        func add(_ path: String, _ name: String, _ what: String, small: Amount, large: Amount) throws(Undecided) {
            guard properties.has(path) else { return }
            let amount = try properties.number(path, else: 0)
            func beyond(_ amount: Amount, _ gibibytes: Amount) -> Amount {
                max(0, amount - (isAlwaysSmall || gibibytes < threshold ? small : large))
            }
            let least = beyond(amount.lowerBound, gibibytes.upperBound)
            let chargeable = least...max(least, beyond(amount.upperBound, gibibytes.lowerBound))
            bill.add(
                what,
                kinds.map { kind in
                    .init(
                        item: .named("\(kind.before)\(name):\(kind.type)\(kind.behind)", per: .month),
                        quantity: kind.type == "gp3" ? chargeable : amount)
                })
        }
        try add("Iops", "iops", "provisioned IOPS", small: 3_000, large: 12_000)
        try add("StorageThroughput", "throughput", "provisioned throughput", small: 125, large: 500)
    }
}
