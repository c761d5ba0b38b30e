/// Resource types that hold data which is gone when the resource is.
enum StatefulTypes {
    static func contains(_ type: String) -> Bool { names.contains(type) }

    private static let names: Set<String> = [
        "AWS::Backup::BackupVault", "AWS::Cognito::UserPool", "AWS::DocDB::DBCluster", "AWS::DynamoDB::GlobalTable",
        "AWS::DynamoDB::Table", "AWS::EC2::Volume", "AWS::ECR::Repository", "AWS::EFS::FileSystem",
        "AWS::ElastiCache::CacheCluster", "AWS::ElastiCache::ReplicationGroup", "AWS::FSx::FileSystem", "AWS::KMS::Key",
        "AWS::Kinesis::Stream", "AWS::Logs::LogGroup", "AWS::Neptune::DBCluster", "AWS::OpenSearchService::Domain",
        "AWS::RDS::DBCluster", "AWS::RDS::DBInstance", "AWS::Redshift::Cluster", "AWS::S3::Bucket",
        "AWS::SecretsManager::Secret", "AWS::SQS::Queue",
    ]
}
