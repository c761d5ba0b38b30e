import Template

extension Examination {
    /// The sizes of a group are in order ("CreateAutoScalingGroup" in the Amazon EC2 Auto Scaling API reference), and
    /// so are those of an Aurora cluster ("ServerlessV2ScalingConfiguration" in the Amazon RDS API reference).
    mutating func checkCapacities() {
        for (group, wiring) in cases(of: "AWS::AutoScaling::AutoScalingGroup") {
            let names = ["MinSize", "DesiredCapacity", "MaxSize"]
            let order = "let MinSize be at most DesiredCapacity, and that at most MaxSize"
            for pair in wiring.reversed(names, of: { group.value($0) }) {
                report("capacity-order", pair.message, at: group, .key(pair.small), fix: order)
            }
        }
        for (cluster, wiring) in cases(of: "AWS::RDS::DBCluster") {
            let scaling = cluster.value("ServerlessV2ScalingConfiguration")
            for pair in wiring.reversed(["MinCapacity", "MaxCapacity"], of: { wiring.member($0, of: scaling) }) {
                report(
                    "capacity-order", pair.message, at: cluster, .key("ServerlessV2ScalingConfiguration"),
                    fix: "let MinCapacity be at most MaxCapacity")
            }
        }
    }
}

extension Wiring {
    /// Neighbours among numbers that are to grow, of which the first is larger than the second.
    fileprivate func reversed(
        _ names: [String], of value: (String) -> WiredValue?
    ) -> [(small: String, message: String)] {
        let sizes = names.compactMap { name in number(value(name)).map { (name: name, size: $0) } }
        return zip(sizes, sizes.dropFirst()).compactMap { small, large in
            guard small.size > large.size else { return nil }
            return (small.name, "\(small.name) is \(small.size.words), and \(large.name) only \(large.size.words)")
        }
    }
}
