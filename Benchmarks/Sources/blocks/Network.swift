import NetworkConstructs

/// A network in two zones: public, private with a way out, isolated; what passes is logged, and S3 has a route of its own.
func network(_ stack: Stack) -> Network {
    Network(in: stack.scope("Network"), name: "shop", flowLogs: FlowLogs())
}
