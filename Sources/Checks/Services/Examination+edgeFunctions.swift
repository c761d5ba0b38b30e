import Template

extension Examination {
    /// What a distribution runs at the edge has nothing that only a region has, and a role that CloudFront's copies may
    /// assume ("Restrictions on Lambda@Edge" and "Set up IAM permissions and roles for Lambda@Edge" in the Amazon
    /// CloudFront developer guide).
    mutating func checkEdgeFunctions() {
        for (distribution, wiring) in cases(of: "AWS::CloudFront::Distribution") {
            for behaviour in wiring.behaviours(of: distribution) {
                let associations = wiring.placedElements(
                    of: wiring.member("LambdaFunctionAssociations", of: behaviour.value))
                for (index, association) in associations {
                    let arn = wiring.member("LambdaFunctionARN", of: association)
                    guard let version = wiring.target(of: arn, type: "AWS::Lambda::Version"),
                        let function = wiring.target(of: version.value("FunctionName"), type: "AWS::Lambda::Function")
                    else { continue }
                    let steps = behaviour.steps + [.key("LambdaFunctionAssociations"), .index(index)]
                    checkEdge(function, of: distribution, steps + [.key("LambdaFunctionARN")], wiring)
                    if let event = wiring.text(wiring.member("EventType", of: association)) {
                        checkLimits(of: function, at: event, of: distribution, steps + [.key("EventType")], wiring)
                    }
                }
            }
        }
    }

    /// "Quotas on Lambda@Edge" in the Amazon CloudFront developer guide.
    private mutating func checkLimits(
        of function: WiredResource, at event: String, of distribution: WiredResource, _ steps: [Template.Path.Step],
        _ wiring: Wiring
    ) {
        let isOfViewer = event.hasPrefix("viewer-")
        let limits = [("Timeout", isOfViewer ? 5.0 : 30), ("MemorySize", isOfViewer ? 128 : 10_240)]
        for (property, most) in limits {
            guard let given = wiring.number(function.value(property)), given > most else { continue }
            report(
                "edge-function",
                "\(function.logicalID) has \(property) \(given.words), and at \(event) it is \(most.words) at most",
                at: distribution, steps: steps, notes: [("the function", function)],
                fix: "let \(property) of \(function.logicalID) be \(most.words) or less")
        }
    }

    private mutating func checkEdge(
        _ function: WiredResource, of distribution: WiredResource, _ steps: [Template.Path.Step], _ wiring: Wiring
    ) {
        if let unwanted = wiring.regionalProperty(of: function) {
            report(
                "edge-function", "\(function.logicalID) has \(unwanted), which no function at the edge may have",
                at: distribution, steps: steps, notes: [("the function", function)],
                fix: "leave \(unwanted) out of \(function.logicalID)")
        }
        guard let role = wiring.target(of: function.value("Role"), type: "AWS::IAM::Role"),
            !mayAssume(role, "edgelambda", isAlways: false)
        else { return }
        report(
            "role-trust", "edgelambda.amazonaws.com may not assume \(role.logicalID)", at: distribution, steps: steps,
            notes: [("the role is declared here", role)],
            fix:
                "let the AssumeRolePolicyDocument have {\"Service\": [\"lambda.amazonaws.com\", \"edgelambda.amazonaws.com\"]}"
        )
    }
}

extension Wiring {
    /// A property of a function that there is only in its region.
    fileprivate func regionalProperty(of function: WiredResource) -> String? {
        if let variables = members(of: member("Variables", of: function.value("Environment"))), !variables.isEmpty {
            return "Environment"
        }
        if let subnets = member("SubnetIds", of: function.value("VpcConfig")), !elements(of: subnets).isEmpty {
            return "VpcConfig"
        }
        if !elements(of: function.value("Layers")).isEmpty { return "Layers" }
        if text(function.value("PackageType")) == "Image" { return "an image" }
        if !isAbsent(function.value("DeadLetterConfig")),
            member("TargetArn", of: function.value("DeadLetterConfig")) != nil
        {
            return "DeadLetterConfig"
        }
        if let size = number(member("Size", of: function.value("EphemeralStorage"))), size > 512 {
            return "EphemeralStorage above 512"
        }
        return elements(of: function.value("Architectures")).contains { text($0) == "arm64" }
            ? "Architectures with arm64" : nil
    }

    /// The default behaviour of a distribution and the others, each with the steps to it.
    func behaviours(of distribution: WiredResource) -> [(value: WiredValue, steps: [Template.Path.Step])] {
        guard let configuration = distribution.value("DistributionConfig") else { return [] }
        let start = Template.Path.Step.key("DistributionConfig")
        var found: [(value: WiredValue, steps: [Template.Path.Step])] = []
        if let standard = member("DefaultCacheBehavior", of: configuration) {
            found.append((standard, [start, .key("DefaultCacheBehavior")]))
        }
        for (index, other) in placedElements(of: member("CacheBehaviors", of: configuration)) {
            found.append((other, [start, .key("CacheBehaviors"), .index(index)]))
        }
        return found
    }
}
