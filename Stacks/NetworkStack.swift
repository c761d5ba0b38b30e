import NetworkConstructs

/// One VPC with public, application and isolated subnets over two availability zones.
struct NetworkStack {
    let network: Network

    init(in root: Stack, _ settings: Settings) {
        let stack = root.nestedStack("Network", description: "VPC, subnets and routes in three tiers over two zones")
        network = Network(
            in: stack, name: settings.name, cidr: "10.0.0.0/16", zones: 2,
            nat: .perZoneIf(settings.network.natGatewayPerZone),
            flowLogs: FlowLogs(condition: settings.network.flowLogs))
        stack.suppress(
            "SEC167", on: "FlowLogGroup",
            because: "it holds addresses and ports; CloudWatch Logs encrypts it, and the instances may not read it")
    }
}
