import Template

extension Examination {
    /// The sizes of a group are in order ("CreateAutoScalingGroup" in the Amazon EC2 Auto Scaling API reference).
    mutating func checkCapacities() {
        for (logicalID, group) in resources(of: "AWS::AutoScaling::AutoScalingGroup") {
            let sizes = ["MinSize", "DesiredCapacity", "MaxSize"].compactMap { name in
                group.number(name).map { (name: name, size: $0) }
            }
            for (small, large) in zip(sizes, sizes.dropFirst()) where small.size > large.size {
                report(
                    "capacity-order",
                    "\(small.name) is \(small.size.words), and \(large.name) only \(large.size.words)",
                    at: Template.Path(.resources, logicalID).appending("Properties").appending(small.name),
                    fix: "let MinSize be at most DesiredCapacity, and that at most MaxSize")
            }
        }
    }
}
