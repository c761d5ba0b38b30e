extension SecurityRule {
    static let ofMessaging = [
        SecurityRule("SEC200", of: "AWS::SNS::Topic", solutions: "SNS2", checkov: "26", .isSet("KmsMasterKeyId")),
        SecurityRule(
            "SEC201", of: "AWS::SQS::Queue", solutions: "SQS2", checkov: "27",
            .any([.isSet("KmsMasterKeyId"), .isTrue("SqsManagedSseEnabled", standard: true)])),
        SecurityRule(
            "SEC202", of: "AWS::SQS::Queue", solutions: "SQS3",
            .any([.together(\.isDeadLetterQueue), .isSet("RedrivePolicy/deadLetterTargetArn")])),
        SecurityRule(
            "SEC203", of: "AWS::SQS::Queue", solutions: "SQS4",
            .explained(
                "deny aws:SecureTransport false in a queue policy",
                .together { $0.requiresTLS("AWS::SQS::QueuePolicy", naming: "Queues") })),
        SecurityRule(
            "SEC203", of: "AWS::SNS::Topic", solutions: "SNS3",
            .explained(
                "deny aws:SecureTransport false in a topic policy",
                .any([
                    .isSet("KmsMasterKeyId"), .together { $0.requiresTLS("AWS::SNS::TopicPolicy", naming: "Topics") },
                ]))),
        SecurityRule(
            "SEC204", of: "AWS::Kinesis::Stream", solutions: "KDS1", checkov: "43", .isSet("StreamEncryption/KeyId")),
        SecurityRule(
            "SEC204", of: "AWS::KinesisFirehose::DeliveryStream", solutions: "KDF1",
            .any([.isSet("KinesisStreamSourceConfiguration"), .isSet("DeliveryStreamEncryptionConfigurationInput")])),
        SecurityRule(
            "SEC205", of: "AWS::MSK::Cluster", solutions: "MSK2 MSK3", checkov: "81",
            .all([
                .isOne(of: ["TLS"], at: "EncryptionInfo/EncryptionInTransit/ClientBroker", standard: "TLS"),
                .isTrue("EncryptionInfo/EncryptionInTransit/InCluster", standard: true),
            ])),
        SecurityRule(
            "SEC206", of: "AWS::MSK::Cluster", solutions: "MSK6", checkov: "80",
            .any([
                .isTrue("LoggingInfo/BrokerLogs/CloudWatchLogs/Enabled"), .isTrue("LoggingInfo/BrokerLogs/S3/Enabled"),
                .isTrue("LoggingInfo/BrokerLogs/Firehose/Enabled"),
            ])),
        SecurityRule(
            "SEC206", of: "AWS::AmazonMQ::Broker", checkov: "197",
            .any([.isTrue("Logs/General"), .isTrue("Logs/Audit")])),
        SecurityRule("SEC207", of: "AWS::AmazonMQ::Broker", checkov: "69", .not(.isTrue("PubliclyAccessible"))),
        SecurityRule(
            "SEC207", of: "AWS::MSK::Cluster", checkov: "291",
            .not(.isOne(of: ["SERVICE_PROVIDED_EIPS"], at: "BrokerNodeGroupInfo/ConnectivityInfo/PublicAccess/Type"))),
        SecurityRule(
            "SEC208", of: "AWS::StepFunctions::StateMachine", solutions: "SF1",
            .isOne(of: ["ALL"], at: "LoggingConfiguration/Level")),
        SecurityRule(
            "SEC209", of: "AWS::StepFunctions::StateMachine", solutions: "SF2", .isTrue("TracingConfiguration/Enabled")),
        SecurityRule("SEC209", of: "AWS::ApiGateway::Stage", checkov: "73", .isTrue("TracingEnabled")),
    ]
}
