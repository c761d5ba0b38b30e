extension SecurityRule {
    static let ofAnalytics = [
        SecurityRule(
            "SEC240", of: "AWS::Athena::WorkGroup", solutions: "ATH1",
            .isSet("WorkGroupConfiguration/ResultConfiguration/EncryptionConfiguration")),
        SecurityRule(
            "SEC241", of: "AWS::Athena::WorkGroup", checkov: "82",
            .isTrue("WorkGroupConfiguration/EnforceWorkGroupConfiguration", standard: true)),
        SecurityRule(
            "SEC242", of: "AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain", solutions: "OS1",
            .isSet("VPCOptions/SubnetIds")),
        SecurityRule(
            "SEC243", of: "AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain", solutions: "OS2",
            checkov: "6", .isTrue("NodeToNodeEncryptionOptions/Enabled")),
        SecurityRule(
            "SEC244", of: "AWS::OpenSearchService::Domain", solutions: "OS4",
            .isTrue("ClusterConfig/DedicatedMasterEnabled")),
        SecurityRule(
            "SEC245", of: "AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain", solutions: "OS5",
            .explained("name who may", .not(.opensToWorld("AccessPolicies")))),
        SecurityRule(
            "SEC246", of: "AWS::OpenSearchService::Domain", solutions: "OS7",
            .isTrue("ClusterConfig/ZoneAwarenessEnabled")),
        SecurityRule(
            "SEC247", of: "AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain", solutions: "OS8",
            checkov: "5", .isTrue("EncryptionAtRestOptions/Enabled")),
        SecurityRule(
            "SEC248", of: "AWS::OpenSearchService::Domain", solutions: "OS9", checkov: "84",
            .all([
                .isTrue("LogPublishingOptions/SEARCH_SLOW_LOGS/Enabled"),
                .isTrue("LogPublishingOptions/INDEX_SLOW_LOGS/Enabled"),
            ])),
        SecurityRule(
            "SEC249", of: "AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain", checkov: "83",
            .isTrue("DomainEndpointOptions/EnforceHTTPS")),
        SecurityRule(
            "SEC250", of: "AWS::SageMaker::NotebookInstance", solutions: "SM2", checkov: "187", .isSet("KmsKeyId")),
        SecurityRule("SEC251", of: "AWS::SageMaker::NotebookInstance", solutions: "SM1", .isSet("SubnetId")),
        SecurityRule(
            "SEC252", of: "AWS::SageMaker::NotebookInstance", solutions: "SM3",
            .isOne(of: ["Disabled"], at: "DirectInternetAccess", standard: "Enabled")),
        SecurityRule(
            "SEC253", of: "AWS::SageMaker::NotebookInstance", checkov: "371",
            .isOne(of: ["2"], at: "InstanceMetadataServiceConfiguration/MinimumInstanceMetadataServiceVersion")),
        SecurityRule("SEC254", of: "AWS::EMR::Cluster", solutions: "EMR2", .isSet("LogUri")),
        SecurityRule("SEC255", of: "AWS::EMR::Cluster", solutions: "EMR4 EMR5", .isSet("SecurityConfiguration")),
        SecurityRule("SEC256", of: "AWS::Glue::Crawler", checkov: "195", .isSet("CrawlerSecurityConfiguration")),
        SecurityRule(
            "SEC256", of: "AWS::Glue::Job", "AWS::Glue::DevEndpoint", checkov: "195", .isSet("SecurityConfiguration")),
        SecurityRule(
            "SEC257", of: "AWS::QuickSight::DataSource", solutions: "QS1", .isFalse("SslProperties/DisableSsl")),
    ]
}
