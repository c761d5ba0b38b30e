import NetworkConstructs

/// What differs between environments of the network.
struct NetworkSettings {
    let natGatewayPerZone: Condition
    let flowLogs: Condition

    init(in root: Stack) {
        let perZone = root.parameter(
            "NatGatewayPerZone", .boolean, default: false,
            description:
                "A NAT gateway in every zone instead of one in all; survives the loss of a zone and costs as much again.",
            group: "Network")
        let recordsFlows = root.parameter(
            "FlowLogs", .boolean, default: false,
            description: "Whether the network's connections are recorded in CloudWatch Logs.", group: "Network")

        natGatewayPerZone = root.condition("HasNatGatewayPerZone", perZone == true)
        flowLogs = root.condition("HasFlowLogs", recordsFlows == true)
    }
}
