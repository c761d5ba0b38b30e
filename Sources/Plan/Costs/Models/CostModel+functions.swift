import Prices

extension CostModel {
    /// AWS Lambda pricing: by use, which is cheaper on ARM.
    func function(_ resource: PlannedResource, _ bill: inout Bill) {
        let properties = Properties(resource)
        bill.addUse("requests", PriceBook.item(named: "function-requests"))
        bill.addUse("compute", PriceBook.item(named: "function-compute:\(properties.processor)"))
        if properties.has("EphemeralStorage"), !properties.mayBe("EphemeralStorage/Size", ["512"]) {
            bill.addUse("temporary storage beyond 512 MB", nil)
        }
        if properties.has("SnapStart"), !properties.mayBe("SnapStart/ApplyOn", ["None"]) {
            bill.addUse("snapshots that it starts from, but for Java", nil)
        }
    }

    /// AWS Lambda pricing: provisioned concurrency costs by the memory that is kept ready, by the second.
    ///
    /// AWS Lambda Developer Guide, "Configuring provisioned concurrency for a function": scaling may make more of it.
    func functionVersion(_ resource: PlannedResource, _ bill: inout Bill) {
        let properties = Properties(resource)
        let path = "ProvisionedConcurrencyConfig/ProvisionedConcurrentExecutions"
        bill.add("provisioned concurrency") { bill throws(Undecided) in
            let dimension = "lambda:function:ProvisionedConcurrency"
            let function = referred(properties, "FunctionName", type: "AWS::Lambda::Function").first
            // A target may mean an alias by its own name, behind that of the function.
            let name = (try? properties.texts("Name").first ?? nil) ?? ""
            let isMeant = { (target: Properties) in !name.isEmpty && target.mayEnd("ResourceId", in: ":\(name)") }
            let isByItself = try scaledCapacity(of: resource, dimension) != nil
            let scaled = isByItself ? resource : function ?? resource
            let count: ClosedRange<Amount>
            if properties.has("ProvisionedConcurrencyConfig") {
                count = try capacity(of: scaled, dimension, properties, path) { isByItself || isMeant($0) }
            } else if let range = try scaledCapacity(of: scaled, dimension, where: { isByItself || isMeant($0) }) {
                count = (range.isSure ? range.range.lowerBound : 0)...range.range.upperBound
            } else {
                return
            }
            guard let function = function.map({ Properties($0) }) else {
                throw Undecided(reason: "its function is not in the stacks")
            }
            let gigabytes = try function.number("MemorySize", else: 128).scaled { $0 / 1024 }
            bill.add(
                "provisioned concurrency of \(count.plainText)",
                .named("function-concurrency:\(function.processor)", per: .gigabyteSecond),
                count.times(gigabytes).scaled { $0 * Price.hoursPerMonth * 3600 })
        }
        if properties.has("FunctionScalingConfig") { bill.addGap("the instances that it runs on") }
    }

    /// AWS Lambda pricing, "Provisioned mode for event source mappings".
    func eventSource(_ resource: PlannedResource, _ bill: inout Bill) {
        guard Properties(resource).has("ProvisionedPollerConfig") else { return }
        bill.addGap("pollers that are provisioned")
    }
}

extension Properties {
    /// What a function runs on, as prices name it.
    fileprivate var processor: String {
        let architectures = (try? elements("Architectures").flatMap { $0.element.ownTexts }) ?? []
        return architectures.contains("arm64") ? "arm" : "x86"
    }
}
