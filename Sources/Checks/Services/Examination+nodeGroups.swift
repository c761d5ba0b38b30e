import Template

extension Examination {
    /// The nodes of a group are started by a launch template that leaves to the group what is the group's ("Customize
    /// managed nodes with launch templates" in the Amazon EKS user guide).
    mutating func checkNodeGroups() {
        for (group, wiring) in cases(of: "AWS::EKS::Nodegroup") {
            let launch = group.value("LaunchTemplate")
            let named = wiring.member("Id", of: launch) ?? wiring.member("Name", of: launch)
            guard let template = wiring.target(of: named, type: "AWS::EC2::LaunchTemplate") else { continue }
            let data = template.value("LaunchTemplateData")
            func has(_ property: String) -> Bool { !wiring.isAbsent(wiring.member(property, of: data)) }
            if has("InstanceType") {
                check(["InstanceTypes"], of: group, against: "InstanceType", of: template, wiring)
            }
            if has("ImageId") {
                check(["AmiType", "ReleaseVersion", "Version"], of: group, against: "ImageId", of: template, wiring)
            }
            for (index, interface) in wiring.placedElements(of: wiring.member("NetworkInterfaces", of: data))
            where !wiring.isAbsent(wiring.member("SubnetId", of: interface)) {
                report(
                    "node-group-template", "\(group.logicalID) starts nodes by it, in its own Subnets", at: template,
                    .key("LaunchTemplateData"), .key("NetworkInterfaces"), .index(index), .key("SubnetId"),
                    notes: [("the group of nodes", group)], fix: "leave it out")
            }
            for (property, reason) in Self.groupsOwn where has(property) {
                report(
                    "node-group-template", "\(group.logicalID) starts nodes by it, and \(reason)", at: template,
                    .key("LaunchTemplateData"), .key(property), notes: [("the group of nodes", group)],
                    fix: "leave it out")
            }
        }
    }

    private static let groupsOwn = [
        ("IamInstanceProfile", "its NodeRole makes the profile"),
        ("InstanceInitiatedShutdownBehavior", "Amazon EKS stops and ends them"),
        ("HibernationOptions", "Amazon EKS stops and ends them"),
    ]

    private mutating func check(
        _ properties: [String], of group: WiredResource, against other: String, of template: WiredResource,
        _ wiring: Wiring
    ) {
        for property in properties where !wiring.isAbsent(group.value(property)) {
            // That of a group without a version of its own says so.
            if wiring.text(group.value(property)) == "CUSTOM" { continue }
            report(
                "node-group-template", "\(template.logicalID) has \(other), which decides it", at: group,
                .key(property), notes: [("the launch template", template)],
                fix: "leave it out here, or take \(other) out of \(template.logicalID)")
        }
    }
}
