import Template

extension Examination {
    /// The role of a pipeline, or of one of its actions, may do what the action does ("Manage the CodePipeline service
    /// role" and the references of the actions in the AWS CodePipeline user guide).
    mutating func checkPipelineAccess(
        of pipeline: Template.Resource, _ logicalID: String, _ stack: Int, _ access: AccessIndex
    ) {
        let ofAll = role(pipeline.properties["RoleArn"], stack)
        for action in pipeline.values(at: "Stages.*.Actions.*", of: logicalID) {
            guard let provider = action.value["ActionTypeId"]?["Provider"]?.string,
                action.value["ActionTypeId"]?["Owner"] == "AWS"
            else { continue }
            let own = action.value["RoleArn"].map { role($0, stack) }
            guard let role = own ?? ofAll else { continue }
            let category = action.value["ActionTypeId"]?["Category"]?.string
            for work in PipelineWork.all
            where work.provider == provider && (work.category ?? category) == category && work.counts(action) {
                requireWork(work, of: action, stack, role, access)
            }
        }
    }

    private mutating func requireWork(
        _ work: PipelineWork, of action: PlacedValue, _ stack: Int, _ role: WiredResource, _ access: AccessIndex
    ) {
        let named = work.key.flatMap { action.value["Configuration"]?[$0] }
        if work.isOptional, named == nil { return }
        let target = named.flatMap { wiring.onlyResource(of: $0, in: stack) }
        // What is not of the templates may be any of its service.
        var pattern = target.flatMap(wiring.arn) ?? TextPattern(glob: "arn:*:\(work.service):*").asARN()
        if target?.resource.type == "AWS::S3::Bucket" { pattern.append(TextPattern(glob: "/*")) }
        let path = action.path.appending("ActionTypeId").appending("Provider")
        let others = work.otherNames
        if !others.isEmpty, let statements = access.statements(ofRole: role, for: path),
            others.contains(where: { statements.mayAllow($0, on: pattern, in: wiring) })
        {
            return
        }
        require(
            work.actions, on: target, as: pattern, of: role, access, at: path, because: "the action", isRefused: false)
    }
}

/// What an action of a pipeline does with a role.
private struct PipelineWork {
    let provider: String
    /// Nil for any.
    var category: String?
    let actions: [String]
    /// As ARNs have it.
    let service: String
    /// What the action's configuration names the thing by that it works with.
    var key: String?
    /// Whether it does nothing where the configuration names nothing.
    var isOptional = false
    /// What one part of the configuration has to be, for those that do different work.
    var mode: (key: String, value: String)?
    /// What else allows the same.
    var otherNames: [String] = []

    func counts(_ action: PlacedValue) -> Bool {
        let configuration = action.value["Configuration"]
        guard let mode else { return true }
        return configuration?[mode.key]?.string == mode.value
    }

    static let all =
        [
            PipelineWork(
                provider: "CodeBuild", actions: ["codebuild:StartBuild", "codebuild:BatchGetBuilds"],
                service: "codebuild", key: "ProjectName", otherNames: ["codebuild:StartBuildBatch"]),
            PipelineWork(
                provider: "CodeCommit",
                actions: ["codecommit:GetBranch", "codecommit:GetCommit", "codecommit:UploadArchive"],
                service: "codecommit"),
            PipelineWork(
                provider: "CodeDeploy", actions: ["codedeploy:CreateDeployment", "codedeploy:GetDeployment"],
                service: "codedeploy"),
            PipelineWork(
                provider: "CodeDeployToECS", actions: ["codedeploy:CreateDeployment", "codedeploy:GetDeployment"],
                service: "codedeploy"),
            PipelineWork(
                provider: "CodeStarSourceConnection", actions: ["codestar-connections:UseConnection"],
                service: "*", otherNames: ["codeconnections:UseConnection"]),
            PipelineWork(
                provider: "CodeDeployToECS", actions: ["iam:PassRole"], service: "iam"),
            PipelineWork(
                provider: "CloudFormation", actions: ["iam:PassRole"], service: "iam", key: "RoleArn", isOptional: true),
            PipelineWork(
                provider: "ECS", actions: ["ecs:RegisterTaskDefinition", "ecs:UpdateService"], service: "ecs"),
            // The new task definition has the roles of the one before.
            PipelineWork(provider: "ECS", actions: ["iam:PassRole"], service: "iam"),
            PipelineWork(
                provider: "Lambda", actions: ["lambda:InvokeFunction"], service: "lambda", key: "FunctionName"),
            PipelineWork(
                provider: "Manual", actions: ["sns:Publish"], service: "sns", key: "NotificationArn", isOptional: true),
            PipelineWork(
                provider: "S3", category: "Deploy", actions: ["s3:PutObject"], service: "s3", key: "BucketName"),
            PipelineWork(
                provider: "S3", category: "Source", actions: ["s3:GetObject", "s3:GetObjectVersion"], service: "s3",
                key: "S3Bucket"),
            PipelineWork(
                provider: "StepFunctions", actions: ["states:StartExecution"], service: "states",
                key: "StateMachineArn"),
        ]
        + [
            ("CHANGE_SET_EXECUTE", "ExecuteChangeSet"), ("CHANGE_SET_REPLACE", "CreateChangeSet"),
            ("CREATE_UPDATE", "CreateStack"), ("DELETE_ONLY", "DeleteStack"),
        ].map { mode, action in
            PipelineWork(
                provider: "CloudFormation", actions: ["cloudformation:\(action)"], service: "cloudformation",
                mode: ("ActionMode", mode))
        }
}
