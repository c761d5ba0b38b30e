import AWSAutoScaling
import AWSEC2
import AWSElasticLoadBalancingV2
import AWSIAM
import IdentityConstructs
import NetworkConstructs

extension LoadBalancedService {
    /// The logical ID's last part; instances signal to it.
    private static let groupID = "Group"

    static func launchTemplate(
        in scope: Scope, name: Value<String>, image: Value<ID<EC2.Image>>, instanceType: Value<String>, role: Role,
        userData: UserData, securityGroup: SecurityGroup, volumeTags: KeyValuePairs<String, Value<String>>
    ) -> Resource<EC2.LaunchTemplate> {
        let nameTag = Tag(key: "Name", value: "\(name)-instance")
        let profile = scope.add("InstanceProfile", IAM.InstanceProfile(roles: [role.name(for: "an instance profile")]))
        return scope.add(
            "LaunchTemplate",
            EC2.LaunchTemplate(
                launchTemplateData: .init(
                    blockDeviceMappings: [
                        .init(
                            deviceName: "/dev/xvda",
                            ebs: .init(deleteOnTermination: true, encrypted: true, volumeSize: 8, volumeType: "gp3"))
                    ],
                    iamInstanceProfile: .init(arn: profile.arn), imageId: image, instanceType: instanceType,
                    // Session tokens, and no way to the metadata for what runs in a container or is tricked into
                    // asking.
                    metadataOptions: .init(httpPutResponseHopLimit: 1, httpTokens: "required"),
                    // One number a minute instead of one in five: scaling that waits for less is late by minutes.
                    monitoring: .init(enabled: true), securityGroupIds: [securityGroup.id],
                    tagSpecifications: [
                        .init(
                            resourceType: "volume",
                            tags: List(volumeTags.map { Tag(key: Value($0.key), value: $0.value) } + [nameTag]))
                    ],
                    userData: userData.rendered(signalling: scope.logicalID(groupID)))))
    }

    static func group(
        in scope: Scope, name: Value<String>, network: Network, template: Resource<EC2.LaunchTemplate>,
        targetGroup: Resource<ElasticLoadBalancingV2.TargetGroup>, capacity: Capacity, after: [any Dependable]
    ) -> Resource<AutoScaling.AutoScalingGroup> {
        scope.add(
            groupID,
            AutoScaling.AutoScalingGroup(
                maxSize: capacity.maximum.text, minSize: capacity.minimum.text,
                // A starting instance's own work must not count as load, nor its silence as illness: packages are
                // installed in a minute or two, and a grace period that is too short replaces instances forever.
                defaultInstanceWarmup: 120, healthCheckGracePeriod: 300, healthCheckType: "ELB",
                launchTemplate: .init(
                    version: template.latestVersionNumber, launchTemplateId: template.launchTemplateId),
                metricsCollection: [.init(granularity: "1Minute")],
                tags: [.init(key: "Name", propagateAtLaunch: true, value: "\(name)-instance")],
                targetGroupARNs: [targetGroup.targetGroupArn],
                vpcZoneIdentifier: network.applicationTier.subnetIds),
            dependsOn: after,
            creationPolicy: .signals(capacity.minimum),
            updatePolicy: .rolling(minimumInService: capacity.minimum, pause: "PT15M", waitForSignals: true))
    }
}
