import Diagnostics

extension Auditor {
    /// How instances and their disks are protected.
    var instanceFindings: [Diagnostic] {
        let instances = inventory.instances.filter(scope.owns)
        return instances.compactMap(metadataFinding) + inventory.launchTemplates.compactMap(metadataFinding)
            + volumeFindings(Set(instances.map(\.instanceId)))
    }

    private func metadataFinding(_ instance: Instance) -> Diagnostic? {
        let options = instance.metadataOptions
        guard options?.httpTokens == "optional", options?.httpEndpoint != "disabled" else { return nil }
        return finding(
            .metadataWithoutToken,
            scope.reference(to: instance.instanceId, type: "AWS::EC2::Instance", tags: instance.tags),
            "its metadata service does not ask for a token",
            command:
                "aws ec2 modify-instance-metadata-options --instance-id \(instance.instanceId) --http-tokens required")
    }

    private func metadataFinding(_ template: LaunchTemplateVersion) -> Diagnostic? {
        let options = template.launchTemplateData.metadataOptions
        guard options?.httpTokens != "required", options?.httpEndpoint != "disabled" else { return nil }
        return finding(
            .templateWithoutToken,
            scope.reference(to: template.launchTemplateId, type: "AWS::EC2::LaunchTemplate"),
            "version \(template.versionNumber) does not require tokens of the metadata service",
            fix: "set HttpTokens to required in its MetadataOptions and deploy")
    }

    /// - Parameter instances: the identifiers of the environment's own, whose disks are its own too.
    private func volumeFindings(_ instances: Set<String>) -> [Diagnostic] {
        inventory.volumes.filter { volume in
            volume.encrypted == false
                && ((volume.attachments ?? []).contains { instances.contains($0.instanceId ?? "") }
                    || scope.owns(volume.volumeId, volume.tags))
        }.map { volume in
            finding(
                .volumeNotEncrypted,
                scope.reference(to: volume.volumeId, type: "AWS::EC2::Volume", tags: volume.tags),
                "Encrypted is false",
                fix: "replace it by one from an encrypted copy of its snapshot, and run",
                command: "aws ec2 enable-ebs-encryption-by-default")
        }
    }
}
