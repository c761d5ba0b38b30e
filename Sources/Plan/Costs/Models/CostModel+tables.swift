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
            try addCapacity(properties, isSure: modes.count == 1, "", to: &bill)
            for (index, presence) in try properties.elements("GlobalSecondaryIndexes") {
                try addCapacity(index, isSure: modes.count == 1 && presence == 1...1, " of an index", to: &bill)
            }
            if !controllers(of: resource, ["AWS::ApplicationAutoScaling::ScalableTarget"]).isEmpty {
                bill.note("its capacity scales; what it begins with is priced")
            }
        }
        if properties.mayBeOn("PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled") {
            bill.addUse("point-in-time recovery", PriceBook.item(named: "table-recovery"))
        }
    }

    private func addCapacity(
        _ properties: Properties, isSure: Bool, _ owner: String, to bill: inout Bill
    ) throws(Undecided) {
        for (name, item) in [("Read", "table-read-capacity"), ("Write", "table-write-capacity")] {
            let units = try properties.number("ProvisionedThroughput/\(name)CapacityUnits")
            bill.add(
                "\(units.plainText) \(name.lowercased()) capacity units\(owner)", .named(item, per: .hour),
                isSure ? units : 0...units.upperBound)
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
        }
    }
}
