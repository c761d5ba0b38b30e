import Template

extension Examination {
    /// The rates of a volume fit each other and its size ("General Purpose SSD volumes" and "Provisioned IOPS SSD volumes"
    /// in the Amazon EBS user guide).
    mutating func checkVolumes() {
        for (volume, wiring) in cases(of: "AWS::EC2::Volume") {
            check(volume.value, size: "Size", of: volume, [], wiring)
        }
        for (type, steps) in Self.mappedVolumes {
            for (server, wiring) in cases(of: type) {
                let owner = steps.isEmpty ? nil : server.value(steps[0])
                let mappings =
                    steps.isEmpty
                    ? server.value("BlockDeviceMappings") : wiring.member("BlockDeviceMappings", of: owner)
                for (index, mapping) in wiring.placedElements(of: mappings) {
                    let volume = wiring.member("Ebs", of: mapping)
                    let path =
                        steps.map(Template.Path.Step.key)
                        + [.key("BlockDeviceMappings"), .index(index), .key("Ebs")]
                    check({ wiring.member($0, of: volume) }, size: "VolumeSize", of: server, path, wiring)
                }
            }
        }
    }

    /// Where servers describe their volumes.
    private static let mappedVolumes = [
        ("AWS::AutoScaling::LaunchConfiguration", []), ("AWS::EC2::Instance", []),
        ("AWS::EC2::LaunchTemplate", ["LaunchTemplateData"]),
    ]

    /// IOPS for each GiB.
    private static let densities: [String: Double] = ["gp3": 500, "io1": 50, "io2": 1000]

    private mutating func check(
        _ value: (String) -> WiredValue?, size: String, of resource: WiredResource, _ steps: [Template.Path.Step],
        _ wiring: Wiring
    ) {
        guard let type = wiring.text(value("VolumeType")), let density = Self.densities[type] else { return }
        let rate = wiring.number(value("Iops"), otherwise: type == "gp3" ? 3000 : nil)
        if type == "gp3", let rate, let throughput = wiring.number(value("Throughput")), throughput > rate / 4 {
            report(
                "volume-rates",
                "\(throughput.words) MiB/s are more than \(rate.words) IOPS carry: \((rate / 4).words) at most",
                at: resource, steps: steps + [.key("Throughput")],
                fix: "write \((rate / 4).words) or less, or Iops of \((throughput * 4).words) or more")
        }
        // Without a rate of its own a gp3 volume of any size has 3000 IOPS.
        guard let given = wiring.number(value("Iops")), let space = wiring.number(value(size)), given > space * density,
            type != "gp3" || given > 3000
        else { return }
        report(
            "volume-rates",
            "\(given.words) IOPS are more than a volume of \(space.words) GiB has: \((space * density).words) at most",
            at: resource, steps: steps + [.key("Iops")],
            fix: "write \((space * density).words) or less, or make the volume larger")
    }
}
