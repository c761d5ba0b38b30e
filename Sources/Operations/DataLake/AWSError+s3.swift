import AWSAccess

extension AWSError {
    /// The same with what Amazon S3 leaves out of its messages: which permission on what is missing, and which bucket.
    ///
    /// Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3".
    func explained(at location: DataLakeLocation, in region: String) -> AWSError {
        switch self {
        case .accessDenied(let operation, let resource, let detail) where !operation.contains(":"):
            let bucket = "arn:\(Partition(region: region).name):s3:::\(location.bucket)"
            let objects = "\(bucket)/\(location.prefix)*"
            let (action, scope) =
                switch operation {
                case "ListObjectsV2": ("s3:ListBucket", bucket)
                case "GetObject", "HeadObject": ("s3:GetObject", objects)
                case "DeleteObjects": ("s3:DeleteObject", objects)
                case "PutObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload":
                    ("s3:PutObject", objects)
                default: (operation, objects)
                }
            return .accessDenied(action: action, resource: resource ?? scope, detail: detail)
        case .service("NoSuchBucket", let operation, let message):
            return .service(
                code: "NoSuchBucket", operation: operation,
                message: "the bucket \(location.bucket), which the stack's outputs name, is not there: \(message)")
        default:
            return self
        }
    }

    /// Whether the same again may succeed a little later.
    var isPassing: Bool {
        switch self {
        case .throttled: true
        case .unreachable(_, let isLocal): !isLocal
        case .service(let code, _, _):
            ["InternalError", "ServiceUnavailable", "RequestTimeout", "OperationAborted", "BadDigest", "500", "503"]
                .contains(code)
        default: false
        }
    }
}
