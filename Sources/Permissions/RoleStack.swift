import Template

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
    public func template(_ stack: RoleStack) -> Template { RoleTemplate(roles: self, stack: stack).template }
}

/// The template of a ``RoleStack``.
private struct RoleTemplate {
    let roles: DeploymentRoles
    let stack: RoleStack

    private typealias Member = (String, Template.Resource)

    private static let gitHub = "token.actions.githubusercontent.com"

    var template: Template {
        let name = roles.place.stackName
        let execution = policies(
            roles.executionPolicies, named: "ExecutionPolicy", "What CloudFormation does for \(name)")
        let deployment = policies(
            roles.deployerPolicies, named: "DeploymentPolicy", "What the commands on \(name) call")
        var resources = stack.makesBucket ? roles.place.artifactBucket.map(ArtifactBucketTemplate.resources) ?? [] : []
        resources += execution
        resources.append(role("ExecutionRole", roles.place.roles.execution, execution, trusting: trustOfCloudFormation))
        resources += deployment
        if let workflow = stack.workflow, !workflow.hasProvider { resources.append(("GitHub", Self.provider)) }
        resources.append(role("DeploymentRole", roles.place.roles.deployment, deployment, trusting: trustOfDeployer))
        return Template(
            description: "The roles that deploy \(name), with no more than its templates need.",
            resources: Template.Section(resources),
            outputs: Template.Section(
                ["ExecutionRole", "DeploymentRole"].map { ("\($0)Arn", Template.Output(.getAtt($0, "Arn"))) }))
    }

    // MARK: - Roles

    private func policies(_ set: PolicySet, named name: String, _ description: String) -> [Member] {
        set.policies.enumerated().map { index, policy in
            (
                "\(name)\(index + 1)",
                Template.Resource(
                    type: "AWS::IAM::ManagedPolicy",
                    properties: [
                        "Description": .string(description), "Path": .string(RoleNames.path),
                        "PolicyDocument": policy.expression,
                    ])
            )
        }
    }

    private func role(
        _ logicalID: String, _ name: String, _ policies: [Member], trusting statement: Template.Object
    ) -> Member {
        var properties: [Template.Object.Entry] = [
            .init(
                "AssumeRolePolicyDocument",
                [
                    "Version": "2012-10-17",
                    "Statement": [.object(Template.Object([.init("Effect", "Allow")] + statement.entries))],
                ])
        ]
        if !policies.isEmpty { properties.append(.init("ManagedPolicyArns", .list(policies.map { .ref($0.0) }))) }
        properties += [.init("Path", .string(RoleNames.path)), .init("RoleName", .string(name))]
        return (logicalID, Template.Resource(type: "AWS::IAM::Role", properties: Template.Object(properties)))
    }

    /// No other account's stacks. "Cross-service confused deputy prevention" in the CloudFormation User Guide.
    private var trustOfCloudFormation: Template.Object {
        [
            "Action": "sts:AssumeRole",
            "Principal": ["Service": "cloudformation.amazonaws.com"],
            "Condition": [
                "StringEquals": ["aws:SourceAccount": .ref("AWS::AccountId")],
                "ArnLike": [
                    "aws:SourceArn": .substituted(
                        "arn:${AWS::Partition}:cloudformation:${AWS::Region}:${AWS::AccountId}:stack/\(roles.place.stackName)*/*"
                    )
                ],
            ],
        ]
    }

    /// Whoever the account lets, or one branch of one repository. "Configuring OpenID Connect in Amazon Web Services" in the
    /// documentation of GitHub Actions.
    private var trustOfDeployer: Template.Object {
        guard let workflow = stack.workflow else {
            return [
                "Action": "sts:AssumeRole",
                "Principal": ["AWS": .substituted("arn:${AWS::Partition}:iam::${AWS::AccountId}:root")],
            ]
        }
        let provider: Template.Expression =
            workflow.hasProvider
            ? .substituted("arn:${AWS::Partition}:iam::${AWS::AccountId}:oidc-provider/\(Self.gitHub)")
            : .getAtt("GitHub", "Arn")
        let claims = Template.Object([
            .init("\(Self.gitHub):aud", "sts.amazonaws.com"),
            .init("\(Self.gitHub):sub", .string("repo:\(workflow.repository):ref:refs/heads/\(workflow.branch)")),
        ])
        return [
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Principal": ["Federated": provider],
            "Condition": ["StringEquals": .object(claims)],
        ]
    }

    private static let provider = Template.Resource(
        type: "AWS::IAM::OIDCProvider", deletionPolicy: "Retain", updateReplacePolicy: "Retain",
        properties: ["ClientIdList": ["sts.amazonaws.com"], "Url": .string("https://\(gitHub)")])
}
