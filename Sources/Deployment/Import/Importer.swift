import AWSAccess
import Diagnostics
import Environments
import Foundation
import Template
import Terminal

/// Takes what exists into a deployed stack.
///
/// check what was declared -> find the stack -> its template with what is imported -> change set -> ask -> execute ->
/// follow
public struct Importer: Sendable {
    let templates: DeployableTemplates
    let environment: EnvironmentFile
    let aws: AWSCLI
    let terminal: Terminal

    /// - Parameters:
    ///   - templates: those of the app, which declare what is imported.
    ///   - aws: a CLI that is connected to the environment's region and endpoint.
    public init(templates: DeployableTemplates, environment: EnvironmentFile, aws: AWSCLI, terminal: Terminal) {
        self.templates = templates
        self.environment = environment
        self.aws = aws
        self.terminal = terminal
    }

    /// How far an import goes.
    public struct Options: Sendable, Equatable {
        /// Makes the change set, shows it and deletes it.
        public var isDryRun: Bool
        /// Does not ask.
        public var assumesYes: Bool

        /// Without arguments: an import that asks.
        public init(isDryRun: Bool = false, assumesYes: Bool = false) {
            self.isDryRun = isDryRun
            self.assumesYes = assumesYes
        }
    }

    /// Imports what somebody names, as in `Data/Database=my-db`. What is in the stack already is a success.
    ///
    /// - Throws: ``CommandError``, `DiagnosticError` or ``AWSError`` with what to print; `UsageError`;
    ///   `Prompt.Unanswerable`; ``Interrupted``.
    public func run(_ words: [String], _ options: Options) async throws {
        let resources = try resources(words)
        let path = resources[0].stackPath
        let stack = try await ready(try await holder(of: path), path)
        guard let deployed = try await aws.template(ofStack: stack.stackId, named: name(of: path)) else {
            throw CommandError(
                "template-not-json",
                "the template of \(name(of: path)) is not in JSON, so that nothing can be added to it; deploy it once with this command"
            )
        }
        let missing = try await notYetIn(stack, deployed, resources)
        guard !missing.isEmpty else { return }
        let template = try deployed.importing(missing)
        let leftover = LeftoverChangeSet(
            stackName: stack.stackId, name: "import-\(UUID().uuidString.lowercased())", isNewStack: false, aws: aws)
        do {
            let changeSet = try await Interruption.leaving(leftover.description) {
                let address = try await upload(template, for: stack)
                return try await ImportChangeSet(
                    stack: stack, name: leftover.name, template: address, resources: missing,
                    roleARN: environment.roleARN, aws: aws
                ).make()
            }
            guard try await isWanted(changeSet, path, missing, options) else {
                try await Interruption.shielded(leftover.description) { try await leftover.remove() }
                return terminal.errors.print("dry run: nothing was imported, and the change set is deleted")
            }
            try await execute(changeSet, path)
        } catch let error as Unexecuted {
            throw error.cause
        } catch {
            try? await Interruption.shielded(leftover.description) { try await leftover.remove() }
            if error is CancellationError {
                throw Interrupted(description: "nothing was imported, and no change set is left")
            }
            throw error
        }
    }

    /// What went wrong once the change set is AWS's to carry out, and none that could be put away.
    private struct Unexecuted: Error {
        let cause: any Error
    }

    private func name(of path: String) -> String { path.isEmpty ? environment.stackName : path }

    /// What is to be imported, all of it in one stack.
    private func resources(_ words: [String]) throws -> [ImportedResource] {
        var resources: [ImportedResource] = []
        var problems: [Diagnostic] = []
        for word in words {
            do {
                resources.append(try ImportedResource(word, in: templates))
            } catch let error as DiagnosticError {
                problems += error.diagnostics
            }
        }
        guard problems.isEmpty else { throw DiagnosticError(problems) }
        for (index, resource) in resources.enumerated() {
            guard let other = resources[..<index].first(where: { $0.isRival(of: resource) }) else { continue }
            throw UsageError(
                "'\(other.path)=\(other.identity)' and '\(resource.path)=\(resource.identity)' name a resource twice; give it once"
            )
        }
        let stacks = Set(resources.map(\.stackPath)).sorted()
        guard stacks.count == 1 else {
            throw UsageError(
                "these are of several stacks (\(stacks.map(name(of:)).joined(separator: ", "))): import into one at a time"
            )
        }
        return resources
    }

    // MARK: - The stack

    private struct StackResourceAnswer: Decodable {
        struct Detail: Decodable {
            let physicalResourceId: String?
        }
        let stackResourceDetail: Detail
    }

    private func physicalID(of logicalID: String, in stack: String) async throws -> String {
        try await aws.run(
            [
                "cloudformation", "describe-stack-resource", "--stack-name", stack, "--logical-resource-id", logicalID,
            ], as: StackResourceAnswer.self
        ).stackResourceDetail.physicalResourceId ?? ""
    }

    /// The stack that holds what is imported.
    private func holder(of path: String) async throws -> StackDescription {
        var stack: StackDescription?
        var id = environment.stackName
        for name in path.split(separator: "/").map(String.init) {
            do {
                id = try await physicalID(of: name, in: id)
            } catch AWSError.service(code: "ValidationError", _, let message) {
                throw CommandError(
                    "not-importable", "\(path) is not deployed yet: \(message)",
                    hints: [
                        "deploy it once without what is to be imported, then import that: nothing else can change in the same step"
                    ])
            }
        }
        if !id.isEmpty { stack = try await aws.stack(id) }
        guard let stack, stack.stackStatus != "REVIEW_IN_PROGRESS" else {
            throw CommandError.notDeployed(environment, aws.connection)
        }
        return stack
    }

    /// The stack once nothing goes on in it any more, as after an earlier run that was killed.
    private func ready(_ stack: StackDescription, _ path: String) async throws -> StackDescription {
        switch WayOut(of: stack.stackStatus) {
        case .none: return stack
        case .follow where stack.stackStatus != "DELETE_IN_PROGRESS":
            terminal.errors.print("\(name(of: path)) is \(stack.stackStatus); following that first")
            _ = try await follow(stack.stackId, path, after: nil)
            return try await ready(holder(of: path), path)
        default:
            throw CommandError(
                "stack-state", "\(name(of: path)) is \(stack.stackStatus), and nothing can be imported into it",
                hints: [
                    "'\(environment.commandLine("deploy", through: aws.connection))' says what leads out, and does it"
                ])
        }
    }

    /// What the stack does not have yet.
    private func notYetIn(
        _ stack: StackDescription, _ deployed: Template, _ resources: [ImportedResource]
    ) async throws -> [ImportedResource] {
        var missing: [ImportedResource] = []
        let isKnown = resources.contains { deployed.resources[$0.logicalID] != nil }
        let held = isKnown ? try await physicalIDs(in: stack.stackId) : [:]
        for resource in resources {
            guard deployed.resources[resource.logicalID] != nil else {
                missing.append(resource)
                continue
            }
            let id = held[resource.logicalID] ?? ""
            let declaration = deployed.resources[resource.logicalID]
            let match = resource.match(physicalID: id) { property in
                declaration?.properties[property].flatMap { stack.value(of: $0, physicalIDs: held) }
            }
            guard match == .same else { throw DiagnosticError(refusal(of: resource, id, match)) }
            terminal.errors.print("\(resource.path) is in the stack already, as \(id): nothing to import")
        }
        return missing
    }

    private func physicalIDs(in stack: String) async throws -> [String: String] {
        // What an update took out of the stack and retained may stand beside what came in its place.
        let resources = try await aws.resources(ofStack: stack).filter { $0.resourceStatus != "DELETE_SKIPPED" }
        return Dictionary(resources.map { ($0.logicalResourceId, $0.physicalResourceId ?? "") }) { first, _ in first }
    }

    /// Why nothing can be imported for a resource that the stack has.
    private func refusal(of resource: ImportedResource, _ id: String, _ match: ImportedResource.Match) -> Diagnostic {
        let place = Diagnostic.Place.source(resource.source.location)
        guard match == .unknown else {
            return Diagnostic(
                "not-importable", "\(resource.path) is in the stack already, as \(id)", at: place,
                fix: "import \(resource.identity) under a name of its own, or take \(id) out of the stack first")
        }
        let look =
            "aws cloudcontrol get-resource --type-name \(resource.declaration.type) --identifier '\(resource.identity)' \(aws.connection.shownArguments)"
        return Diagnostic(
            "not-importable",
            "\(resource.path) is in the stack already, as \(id.isEmpty ? "what CloudFormation does not name" : id), and whether that is \(resource.identity) is not known: it is named in another way",
            at: place,
            fix:
                "compare them: '\(look)' shows what you named. If they are one, nothing is left to import; if not, import it under a name of its own"
        )
    }

    // MARK: - The change set

    /// Brings the template to the artifact bucket, and gives its address.
    private func upload(_ template: Template, for stack: StackDescription) async throws -> String {
        let bucket = try ArtifactBucket(
            project: environment.project, key: environment.projectKey, account: try await aws.account(of: stack),
            connection: aws.connection)
        _ = try await bucket.makeIfMissing(with: aws)
        // What is imported may name them, and no deployment sees anything left to upload then.
        let upload = TemplateUpload(
            templates: templates, bucket: bucket, folder: environment.stackName, aws: aws,
            assets: PlacedAssets(of: templates, readingBuilds: false))
        let bytes = template.rendered()
        let file = PlacedTemplates.name(of: bytes)
        let placed = try upload.placed()
        return try await upload.run(
            PlacedTemplates(root: file, files: [file: bytes], address: placed.address, location: placed.location))
    }

    /// Shows what is imported, and asks; false for a dry run.
    private func isWanted(
        _ changeSet: ChangeSet, _ path: String, _ resources: [ImportedResource], _ options: Options
    ) async throws -> Bool {
        var table = Table(["Action", "Resource", "Type", "What exists"])
        for resource in resources {
            table.add([
                StyledText("Import", .good), StyledText(resource.path, .bold),
                StyledText(resource.declaration.type, .dim), StyledText(resource.identity),
            ])
        }
        terminal.output.print(table)
        if !path.isEmpty {
            terminal.reportNote(
                "AWS imports into the nested stack \(path) itself; the stacks around it learn of that with the next deployment"
            )
        }
        if options.isDryRun { return false }
        if options.assumesYes { return true }
        guard try await Prompt("Import this into \(name(of: path)) of \(environment.name)?").answer(on: terminal) else {
            throw CommandError("not-confirmed", "not confirmed: nothing was imported, and the change set is deleted")
        }
        return true
    }

    /// Executes the change set, and follows that.
    private func execute(_ changeSet: ChangeSet, _ path: String) async throws {
        let newest = try await aws.events(ofStack: changeSet.stackId).first
        try Task.checkCancellation()
        // Past this point nobody knows whether it began, unless the calls are let finish.
        try await Interruption.shielded("beginning the import into \(name(of: path))") {
            try await ChangeSetExecution(changeSet: changeSet, stackName: name(of: path), aws: aws).begin()
        }
        do {
            let operation = try await follow(changeSet.stackId, path, after: newest)
            guard operation.root.status?.isSuccess == true else {
                throw CommandError(
                    await StackFollower(aws: aws, terminal: terminal).diagnosis(of: operation) + [
                        Diagnostic(
                            "stack-failed",
                            "\(name(of: path)): the import failed (\(operation.root.status?.description ?? "in an unknown state"))"
                        )
                    ], hints: ["what was to be imported is as it was, outside of the stack"])
            }
            terminal.errors.print([StyledText("imported", .good), StyledText(" into \(name(of: path))")])
            terminal.reportNote(
                "AWS has not compared it with its template: '\(environment.commandLine("drift", through: aws.connection))' does"
            )
        } catch {
            throw Unexecuted(cause: error)
        }
    }

    private func follow(_ stack: String, _ path: String, after baseline: StackEvent?) async throws -> StackOperation {
        let again = "CloudFormation goes on by itself; run the same command again to follow it"
        do {
            let started = StackOperation(
                stack: stack, name: name(of: path), templates: templates.seen(from: path), after: baseline)
            return try await StackFollower(aws: aws, terminal: terminal).follow(started)
        } catch is CancellationError {
            throw Interrupted(description: again)
        } catch let lost as LostSight {
            throw CommandError("unknown-outcome", "\(name(of: path)): \(lost)", hints: [again])
        }
    }
}
