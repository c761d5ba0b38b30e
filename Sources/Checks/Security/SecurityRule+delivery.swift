extension SecurityRule {
    static let ofDelivery = [
        SecurityRule(
            "SEC220", of: "AWS::CloudFront::Distribution", solutions: "CFR1",
            .not(
                .isOne(
                    of: ["none"], at: "DistributionConfig/Restrictions/GeoRestriction/RestrictionType", standard: "none"
                ))),
        SecurityRule(
            "SEC221", of: "AWS::CloudFront::Distribution", solutions: "CFR2", checkov: "68",
            .isSet("DistributionConfig/WebACLId")),
        SecurityRule(
            "SEC222", of: "AWS::CloudFront::Distribution", solutions: "CFR3", checkov: "86",
            .isSet("DistributionConfig/Logging/Bucket")),
        SecurityRule(
            "SEC223", of: "AWS::CloudFront::Distribution", solutions: "CFR4", checkov: "174",
            .begins(with: ["TLSv1.2", "TLSv1.3"], at: "DistributionConfig/ViewerCertificate/MinimumProtocolVersion")),
        SecurityRule(
            "SEC224", of: "AWS::CloudFront::Distribution", solutions: "CFR5",
            .every(
                "DistributionConfig/Origins",
                .when(
                    .isSet("CustomOriginConfig"),
                    .all([
                        .not(.isOne(of: ["http-only"], at: "CustomOriginConfig/OriginProtocolPolicy")),
                        .every("CustomOriginConfig/OriginSSLProtocols", .isOne(of: ["TLSv1.2"], at: "")),
                    ])))),
        SecurityRule(
            "SEC225", of: "AWS::CloudFront::Distribution", solutions: "CFR6 CFR7",
            .every(
                "DistributionConfig/Origins",
                .when(
                    .isSet("S3OriginConfig"),
                    .any([.isSet("OriginAccessControlId"), .isSet("S3OriginConfig/OriginAccessIdentity")])))),
        SecurityRule(
            "SEC226", of: "AWS::CloudFront::Distribution", checkov: "34",
            .not(.isOne(of: ["allow-all"], at: "DistributionConfig/DefaultCacheBehavior/ViewerProtocolPolicy"))),
        SecurityRule(
            "SEC230", of: "AWS::ApiGateway::Stage", solutions: "APIG1", checkov: "76",
            .isSet("AccessLogSetting/DestinationArn")),
        SecurityRule(
            "SEC230", of: "AWS::ApiGatewayV2::Stage", solutions: "APIG1", checkov: "95",
            .isSet("AccessLogSettings/DestinationArn")),
        SecurityRule(
            "SEC231", of: "AWS::ApiGateway::Method", solutions: "APIG4", checkov: "59",
            .any([
                .isOne(of: ["OPTIONS"], at: "HttpMethod"), .isTrue("ApiKeyRequired"),
                .not(.isOne(of: ["NONE"], at: "AuthorizationType", standard: "NONE")),
            ])),
        SecurityRule(
            "SEC231", of: "AWS::ApiGatewayV2::Route", solutions: "APIG4",
            .not(.isOne(of: ["NONE"], at: "AuthorizationType", standard: "NONE"))),
        SecurityRule(
            "SEC232", of: "AWS::ApiGateway::Stage", solutions: "APIG6",
            .some("MethodSettings", .isOne(of: ["INFO", "ERROR"], at: "LoggingLevel"))),
        SecurityRule("SEC233", of: "AWS::ApiGateway::Stage", checkov: "120", .isTrue("CacheClusterEnabled")),
        SecurityRule(
            "SEC234", of: "AWS::ApiGateway::Stage", solutions: "APIG3",
            .explained("associate a web access control list", .together(\.isFiltered))),
        SecurityRule(
            "SEC235", of: "AWS::AppSync::GraphQLApi", solutions: "ASC3", checkov: "193",
            .isSet("LogConfig/CloudWatchLogsRoleArn")),
        SecurityRule(
            "SEC236", of: "AWS::AppSync::GraphQLApi", checkov: "194",
            .isOne(of: ["ALL", "ERROR"], at: "LogConfig/FieldLogLevel")),
    ]
}
