import AWSAccess
import Diagnostics
import Environments
import Foundation
import Permissions
import Terminal

/// Makes what deploying an environment with least privilege begins with: a small stack of both roles and the artifact bucket.
///
/// Whoever runs it may make roles; whoever deploys afterwards need not.
struct Bootstrapper: Sendable {
    let roles: DeploymentRoles
    let workflow: RoleStack.Workflow?
    let environment: EnvironmentFile
    let aws: AWSCLI
    let terminal: Terminal
    let assumesYes: Bool

    /// "Quotas" in the CloudFormation User Guide: bytes of a template that comes with the call.
    private static let mostBytes = 51_200

    /// Not one that begins with the app's stack's name: what may change the app's stacks must not change this one.
    static func stackName(of environment: EnvironmentFile) -> String { "bootstrap-\(environment.stackName)" }

    private var stackName: String { Self.stackName(of: environment) }

    /// Makes or updates the stack, once its changes are agreed to.
    ///
    /// - Throws: ``CommandError`` or ``AWSError`` with what to print; ``Interrupted``.
    func run() async throws {
        let deployed = try await aws.stack(stackName).flatMap { $0.stackStatus == "REVIEW_IN_PROGRESS" ? nil : $0 }
        let account = try await aws.account(of: deployed)
        let bucket = try ArtifactBucket(
            project: environment.project, key: environment.projectKey, account: account, connection: aws.connection)
        let template = try await template(bucket, of: deployed)
        let name = "bootstrap-\(UUID().uuidString.lowercased())"
        let leftover = LeftoverChangeSet(stackName: stackName, name: name, isNewStack: deployed == nil, aws: aws)
        let changeSet: ChangeSet
        do {
            changeSet = try await make(name, template, isNew: deployed == nil)
        } catch is CancellationError {
            try await Interruption.shielded(leftover.description) { try await leftover.remove() }
            throw Interrupted(description: leftover.standing)
        }
        guard changeSet.isComplete else {
            try await Interruption.shielded(leftover.description) { try await leftover.remove() }
            guard changeSet.isEmpty, let deployed else {
                throw CommandError(
                    "change-set-refused",
                    "AWS cannot make the change set: \(changeSet.statusReason ?? changeSet.status)")
            }
            terminal.errors.print("no changes: \(stackName) is as the templates need it")
            return tell(StackOutputs(deployed))
        }
        try await agree(to: changeSet, otherwise: leftover)
        try await carryOut(changeSet, on: deployed, leftover)
    }

    // MARK: - The template

    private enum Source {
        case body([UInt8])
        case address(String)
    }

    /// With the bucket among the resources where this stack has made it, or nobody has yet.
    private func template(_ bucket: ArtifactBucket, of deployed: StackDescription?) async throws -> Source {
        let makesBucket = try await ownsBucket(bucket, deployed)
        let body = roles.template(RoleStack(workflow: workflow, makesBucket: makesBucket)).rendered(isOneLine: true)
        if body.count <= Self.mostBytes {
            if !makesBucket { _ = try await bucket.makeIfMissing(with: aws) }
            return .body(body)
        }
        // It has to lie in a bucket, which therefore cannot be one of its resources.
        _ = try await bucket.makeIfMissing(with: aws)
        let alone = roles.template(RoleStack(workflow: workflow)).rendered(isOneLine: true)
        let upload = TemplateUpload(
            templates: DeployableTemplates(templates: []), bucket: bucket, folder: stackName, aws: aws)
        return .address(try await upload.upload(Data(alone)))
    }

    /// Whether the bucket is one of the stack's resources: where it has made it, and where there is none.
    ///
    /// One of its own that is gone is made again, since CloudFormation does not notice: `destroy --delete-retained` takes an
    /// empty bucket along.
    private func ownsBucket(_ bucket: ArtifactBucket, _ deployed: StackDescription?) async throws -> Bool {
        var made: StackResource?
        if let deployed {
            made = try await StackResource.list(stack: deployed.stackId, with: aws)
                .first { $0.logicalID == ArtifactBucketTemplate.logicalID }
        }
        if try await bucket.exists(with: aws) { return made != nil }
        if made?.physicalID == bucket.name {
            _ = try await bucket.makeIfMissing(with: aws)
            terminal.reportNote("the artifact bucket \(bucket.name) was gone, and is there again")
        }
        return true
    }

    // MARK: - The change set

    private struct Created: Decodable {
        let id: String
    }

    private func make(_ name: String, _ template: Source, isNew: Bool) async throws -> ChangeSet {
        var arguments = [
            "cloudformation", "create-change-set", "--stack-name", stackName, "--change-set-name", name,
            "--client-token", name, "--change-set-type", isNew ? "CREATE" : "UPDATE", "--capabilities",
            "CAPABILITY_NAMED_IAM",
        ]
        if !environment.tags.isEmpty {
            let tags = environment.tags.sorted { $0.key < $1.key }
                .map { ChangeSetRequest.Tag(Key: $0.key, Value: $0.value) }
            arguments += ["--tags", String(decoding: try ASCIIJSON.data(of: tags), as: UTF8.self)]
        }
        let created: Created
        switch template {
        case .address(let address):
            created = try await aws.run(arguments + ["--template-url", address], as: Created.self)
        case .body(let bytes):
            created = try await aws.run(
                arguments + ["--template-body", "file:///dev/stdin"], input: Data(bytes), as: Created.self)
        }
        return try await aws.finishedChangeSet(created.id)
    }

    private func agree(to changeSet: ChangeSet, otherwise leftover: LeftoverChangeSet) async throws {
        var table = Table(["Action", "Resource", "Type"])
        for change in changeSet.resourceChanges.sorted(by: { $0.logicalResourceId < $1.logicalResourceId }) {
            table.add([change.action, change.logicalResourceId, change.resourceType])
        }
        terminal.output.print(table)
        guard !assumesYes else { return }
        do {
            let prompt = Prompt("This makes roles in the account.", typing: stackName, automation: "--yes")
            guard try await prompt.answer(on: terminal) else {
                throw CommandError("not-confirmed", "not confirmed: nothing was changed")
            }
        } catch {
            try await Interruption.shielded(leftover.description) { try await leftover.remove() }
            throw error
        }
    }

    private func carryOut(
        _ changeSet: ChangeSet, on deployed: StackDescription?, _ leftover: LeftoverChangeSet
    ) async throws {
        // Termination protected, whatever the app's own stack is.
        let own = EnvironmentFile(
            name: environment.name, fileName: environment.fileName, region: environment.region,
            endpoint: environment.endpoint, credentials: environment.credentials, isProtected: true,
            stackName: stackName, parameters: [:], tags: environment.tags, invocation: environment.invocation,
            parameterPlaces: [:])
        let deployer = Deployer(
            templates: DeployableTemplates(templates: []), environment: own, aws: aws, terminal: terminal)
        let newest = try await deployer.newestEvents(of: deployed).first
        try await deployer.begin(
            changeSet, isProtected: deployed?.enableTerminationProtection == true, otherwise: leftover)
        let stack = try await deployer.follow(stack: changeSet.stackId, after: newest, isUpdate: deployed != nil)
        tell(StackOutputs(stack))
    }

    /// What to do with the roles.
    private func tell(_ outputs: StackOutputs) {
        outputs.print(as: .text, on: terminal.output)
        guard let role = outputs["ExecutionRoleArn"], environment.roleARN != role else { return }
        terminal.errors.print(
            message:
                "write \"roleArn\": \"\(role)\" into \(environment.fileName), and CloudFormation acts as that role",
            after: StyledText("next:", .accent))
    }
}
