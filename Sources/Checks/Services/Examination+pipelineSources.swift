import Template

extension Examination {
    /// A bucket that a pipeline fetches its source from keeps versions ("Amazon S3 source action reference" in the AWS
    /// CodePipeline user guide).
    mutating func checkPipelineSources() {
        for (pipeline, wiring) in cases(of: "AWS::CodePipeline::Pipeline") {
            for action in wiring.places(at: "Stages/*/Actions/*", of: pipeline) {
                let kind = wiring.member("ActionTypeId", of: action.value)
                let configuration = wiring.member("Configuration", of: action.value)
                guard wiring.text(wiring.member("Provider", of: kind)) == "S3",
                    wiring.text(wiring.member("Category", of: kind)) == "Source",
                    let bucket = wiring.target(
                        of: wiring.member("S3Bucket", of: configuration), type: "AWS::S3::Bucket"),
                    wiring.keepsNoVersions(bucket)
                else { continue }
                report(
                    "source-versioning", "\(bucket.logicalID) keeps no versions, of which a pipeline fetches one",
                    severity: .warning, at: pipeline, steps: action.steps + [.key("Configuration"), .key("S3Bucket")],
                    notes: [("the bucket", bucket)], fix: "set the Status of its VersioningConfiguration to Enabled")
            }
        }
    }
}
