import Constructs

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
    }
}
