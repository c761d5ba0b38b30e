extension InventoryReader {
    /// The roles of the stacks with everything that says what they may do: one call for all of the account's, where
    /// each role by itself would take three and one more for each policy. IAM API Reference,
    /// "GetAccountAuthorizationDetails".
    var roleReadings: [Reading] {
        let names = scope.ids(ofType: "AWS::IAM::Role")
        guard !names.isEmpty || scope.executionRole != nil else { return [] }
        return [
            list(
                "roles", .high, ["iam", "get-account-authorization-details", "--filter", "Role", "LocalManagedPolicy"],
                as: Authorization.self
            ) { inventory, answer in
                let roles = Dictionary(answer.roleDetailList.map { ($0.roleName, $0) }) { first, _ in first }
                for name in names {
                    guard let role = roles[name].flatMap({ $0.description(with: answer.policies ?? []) }) else {
                        inventory.unchecked.append(
                            .init(
                                what: "role \(scope.resources[name]?.name ?? name)",
                                reason:
                                    "'aws iam get-account-authorization-details' does not tell its policies, or tells something unexpected; update the AWS CLI",
                                atStake: .high))
                        continue
                    }
                    inventory.roles.append(role)
                }
                readExecutionRole(of: roles, answer.policies ?? [], into: &inventory)
            }
        ]
    }

    private func readExecutionRole(
        of roles: [String: Authorization.Role], _ policies: [Authorization.Managed], into inventory: inout Inventory
    ) {
        guard let arn = scope.executionRole, let name = scope.executionRoleName else { return }
        if let role = roles[name], role.arn == arn {
            inventory.executionRole = role.description(with: policies)
        }
        guard inventory.executionRole == nil else { return }
        inventory.unchecked.append(
            .init(
                what: "execution role \(name)",
                reason: roles[name]?.arn == arn
                    ? "one of its policies cannot be read" : "there is no \(arn) in the account that was asked",
                atStake: .medium))
    }
}

private struct Authorization: Decodable, Sendable {
    /// A policy that can be read; one of somebody else's role that cannot must not hide all the others.
    struct Document: Decodable, Sendable {
        let policy: PolicyDocument?
        init(from decoder: any Decoder) throws { policy = try? PolicyDocument(from: decoder) }
    }
    struct Inline: Decodable, Sendable {
        let policyName: String
        let policyDocument: Document
    }
    struct Attached: Decodable, Sendable {
        let policyName: String
        let policyArn: String
    }
    struct Version: Decodable, Sendable {
        let document: Document?
        let isDefaultVersion: Bool
    }
    struct Managed: Decodable, Sendable {
        let arn: String
        let policyVersionList: [Version]?
    }
    struct Boundary: Decodable, Sendable {
        let permissionsBoundaryArn: String?
    }
    struct Role: Decodable, Sendable {
        let roleName: String
        let arn: String?
        let assumeRolePolicyDocument: Document
        let rolePolicyList: [Inline]?
        let attachedManagedPolicies: [Attached]?
        let permissionsBoundary: Boundary?

        /// nil where one of its policies cannot be read.
        func description(with managed: [Managed]) -> RoleDescription? {
            guard let trust = assumeRolePolicyDocument.policy else { return nil }
            var policies: [RoleDescription.Policy] = []
            var arns: [String] = []
            for inline in rolePolicyList ?? [] {
                guard let document = inline.policyDocument.policy else { return nil }
                policies.append(.init(name: inline.policyName, document: document))
            }
            for attached in attachedManagedPolicies ?? [] {
                if attached.policyArn.contains(":iam::aws:policy/") {
                    arns.append(attached.policyArn)
                    continue
                }
                let versions = managed.first { $0.arn == attached.policyArn }?.policyVersionList ?? []
                guard let document = versions.first(where: \.isDefaultVersion)?.document?.policy else { return nil }
                policies.append(.init(name: attached.policyName, document: document))
            }
            return RoleDescription(
                name: roleName, trust: trust, policies: policies, managedPolicyARNs: arns,
                boundary: permissionsBoundary?.permissionsBoundaryArn)
        }
    }

    let roleDetailList: [Role]
    let policies: [Managed]?
}
