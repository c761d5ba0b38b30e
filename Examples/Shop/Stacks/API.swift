import CloudFormation
import ContainerConstructs
import ContainerServiceConstructs
import DataConstructs
import LoadBalancingConstructs
import MonitoringConstructs
import TaskConstructs

/// The API in containers, once there is an image of it. It listens on port 8080, and answers `GET /health` when it is well.
struct API {
    @discardableResult
    init(in root: Stack, _ settings: Settings, _ base: Base, _ alarms: Alarms) {
        let stack = root.nestedStack("API", description: "The API in containers", condition: settings.hasRelease)
        let api = ContainerService(
            in: stack.scope("API"),
            Container(
                ContainerImage(in: base.images, tag: settings.release),
                size: .if(settings.isProduction, .halfVCPU(.gib1), else: .quarterVCPU(.mib512)),
                environment: ["DATABASE_HOST": base.database.endpoint, "ORDERS": base.orders.url],
                secrets: [
                    .secret(
                        base.database.managedSecretArn,
                        as: ["DATABASE_USER": "username", "DATABASE_PASSWORD": "password"])
                ]),
            network: base.network,
            traffic: .ownLoadBalancer(
                port: 8080,
                https: LoadBalancer.HTTPS(certificate: settings.certificate, condition: settings.hasCertificate),
                deletionProtection: .if(settings.isProduction, true, else: false)),
            count: .from(.if(settings.isProduction, 2, else: 1), to: 6, by: .processor()))
        base.database.allowConnections(from: api)
        base.orders.grantSend(to: api)
        Alarms(in: stack.scope("Alarms"), name: "shop-\(settings.environment)", existingTopic: alarms.topicArn).watch(
            api)
    }
}
