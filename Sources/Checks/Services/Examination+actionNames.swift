import Template

extension Examination {
    /// Actions of a pipeline name what they work with, where others would take its ARN ("Action structure reference" in the
    /// AWS CodePipeline user guide).
    mutating func checkActionNames(_ tracer: ValueTracer) {
        guard !hasMacros else { return }
        for declared in resources(of: "AWS::CodePipeline::Pipeline") {
            let (logicalID, pipeline) = (declared.logicalID, declared.resource)
            for action in pipeline.values(at: "Stages.*.Actions.*", of: logicalID) {
                guard let provider = action.value["ActionTypeId"]?["Provider"]?.string,
                    let names = Self.namesOfProviders[provider]
                else { continue }
                for (key, type) in names {
                    for value in action.values(at: ["Configuration", key]) {
                        checkTarget(
                            of: value.value, [ReferenceTarget(.name, type)], property: key, at: value.path, tracer)
                    }
                }
            }
        }
    }

    /// Which keys of a configuration are names, and of what, by the action's provider.
    private static let namesOfProviders = [
        "CodeBuild": [("ProjectName", "AWS::CodeBuild::Project")],
        "CodeCommit": [("RepositoryName", "AWS::CodeCommit::Repository")],
        "ECR": [("RepositoryName", "AWS::ECR::Repository")],
        "S3": [("BucketName", "AWS::S3::Bucket"), ("S3Bucket", "AWS::S3::Bucket")],
    ]
}
