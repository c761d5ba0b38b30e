import AWSAccess

extension ExplainedFailure {
    /// The network interfaces that still use a group, a subnet or a network. Amazon EC2 API Reference,
    /// "DescribeNetworkInterfaces".
    var networkInterfaces: [Inquiry] {
        let filters = [
            "AWS::EC2::SecurityGroup": "group-id", "AWS::EC2::Subnet": "subnet-id", "AWS::EC2::VPC": "vpc-id",
        ]
        guard let filter = filters[resource.type], let id = resource.existingID else { return [] }
        return [
            Inquiry("what uses \(id)") { aws in
                let interfaces = try await aws.run(
                    ["ec2", "describe-network-interfaces", "--filters", "Name=\(filter),Values=\(id)"],
                    as: Interfaces.self
                ).networkInterfaces
                guard interfaces.isEmpty else { return interfaces.map(\.line) }
                return ["no network interface uses \(id); rules of other security groups may name it"]
            }
        ]
    }

    /// How many the account may have at present. Service Quotas API Reference, "GetServiceQuota".
    var currentQuota: [Inquiry] {
        guard let quota = ServiceQuota.behind(resource) else { return [] }
        return [
            Inquiry("the quota '\(quota.name)'") { aws in
                let answer = try await aws.run(
                    [
                        "service-quotas", "get-service-quota", "--service-code", quota.service, "--quota-code",
                        quota.code,
                    ], as: Quota.self
                ).quota
                return ["the quota '\(quota.name)' is \(Int(clamping: answer.value))"]
            }
        ]
    }

    /// Whether the bucket is the account's own. Amazon S3 API Reference, "HeadBucket": 403 for what others have.
    var ownerOfBucket: [Inquiry] {
        guard let property = explanation?.property, let name = resource.value(of: property) else { return [] }
        return [
            Inquiry("whose bucket \(name) is") { aws in
                do {
                    try await aws.run(["s3api", "head-bucket", "--bucket", name])
                    return ["the bucket \(name) is this account's own, or open to it"]
                } catch AWSError.accessDenied {
                    return ["the bucket \(name) is another account's: names of buckets are unique over all accounts"]
                }
            }
        ]
    }

    /// What early validation found. AWS CloudFormation API Reference, "DescribeEvents" and "OperationEvent".
    var validationEvents: [Inquiry] {
        [
            Inquiry("what the validation found") { [resource] aws in
                let events = try await aws.run(
                    [
                        "cloudformation", "describe-events", "--stack-name", resource.stackID, "--filters",
                        "FailedEvents=true",
                    ], as: Validations.self
                ).operationEvents
                return events.compactMap(\.line)
            }
        ]
    }
}

private struct Interfaces: Decodable {
    struct Interface: Decodable {
        let networkInterfaceId: String
        let description: String?
        let interfaceType: String?
        let status: String?

        var line: String {
            let what = [description, interfaceType].compactMap(\.self).first { !$0.isEmpty } ?? ""
            return "\(networkInterfaceId) uses it (\(what), \(status ?? "of unknown state"))"
        }
    }
    let networkInterfaces: [Interface]
}

private struct Quota: Decodable {
    struct Value: Decodable { let value: Double }
    let quota: Value
}

private struct Validations: Decodable {
    struct Event: Decodable {
        let logicalResourceId: String?
        let validationName: String?
        let validationStatusReason: String?
        let validationPath: String?

        var line: String? {
            guard let reason = validationStatusReason, validationName != nil else { return nil }
            let place = [logicalResourceId, validationPath].compactMap(\.self).joined(separator: " at ")
            return "\(place): \(reason)"
        }
    }
    let operationEvents: [Event]
}
