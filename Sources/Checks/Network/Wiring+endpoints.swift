import Template

extension Wiring {
    /// The service of an endpoint, such as `s3` or `ecr.dkr` of `com.amazonaws.${AWS::Region}.ecr.dkr`; nil where it is not
    /// known, and for those of others than AWS.
    func service(ofEndpoint endpoint: WiredResource) -> String? {
        guard let name = endpoint.value("ServiceName").map(resolved) else { return nil }
        let service: Substring?
        switch name.expression {
        case .string(let text): service = Self.service(in: text)
        case .sub(let substitution): service = Self.service(in: substitution.text)
        case .call(.join, let arguments):
            service = arguments[1].list?.last?.string.map { $0.hasPrefix(".") ? $0.dropFirst() : $0[...] }
        default: service = nil
        }
        guard let service, !service.isEmpty, !service.contains("}") else { return nil }
        return String(service)
    }

    private static func service(in name: String) -> Substring? {
        guard name.hasPrefix("com.amazonaws."), !name.hasPrefix("com.amazonaws.vpce") else { return nil }
        let parts = name.split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false)
        return parts.count == 4 ? parts[3] : nil
    }

    /// The services that have endpoints in a network; nil where others may have.
    func endpoints(in network: WiredResource) -> Set<String>? {
        guard !isOpen(network), !isHandedDown(network) else { return nil }
        var services: Set<String> = []
        for endpoint in users("AWS::EC2::VPCEndpoint", of: network, by: "VpcId")
        where mayBe(endpoint.value("VpcId"), network) {
            guard let service = service(ofEndpoint: endpoint) else { return nil }
            services.insert(service)
        }
        return services
    }
}
