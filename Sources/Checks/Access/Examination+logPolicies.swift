import Template

extension Examination {
    /// Who writes to a log group by its resource policy, and not by a role: the type, where it names the group, and how
    /// the service is called.
    private static let writers: [String: (path: String, services: [String])] = [
        // "Monitoring OpenSearch logs with Amazon CloudWatch Logs" in the Amazon OpenSearch Service developer guide.
        "AWS::Elasticsearch::Domain": ("LogPublishingOptions", ["es"]),
        "AWS::OpenSearchService::Domain": ("LogPublishingOptions", ["es", "opensearchservice"]),
        // "CloudWatch Logs permissions" in "Using resource-based policies for Amazon EventBridge".
        "AWS::Events::Rule": ("Targets.*.Arn", ["events", "delivery.logs"]),
        // "Public DNS query logging" in the Amazon Route 53 developer guide.
        "AWS::Route53::HostedZone": ("QueryLoggingConfig.CloudWatchLogsLogGroupArn", ["route53"]),
    ]

    /// A log group lets in who writes to it. Policies are the account's, so that one may be there already: whether it
    /// is nobody can see here.
    mutating func checkLogPolicies(
        of resource: Template.Resource, _ logicalID: String, _ stack: Int, _ access: AccessIndex
    ) {
        guard let (path, services) = Self.writers[resource.type] else { return }
        var groups = resource.values(at: path, of: logicalID)
        if path == "LogPublishingOptions" {
            groups = groups.flatMap { options in
                (options.value.object?.entries ?? []).flatMap { entry -> [PlacedValue] in
                    guard entry.value["Enabled"]?.scalarText != "false" else { return [] }
                    return options[entry.key].flatMap { $0["CloudWatchLogsLogGroupArn"] }
                }
            }
        }
        for value in groups {
            guard let group = wiring.onlyResource(of: value.value, type: "AWS::Logs::LogGroup", in: stack),
                let statements = access.statements(ofTarget: group, for: value.path),
                !services.contains(where: { service in
                    statements.mayAllow(
                        "logs:PutLogEvents", on: TextPattern(glob: "*"),
                        for: TextPattern.principals(ofService: service), in: wiring)
                })
            else { continue }
            let name = "\(services[0]).amazonaws.com"
            reportOnce(
                "missing-permission",
                "no policy here lets \(name) write to \(group.logicalID): one that the account has already cannot be seen",
                severity: .warning, at: value.path,
                fix:
                    "add an AWS::Logs::ResourcePolicy that allows logs:CreateLogStream and logs:PutLogEvents to {\"Service\": \"\(name)\"}"
            )
        }
    }
}
