import Template

extension Examination {
    /// A service of containers is made after the listener that its targets need, and can be updated ("CreateService" in
    /// the Amazon ECS API reference).
    mutating func checkContainerServices() {
        for (service, wiring) in cases(of: "AWS::ECS::Service") {
            let task = wiring.task(of: service)
            let mode = task.flatMap { task in
                // What Fargate runs has no other.
                let isForFargate = wiring.elements(of: task.value("RequiresCompatibilities")).contains {
                    wiring.text($0) == "FARGATE"
                }
                return wiring.text(task.value("NetworkMode"), otherwise: isForFargate ? "awsvpc" : "bridge")
            }
            let isFargate = wiring.text(service.value("LaunchType")) == "FARGATE"
            checkNetwork(of: service, mode: isFargate ? "awsvpc" : mode, wiring)
            for (index, balancer) in wiring.placedElements(of: service.value("LoadBalancers")) {
                guard let targets = wiring.targetGroup(wiring.member("TargetGroupArn", of: balancer)) else { continue }
                if let mode = isFargate ? "awsvpc" : mode, mode != "none" {
                    check(
                        targets, takes: mode == "awsvpc" ? "ip" : "instance", at: service,
                        [.key("LoadBalancers"), .index(index), .key("TargetGroupArn")], wiring)
                }
                checkListener(of: targets, service, wiring)
            }
            if isFargate {
                checkInternet(of: service, wiring)
                if let task { checkLaunch(of: task, by: service, wiring) }
            }
            checkDeployment(of: service, wiring)
            checkGracePeriod(of: service, wiring)
        }
    }

    /// Amazon ECS answers "Task definition does not support launch_type FARGATE".
    private mutating func checkLaunch(of task: WiredResource, by service: WiredResource, _ wiring: Wiring) {
        guard let allowed = task.value("RequiresCompatibilities").flatMap(wiring.elements), !allowed.isEmpty else {
            return
        }
        let names = allowed.map { wiring.text($0) }
        guard !names.contains(nil), !names.contains("FARGATE") else { return }
        report(
            "launch-type",
            "\(task.logicalID) is for \(names.compactMap(\.self).joined(separator: " and ")), and not for FARGATE",
            at: service, .key("LaunchType"), notes: [("the task", task)],
            fix: "add FARGATE to the RequiresCompatibilities of the task, or launch it with another type")
    }

    private mutating func checkNetwork(of service: WiredResource, mode: String?, _ wiring: Wiring) {
        let network = service.value("NetworkConfiguration")
        guard let mode, (mode == "awsvpc") == wiring.isAbsent(network) else { return }
        if mode == "awsvpc" {
            reportMissing(
                "NetworkConfiguration",
                "a service of tasks in awsvpc mode wants NetworkConfiguration, with the subnets of the tasks",
                of: service)
        } else {
            report(
                "exclusive-properties", "its tasks are in \(mode) mode, and have no network configuration",
                at: service, .key("NetworkConfiguration"),
                fix: "leave it out, or give the task definition the NetworkMode awsvpc")
        }
    }

    /// "Amazon ECS task networking options for Fargate" in the Amazon ECS developer guide: a task fetches its image by a
    /// public address of its own, through a NAT gateway, or from an endpoint in the network.
    private mutating func checkInternet(of service: WiredResource, _ wiring: Wiring) {
        let own = wiring.member("AwsvpcConfiguration", of: service.value("NetworkConfiguration"))
        let address = wiring.text(wiring.member("AssignPublicIp", of: own), otherwise: "DISABLED")
        guard let subnets = wiring.targets(of: wiring.member("Subnets", of: own), type: "AWS::EC2::Subnet"),
            let address
        else { return }
        for subnet in subnets {
            guard let network = wiring.network(of: subnet), let routes = wiring.routes(of: subnet),
                address == "DISABLED" && wiring.reachesInternet(subnet) == true
                    || routes.allSatisfy(wiring.leadsToPeerWithoutEndpoints),
                let endpoints = wiring.endpoints(in: network)
            else { continue }
            guard endpoints.isEmpty else {
                return checkEndpoints(endpoints, in: network, of: service, wiring)
            }
            return report(
                "task-without-internet",
                "a task in \(subnet.logicalID) reaches nothing that it could fetch its image from",
                severity: .warning, at: service, .key("NetworkConfiguration"), notes: [("the subnet", subnet)],
                fix:
                    "choose subnets with a NAT gateway, make endpoints of Amazon ECR and S3, or in public subnets set AssignPublicIp to ENABLED"
            )
        }
    }

    /// "Amazon ECR interface VPC endpoints (AWS PrivateLink)" in the Amazon ECR user guide: layers come from Amazon S3.
    private mutating func checkEndpoints(
        _ endpoints: Set<String>, in network: WiredResource, of service: WiredResource, _ wiring: Wiring
    ) {
        guard let task = wiring.task(of: service) else { return }
        let missing = wiring.servicesAsked(by: task).filter { !endpoints.contains($0) }
        guard let first = missing.first else { return }
        report(
            "task-without-internet",
            "the tasks reach AWS by endpoints of \(network.logicalID) only, and it has none of \(missing.joined(separator: ", "))",
            severity: .warning, at: service, .key("NetworkConfiguration"),
            notes: [("the network", network), ("the task", task)],
            fix: "make an AWS::EC2::VPCEndpoint of com.amazonaws.${AWS::Region}.\(first)"
                + (first == "s3" ? ", a gateway endpoint in the route tables of the subnets" : ""))
    }

    /// Amazon ECS answers "The target group does not have an associated load balancer".
    private mutating func checkListener(of targets: WiredResource, _ service: WiredResource, _ wiring: Wiring) {
        let listeners = wiring.listeners(forwardingTo: targets)
        guard let listener = listeners.first, !listeners.contains(where: { wiring.waits(service, for: $0) }) else {
            return
        }
        reportDependency(
            of: service, on: listener,
            "the service may be made before \(listener.logicalID) forwards to \(targets.logicalID)",
            note: "it forwards here")
    }

    /// "Service deployment configuration" in the Amazon ECS developer guide: the least is rounded up, the most down.
    private mutating func checkDeployment(of service: WiredResource, _ wiring: Wiring) {
        let deployment = service.value("DeploymentConfiguration")
        guard wiring.text(service.value("SchedulingStrategy"), otherwise: "REPLICA") == "REPLICA",
            let least = wiring.number(wiring.member("MinimumHealthyPercent", of: deployment), otherwise: 100),
            let most = wiring.number(wiring.member("MaximumPercent", of: deployment), otherwise: 200)
        else { return }
        let count = wiring.number(service.value("DesiredCount")).flatMap { $0 > 0 ? $0 : nil } ?? 100
        let kept = (count * least / 100).rounded(.up)
        let allowed = (count * most / 100).rounded(.down)
        guard kept >= allowed else { return }
        report(
            "deployment-percent",
            "\(least.words) percent have to stay and \(most.words) may run: no task can be replaced",
            severity: .warning, at: service, .key("DeploymentConfiguration"),
            fix: "lower MinimumHealthyPercent, or raise MaximumPercent")
    }

    /// "HealthCheckGracePeriodSeconds" and "HealthCheck" in the Amazon ECS API reference.
    private mutating func checkGracePeriod(of service: WiredResource, _ wiring: Wiring) {
        guard let grace = wiring.number(service.value("HealthCheckGracePeriodSeconds")), grace > 0,
            let task = wiring.task(of: service)
        else { return }
        for container in wiring.elements(of: task.value("ContainerDefinitions")) {
            let check = wiring.member("HealthCheck", of: container)
            guard let start = wiring.number(wiring.member("StartPeriod", of: check)), start > grace else { continue }
            report(
                "grace-period",
                "a container may take \(start.words) seconds to start, and is given up after \(grace.words)",
                severity: .warning, at: service, .key("HealthCheckGracePeriodSeconds"), notes: [("the task", task)],
                fix: "let it be \(start.words) seconds or more")
        }
    }
}

extension Wiring {
    /// The services that Fargate asks before a task's containers start: for images and where their logs go.
    fileprivate func servicesAsked(by task: WiredResource) -> [String] {
        let containers = elements(of: task.value("ContainerDefinitions"))
        var services: [String] = []
        if containers.contains(where: { member("Image", of: $0).map(isOfRegistry) ?? false }) {
            services += ["ecr.api", "ecr.dkr", "s3"]
        }
        let writesLogs = containers.contains { container in
            text(member("LogDriver", of: member("LogConfiguration", of: container))) == "awslogs"
        }
        return writesLogs ? services + ["logs"] : services
    }
}
