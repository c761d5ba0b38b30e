/// What metrics of AWS are called, by namespace ("Services that publish CloudWatch metrics" in the Amazon CloudWatch user
/// guide, and the metrics' pages in the guides of the services).
///
/// None of the lists is complete for ever: a name is wrong only where it is near to one of them, or has no word that one
/// of them has not.
enum MetricNames {
    static func names(of namespace: String) -> [String]? { all[namespace] }

    /// The shortest of some names that has all words of another one: of `ErrorCount`, `Errors`. New metrics have new words.
    static func meant(by name: String, among names: [String]) -> String? {
        let words = telling(name)
        guard !words.isEmpty else { return nil }
        return names.filter { words.isSubset(of: telling($0)) }.min { ($0.count, $0) < ($1.count, $1) }
    }

    /// The words of a name that tell metrics apart, in the singular.
    private static func telling(_ name: String) -> Set<String> {
        let words = name.words.map { $0.lowercased() }.map {
            $0.count > 3 && $0.hasSuffix("s") ? String($0.dropLast()) : $0
        }
        return Set(words).subtracting(["approximate", "average", "count", "number", "of", "rate", "sum", "total"])
    }

    /// The namespaces that services write into; of most, the metrics are not listed here.
    static let namespaces: [String] =
        all.keys.sorted() + [
            "AWS/ACMPrivateCA", "AWS/AmazonMQ", "AWS/AmplifyHosting", "AWS/AppFlow", "AWS/AppRunner",
            "AWS/AppStream", "AWS/AppSync", "AWS/ApplicationMigrationService", "AWS/Athena", "AWS/Backup", "AWS/Batch",
            "AWS/Bedrock", "AWS/Billing", "AWS/Cassandra", "AWS/CertificateManager", "AWS/Chatbot", "AWS/ClientVPN",
            "AWS/CloudHSM", "AWS/CloudTrail", "AWS/CloudWatch/MetricStreams", "AWS/CodeBuild", "AWS/CodePipeline",
            "AWS/Cognito", "AWS/Config", "AWS/Connect", "AWS/DAX", "AWS/DDoSProtection", "AWS/DMS", "AWS/DataSync",
            "AWS/DX", "AWS/DocDB", "AWS/EC2/API", "AWS/EC2/InfrastructurePerformance", "AWS/EC2CapacityReservations",
            "AWS/EC2Spot", "AWS/ECR", "AWS/EKS", "AWS/EMRServerless", "AWS/ES", "AWS/ElasticBeanstalk",
            "AWS/ElasticMapReduce", "AWS/FSx", "AWS/GameLift", "AWS/GatewayELB", "AWS/GlobalAccelerator", "AWS/Glue",
            "AWS/GroundStation", "AWS/IVS", "AWS/Inspector", "AWS/IoT", "AWS/IoTAnalytics", "AWS/IoTSiteWise",
            "AWS/KMS", "AWS/Kafka", "AWS/KafkaConnect", "AWS/Kendra", "AWS/KinesisAnalytics", "AWS/KinesisVideo",
            "AWS/Lex", "AWS/Location", "AWS/MWAA", "AWS/MediaConvert", "AWS/MediaLive", "AWS/MemoryDB", "AWS/ML",
            "AWS/Neptune", "AWS/NetworkFirewall", "AWS/NetworkManager", "AWS/OpsWorks", "AWS/Polly",
            "AWS/PrivateLinkEndpoints", "AWS/PrivateLinkServices", "AWS/QuickSight", "AWS/Redshift",
            "AWS/Redshift-Serverless", "AWS/Rekognition", "AWS/Robomaker", "AWS/Route53", "AWS/Route53Resolver",
            "AWS/S3/Storage-Lens", "AWS/S3ObjectLambda", "AWS/SES", "AWS/SSM-RunCommand", "AWS/SageMaker",
            "AWS/Scheduler", "AWS/SecretsManager", "AWS/ServiceCatalog", "AWS/StorageGateway", "AWS/SWF",
            "AWS/Textract", "AWS/ThingsGraph", "AWS/Timestream", "AWS/Transfer", "AWS/TransitGateway", "AWS/Translate",
            "AWS/TrustedAdvisor", "AWS/Usage", "AWS/VPN", "AWS/WAF", "AWS/WAFV2", "AWS/WorkMail", "AWS/WorkSpaces",
        ]

    private static let all: [String: [String]] = [
        "AWS/ApiGateway": [
            "4XXError", "5XXError", "4xx", "5xx", "CacheHitCount", "CacheMissCount", "Count", "IntegrationLatency",
            "Latency", "DataProcessed", "ConnectCount", "MessageCount", "IntegrationError", "ClientError",
            "ExecutionError",
        ],
        "AWS/ApplicationELB": [
            "ActiveConnectionCount", "AnomalousHostCount", "BYoIPUtilPercentage", "ClientTLSNegotiationErrorCount",
            "ConsumedLCUs", "DesyncMitigationMode_NonCompliant_Request_Count", "DroppedInvalidHeaderRequestCount",
            "ELBAuthError", "ELBAuthFailure", "ELBAuthLatency", "ELBAuthRefreshTokenSuccess", "ELBAuthSuccess",
            "ELBAuthUserClaimsSizeExceeded", "ForwardedInvalidHeaderRequestCount", "GrpcRequestCount",
            "HTTP_Fixed_Response_Count", "HTTP_Redirect_Count", "HTTP_Redirect_Url_Limit_Exceeded_Count",
            "HTTPCode_ELB_3XX_Count", "HTTPCode_ELB_4XX_Count", "HTTPCode_ELB_5XX_Count", "HTTPCode_ELB_500_Count",
            "HTTPCode_ELB_502_Count", "HTTPCode_ELB_503_Count", "HTTPCode_ELB_504_Count",
            "HTTPCode_Target_2XX_Count", "HTTPCode_Target_3XX_Count", "HTTPCode_Target_4XX_Count",
            "HTTPCode_Target_5XX_Count", "HealthyHostCount", "HealthyStateDNS", "HealthyStateRouting",
            "IPv6ProcessedBytes", "IPv6RequestCount", "LambdaInternalError", "LambdaTargetProcessedBytes",
            "LambdaUserError", "LowReputationPacketsDropped", "LowReputationRequestsDenied",
            "MitigatedHostCount", "NewConnectionCount", "NonStickyRequestCount", "PeakLCUs", "ProcessedBytes",
            "RejectedConnectionCount", "RequestCount", "RequestCountPerTarget", "ReservedLCUs", "RuleEvaluations",
            "StandardProcessedBytes", "TargetConnectionErrorCount", "TargetResponseTime",
            "TargetTLSNegotiationErrorCount", "UnHealthyHostCount", "UnhealthyRoutingRequestCount",
            "UnhealthyStateDNS", "UnhealthyStateRouting", "ZonalShiftedHostCount",
        ],
        "AWS/AutoScaling": [
            "GroupMinSize", "GroupMaxSize", "GroupDesiredCapacity", "GroupInServiceInstances", "GroupPendingInstances",
            "GroupStandbyInstances", "GroupTerminatingInstances", "GroupTotalInstances", "GroupInServiceCapacity",
            "GroupPendingCapacity", "GroupStandbyCapacity", "GroupTerminatingCapacity", "GroupTotalCapacity",
            "WarmPoolDesiredCapacity", "WarmPoolWarmedCapacity", "WarmPoolPendingCapacity",
            "WarmPoolTerminatingCapacity", "WarmPoolTotalCapacity", "GroupAndWarmPoolDesiredCapacity",
            "GroupAndWarmPoolTotalCapacity", "PredictiveScalingLoadForecast", "PredictiveScalingCapacityForecast",
            "PredictiveScalingMetricPairCorrelation",
        ],
        "AWS/CloudFront": [
            "Requests", "BytesDownloaded", "BytesUploaded", "4xxErrorRate", "5xxErrorRate", "TotalErrorRate",
            "401ErrorRate", "403ErrorRate", "404ErrorRate", "502ErrorRate", "503ErrorRate", "504ErrorRate",
            "CacheHitRate", "OriginLatency", "FunctionInvocations", "FunctionValidationErrors",
            "FunctionExecutionErrors", "FunctionComputeUtilization", "FunctionThrottles", "LambdaExecutionError",
            "LambdaLimitExceededError", "LambdaValidationError",
        ],
        "AWS/DynamoDB": [
            "AccountMaxReads", "AccountMaxTableLevelReads", "AccountMaxTableLevelWrites", "AccountMaxWrites",
            "AccountProvisionedReadCapacityUtilization", "AccountProvisionedWriteCapacityUtilization",
            "AgeOfOldestUnreplicatedRecord", "ConditionalCheckFailedRequests", "ConsumedChangeDataCaptureUnits",
            "ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits", "FailedToReplicateRecordCount",
            "FaultInjectionServiceInducedErrors", "MaxProvisionedTableReadCapacityUtilization",
            "MaxProvisionedTableWriteCapacityUtilization", "OnDemandMaxReadRequestUnits",
            "OnDemandMaxWriteRequestUnits", "OnlineIndexConsumedWriteCapacity", "OnlineIndexPercentageProgress",
            "OnlineIndexThrottleEvents", "PendingReplicationCount", "ProvisionedReadCapacityUnits",
            "ProvisionedWriteCapacityUnits", "ReadAccountLimitThrottleEvents", "ReadKeyRangeThroughputThrottleEvents",
            "ReadMaxOnDemandThroughputThrottleEvents", "ReadProvisionedThroughputThrottleEvents",
            "ReadThrottleEvents", "ReplicationLatency", "ReturnedBytes", "ReturnedItemCount",
            "ReturnedRecordsCount", "SuccessfulRequestLatency", "SystemErrors", "ThrottledPutRecordCount",
            "ThrottledRequests", "TimeToLiveDeletedItemCount", "TransactionConflict", "UserErrors",
            "WriteAccountLimitThrottleEvents", "WriteKeyRangeThroughputThrottleEvents",
            "WriteMaxOnDemandThroughputThrottleEvents", "WriteProvisionedThroughputThrottleEvents",
            "WriteThrottleEvents",
        ],
        "AWS/EBS": [
            "BurstBalance", "FastSnapshotRestoreCreditsBalance", "FastSnapshotRestoreCreditsBucketSize",
            "VolumeAvgIOPS", "VolumeAvgReadLatency", "VolumeAvgThroughput", "VolumeAvgWriteLatency",
            "VolumeConsumedReadWriteOps", "VolumeIOPSExceededCheck", "VolumeIdleTime", "VolumeQueueLength",
            "VolumeReadBytes", "VolumeReadOps", "VolumeStalledIOCheck", "VolumeThroughputExceededCheck",
            "VolumeThroughputPercentage", "VolumeTotalReadTime", "VolumeTotalWriteTime", "VolumeWriteBytes",
            "VolumeWriteOps",
        ],
        "AWS/EC2": [
            "CPUCreditBalance", "CPUCreditUsage", "CPUSurplusCreditBalance", "CPUSurplusCreditsCharged",
            "CPUUtilization", "DedicatedHostCPUUtilization", "DiskReadBytes", "DiskReadOps", "DiskWriteBytes",
            "DiskWriteOps", "EBSByteBalance%", "EBSIOBalance%", "EBSReadBytes", "EBSReadOps", "EBSWriteBytes",
            "EBSWriteOps", "InstanceEBSIOPSExceededCheck", "InstanceEBSThroughputExceededCheck",
            "MetadataNoToken", "MetadataNoTokenRejected", "NetworkIn", "NetworkOut", "NetworkPacketsIn",
            "NetworkPacketsOut", "StatusCheckFailed", "StatusCheckFailed_AttachedEBS", "StatusCheckFailed_Instance",
            "StatusCheckFailed_System", "GPUPowerUtilization",
        ],
        "AWS/ECS": [
            "CPUReservation", "CPUUtilization", "EBSFilesystemUtilization", "GPUReservation", "MemoryReservation",
            "MemoryUtilization", "ActiveConnectionCount", "ClientTLSNegotiationErrorCount", "GrpcRequestCount",
            "HTTPCode_Target_2XX_Count", "HTTPCode_Target_3XX_Count", "HTTPCode_Target_4XX_Count",
            "HTTPCode_Target_5XX_Count", "NewConnectionCount", "ProcessedBytes", "RequestCount",
            "RequestCountPerTarget", "TargetResponseTime", "TargetTLSNegotiationErrorCount",
        ],
        "AWS/EFS": [
            "BurstCreditBalance", "ClientConnections", "DataReadIOBytes", "DataWriteIOBytes", "MetadataIOBytes",
            "MetadataReadIOBytes", "MetadataWriteIOBytes", "MeteredIOBytes", "PercentIOLimit", "PermittedThroughput",
            "StorageBytes", "TimeSinceLastSync", "TotalIOBytes",
        ],
        "AWS/ELB": [
            "BackendConnectionErrors", "DesyncMitigationMode_NonCompliant_Request_Count",
            "EstimatedALBActiveConnectionCount",
            "EstimatedALBConsumedLCUs", "EstimatedALBNewConnectionCount", "EstimatedProcessedBytes",
            "HTTPCode_Backend_2XX", "HTTPCode_Backend_3XX", "HTTPCode_Backend_4XX", "HTTPCode_Backend_5XX",
            "HTTPCode_ELB_4XX", "HTTPCode_ELB_5XX", "HealthyHostCount", "Latency", "RequestCount", "SpilloverCount",
            "SurgeQueueLength", "UnHealthyHostCount",
        ],
        "AWS/Events": [
            "DeadLetterInvocations", "Events", "EventsSize", "FailedInvocations",
            "IngestionToInvocationCompleteLatency",
            "IngestionToInvocationStartLatency", "IngestionToInvocationSuccessLatency", "InvocationAttempts",
            "Invocations", "InvocationsCreated", "InvocationsFailedToBeSentToDlq", "InvocationsSentToDlq",
            "MatchedEvents", "PutEventsApproximateCallCount", "PutEventsApproximateFailedCount",
            "PutEventsApproximateSuccessCount", "PutEventsApproximateThrottledCount", "PutEventsEntriesCount",
            "PutEventsFailedEntriesCount", "PutEventsLatency", "PutEventsRequestSize", "RetryInvocationAttempts",
            "SuccessfulInvocationAttempts", "ThrottledRules", "TriggeredRules",
        ],
        "AWS/Lambda": [
            "AsyncEventAge", "AsyncEventsDropped", "AsyncEventsReceived", "ClaimedAccountConcurrency",
            "ConcurrentExecutions", "DeadLetterErrors", "DeletedEventCount", "DestinationDeliveryFailures",
            "DroppedEventCount", "Duration", "Errors", "FailedInvokeEventCount", "FilteredOutEventCount",
            "Invocations", "InvokedEventCount", "IteratorAge", "OffsetLag", "OnFailureDestinationDeliveredEventCount",
            "OversizedRecordCount", "PollerUsage", "PolledEventCount", "PostRuntimeExtensionsDuration",
            "ProvisionedConcurrencyInvocations", "ProvisionedConcurrencySpilloverInvocations",
            "ProvisionedConcurrencyUtilization", "ProvisionedConcurrentExecutions", "ProvisionedPollers",
            "RecursiveInvocationsDropped", "SignatureValidationErrors", "Throttles",
            "UnreservedConcurrentExecutions",
        ],
        "AWS/Logs": [
            "CallCount", "DeliveryErrors", "DeliveryThrottling", "EMFParsingErrors", "EMFValidationErrors",
            "ErrorCount", "ForwardedBytes", "ForwardedLogEvents", "IncomingBytes", "IncomingLogEvents",
            "LogEventsWithFindings", "ThrottleCount", "TransformationErrors", "TransformedBytes",
            "TransformedLogEvents",
        ],
        "AWS/NATGateway": [
            "ActiveConnectionCount", "BytesInFromDestination", "BytesInFromSource", "BytesOutToDestination",
            "BytesOutToSource", "ConnectionAttemptCount", "ConnectionEstablishedCount", "ErrorPortAllocation",
            "IdleTimeoutCount", "PacketsDropCount", "PacketsInFromDestination", "PacketsInFromSource",
            "PacketsOutToDestination", "PacketsOutToSource", "PeakBytesPerSecond", "PeakPacketsPerSecond",
        ],
        "AWS/SNS": [
            "NumberOfMessagesPublished", "NumberOfNotificationsDelivered", "NumberOfNotificationsFailed",
            "NumberOfNotificationsFailedToRedriveToDlq", "NumberOfNotificationsFilteredOut",
            "NumberOfNotificationsFilteredOut-InvalidAttributes",
            "NumberOfNotificationsFilteredOut-InvalidMessageBody", "NumberOfNotificationsFilteredOut-MessageAttributes",
            "NumberOfNotificationsFilteredOut-MessageBody", "NumberOfNotificationsFilteredOut-NoMessageAttributes",
            "NumberOfNotificationsRedrivenToDlq", "PublishSize", "SMSMonthToDateSpentUSD", "SMSSuccessRate",
        ],
        "AWS/SQS": [
            "ApproximateAgeOfOldestMessage", "ApproximateNumberOfGroupsWithInflightMessages",
            "ApproximateNumberOfMessagesDelayed", "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesVisible", "ApproximateNumberOfMessagesDelayedInQuietGroups",
            "ApproximateNumberOfMessagesNotVisibleInQuietGroups", "ApproximateNumberOfMessagesVisibleInQuietGroups",
            "ApproximateAgeOfOldestMessageInQuietGroups", "ApproximateNumberOfNoisyGroups",
            "NumberOfDeduplicatedSentMessages", "NumberOfEmptyReceives", "NumberOfMessagesDeleted",
            "NumberOfMessagesReceived", "NumberOfMessagesSent", "SentMessageSize",
        ],
        "AWS/States": [
            "ActivitiesFailed", "ActivitiesHeartbeatTimedOut", "ActivitiesScheduled", "ActivitiesStarted",
            "ActivitiesSucceeded", "ActivitiesTimedOut", "ActivityRunTime", "ActivityScheduleTime", "ActivityTime",
            "ConsumedCapacity", "ExecutionThrottled", "ExecutionTime", "ExecutionsAborted", "ExecutionsFailed",
            "ExecutionsRedriven", "ExecutionsStarted", "ExecutionsSucceeded", "ExecutionsTimedOut",
            "ExpressExecutionBilledDuration", "ExpressExecutionBilledMemory", "ExpressExecutionMemory",
            "LambdaFunctionRunTime", "LambdaFunctionScheduleTime", "LambdaFunctionTime", "LambdaFunctionsFailed",
            "LambdaFunctionsHeartbeatTimedOut", "LambdaFunctionsScheduled", "LambdaFunctionsStarted",
            "LambdaFunctionsSucceeded", "LambdaFunctionsTimedOut", "ProvisionedBucketSize", "ProvisionedRefillRate",
            "RedrivenExecutionsAborted", "RedrivenExecutionsFailed", "RedrivenExecutionsSucceeded",
            "RedrivenExecutionsTimedOut", "ServiceIntegrationRunTime", "ServiceIntegrationScheduleTime",
            "ServiceIntegrationTime", "ServiceIntegrationsFailed", "ServiceIntegrationsHeartbeatTimedOut",
            "ServiceIntegrationsScheduled", "ServiceIntegrationsStarted", "ServiceIntegrationsSucceeded",
            "ServiceIntegrationsTimedOut", "ThrottledEvents", "OpenExecutionCount", "OpenExecutionLimit",
            "OpenMapRunCount", "OpenMapRunLimit", "MapRunBacklogSize", "ApproximateOpenMapRunCount",
        ],
        "AWS/RDS": rds, "AWS/ElastiCache": caches, "AWS/Kinesis": kinesis, "AWS/Firehose": firehose,
        "AWS/NetworkELB": network, "AWS/S3": s3,
    ]

    private static let rds = [
        "AbortedClients", "ActiveTransactions", "AuroraBinlogReplicaLag", "AuroraReplicaLag", "AuroraReplicaLagMaximum",
        "AuroraReplicaLagMinimum", "AuroraVolumeBytesLeftTotal", "ACUUtilization", "BackupRetentionPeriodStorageUsed",
        "BinLogDiskUsage", "BlockedTransactions", "BufferCacheHitRatio", "BurstBalance", "CheckpointLag",
        "CommitLatency", "CommitThroughput", "ConnectionAttempts", "CPUCreditBalance", "CPUCreditUsage",
        "CPUSurplusCreditBalance", "CPUSurplusCreditsCharged", "CPUUtilization", "DatabaseConnections",
        "DBLoad", "DBLoadCPU", "DBLoadNonCPU", "DBLoadRelativeToNumVCPUs", "DDLLatency", "DDLThroughput", "Deadlocks",
        "DeleteLatency", "DeleteThroughput", "DiskQueueDepth", "DiskQueueDepthLogVolume", "DiskQueueDepthLocalStorage",
        "DMLLatency", "DMLThroughput", "EBSByteBalance%", "EBSIOBalance%", "EngineUptime",
        "FailedSQLServerAgentJobsCount", "FreeableMemory", "FreeLocalStorage", "FreeLocalStoragePercent",
        "FreeEphemeralStorage", "FreeStorageSpace", "FreeStorageSpaceLogVolume", "InsertLatency", "InsertThroughput",
        "LoginFailures", "MaximumUsedTransactionIDs", "NetworkReceiveThroughput", "NetworkThroughput",
        "NetworkTransmitThroughput", "OldestLogicalReplicationSlotLag", "OldestReplicationSlotLag", "Queries",
        "RDSToAuroraPostgreSQLReplicaLag", "ReadIOPS", "ReadIOPSLocalStorage", "ReadIOPSLogVolume", "ReadLatency",
        "ReadLatencyLocalStorage", "ReadLatencyLogVolume", "ReadThroughput", "ReadThroughputLocalStorage",
        "ReadThroughputLogVolume", "ReplicaLag", "ReplicationChannelLag", "ReplicationSlotDiskUsage",
        "ResultSetCacheHitRatio", "SelectLatency", "SelectThroughput", "ServerlessDatabaseCapacity",
        "SnapshotStorageUsed", "StorageNetworkReceiveThroughput", "StorageNetworkThroughput",
        "StorageNetworkTransmitThroughput", "SwapUsage", "TempStorageIOPS", "TempStorageThroughput",
        "TotalBackupStorageBilled", "TransactionLogsDiskUsage", "TransactionLogsGeneration", "UpdateLatency",
        "UpdateThroughput", "VolumeBytesUsed", "VolumeReadIOPs", "VolumeWriteIOPs", "WriteIOPS",
        "WriteIOPSLocalStorage", "WriteIOPSLogVolume", "WriteLatency", "WriteLatencyLocalStorage",
        "WriteLatencyLogVolume", "WriteThroughput", "WriteThroughputLocalStorage", "WriteThroughputLogVolume",
    ]
    private static let caches = [
        "ActiveDefragHits", "AuthenticationFailures", "BytesReadFromDisk", "BytesUsedForCache",
        "BytesUsedForCacheItems", "BytesUsedForHash", "BytesReadIntoMemcached", "BytesWrittenOutFromMemcached",
        "BytesWrittenToDisk", "CPUCreditBalance", "CPUCreditUsage", "CPUUtilization", "CacheHitRate", "CacheHits",
        "CacheMisses", "CasBadval", "CasHits", "CasMisses", "ChannelAuthorizationFailures", "CmdConfigGet",
        "CmdConfigSet", "CmdFlush", "CmdGet", "CmdSet", "CmdTouch", "CommandAuthorizationFailures", "CurrConfig",
        "CurrConnections", "CurrItems", "CurrVolatileItems", "DatabaseCapacityUsagePercentage",
        "DatabaseCapacityUsageCountedForEvictPercentage", "DatabaseMemoryUsageCountedForEvictPercentage",
        "DatabaseMemoryUsagePercentage", "DB0AverageTTL", "DecrHits", "DecrMisses", "DeleteHits", "DeleteMisses",
        "EngineCPUUtilization", "EvalBasedCmds", "EvalBasedCmdsLatency", "EvictedUnfetched", "Evictions",
        "ExpiredUnfetched", "FreeableMemory", "GeoSpatialBasedCmds", "GeoSpatialBasedCmdsLatency", "GetHits",
        "GetMisses", "GetTypeCmds", "GetTypeCmdsLatency", "GlobalDatastoreReplicationLag", "HashBasedCmds",
        "HashBasedCmdsLatency", "HyperLogLogBasedCmds", "HyperLogLogBasedCmdsLatency", "IamAuthenticationExpirations",
        "IamAuthenticationThrottling", "IncrHits", "IncrMisses", "IsMaster", "IsPrimary", "JsonBasedCmds",
        "JsonBasedCmdsLatency", "JsonBasedGetCmds", "JsonBasedSetCmds", "KeyAuthorizationFailures", "KeyBasedCmds",
        "KeyBasedCmdsLatency", "KeysTracked", "ListBasedCmds", "ListBasedCmdsLatency", "MasterLinkHealthStatus",
        "MemoryFragmentationRatio", "NetworkBandwidthInAllowanceExceeded", "NetworkBandwidthOutAllowanceExceeded",
        "NetworkBytesIn", "NetworkBytesOut", "NetworkConntrackAllowanceExceeded",
        "NetworkLinkLocalAllowanceExceeded", "NetworkMaxBytesIn", "NetworkMaxBytesOut", "NetworkMaxPacketsIn",
        "NetworkMaxPacketsOut", "NetworkPacketsIn", "NetworkPacketsOut", "NetworkPacketsPerSecondAllowanceExceeded",
        "NewConnections", "NewItems", "NonKeyTypeCmds", "NonKeyTypeCmdsLatency", "NumItemsReadFromDisk",
        "NumItemsWrittenToDisk", "PrimaryLinkHealthStatus", "PubSubBasedCmds", "PubSubBasedCmdsLatency", "Reclaimed",
        "ReplicationBytes", "ReplicationDelayedWriteCommands", "ReplicationLag", "SaveInProgress",
        "SetBasedCmds", "SetBasedCmdsLatency", "SetTypeCmds", "SetTypeCmdsLatency", "SlabsMoved",
        "SortedSetBasedCmds", "SortedSetBasedCmdsLatency", "StreamBasedCmds", "StreamBasedCmdsLatency",
        "StringBasedCmds", "StringBasedCmdsLatency", "SuccessfulReadRequestLatency", "SuccessfulWriteRequestLatency",
        "SwapUsage", "TotalCmdsCount", "TouchHits", "TouchMisses", "TrafficManagementActive", "UnusedMemory",
        "ElastiCacheProcessingUnits", "ThrottledCmds",
    ]
    private static let kinesis = [
        "GetRecords.Bytes", "GetRecords.IteratorAge", "GetRecords.IteratorAgeMilliseconds", "GetRecords.Latency",
        "GetRecords.Records", "GetRecords.Success", "IncomingBytes", "IncomingRecords", "IteratorAgeMilliseconds",
        "MillisBehindLatest", "OutgoingBytes", "OutgoingRecords", "PutRecord.Bytes", "PutRecord.Latency",
        "PutRecord.Success", "PutRecords.Bytes", "PutRecords.FailedRecords", "PutRecords.Latency",
        "PutRecords.Records", "PutRecords.Success", "PutRecords.SuccessfulRecords", "PutRecords.ThrottledRecords",
        "PutRecords.TotalRecords", "ReadProvisionedThroughputExceeded", "SubscribeToShard.RateExceeded",
        "SubscribeToShard.Success", "SubscribeToShardEvent.Bytes", "SubscribeToShardEvent.MillisBehindLatest",
        "SubscribeToShardEvent.Records", "SubscribeToShardEvent.Success", "WriteProvisionedThroughputExceeded",
    ]
    private static let firehose = [
        "ActivePartitionsLimit", "BackupToS3.Bytes", "BackupToS3.DataFreshness", "BackupToS3.Records",
        "BackupToS3.Success", "BytesPerSecondLimit", "DataReadFromKinesisStream.Bytes",
        "DataReadFromKinesisStream.Records", "DataReadFromSource.Backpressured", "DataReadFromSource.Bytes",
        "DataReadFromSource.Records", "DeliveryToS3.Bytes", "DeliveryToS3.DataFreshness", "DeliveryToS3.ObjectCount",
        "DeliveryToS3.Records", "DeliveryToS3.Success", "DeliveryToHttpEndpoint.Bytes",
        "DeliveryToHttpEndpoint.DataFreshness", "DeliveryToHttpEndpoint.ProcessedBytes",
        "DeliveryToHttpEndpoint.ProcessedRecords", "DeliveryToHttpEndpoint.Records", "DeliveryToHttpEndpoint.Success",
        "DeliveryToRedshift.Bytes", "DeliveryToRedshift.Records", "DeliveryToRedshift.Success",
        "DeliveryToElasticsearch.Bytes", "DeliveryToElasticsearch.Records", "DeliveryToElasticsearch.Success",
        "ExecuteProcessing.Duration", "ExecuteProcessing.Success", "FailedConversion.Bytes",
        "FailedConversion.Records", "FailedDescribeStream.Records", "IncomingBytes", "IncomingPutRequests",
        "IncomingRecords", "JQProcessing.Duration", "KafkaOffsetLag", "KinesisMillisBehindLatest",
        "PartitionCount", "PartitionCountExceeded", "PerPartitionThroughput", "PutRecord.Bytes", "PutRecord.Latency",
        "PutRecord.Requests", "PutRecordBatch.Bytes", "PutRecordBatch.Latency", "PutRecordBatch.Records",
        "PutRecordBatch.Requests", "PutRequestsPerSecondLimit", "RecordsPerSecondLimit", "ResourceCount",
        "SourceThrottled.Delay", "SucceedConversion.Bytes", "SucceedConversion.Records", "SucceedProcessing.Bytes",
        "SucceedProcessing.Records", "ThrottledDescribeStream", "ThrottledGetRecords", "ThrottledGetShardIterator",
        "ThrottledRecords",
    ]
    private static let network = [
        "ActiveFlowCount", "ActiveFlowCount_TCP", "ActiveFlowCount_TLS", "ActiveFlowCount_UDP", "ActiveFlowCount_QUIC",
        "ActiveZonalShiftHostCount", "ClientTLSNegotiationErrorCount", "ConsumedLCUs", "ConsumedLCUs_TCP",
        "ConsumedLCUs_TLS", "ConsumedLCUs_UDP", "ConsumedLCUs_QUIC", "HealthyHostCount", "NewFlowCount",
        "NewFlowCount_TCP", "NewFlowCount_TLS", "NewFlowCount_UDP", "NewFlowCount_QUIC", "PeakPacketsPerSecond",
        "PortAllocationErrorCount", "ProcessedBytes", "ProcessedBytes_TCP", "ProcessedBytes_TLS",
        "ProcessedBytes_UDP", "ProcessedBytes_QUIC", "ProcessedPackets", "RejectedFlowCount",
        "RejectedFlowCount_TCP", "ReservedLCUs", "SecurityGroupBlockedFlowCount_Inbound_ICMP",
        "SecurityGroupBlockedFlowCount_Inbound_TCP", "SecurityGroupBlockedFlowCount_Inbound_UDP",
        "SecurityGroupBlockedFlowCount_Outbound_ICMP", "SecurityGroupBlockedFlowCount_Outbound_TCP",
        "SecurityGroupBlockedFlowCount_Outbound_UDP", "TargetTLSNegotiationErrorCount", "TCP_Client_Reset_Count",
        "TCP_ELB_Reset_Count", "TCP_Target_Reset_Count", "UnHealthyHostCount", "UnhealthyRoutingFlowCount",
        "ZonalHealthStatus",
    ]
    private static let s3 = [
        "4xxErrors", "5xxErrors", "AllRequests", "BucketSizeBytes", "BytesDownloaded", "BytesPendingReplication",
        "BytesUploaded", "DeleteRequests", "FirstByteLatency", "GetRequests", "HeadRequests", "ListRequests",
        "NumberOfObjects", "OperationsFailedReplication", "OperationsPendingReplication", "PostRequests",
        "PutRequests", "ReplicationLatency", "SelectBytesReturned", "SelectBytesScanned", "SelectRequests",
        "TotalRequestLatency",
    ]
}

extension String {
    /// As in `CPUUtilization`: CPU and Utilization.
    fileprivate var words: [String] {
        var words: [String] = []
        let letters = Array(self)
        for (index, letter) in letters.enumerated() where letter.isLetter || letter.isNumber {
            let before = index > 0 ? letters[index - 1] : "."
            let next = index + 1 < letters.count ? letters[index + 1] : "."
            let isFirst = !(before.isLetter || before.isNumber)
            if isFirst || letter.isUppercase && (!before.isUppercase || next.isLowercase) {
                words.append(String(letter))
            } else {
                words[words.count - 1].append(letter)
            }
        }
        return words
    }
}
