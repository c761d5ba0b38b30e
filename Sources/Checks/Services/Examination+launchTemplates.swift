import Template

extension Examination {
    /// Servers start from a version of a template that changes with it, and from an image for their processors
    /// ("LaunchTemplateSpecification" in the CloudFormation template reference, and "Find an AMI" in the Amazon EC2 user
    /// guide).
    mutating func checkLaunchTemplates() {
        for (servers, wiring) in cases(of: "AWS::AutoScaling::AutoScalingGroup") {
            let version = wiring.text(wiring.member("Version", of: servers.value("LaunchTemplate")))
            guard let version, version.hasPrefix("$") else { continue }
            report(
                "launch-template-version",
                "\(version) stays the same text when the template changes, and the group keeps its old servers",
                severity: .warning, at: servers, .key("LaunchTemplate"), .key("Version"),
                fix: "use the attribute LatestVersionNumber of the launch template")
        }
        checkGroupImages()
        for (server, wiring) in cases(of: "AWS::EC2::Instance") {
            checkImage(server.value("ImageId"), server.value("InstanceType"), of: server, [], wiring)
        }
        for (launch, wiring) in cases(of: "AWS::EC2::LaunchTemplate") {
            let data = launch.value("LaunchTemplateData")
            checkImage(
                wiring.member("ImageId", of: data), wiring.member("InstanceType", of: data), of: launch,
                [.key("LaunchTemplateData")], wiring)
        }
    }

    /// Amazon EC2 Auto Scaling answers "You must use a valid fully-formed launch template" ("Create a launch template for
    /// an Auto Scaling group" in its user guide).
    private mutating func checkGroupImages() {
        for (servers, wiring) in cases(of: "AWS::AutoScaling::AutoScalingGroup") {
            let overrides = wiring.member("LaunchTemplate", of: servers.value("MixedInstancesPolicy"))
            guard let launch = wiring.launchTemplate(of: servers), ownStacks.contains(launch.stack),
                wiring.isAbsent(wiring.member("Overrides", of: overrides)),
                let data = launch.value("LaunchTemplateData"), wiring.resolved(data).expression.object != nil,
                wiring.isAbsent(wiring.member("ImageId", of: data))
            else { continue }
            reportMissing(
                "ImageId", "\(servers.logicalID) starts servers from it, and it has no image", of: launch,
                notes: [("the group", servers)])
        }
    }

    private mutating func checkImage(
        _ image: WiredValue?, _ type: WiredValue?, of server: WiredResource, _ steps: [Template.Path.Step],
        _ wiring: Wiring
    ) {
        guard let type = wiring.text(type), let own = type.processor, let image, let name = wiring.imageName(image)
        else { return }
        let other = name.contains("arm64") ? "arm64" : name.contains("x86_64") ? "x86_64" : nil
        guard let other, other != own else { return }
        report(
            "image-architecture", "\(type) is for \(own), and the image \(name) for \(other)", severity: .warning,
            at: server, steps: steps + [.key("InstanceType")], fix: "choose an image for \(own), or another type")
    }
}

extension Wiring {
    /// The public parameter of Systems Manager that an image comes from, where none is chosen that is another one.
    fileprivate func imageName(_ value: WiredValue) -> String? {
        let value = resolved(value)
        switch value.expression {
        case .string(let text): return text.hasPrefix("{{resolve:ssm:") ? text : nil
        case .ref(let name):
            let parameter = stacks[value.stack].template.parameters[name]
            return parameter?.isInSystemsManager == true ? parameter?.defaultValue : nil
        default: return nil
        }
    }
}

extension String {
    /// What an instance type computes with: of Graviton, a `g` follows the generation, as in `m7gd.large`.
    fileprivate var processor: String? {
        let family = prefix { $0 != "." }
        guard family.count < count, let digit = family.firstIndex(where: \.isNumber) else { return nil }
        if family.hasPrefix("mac") { return nil }
        let attributes = family[digit...].drop(while: \.isNumber)
        return family == "a1" || attributes.first == "g" ? "arm64" : "x86_64"
    }
}
