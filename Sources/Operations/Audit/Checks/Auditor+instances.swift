import Diagnostics

extension Auditor {
    /// How instances and their disks are protected.
    var instanceFindings: [Diagnostic] {
        let instances = inventory.instances.filter(scope.owns)
        var findings: [Diagnostic] = []
        for instance in instances
        where instance.metadataOptions?.httpTokens == "optional" && instance.metadataOptions?.httpEndpoint != "disabled"
        {
            findings.append(
                finding(
                    .metadataWithoutToken,
                    scope.reference(to: instance.instanceId, type: "AWS::EC2::Instance", tags: instance.tags),
                    "its metadata service does not ask for a token",
                    command:
                        "aws ec2 modify-instance-metadata-options --instance-id \(instance.instanceId) --http-tokens required"
                ))
        }
        for template in inventory.launchTemplates {
            let options = template.launchTemplateData.metadataOptions
            guard options?.httpTokens != "required", options?.httpEndpoint != "disabled" else { continue }
            findings.append(
                finding(
                    .templateWithoutToken,
                    scope.reference(to: template.launchTemplateId, type: "AWS::EC2::LaunchTemplate"),
                    "version \(template.versionNumber) does not require tokens of the metadata service",
                    fix: "set HttpTokens to required in its MetadataOptions and deploy"))
        }
        let ours = Set(instances.map(\.instanceId))
        for volume in inventory.volumes where volume.encrypted == false {
            let isAttached = (volume.attachments ?? []).contains { ours.contains($0.instanceId ?? "") }
            guard isAttached || scope.owns(volume.volumeId, volume.tags) else { continue }
            findings.append(
                finding(
                    .volumeNotEncrypted,
                    scope.reference(to: volume.volumeId, type: "AWS::EC2::Volume", tags: volume.tags),
                    "Encrypted is false",
                    fix: "replace it by one from an encrypted copy of its snapshot, and run",
                    command: "aws ec2 enable-ebs-encryption-by-default"))
        }
        return findings
    }

    var roleFindings: [Diagnostic] { inventory.roles.flatMap(findings) }

    /// Policies of AWS's own that hand out everything, or rights over rights.
    private static let administrators: Set<String> = ["AdministratorAccess", "IAMFullAccess", "PowerUserAccess"]

    private func findings(_ role: RoleDescription) -> [Diagnostic] {
        let resource = scope.reference(to: role.name, type: "AWS::IAM::Role")
        var findings: [Diagnostic] = []
        if (role.trust?.statements ?? []).contains(where: {
            $0.allows && $0.principal?.isAnyone == true && $0.conditionKeys.isEmpty
        }) {
            findings.append(
                finding(
                    .trustsAnyone, resource, "its trust policy allows every principal",
                    fix: "name the service or account that may assume it"))
        }
        for arn in role.managedPolicyARNs {
            let name = arn.split(separator: "/").last.map(String.init) ?? arn
            let command = "aws iam detach-role-policy --role-name \(role.name) --policy-arn \(arn)"
            if Self.administrators.contains(name) {
                findings.append(
                    finding(.policyAllowsEverything, resource, "AWS's policy \(name) is attached", command: command))
            } else if name.hasSuffix("FullAccess") {
                findings.append(
                    finding(.policyWildcard, resource, "AWS's policy \(name) is attached", command: command))
            }
        }
        for policy in role.policies {
            let allowing = policy.document.statements.filter(\.allows)
            let all = allowing.filter(\.coversAllResources)
            // Who may do everything in IAM gives itself the rest.
            let isIAM = all.contains { $0.actions.contains { $0.lowercased() == "iam:*" } }
            if isIAM || all.contains(where: { $0.allowsAllActions || $0.notAction != nil }) {
                let detail = isIAM ? "allows everything in IAM" : "allows everything on everything"
                findings.append(
                    finding(
                        .policyAllowsEverything, resource, "policy \(policy.name) \(detail)",
                        fix: "name the actions and resources that are needed"))
                continue
            }
            let wide = allowing.flatMap { statement in
                statement.actions.filter { action in
                    statement.allowsAllActions
                        || (action.hasSuffix(":*") && (statement.coversAllOfAService || action.lowercased() == "iam:*"))
                }
            }
            if !wide.isEmpty {
                findings.append(
                    finding(
                        .policyWildcard, resource,
                        "policy \(policy.name) allows \(Set(wide).sorted().joined(separator: ", "))",
                        fix: "name the actions and resources that are needed"))
            }
        }
        return findings
    }

    /// TLS at load balancers.
    var tlsFindings: [Diagnostic] {
        inventory.loadBalancers.filter(scope.owns).flatMap { balancer -> [Diagnostic] in
            let listeners = inventory.listeners.filter { $0.loadBalancerArn == balancer.loadBalancerArn }
            let resource = scope.reference(
                to: balancer.loadBalancerArn, type: "AWS::ElasticLoadBalancingV2::LoadBalancer")
            let secure = listeners.filter { ["HTTPS", "TLS"].contains($0.protocol) }
            let plain = listeners.filter { $0.protocol == "HTTP" && !$0.redirectsToTLS }
            var findings: [Diagnostic] = []
            if let first = plain.first, secure.isEmpty {
                // Production without TLS is a hole; a test environment without a domain of its own has no certificate.
                findings.append(
                    finding(
                        .noTLS, resource, severity: environment.isProtected ? .high : .medium,
                        "port \(first.port) serves plain HTTP, and there is no HTTPS listener",
                        fix:
                            "request a certificate in Certificate Manager, \(certificateSetting), and deploy"
                    ))
            } else if let first = plain.first {
                findings.append(
                    finding(
                        .noRedirect, resource, "port \(first.port) answers plain HTTP itself",
                        fix: "redirect it to the HTTPS listener"))
            }
            for listener in secure {
                guard let policy = listener.sslPolicy, Self.isOutdated(policy) else { continue }
                findings.append(
                    finding(
                        .oldTLS, resource, "port \(listener.port) uses \(policy)",
                        command:
                            "aws elbv2 modify-listener --listener-arn \(listener.listenerArn) --ssl-policy ELBSecurityPolicy-TLS13-1-2-2021-06"
                    ))
            }
            return findings
        }
    }

    private var certificateSetting: String {
        app.parameters.certificate.map { "set \($0) in the environment's file" } ?? "give it to an HTTPS listener"
    }

    /// Whether a security policy takes TLS 1.0 or 1.1. Elastic Load Balancing User Guide, "Security policies for your
    /// Application Load Balancer".
    static func isOutdated(_ policy: String) -> Bool {
        let modern = ["TLS13-1-2-", "TLS13-1-3-", "TLS-1-2-", "FS-1-2-"]
        return !modern.contains { policy.hasPrefix("ELBSecurityPolicy-\($0)") }
    }
}
