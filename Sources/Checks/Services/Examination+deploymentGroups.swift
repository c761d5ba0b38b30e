import Template

extension Examination {
    /// A deployment group deploys as the platform of its application does ("Working with deployment configurations in
    /// CodeDeploy" in the AWS CodeDeploy user guide, "DeploymentStyle" in its API reference).
    mutating func checkDeploymentGroups() {
        for (group, wiring) in cases(of: "AWS::CodeDeploy::DeploymentGroup") {
            let application = wiring.target(of: group.value("ApplicationName"), type: "AWS::CodeDeploy::Application")
            guard let application,
                let platform = wiring.text(application.value("ComputePlatform"), otherwise: "Server")
            else { continue }
            checkConfiguration(of: group, application, platform, wiring)
            if ["ECS", "Lambda"].contains(platform) { checkStyle(of: group, application, platform, wiring) }
        }
    }

    private mutating func checkConfiguration(
        of group: WiredResource, _ application: WiredResource, _ platform: String, _ wiring: Wiring
    ) {
        let value = group.value("DeploymentConfigName")
        let own: String
        if let configuration = wiring.target(of: value, type: "AWS::CodeDeploy::DeploymentConfig") {
            guard let platform = wiring.text(configuration.value("ComputePlatform"), otherwise: "Server") else {
                return
            }
            own = platform
        } else {
            guard let name = wiring.text(value), name.hasPrefix("CodeDeployDefault.") else { return }
            let rest = name.dropFirst("CodeDeployDefault.".count)
            own = ["Lambda", "ECS"].first { rest.hasPrefix($0) } ?? "Server"
        }
        guard own != platform else { return }
        report(
            "deployment-platform", "the configuration is for \(own), and \(application.logicalID) for \(platform)",
            at: group, .key("DeploymentConfigName"), notes: [("the application", application)],
            fix: platform == "Server"
                ? "choose one such as CodeDeployDefault.OneAtATime"
                : "choose one that begins with CodeDeployDefault.\(platform), such as CodeDeployDefault.\(platform)AllAtOnce"
        )
    }

    private mutating func checkStyle(
        of group: WiredResource, _ application: WiredResource, _ platform: String, _ wiring: Wiring
    ) {
        let style = group.value("DeploymentStyle")
        for (property, wanted) in [("DeploymentType", "BLUE_GREEN"), ("DeploymentOption", "WITH_TRAFFIC_CONTROL")] {
            guard let given = wiring.text(wiring.member(property, of: style)), given != wanted else { continue }
            report(
                "deployment-platform", "\(application.logicalID) is for \(platform), which deploys \(wanted) only",
                at: group, .key("DeploymentStyle"), .key(property), notes: [("the application", application)],
                fix: "write \(wanted)")
        }
        guard platform == "ECS" else { return }
        for property in ["ECSServices", "LoadBalancerInfo"]
        where wiring.isAbsent(group.value(property)) {
            reportMissing(
                property, "a service of \(platform) is deployed by \(property)", of: group,
                notes: [("the application", application)])
        }
        checkControllers(of: group, wiring)
    }

    /// "DeploymentController" in the Amazon ECS API reference: a service is deployed by one controller, which is its
    /// own unless it says another one.
    private mutating func checkControllers(of group: WiredResource, _ wiring: Wiring) {
        for (index, place) in wiring.placedElements(of: group.value("ECSServices")) {
            let name = wiring.member("ServiceName", of: place)
            guard let service = wiring.target(of: name, type: "AWS::ECS::Service"),
                let controller = wiring.text(
                    wiring.member("Type", of: service.value("DeploymentController")), otherwise: "ECS"),
                controller != "CODE_DEPLOY"
            else { continue }
            report(
                "deployment-platform",
                "\(service.logicalID) is deployed by the controller \(controller), and CodeDeploy takes services of CODE_DEPLOY only",
                at: group, .key("ECSServices"), .index(index), .key("ServiceName"), notes: [("the service", service)],
                fix: "let \(service.logicalID) have \"DeploymentController\": {\"Type\": \"CODE_DEPLOY\"}")
        }
    }
}
