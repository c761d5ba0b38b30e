import Template

extension Examination {
    /// A file system has one mount target in each zone ("CreateMountTarget" in the Amazon EFS API reference).
    mutating func checkMountTargets() {
        let type = "AWS::EFS::MountTarget"
        let systems = grouped(type, by: "FileSystemId", type: "AWS::EFS::FileSystem")
        for (target, wiring) in cases(of: type) {
            guard let id = target.value("FileSystemId"), let subnet = target.value("SubnetId") else { continue }
            let zone = wiring.zone(of: target)
            let others = systems[wiring.identity(of: id, type: "AWS::EFS::FileSystem")]
            func isInSame(_ other: WiredResource) -> (subnet: Bool, zone: Bool) {
                (
                    other.value("SubnetId").map { wiring.isSame($0, subnet) } ?? false,
                    zone != nil && wiring.zone(of: other) == zone
                )
            }
            let other = others.prefix { $0 != target }.first {
                isInSame($0) != (false, false) && areMadeTogether($0, target)
            }
            guard let other else { continue }
            report(
                "duplicate-mount-target",
                "\(wiring.words(for: other, besides: target)) is in the same \(isInSame(other).subnet ? "subnet" : "availability zone")",
                at: target, .key("SubnetId"), notes: [("the other mount target", other)],
                fix: "choose a subnet of another zone, or leave one of them out")
        }
    }
}
