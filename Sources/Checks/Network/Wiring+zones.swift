import Template

/// The availability zone of something, as far as it is certain.
enum AvailabilityZone: Hashable {
    /// By its place among those of a region: which one that is the account decides.
    case index(Int, region: Template.Expression)
    case name(String)
    /// Which name it has the account decides.
    case id(String)
    /// What a parameter of a root says.
    case parameter(String, stack: Int)

    /// Whether two zones cannot be the same one.
    func differs(from other: AvailabilityZone) -> Bool {
        switch (self, other) {
        case (.index(let one, let region), .index(let two, let otherRegion)): region == otherRegion && one != two
        case (.name(let one), .name(let two)), (.id(let one), .id(let two)): one != two
        default: false
        }
    }
}

extension Wiring {
    /// The zone of what has an `AvailabilityZone` of its own, or else that of its subnet; nil where AWS chooses one, or
    /// nobody knows.
    func zone(of resource: WiredResource) -> AvailabilityZone? {
        if let value = resource.value("AvailabilityZone"), !isAbsent(value) { return zone(value) }
        if let id = text(resource.value("AvailabilityZoneId")) { return .id(id) }
        return target(of: resource.value("SubnetId"), type: "AWS::EC2::Subnet").flatMap(zone)
    }

    func zone(_ value: WiredValue) -> AvailabilityZone? {
        let value = resolved(value)
        switch value.expression {
        case .string(let name): return .name(name)
        case .ref(let name):
            let isParameter = stacks[value.stack].template.parameters[name] != nil
            return isParameter ? .parameter(name, stack: value.stack) : nil
        case .getAtt(let name, "AvailabilityZone"):
            guard let owner = resource(name, in: value.stack), !owner.resource.isStranger(isNested: true),
                !isSelf(value, of: owner)
            else { return nil }
            return zone(of: owner)
        case .call(.select, let arguments):
            let index = WiredValue(expression: arguments[0], stack: value.stack)
            guard let index = text(index).flatMap(Int.init),
                case .call(.getAZs, let region) =
                    resolved(WiredValue(expression: arguments[1], stack: value.stack)).expression
            else { return nil }
            // An empty region is the stack's own.
            return .index(index, region: region[0] == "" ? .ref("AWS::Region") : region[0])
        default: return nil
        }
    }

    private func isSelf(_ value: WiredValue, of owner: WiredResource) -> Bool {
        owner.value("AvailabilityZone").map { resolved($0).expression == value.expression } ?? false
    }

    /// Two subnets of a list that are in one zone for certain; nil where there are none.
    func pairInOneZone(_ subnets: [WiredResource]) -> (WiredResource, WiredResource)? {
        for (index, subnet) in subnets.enumerated() {
            let other = subnets[..<index].first { other in
                other == subnet || zone(of: subnet).map { $0 == zone(of: other) } == true
            }
            if let other { return (other, subnet) }
        }
        return nil
    }

    /// Whether all subnets are in one zone for certain. On an Outpost and in a Local Zone there is no other.
    func areInOneZone(_ subnets: [WiredResource]) -> Bool {
        guard let first = subnets.first, subnets.allSatisfy({ $0.value("OutpostArn") == nil }) else { return false }
        let zone = zone(of: first)
        switch zone {
        case .name(let name)? where name.isOfLocalZone: return false
        // It may be a Local Zone.
        case .id, .parameter: return false
        default: break
        }
        return subnets.allSatisfy { $0 == first || zone != nil && self.zone(of: $0) == zone }
    }
}

extension String {
    /// Whether a zone's name is one such as `us-west-2-lax-1a`, and not such as `us-west-2a`.
    fileprivate var isOfLocalZone: Bool { split(separator: "-").count > 3 }
}
