import Template

/// The bucket for templates and assets as resources of a template: private, encrypted, versioned, over TLS only, and kept when
/// its stack goes. A first deployment without such a stack makes the same one by calls.
public enum ArtifactBucketTemplate {
    /// The bucket's logical ID.
    public static let logicalID = "ArtifactBucket"

    /// - Parameter name: with pseudo parameters in it.
    static func resources(named name: String) -> [(String, Template.Resource)] {
        let flags = ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"]
        let bucket: Template.Object = [
            "BucketEncryption": [
                "ServerSideEncryptionConfiguration": [["ServerSideEncryptionByDefault": ["SSEAlgorithm": "AES256"]]]
            ],
            "BucketName": .substituted(name),
            "LifecycleConfiguration": [
                "Rules": [
                    [
                        "AbortIncompleteMultipartUpload": ["DaysAfterInitiation": 7], "Id": "OldArtifacts",
                        "NoncurrentVersionExpiration": ["NoncurrentDays": 30], "Status": "Enabled",
                    ]
                ]
            ],
            "PublicAccessBlockConfiguration": .object(Template.Object(flags.map { .init($0, true) })),
            "Tags": [["Key": .string(ArtifactMarker.key), "Value": .string(ArtifactMarker.value)]],
            "VersioningConfiguration": ["Status": "Enabled"],
        ]
        let statement: Template.Expression = [
            "Sid": "TLSOnly", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
            "Resource": .list(["", "/*"].map { .substituted("arn:${AWS::Partition}:s3:::\(name)\($0)") }),
            "Condition": ["Bool": ["aws:SecureTransport": "false"]],
        ]
        let policy: Template.Object = [
            "Bucket": .ref(logicalID), "PolicyDocument": ["Version": "2012-10-17", "Statement": [statement]],
        ]
        return [
            (logicalID, kept("AWS::S3::Bucket", bucket)),
            ("\(logicalID)Policy", kept("AWS::S3::BucketPolicy", policy)),
        ]
    }

    private static func kept(_ type: String, _ properties: Template.Object) -> Template.Resource {
        Template.Resource(type: type, deletionPolicy: "Retain", updateReplacePolicy: "Retain", properties: properties)
    }
}

/// The tag that says that the bucket for templates and assets has all its settings, whoever made it.
public enum ArtifactMarker {
    /// The tag's key.
    public static let key = "deploy:artifact-settings"
    /// The tag's value; another one is another set of settings.
    public static let value = "2"
}
