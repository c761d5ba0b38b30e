import JSON

extension JSONWriter {
    /// The bucket for templates and assets with its policy, as resources of a template: private, encrypted, versioned, over TLS
    /// only, and kept when its stack goes.
    ///
    /// - Parameter name: with pseudo parameters in it.
    mutating func write(bucket name: String) {
        key("ArtifactBucket")
        beginObject()
        member("Type", "AWS::S3::Bucket")
        member("DeletionPolicy", "Retain")
        member("UpdateReplacePolicy", "Retain")
        key("Properties")
        beginObject()
        key("BucketEncryption")
        beginObject()
        key("ServerSideEncryptionConfiguration")
        beginList()
        element()
        beginObject()
        object("ServerSideEncryptionByDefault", ["SSEAlgorithm": "AES256"])
        endObject()
        endList()
        endObject()
        key("BucketName")
        substituted(name)
        key("LifecycleConfiguration")
        beginObject()
        key("Rules")
        beginList()
        element()
        beginObject()
        key("AbortIncompleteMultipartUpload")
        beginObject()
        key("DaysAfterInitiation")
        write("7")
        endObject()
        member("Id", "OldArtifacts")
        key("NoncurrentVersionExpiration")
        beginObject()
        key("NoncurrentDays")
        write("30")
        endObject()
        member("Status", "Enabled")
        endObject()
        endList()
        endObject()
        key("PublicAccessBlockConfiguration")
        beginObject()
        for setting in ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"] {
            key(setting)
            write("true")
        }
        endObject()
        key("Tags")
        beginList()
        element()
        beginObject()
        member("Key", ArtifactMarker.key)
        member("Value", ArtifactMarker.value)
        endObject()
        endList()
        object("VersioningConfiguration", ["Status": "Enabled"])
        endObject()
        endObject()
        bucketPolicy(name)
    }

    private mutating func bucketPolicy(_ name: String) {
        key("ArtifactBucketPolicy")
        beginObject()
        member("Type", "AWS::S3::BucketPolicy")
        member("DeletionPolicy", "Retain")
        member("UpdateReplacePolicy", "Retain")
        key("Properties")
        beginObject()
        object("Bucket", ["Ref": "ArtifactBucket"])
        key("PolicyDocument")
        beginObject()
        member("Version", "2012-10-17")
        key("Statement")
        beginList()
        element()
        beginObject()
        member("Sid", "TLSOnly")
        member("Effect", "Deny")
        member("Principal", "*")
        member("Action", "s3:*")
        key("Resource")
        beginList()
        for suffix in ["", "/*"] {
            element()
            substituted("arn:${AWS::Partition}:s3:::\(name)\(suffix)")
        }
        endList()
        key("Condition")
        beginObject()
        object("Bool", ["aws:SecureTransport": "false"])
        endObject()
        endObject()
        endList()
        endObject()
        endObject()
        endObject()
    }
}

/// The tag that says that the bucket for templates and assets has all its settings, whoever made it.
public enum ArtifactMarker {
    /// The tag's key.
    public static let key = "deploy:artifact-settings"
    /// The tag's value; another one is another set of settings.
    public static let value = "2"
}
