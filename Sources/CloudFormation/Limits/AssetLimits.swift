/// What services take of an object in Amazon S3 that is code.
enum AssetLimits {
    /// A property that names an object.
    struct Property {
        /// As in `Code.S3Key`.
        let path: [String]
        let limit: Limit

        enum Limit {
            /// Of a ZIP archive, when it is unpacked, together with the layers that are unpacked beside it; in bytes. The 50 MB
            /// of an archive that the same page names hold for one that is sent to Lambda itself, not for one that Lambda
            /// takes from Amazon S3. AWS Lambda Developer Guide, "Lambda quotas".
            case unpacked(Int)
            /// Of a ZIP archive as it is; in bytes.
            case archive(Int)
        }
    }

    /// By the type of the resource.
    static let properties: [String: Property] = [
        "AWS::Lambda::Function": Property(path: ["Code", "S3Key"], limit: .unpacked(262_144_000)),
        "AWS::Lambda::LayerVersion": Property(path: ["Content", "S3Key"], limit: .unpacked(262_144_000)),
        // AWS Elastic Beanstalk Developer Guide, "Create an application source bundle".
        "AWS::ElasticBeanstalk::ApplicationVersion": Property(
            path: ["SourceBundle", "S3Key"], limit: .archive(524_288_000)),
    ]
}
