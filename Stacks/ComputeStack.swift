import ComputeConstructs
import IdentityConstructs
import LoadBalancingConstructs
import SchedulingConstructs
import StorageConstructs

/// The shop: two to four instances behind a public load balancer.
struct ComputeStack {
    let service: LoadBalancedService

    init(in root: Stack, _ settings: Settings, _ network: NetworkStack, _ storage: StorageStack, _ data: DataStack) {
        let stack = root.nestedStack("Compute", description: "The load balancer and the instances behind it")

        let role = Role(
            in: stack.scope("Instance"), assumedBy: "ec2.amazonaws.com",
            managedPolicies: [Role.sessionManagerPolicy], description: "What the shop's instances may do")
        storage.dataLake.grantReadWrite(to: role)
        data.database.grantReadManagedPassword(to: role)

        service = LoadBalancedService(
            in: stack.scope("Web"), name: settings.name, network: network.network, image: settings.instances.imageId,
            instanceType: settings.instances.type, role: role,
            userData: .webServer(title: "WebMarket+ (\(settings.environment))", healthPath: "/health"),
            capacity: .init(minimum: settings.instances.minimum, maximum: settings.instances.maximum, targetCPU: 70),
            healthPath: "/health",
            https: .init(certificate: settings.web.certificateArn, condition: settings.web.hasCertificate),
            accessLogs: .init(bucket: storage.accessLogs, condition: settings.web.accessLogs),
            deletionProtection: settings.deletionProtection, volumeTags: settings.tags)
        data.database.allowConnections(from: service)
        settings.officeHours.schedule(service, in: stack.scope("OfficeHours"))
        accept(in: stack)
    }

    /// What a review of the security asks, and the answers.
    private func accept(in stack: Stack) {
        stack.suppress(
            "SEC160", on: "Instance",
            because: "Session Manager takes the place of SSH, and AWS keeps its policy current")
        stack.suppress(
            "SEC161", on: "Instance", because: "the wildcards stand for the objects of one bucket, which the shop makes"
        )
        for code in ["SEC130", "SEC133"] {
            stack.suppress(
                code, on: "Web/LoadBalancer",
                because: "the shop is public: 443 serves it, and 80 leads there as soon as there is a certificate")
        }
        stack.suppress(
            "SEC137", on: "Web/HTTPListener",
            because:
                "without a certificate there is nothing to lead to; the audit reports a protected environment that has none"
        )
        stack.suppress(
            "SEC135", on: "Web/LoadBalancer",
            because: "an environment that holds no customers' data may save the log; prod keeps it")
        stack.suppress(
            "SEC153", on: "Web/Group", because: "target tracking waits for new instances by itself, without a cooldown")
        stack.suppress(
            "SEC155", on: "Web/Group", because: "what a failed start leads to is alarmed: instances that do not answer")
    }
}
