import Template

extension Examination {
    /// A file system has one mount target in each zone ("CreateMountTarget" in the Amazon EFS API reference).
    mutating func checkMountTargets() {
        let type = "AWS::EFS::MountTarget"
        let systems = grouped(type, by: "FileSystemId", type: "AWS::EFS::FileSystem")
        for (target, wiring) in cases(of: type) {
            guard let id = target.value("FileSystemId"), let zone = wiring.zone(of: target) else { continue }
            let others = systems[wiring.identity(of: id, type: "AWS::EFS::FileSystem")]
            let other = others.prefix { $0 != target }.first {
                wiring.zone(of: $0) == zone && areMadeTogether($0, target)
            }
            guard let other else { continue }
            report(
                "duplicate-mount-target", "\(other.logicalID) is in the same availability zone", at: target,
                .key("SubnetId"), notes: [("the other mount target", other)],
                fix: "choose a subnet of another zone, or leave one of them out")
        }
    }
}
