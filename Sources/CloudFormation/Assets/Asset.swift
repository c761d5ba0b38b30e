/// A file or a folder that AWS gets from the artifact bucket, to which `deploy` brings it beside the templates.
///
///     let code = stack.asset("functions/hello")
///     stack.add("Hello", Lambda.Function(code: .init(s3Bucket: code.bucket, s3Key: code.key), role: role.arn))
///
/// Services' modules add `bucket`, which is ``bucketName`` with the type that their properties have.
public struct Asset: Sendable {
    /// Where it is, from the project's folder.
    public let path: String
    /// The object's key in the bucket: the stack's folder, what the asset is called, and the hash of its bytes.
    public let key: Value<String>
    /// The name of the bucket, which has another one in each account and region.
    public let bucketName: Value<String>

    /// As the AWS CLI and many services name the object: `s3://BUCKET/KEY`.
    public var url: Value<String> { "s3://\(bucketName)/\(key)" }

    /// The object's Amazon Resource Name, for policies that allow to read it: an instance that unpacks it, for example.
    /// Lambda and CloudFormation read with the permissions of whoever deploys.
    public var objectARN: Value<String> { "arn:\(AWS.partition):s3:::\(bucketName)/\(key)" }
}
