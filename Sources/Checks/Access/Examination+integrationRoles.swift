import Template

extension Examination {
    /// The role of a method's integration may do what the integration asks of a service ("Set up an API integration request
    /// using the API Gateway console" in the Amazon API Gateway developer guide): `sqs:path/ACCOUNT/QUEUE`, or
    /// `dynamodb:action/PutItem`.
    mutating func checkIntegrationRole(
        of method: Template.Resource, _ logicalID: String, _ stack: Int, _ access: AccessIndex
    ) {
        for integration in method.values(at: "Integration", of: logicalID) {
            guard let given = integration.value["Credentials"], let role = role(given, stack),
                let uri = integration.value["Uri"]
            else { continue }
            let path = integration.path.appending("Credentials")
            let text = uri.writtenText
            if let action = Self.action(of: text) {
                require(
                    [action], on: nil, as: .unknown, of: role, access, at: path, because: "the integration",
                    isRefused: false)
            } else if text.hasText(":sqs:path/"),
                integration.value["RequestTemplates"]?.object?.entries.contains(where: {
                    $0.value.writtenText.hasText("Action=SendMessage")
                }) == true
            {
                require(
                    ["sqs:SendMessage"], on: nil, as: TextPattern(glob: "arn:*:sqs:*").asARN(), of: role, access,
                    at: path,
                    because: "the integration", isRefused: false)
            }
        }
    }

    /// Of `arn:...:dynamodb:action/PutItem`, `dynamodb:PutItem`.
    private static func action(of uri: String) -> String? {
        guard let end = uri.firstRange(of: ":action/") else { return nil }
        let service = uri[..<end.lowerBound].split(separator: ":").last
        let name = uri[end.upperBound...].prefix { $0.isLetter }
        guard let service, service.allSatisfy(\.isLetter), !name.isEmpty else { return nil }
        return "\(service):\(name)"
    }
}
