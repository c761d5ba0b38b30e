import Foundation

/// Makes the change set of a deployment with `aws cloudformation package` and `aws cloudformation deploy`.
struct ChangeSetMaker: Sendable {
    /// What to make it for.
    struct Request: Sendable {
        let stackName: String
        let bucket: String
        let parameters: [String: String]
        let tags: [String: String]
        /// The parameters that the deployed stack has; nil for a new stack.
        let deployedParameters: Set<String>?
    }

    /// What came of it.
    enum Result: Sendable, Equatable {
        case noChanges
        /// The change set to execute, and what it changes.
        case changes(ChangeSet, ChangeReview, nestedChangesUnknown: String?)
    }

    static let capabilities = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
    /// What `aws cloudformation deploy` begins the names of its change sets with; the time in seconds follows.
    static let namePrefix = "awscli-cloudformation-package-deploy-"

    let aws: AWSCLI
    let templates: DeployableTemplates

    /// Uploads the nested templates and makes the change set.
    func make(_ request: Request) async throws -> Result {
        guard let root = templates.root else { throw DeploymentError("there is no template to deploy") }
        return try await TemporaryDirectory.use { directory in
            for template in templates.templates {
                try TemporaryDirectory.write(Data(template.contents), to: "\(directory)/\(template.fileName)")
            }
            let packaged = "\(directory)/packaged.json"
            try await aws.run([
                "cloudformation", "package", "--template-file", "\(directory)/\(root.fileName)", "--s3-bucket", request.bucket,
                "--s3-prefix", request.stackName, "--use-json", "--output-template-file", packaged,
            ])
            guard let made = try await deploy(request, packaged: packaged, directory: directory) else { return .noChanges }
            let preview = try await previewNested(of: request, packaged: packaged, directory: directory)
            return try await result(of: made, preview: preview)
        }
    }

    private func result(of made: ChangeSet, preview: ChangeSetPreview.Result) async throws -> Result {
        switch preview {
        case .notNeeded: return .changes(made, ChangeReview(made, templates: templates), nestedChangesUnknown: nil)
        case .unknown(let reason): return .changes(made, ChangeReview(made, templates: templates), nestedChangesUnknown: reason)
        case .changes(let root, let nested):
            return .changes(made, ChangeReview(root, nested: nested, templates: templates), nestedChangesUnknown: nil)
        case .noChanges:
            // Without a look into the nested stacks, CloudFormation lists every one of them as modified.
            try await aws.run(["cloudformation", "delete-change-set", "--change-set-name", made.changeSetId])
            return .noChanges
        }
    }

    /// Runs `aws cloudformation deploy` without executing, and reads the change set; nil when nothing would change.
    private func deploy(_ request: Request, packaged: String, directory: String) async throws -> ChangeSet? {
        // Through a file of this user's own: anyone on the machine can list arguments, and the parameters hold secrets.
        let overrides = "\(directory)/parameters.json"
        let pairs = request.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        try TemporaryDirectory.write(JSONEncoder().encode(pairs), to: overrides)
        var arguments = [
            "cloudformation", "deploy", "--template-file", packaged, "--stack-name", request.stackName,
            "--s3-bucket", request.bucket, "--s3-prefix", request.stackName, "--no-execute-changeset",
            "--no-fail-on-empty-changeset", "--capabilities",
        ] + Self.capabilities
        if !pairs.isEmpty { arguments += ["--parameter-overrides", "file://\(overrides)"] }
        if !request.tags.isEmpty { arguments += ["--tags"] + request.tags.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" } }
        let output = String(decoding: try await runUniquely(arguments), as: UTF8.self)
        guard let match = output.firstMatch(of: #/--change-set-name (?<id>arn:\S+)/#) else {
            if output.contains("No changes to deploy") { return nil }
            throw AWSError.failed(command: "aws cloudformation deploy", status: 0, detail: "it names no change set: \(output)")
        }
        return try await aws.run(
            ["cloudformation", "describe-change-set", "--change-set-name", String(match.id)], as: ChangeSet.self)
    }

    /// The CLI names a change set by the second; a second deployment in the same one waits for the next.
    private func runUniquely(_ arguments: [String]) async throws -> Data {
        for _ in 1...3 {
            do {
                return try await aws.run(arguments)
            } catch AWSError.service(code: "AlreadyExistsException", _, _) {
                try await aws.sleep(.seconds(1.1))
            }
        }
        return try await aws.run(arguments)
    }

    private func previewNested(of request: Request, packaged: String, directory: String) async throws -> ChangeSetPreview.Result {
        // A new stack only adds.
        guard let deployed = request.deployedParameters, templates.templates.count > 1 else { return .notNeeded }
        let declared = templates.root?.parameters.map(\.name) ?? []
        return try await ChangeSetPreview(aws: aws).make(
            stackName: request.stackName, packaged: packaged, directory: directory, declared: declared,
            parameters: request.parameters, deployedParameters: deployed, tags: request.tags)
    }
}
