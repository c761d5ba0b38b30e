import Template

extension Examination {
    /// Brokers of Kafka are spread evenly over their subnets ("AWS::MSK::Cluster" in the CloudFormation template
    /// reference).
    mutating func checkBrokers() {
        for (cluster, wiring) in cases(of: "AWS::MSK::Cluster") {
            let subnets = wiring.member("ClientSubnets", of: cluster.value("BrokerNodeGroupInfo"))
            guard let count = subnets.flatMap(wiring.elements)?.count, count > 0,
                let brokers = wiring.number(cluster.value("NumberOfBrokerNodes")),
                brokers.truncatingRemainder(dividingBy: Double(count)) != 0
            else { continue }
            report(
                "out-of-range", "\(brokers.words) brokers are not spread evenly over \(count) subnets", at: cluster,
                .key("NumberOfBrokerNodes"), fix: "write a multiple of \(count)")
        }
    }
}
