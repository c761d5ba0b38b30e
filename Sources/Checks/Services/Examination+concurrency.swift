import Template

extension Examination {
    /// "Configuring provisioned concurrency for a function" in the AWS Lambda developer guide: it is part of what is reserved.
    mutating func checkConcurrency() {
        for type in ["AWS::Lambda::Alias", "AWS::Lambda::Version"] {
            for (release, wiring) in cases(of: type) {
                let configuration = release.value("ProvisionedConcurrencyConfig")
                guard
                    let provisioned = wiring.number(
                        wiring.member("ProvisionedConcurrentExecutions", of: configuration)),
                    let function = wiring.target(of: release.value("FunctionName"), type: "AWS::Lambda::Function"),
                    let reserved = wiring.number(function.value("ReservedConcurrentExecutions")),
                    provisioned > reserved
                else { continue }
                report(
                    "capacity-order",
                    "\(provisioned.words) are provisioned of \(function.logicalID), which reserves \(reserved.words)",
                    at: release, .key("ProvisionedConcurrencyConfig"), .key("ProvisionedConcurrentExecutions"),
                    notes: [("the function", function)],
                    fix: "provision \(reserved.words) or less, or reserve \(provisioned.words) or more")
            }
        }
    }
}
