extension SecurityRule {
    static let ofDatabases = [
        SecurityRule("SEC020", of: "AWS::RDS::DBInstance", checkov: "17", .not(.isTrue("PubliclyAccessible"))),
        SecurityRule(
            "SEC021", of: "AWS::RDS::DBInstance", solutions: "RDS2", checkov: "16",
            .any([
                .isSet("DBClusterIdentifier"), .isSet("DBSnapshotIdentifier"), .isSet("SourceDBInstanceIdentifier"),
                .isTrue("StorageEncrypted"),
            ])),
        SecurityRule(
            "SEC021", of: "AWS::RDS::DBCluster", solutions: "RDS2", checkov: "96",
            .any([.isSet("SnapshotIdentifier"), .isSet("SourceDBClusterIdentifier"), .isTrue("StorageEncrypted")])),
        SecurityRule(
            "SEC110", of: "AWS::RDS::DBInstance", "AWS::RDS::DBCluster", solutions: "RDS10 RDS15",
            .any([.isSet("DBClusterIdentifier"), .isTrue("DeletionProtection")])),
        SecurityRule(
            "SEC111", of: "AWS::RDS::DBInstance", checkov: "157",
            .any([.isSet("DBClusterIdentifier"), .isTrue("MultiAZ")])),
        SecurityRule(
            "SEC112", of: "AWS::RDS::DBInstance", checkov: "161",
            .when(
                .all([.not(.isSet("DBClusterIdentifier")), .isOne(of: ["mysql", "mariadb", "postgres"], at: "Engine")]),
                .isTrue("EnableIAMDatabaseAuthentication"))),
        SecurityRule(
            "SEC112", of: "AWS::RDS::DBCluster", solutions: "RDS6", checkov: "162",
            .isTrue("EnableIAMDatabaseAuthentication")),
        SecurityRule("SEC112", of: "AWS::Neptune::DBCluster", solutions: "N5", .isTrue("IamAuthEnabled")),
        SecurityRule(
            "SEC113", of: "AWS::RDS::DBInstance", checkov: "118", .isAtLeast(1, at: "MonitoringInterval", standard: 0)),
        SecurityRule(
            "SEC114", of: "AWS::RDS::DBInstance", "AWS::RDS::DBCluster", solutions: "RDS11",
            .any([
                .isSet("DBClusterIdentifier"),
                .all([.isSet("Port"), .not(.isOne(of: ["3306", "5432", "1433", "1521", "50000"], at: "Port"))]),
            ])),
        SecurityRule(
            "SEC114", of: "AWS::DocDB::DBCluster", solutions: "DOC2",
            .all([.isSet("Port"), .not(.isOne(of: ["27017"], at: "Port"))])),
        SecurityRule(
            "SEC114", of: "AWS::Redshift::Cluster", solutions: "RS4",
            .all([.isSet("Port"), .not(.isOne(of: ["5439"], at: "Port"))])),
        SecurityRule(
            "SEC114", of: "AWS::ElastiCache::CacheCluster", "AWS::ElastiCache::ReplicationGroup", solutions: "AEC5",
            .all([.isSet("Port"), .not(.isOne(of: ["6379", "11211"], at: "Port"))])),
        SecurityRule(
            "SEC115", of: "AWS::RDS::DBInstance", "AWS::RDS::DBCluster", solutions: "RDS13",
            .any([.isSet("DBClusterIdentifier"), .isAtLeast(1, at: "BackupRetentionPeriod", standard: 1)])),
        SecurityRule(
            "SEC116", of: "AWS::DocDB::DBCluster", solutions: "DOC4", checkov: "360",
            .isAtLeast(7, at: "BackupRetentionPeriod", standard: 1)),
        SecurityRule(
            "SEC116", of: "AWS::Neptune::DBCluster", solutions: "N3", checkov: "361",
            .isAtLeast(7, at: "BackupRetentionPeriod", standard: 1)),
        SecurityRule(
            "SEC116", of: "AWS::Redshift::Cluster", solutions: "RS10",
            .isAtLeast(1, at: "AutomatedSnapshotRetentionPeriod", standard: 1)),
        SecurityRule(
            "SEC117", of: "AWS::RDS::DBCluster", solutions: "RDS14",
            .when(
                .isOne(of: ["aurora", "aurora-mysql"], at: "Engine"), .isAtLeast(1, at: "BacktrackWindow", standard: 0))
        ),
        SecurityRule(
            "SEC118", of: "AWS::DocDB::DBCluster", solutions: "DOC5", checkov: "85",
            .some("EnableCloudwatchLogsExports", .isOne(of: ["audit", "profiler"], at: ""))),
        SecurityRule(
            "SEC118", of: "AWS::Neptune::DBCluster", checkov: "101",
            .some("EnableCloudwatchLogsExports", .isOne(of: ["audit"], at: ""))),
        SecurityRule(
            "SEC118", of: "AWS::RDS::DBCluster", solutions: "RDS16",
            .when(
                .all([
                    .isOne(of: ["aurora", "aurora-mysql"], at: "Engine"), .isOne(of: ["serverless"], at: "EngineMode"),
                ]), .isSet("EnableCloudwatchLogsExports"))),
        SecurityRule(
            "SEC118", of: "AWS::Redshift::Cluster", solutions: "RS5", checkov: "71",
            .isSet("LoggingProperties/BucketName")),
        SecurityRule(
            "SEC120", of: "AWS::DocDB::DBCluster", solutions: "DOC1", checkov: "74", .isTrue("StorageEncrypted")),
        SecurityRule(
            "SEC120", of: "AWS::Neptune::DBCluster", solutions: "N4", checkov: "44", .isTrue("StorageEncrypted")),
        SecurityRule("SEC120", of: "AWS::Redshift::Cluster", solutions: "RS6", checkov: "64", .isTrue("Encrypted")),
        SecurityRule(
            "SEC120", of: "AWS::DAX::Cluster", solutions: "DDB4", checkov: "47", .isTrue("SSESpecification/SSEEnabled")),
        SecurityRule(
            "SEC121", of: "AWS::Redshift::Cluster", solutions: "RS8", checkov: "87", .not(.isTrue("PubliclyAccessible"))
        ),
        SecurityRule(
            "SEC122", of: "AWS::Redshift::Cluster", solutions: "RS2", checkov: "154", .isSet("ClusterSubnetGroupName")),
        SecurityRule(
            "SEC123", of: "AWS::Redshift::Cluster", solutions: "RS3",
            .not(.isOne(of: ["awsuser"], at: "MasterUsername"))),
        SecurityRule(
            "SEC124", of: "AWS::Redshift::Cluster", solutions: "RS9", .isTrue("AllowVersionUpgrade", standard: true)),
        SecurityRule("SEC124", of: "AWS::Neptune::DBInstance", solutions: "N2", .isTrue("AutoMinorVersionUpgrade")),
        SecurityRule(
            "SEC125", of: "AWS::DynamoDB::Table", solutions: "DDB3", checkov: "28",
            .isTrue("PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")),
        SecurityRule(
            "SEC125", of: "AWS::DynamoDB::GlobalTable", checkov: "165",
            .every("Replicas", .isTrue("PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled"))),
        SecurityRule(
            "SEC126", of: "AWS::DynamoDB::Table", checkov: "119",
            .all([.isTrue("SSESpecification/SSEEnabled"), .isSet("SSESpecification/KMSMasterKeyId")])),
        SecurityRule("SEC126", of: "AWS::Timestream::Database", solutions: "TS3", checkov: "160", .isSet("KmsKeyId")),
        SecurityRule(
            "SEC127", of: "AWS::ElastiCache::ReplicationGroup", solutions: "AEC3", checkov: "29 30",
            .all([.isTrue("AtRestEncryptionEnabled"), .isTrue("TransitEncryptionEnabled")])),
        SecurityRule(
            "SEC128", of: "AWS::ElastiCache::ReplicationGroup", solutions: "AEC6", checkov: "31",
            .any([.isSet("AuthToken"), .isSet("UserGroupIds")])),
        SecurityRule("SEC129", of: "AWS::ElastiCache::ReplicationGroup", solutions: "AEC4", .isTrue("MultiAZEnabled")),
        SecurityRule(
            "SEC122", of: "AWS::ElastiCache::CacheCluster", "AWS::ElastiCache::ReplicationGroup", solutions: "AEC1",
            .isSet("CacheSubnetGroupName")),
    ]
}
