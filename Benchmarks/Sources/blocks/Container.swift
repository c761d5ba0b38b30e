import ContainerConstructs
import ContainerServiceConstructs
import LoadBalancingConstructs
import TaskConstructs

/// Containers behind a load balancer with TLS, as many as the work wants; releases that fail are taken back.
func container(_ stack: Stack) {
    let images = Repository(in: stack.scope("Images"))
    let container = Container(ContainerImage(in: images, tag: "1.4"), size: .halfVCPU(.gib1))
    _ = ContainerService(
        in: stack.scope("Shop"), container, network: network(stack),
        traffic: .ownLoadBalancer(
            port: 8080, https: LoadBalancer.HTTPS(certificate: stack.parameter("CertificateArn", .string()))),
        count: .from(2, to: 10, by: .processor(percent: 60)))
}
