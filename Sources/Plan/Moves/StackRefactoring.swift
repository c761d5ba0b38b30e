/// What CloudFormation's stack refactoring can do: it gives resources other logical IDs and other stacks, and changes
/// nothing else. AWS CloudFormation User Guide, "Stack refactoring".
public enum StackRefactoring {
    /// How many stacks one may have to do with.
    static let mostStacks = 5

    /// The pseudo parameters that no resource may use which gets another stack: their values differ there.
    static let ownPseudoParameters: Set = ["AWS::StackName", "AWS::StackId", "AWS::NotificationARNs"]

    /// Whether it moves resources of a type, as far as the user guide says; AWS itself says what it refuses besides.
    static func moves(_ type: String) -> Bool { !type.hasPrefix("Custom::") && !unmovable.contains(type) }

    /// "Resource limitations" in the user guide, by service.
    private static let unmovable: Set<String> = {
        let lines = """
            ACMPCA Certificate CertificateAuthority CertificateAuthorityActivation
            ApiGateway BasePathMapping Method
            AppConfig ConfigurationProfile Deployment Environment Extension ExtensionAssociation
            AppStream DirectoryConfig StackFleetAssociation StackUserAssociation User
            BackupGateway Hypervisor
            CertificateManager Certificate
            CloudFormation CustomResource Macro WaitCondition WaitConditionHandle
            CodeDeploy DeploymentGroup
            CodePipeline CustomActionType
            Cognito UserPoolRiskConfigurationAttachment UserPoolUICustomizationAttachment UserPoolUserToGroupAttachment
            Config ConfigRule ConfigurationRecorder DeliveryChannel
            DataBrew Dataset Job Project Recipe Ruleset Schedule
            DataZone DataSource Environment EnvironmentBlueprintConfiguration EnvironmentProfile Project SubscriptionTarget
            DirectoryService MicrosoftAD
            DynamoDB GlobalTable
            EC2 CustomerGateway EIP LaunchTemplate NetworkInterfacePermission PlacementGroup SpotFleet VPCDHCPOptionsAssociation
            EC2 VolumeAttachment
            EMR Cluster InstanceFleetConfig InstanceGroupConfig
            ElastiCache CacheCluster ReplicationGroup SecurityGroup SecurityGroupIngress
            ElasticBeanstalk ConfigurationTemplate
            ElasticLoadBalancing LoadBalancer
            ElasticLoadBalancingV2 ListenerCertificate
            Elasticsearch Domain
            FIS ExperimentTemplate
            Glue Schema
            GuardDuty IPSet PublishingDestination ThreatIntelSet
            IAM AccessKey UserToGroupAddition
            ImageBuilder Component
            IoT PolicyPrincipalAttachment ThingPrincipalAttachment
            IoTFleetWise Campaign
            IoTWireless WirelessDeviceImportTask
            Lambda EventInvokeConfig
            Lex BotVersion
            M2 Application
            MSK Configuration ServerlessCluster
            MediaTailor Channel
            NeptuneGraph PrivateGraphEndpoint
            Omics AnnotationStore ReferenceStore SequenceStore
            OpenSearchServerless Collection
            OpsWorks App ElasticLoadBalancerAttachment Instance Layer Stack UserProfile Volume
            PCAConnectorAD Connector DirectoryRegistration Template TemplateGroupAccessControlEntry
            Panorama PackageVersion
            QuickSight Theme
            RDS DBSecurityGroup DBSecurityGroupIngress
            Redshift ClusterSecurityGroup ClusterSecurityGroupIngress
            RefactorSpaces Environment Route Service
            RoboMaker RobotApplication SimulationApplication
            Route53 RecordSet RecordSetGroup
            SDB Domain
            SageMaker InferenceComponent
            ServiceCatalog PortfolioPrincipalAssociation PortfolioProductAssociation PortfolioShare TagOptionAssociation
            ServiceCatalogAppRegistry AttributeGroupAssociation ResourceAssociation
            StepFunctions StateMachineVersion
            Synthetics Canary
            VoiceID Domain
            WAF ByteMatchSet IPSet Rule SizeConstraintSet SqlInjectionMatchSet WebACL XssMatchSet
            WAFv2 IPSet RegexPatternSet RuleGroup WebACL
            WorkSpaces Workspace
            """
        return Set(
            lines.split(separator: "\n").flatMap { line in
                let words = line.split(separator: " ")
                return words.dropFirst().map { "AWS::\(words[0])::\($0)" }
            })
    }()
}
