import Prices

extension CostModel {
    /// Amazon DynamoDB pricing: by request, or by provisioned capacity, of indexes too.
    func table(_ resource: PlannedResource, _ bill: inout Bill) {
        let properties = Properties(resource)
        bill.add("capacity") { bill throws(Undecided) in
            let modes = try properties.texts("BillingMode", else: "PROVISIONED")
            if modes.contains("PAY_PER_REQUEST") {
                bill.addUse("reads", PriceBook.item(named: "table-reads"))
                bill.addUse("writes", PriceBook.item(named: "table-writes"))
            }
            guard modes.contains("PROVISIONED") else { return }
            let isSure = modes.count == 1
            try addCapacity(properties, of: resource, isSure: isSure, to: &bill)
            for (index, presence) in try properties.elements("GlobalSecondaryIndexes") {
                try addCapacity(index, of: resource, isSure: isSure && presence == 1...1, isIndex: true, to: &bill)
            }
        }
        if properties.mayBeOn("PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled") {
            bill.addUse("point-in-time recovery", PriceBook.item(named: "table-recovery"))
        }
        if properties.mayBeOn("ContributorInsightsSpecification/Enabled") {
            bill.addUse("events that Contributor Insights looks at", nil)
        }
        if properties.has("KinesisStreamSpecification") { bill.addUse("changes sent to a stream of Kinesis", nil) }
        if properties.has("StreamSpecification") { bill.addUse("reads of its stream", nil) }
        if properties.has("VectorIndexes") { bill.addGap("its vector indexes") }
    }

    /// DynamoDB Developer Guide, "Managing throughput capacity automatically with DynamoDB auto scaling": of a table or an
    /// index, reads and writes each by themselves.
    private func addCapacity(
        _ properties: Properties, of table: PlannedResource, isSure: Bool, isIndex: Bool = false, to bill: inout Bill
    ) throws(Undecided) {
        // The other table class costs more for this, and its prices are not known.
        let classes = try Properties(table).texts("TableClass", else: "STANDARD").compactMap(\.self)
        for name in ["Read", "Write"] {
            let units = try capacity(
                of: table, "dynamodb:\(isIndex ? "index" : "table"):\(name)CapacityUnits", properties,
                "ProvisionedThroughput/\(name)CapacityUnits"
            ) { !isIndex || $0.mayMean(index: properties) }
            bill.add(
                "\(units.plainText) \(name.lowercased()) capacity units\(isIndex ? " of an index" : "")",
                classes.map {
                    .init(
                        item: .named(
                            "table-\(name.lowercased())-capacity\($0 == "STANDARD" ? "" : ":infrequent")", per: .hour),
                        quantity: isSure ? units : 0...units.upperBound)
                })
        }
    }

    /// Amazon Kinesis Data Streams pricing.
    func stream(_ resource: PlannedResource, _ bill: inout Bill) {
        let properties = Properties(resource)
        bill.add("shards") { bill throws(Undecided) in
            let modes = try properties.texts("StreamModeDetails/StreamMode", else: "PROVISIONED")
            var alternatives: [Bill.Alternative] = []
            if modes.contains("ON_DEMAND") {
                alternatives.append(.init(item: .named("stream:on-demand", per: .hour), quantity: 1...1))
                bill.addUse("data in", PriceBook.item(named: "stream-data:in"))
                bill.addUse("data out", PriceBook.item(named: "stream-data:out"))
            }
            if modes.contains("PROVISIONED") {
                let shards = try properties.number("ShardCount", else: 1)
                alternatives.append(.init(item: .named("stream-shard", per: .hour), quantity: shards))
                bill.addUse("requests", nil)
            }
            bill.add("stream", alternatives)
            try addRetention(properties, modes, to: &bill)
        }
    }

    /// Records are kept for 24 hours for nothing; for up to 7 days by the shard, and beyond that by what they store.
    private func addRetention(
        _ properties: Properties, _ modes: [String?], to bill: inout Bill
    ) throws(Undecided) {
        let hours = try properties.number("RetentionPeriodHours", else: 24)
        if hours.upperBound > 24 {
            if modes.contains("PROVISIONED") {
                let shards = try properties.number("ShardCount", else: 1)
                let isSure = hours.lowerBound > 24 && modes.count == 1
                bill.add(
                    "records kept for more than a day", .named("stream-shard-retention", per: .hour),
                    isSure ? shards : 0...shards.upperBound)
            }
            if modes.contains("ON_DEMAND") {
                bill.addUse("records kept for more than a day", PriceBook.item(named: "stream-retention"))
            }
        }
        if hours.upperBound > 168 {
            bill.addUse("records kept for more than 7 days", PriceBook.item(named: "stream-storage"))
        }
        if properties.has("DesiredShardLevelMetrics") {
            let metrics = try properties.count("DesiredShardLevelMetrics")
            let shards = modes.contains("ON_DEMAND") ? nil : try properties.number("ShardCount", else: 1)
            guard let shards else {
                bill.addUse("metrics of shards", .metric)
                return
            }
            // `ALL` is one of them and stands for seven.
            let isAll = try properties.elements("DesiredShardLevelMetrics").contains { $0.element.mayBe("", ["ALL"]) }
            bill.add("metrics of shards", .metric, (isAll ? 7...7 : metrics).times(shards))
        }
    }
}

extension Properties {
    /// Whether a target of scaling may be of an index: it names it at the end, as in `table/orders/index/by-day`.
    fileprivate func mayMean(index: Properties) -> Bool {
        guard let names = try? index.required("IndexName") else { return true }
        return names.contains { mayEnd("ResourceId", in: "/index/\($0)") }
            || possible("ResourceId").contains { $0?.planned.contains("/index/") == false }
    }
}
