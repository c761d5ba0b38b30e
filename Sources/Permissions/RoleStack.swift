import JSON

/// What is beside the roles in the small stack that makes them.
public struct RoleStack: Sendable {
    /// A branch of a repository whose workflows on GitHub may act as the deployment role.
    public struct Workflow: Sendable, Equatable {
        /// As in `shop/infrastructure`.
        public let repository: String
        /// As in `main`.
        public let branch: String
        /// Whether the account has GitHub's identity provider already, which it can have once.
        public let hasProvider: Bool

        /// - Parameter repository: as in `shop/infrastructure`.
        public init(repository: String, branch: String, hasProvider: Bool = false) {
            self.repository = repository
            self.branch = branch
            self.hasProvider = hasProvider
        }
    }

    /// Nil where people of the account act as the deployment role.
    public let workflow: Workflow?
    /// Whether the bucket for templates and assets is one of its resources.
    public let makesBucket: Bool

    /// - Parameter workflow: nil where people of the account act as the role.
    public init(workflow: Workflow? = nil, makesBucket: Bool = false) {
        self.workflow = workflow
        self.makesBucket = makesBucket
    }
}

extension DeploymentRoles {
    /// A template that makes both roles with their policies, and with a stack's other parts what they use.
    ///
    /// Partition, region and account are CloudFormation's to fill in, so that it is the same wherever it is deployed.
    ///
    /// - Parameter isOneLine: whether it has no line breaks, as what is sent has none.
    public func template(_ stack: RoleStack, isOneLine: Bool = false) -> [UInt8] {
        var writer = JSONWriter(capacity: 65_536, isOneLine: isOneLine)
        RoleTemplate(roles: self, stack: stack).write(to: &writer)
        return writer.bytes + [UInt8(ascii: "\n")]
    }
}

/// Writes the template of a ``RoleStack``.
private struct RoleTemplate {
    let roles: DeploymentRoles
    let stack: RoleStack

    private static let gitHub = "token.actions.githubusercontent.com"

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("AWSTemplateFormatVersion", "2010-09-09")
        writer.member(
            "Description", "The roles that deploy \(roles.place.stackName), with no more than its templates need.")
        writer.key("Resources")
        writer.beginObject()
        if stack.makesBucket { bucket(to: &writer) }
        let execution = policies(
            roles.executionPolicies, named: "ExecutionPolicy",
            "What CloudFormation does for \(roles.place.stackName)", to: &writer)
        role("ExecutionRole", roles.place.roles.execution, execution, to: &writer) { trustCloudFormation(to: &$0) }
        let deployment = policies(
            roles.deployerPolicies, named: "DeploymentPolicy",
            "What the commands on \(roles.place.stackName) call", to: &writer)
        if let workflow = stack.workflow, !workflow.hasProvider { provider(to: &writer) }
        role("DeploymentRole", roles.place.roles.deployment, deployment, to: &writer) { trustDeployer(to: &$0) }
        writer.endObject()
        writer.key("Outputs")
        writer.beginObject()
        for role in ["ExecutionRole", "DeploymentRole"] {
            writer.key("\(role)Arn")
            writer.beginObject()
            writer.key("Value")
            writer.getAtt(role, "Arn")
            writer.endObject()
        }
        writer.endObject()
        writer.endObject()
    }

    // MARK: - Roles

    /// - Returns: the logical IDs.
    private func policies(
        _ set: PolicySet, named name: String, _ description: String, to writer: inout JSONWriter
    ) -> [String] {
        set.policies.enumerated().map { index, policy in
            let logicalID = "\(name)\(index + 1)"
            writer.key(logicalID)
            writer.beginObject()
            writer.member("Type", "AWS::IAM::ManagedPolicy")
            writer.key("Properties")
            writer.beginObject()
            writer.member("Description", description)
            writer.member("Path", RoleNames.path)
            writer.key("PolicyDocument")
            policy.write(to: &writer) { $1.substituted($0) }
            writer.endObject()
            writer.endObject()
            return logicalID
        }
    }

    private func role(
        _ logicalID: String, _ name: String, _ policies: [String], to writer: inout JSONWriter,
        trust: (inout JSONWriter) -> Void
    ) {
        writer.key(logicalID)
        writer.beginObject()
        writer.member("Type", "AWS::IAM::Role")
        writer.key("Properties")
        writer.beginObject()
        writer.key("AssumeRolePolicyDocument")
        writer.beginObject()
        writer.member("Version", "2012-10-17")
        writer.key("Statement")
        writer.beginList()
        writer.element()
        writer.beginObject()
        writer.member("Effect", "Allow")
        trust(&writer)
        writer.endObject()
        writer.endList()
        writer.endObject()
        if !policies.isEmpty {
            writer.key("ManagedPolicyArns")
            writer.beginList()
            for policy in policies {
                writer.element()
                writer.beginObject()
                writer.member("Ref", policy)
                writer.endObject()
            }
            writer.endList()
        }
        writer.member("Path", RoleNames.path)
        writer.member("RoleName", name)
        writer.endObject()
        writer.endObject()
    }

    /// No other account's stacks. "Cross-service confused deputy prevention" in the CloudFormation User Guide.
    private func trustCloudFormation(to writer: inout JSONWriter) {
        writer.member("Action", "sts:AssumeRole")
        writer.object("Principal", ["Service": "cloudformation.amazonaws.com"])
        writer.key("Condition")
        writer.beginObject()
        writer.key("StringEquals")
        writer.beginObject()
        writer.key("aws:SourceAccount")
        writer.beginObject()
        writer.member("Ref", "AWS::AccountId")
        writer.endObject()
        writer.endObject()
        writer.key("ArnLike")
        writer.beginObject()
        writer.key("aws:SourceArn")
        writer.substituted(
            "arn:${AWS::Partition}:cloudformation:${AWS::Region}:${AWS::AccountId}:stack/\(roles.place.stackName)*/*")
        writer.endObject()
        writer.endObject()
    }

    /// Whoever the account lets, or one branch of one repository. "Configuring OpenID Connect in Amazon Web Services" in the
    /// documentation of GitHub Actions.
    private func trustDeployer(to writer: inout JSONWriter) {
        guard let workflow = stack.workflow else {
            writer.member("Action", "sts:AssumeRole")
            writer.key("Principal")
            writer.beginObject()
            writer.key("AWS")
            writer.substituted("arn:${AWS::Partition}:iam::${AWS::AccountId}:root")
            writer.endObject()
            return
        }
        writer.member("Action", "sts:AssumeRoleWithWebIdentity")
        writer.key("Principal")
        writer.beginObject()
        writer.key("Federated")
        if workflow.hasProvider {
            writer.substituted("arn:${AWS::Partition}:iam::${AWS::AccountId}:oidc-provider/\(Self.gitHub)")
        } else {
            writer.getAtt("GitHub", "Arn")
        }
        writer.endObject()
        writer.key("Condition")
        writer.beginObject()
        writer.key("StringEquals")
        writer.beginObject()
        writer.member("\(Self.gitHub):aud", "sts.amazonaws.com")
        writer.member("\(Self.gitHub):sub", "repo:\(workflow.repository):ref:refs/heads/\(workflow.branch)")
        writer.endObject()
        writer.endObject()
    }

    private func provider(to writer: inout JSONWriter) {
        writer.key("GitHub")
        writer.beginObject()
        writer.member("Type", "AWS::IAM::OIDCProvider")
        writer.member("DeletionPolicy", "Retain")
        writer.member("UpdateReplacePolicy", "Retain")
        writer.key("Properties")
        writer.beginObject()
        writer.list("ClientIdList", ["sts.amazonaws.com"])
        writer.member("Url", "https://\(Self.gitHub)")
        writer.endObject()
        writer.endObject()
    }

    // MARK: - The bucket

    /// As a first deployment would make it, of which the marker among its tags tells.
    private func bucket(to writer: inout JSONWriter) {
        guard let name = roles.place.artifactBucket else { return }
        writer.write(bucket: name)
    }
}
