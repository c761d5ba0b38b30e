import Template

extension Examination {
    /// Tasks are shared out among capacity providers by weights, with a base for one of them at most
    /// ("CapacityProviderStrategyItem" in the Amazon ECS API reference).
    mutating func checkCapacityStrategies() {
        let strategies = [
            ("AWS::ECS::Service", "CapacityProviderStrategy"), ("AWS::ECS::TaskSet", "CapacityProviderStrategy"),
            ("AWS::ECS::Cluster", "DefaultCapacityProviderStrategy"),
            ("AWS::ECS::ClusterCapacityProviderAssociations", "DefaultCapacityProviderStrategy"),
        ]
        for (type, property) in strategies {
            for (resource, wiring) in cases(of: type) {
                let items = wiring.placedElements(of: resource.value(property))
                let based = items.filter { wiring.number(wiring.member("Base", of: $0.element), otherwise: 0) ?? 0 > 0 }
                if let second = based.dropFirst().first {
                    report(
                        "capacity-strategy", "a provider before it has a base already", at: resource, .key(property),
                        .index(second.index), .key("Base"), fix: "give one provider a Base, and all a Weight")
                }
                let weights = items.map { wiring.number(wiring.member("Weight", of: $0.element), otherwise: 0) }
                guard items.count > 1, weights.allSatisfy({ $0 == 0 }) else { continue }
                report(
                    "capacity-strategy", "no provider has a weight above 0, and none gets tasks", at: resource,
                    .key(property), fix: "give one of them a Weight of 1 or more")
            }
        }
    }
}
