extension SecurityRule {
    static let ofCompute = [
        SecurityRule(
            "SEC031", of: "AWS::EC2::LaunchTemplate", checkov: "79",
            .any([
                .isOne(of: ["disabled"], at: "LaunchTemplateData/MetadataOptions/HttpEndpoint"),
                .isOne(of: ["required"], at: "LaunchTemplateData/MetadataOptions/HttpTokens"),
            ])),
        SecurityRule(
            "SEC032", of: "AWS::AutoScaling::LaunchConfiguration", solutions: "EC26", checkov: "8",
            .every("BlockDeviceMappings", .when(.isSet("Ebs"), .isTrue("Ebs/Encrypted")))),
        SecurityRule("SEC150", of: "AWS::EC2::Instance", solutions: "EC28", .isTrue("Monitoring")),
        SecurityRule(
            "SEC150", of: "AWS::AutoScaling::LaunchConfiguration", solutions: "EC28",
            .isTrue("InstanceMonitoring", standard: true)),
        SecurityRule("SEC151", of: "AWS::EC2::Instance", solutions: "EC29", .isTrue("DisableApiTermination")),
        SecurityRule(
            "SEC152", of: "AWS::EC2::Instance", checkov: "88",
            .every("NetworkInterfaces", .not(.isTrue("AssociatePublicIpAddress")))),
        SecurityRule(
            "SEC152", of: "AWS::EC2::LaunchTemplate", checkov: "88",
            .every("LaunchTemplateData/NetworkInterfaces", .not(.isTrue("AssociatePublicIpAddress")))),
        SecurityRule("SEC153", of: "AWS::AutoScaling::AutoScalingGroup", solutions: "AS1", .isSet("Cooldown")),
        SecurityRule(
            "SEC154", of: "AWS::AutoScaling::AutoScalingGroup", solutions: "AS2",
            .when(.isOne(of: ["ELB"], at: "HealthCheckType"), .isSet("HealthCheckGracePeriod"))),
        SecurityRule(
            "SEC155", of: "AWS::AutoScaling::AutoScalingGroup", solutions: "AS3", .isSet("NotificationConfigurations")),
        SecurityRule("SEC156", of: "AWS::Lambda::Function", checkov: "115", .isSet("ReservedConcurrentExecutions")),
        SecurityRule("SEC157", of: "AWS::Lambda::Function", checkov: "116", .isSet("DeadLetterConfig/TargetArn")),
        SecurityRule("SEC158", of: "AWS::Lambda::Function", checkov: "117", .isSet("VpcConfig/SubnetIds")),
        SecurityRule(
            "SEC159", of: "AWS::Lambda::Function", checkov: "173",
            .when(.isSet("Environment/Variables"), .isSet("KmsKeyArn"))),
        SecurityRule("SEC180", of: "AWS::Lambda::Url", checkov: "258", .not(.isOne(of: ["NONE"], at: "AuthType"))),
        SecurityRule(
            "SEC181", of: "AWS::Lambda::Permission", checkov: "364",
            .any([.not(.isService("Principal")), .isSet("SourceAccount"), .isSet("SourceArn")])),
        SecurityRule(
            "SEC182", of: "AWS::ECS::Cluster", solutions: "ECS4", checkov: "65",
            .some(
                "ClusterSettings",
                .all([.isOne(of: ["containerInsights"], at: "Name"), .isOne(of: ["enabled", "enhanced"], at: "Value")]))
        ),
        SecurityRule(
            "SEC183", of: "AWS::ECS::TaskDefinition", solutions: "ECS7",
            .every("ContainerDefinitions", .isSet("LogConfiguration/LogDriver"))),
        SecurityRule(
            "SEC184", of: "AWS::ECS::TaskDefinition", checkov: "97",
            .every(
                "Volumes",
                .when(
                    .isSet("EFSVolumeConfiguration"),
                    .isOne(of: ["ENABLED"], at: "EFSVolumeConfiguration/TransitEncryption")))),
        SecurityRule(
            "SEC185", of: "AWS::EKS::Cluster", solutions: "EKS1",
            .isFalse("ResourcesVpcConfig/EndpointPublicAccess", standard: true)),
        SecurityRule(
            "SEC186", of: "AWS::EKS::Cluster", solutions: "EKS2", .isSet("Logging/ClusterLogging/EnabledTypes")),
        SecurityRule(
            "SEC187", of: "AWS::EKS::Cluster", checkov: "58", .some("EncryptionConfig", .isSet("Provider/KeyArn"))),
        SecurityRule(
            "SEC188", of: "AWS::ECR::Repository", checkov: "51",
            .isOne(of: ["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"], at: "ImageTagMutability", standard: "MUTABLE")),
        SecurityRule(
            "SEC189", of: "AWS::ECR::Repository", checkov: "163", .isTrue("ImageScanningConfiguration/ScanOnPush")),
        SecurityRule(
            "SEC190", of: "AWS::ECR::Repository", checkov: "136",
            .isOne(of: ["KMS", "KMS_DSSE"], at: "EncryptionConfiguration/EncryptionType")),
        SecurityRule(
            "SEC191", of: "AWS::ECR::Repository", solutions: "ECR1", checkov: "32",
            .explained("name who may", .not(.opensToWorld("RepositoryPolicyText")))),
        SecurityRule(
            "SEC192", of: "AWS::CodeBuild::Project", solutions: "CB3", .not(.isTrue("Environment/PrivilegedMode"))),
        SecurityRule("SEC193", of: "AWS::CodeBuild::Project", solutions: "CB4", .isSet("EncryptionKey")),
        SecurityRule(
            "SEC194", of: "AWS::CodeBuild::Project", checkov: "78", .not(.isTrue("Artifacts/EncryptionDisabled"))),
    ]
}
