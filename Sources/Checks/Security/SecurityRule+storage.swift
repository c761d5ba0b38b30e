extension SecurityRule {
    static let ofStorage = [
        SecurityRule(
            "SEC010", of: "AWS::S3::Bucket", checkov: "20 57",
            .not(.isOne(of: ["PublicRead", "PublicReadWrite", "AuthenticatedRead"], at: "AccessControl"))),
        SecurityRule(
            "SEC011", of: "AWS::S3::Bucket", solutions: "S2", checkov: "53 54 55 56",
            .all([
                .isTrue("PublicAccessBlockConfiguration/BlockPublicAcls"),
                .isTrue("PublicAccessBlockConfiguration/BlockPublicPolicy"),
                .isTrue("PublicAccessBlockConfiguration/IgnorePublicAcls"),
                .isTrue("PublicAccessBlockConfiguration/RestrictPublicBuckets"),
            ])),
        SecurityRule(
            "SEC013", of: "AWS::S3::Bucket", solutions: "S10",
            .explained(
                "deny aws:SecureTransport false in a bucket policy",
                .together { $0.requiresTLS("AWS::S3::BucketPolicy", naming: "Bucket") })),
        SecurityRule(
            "SEC014", of: "AWS::S3::Bucket", checkov: "21",
            .isOne(of: ["Enabled"], at: "VersioningConfiguration/Status")),
        SecurityRule("SEC032", of: "AWS::EC2::Volume", solutions: "EC26", checkov: "3", .isTrue("Encrypted")),
        SecurityRule(
            "SEC100", of: "AWS::S3::Bucket", solutions: "S1", checkov: "18",
            .any([.together(\.isLogDestination), .isSet("LoggingConfiguration")])),
        SecurityRule(
            "SEC101", of: "AWS::S3::Bucket", solutions: "S3",
            .isSet("BucketEncryption/ServerSideEncryptionConfiguration")),
        SecurityRule("SEC102", of: "AWS::EFS::FileSystem", solutions: "EFS1", checkov: "42", .isTrue("Encrypted")),
        SecurityRule("SEC103", of: "AWS::Backup::BackupVault", checkov: "166", .isSet("EncryptionKeyArn")),
        SecurityRule(
            "SEC104", of: "AWS::WorkSpaces::Workspace", checkov: "155 156",
            .all([.isTrue("UserVolumeEncryptionEnabled"), .isTrue("RootVolumeEncryptionEnabled")])),
        SecurityRule(
            "SEC105", of: "AWS::Transfer::Server", checkov: "164",
            .isOne(of: ["VPC", "VPC_ENDPOINT"], at: "EndpointType", standard: "PUBLIC")),
    ]
}
