import AWSResourceCatalogue
import ResourceSchemas
import Terminal

/// Takes one environment down.
///
/// find the stack -> list what goes and what stays -> ask -> delete -> follow -> (retained data, on its own flag)
public struct Destroyer: Sendable {
    let templates: DeployableTemplates
    let environment: EnvironmentFile
    let aws: AWSCLI
    let terminal: Terminal

    public init(templates: DeployableTemplates, environment: EnvironmentFile, aws: AWSCLI, terminal: Terminal) {
        self.templates = templates
        self.environment = environment
        self.aws = aws
        self.terminal = terminal
    }

    /// How far a destruction goes.
    public struct Options: Sendable, Equatable {
        /// Does not ask. Of a protected environment that is not enough: see `confirmedStack`.
        public var assumesYes: Bool
        /// The stack's name, given on the command line for what its user would otherwise have to type.
        public var confirmedStack: String?
        /// Also deletes what the templates retain: buckets with all versions, log groups, final database snapshots, and
        /// the stack's uploaded templates.
        public var deletesRetained: Bool

        public init(assumesYes: Bool = false, confirmedStack: String? = nil, deletesRetained: Bool = false) {
            self.assumesYes = assumesYes
            self.confirmedStack = confirmedStack
            self.deletesRetained = deletesRetained
        }
    }

    private var stackName: String { environment.stackName }

    /// Destroys. An environment that is not deployed is already as wanted, which is a success.
    ///
    /// - Throws: ``DeploymentError`` or ``AWSError`` with what to print; `Prompt.Unanswerable`; `CancellationError`.
    public func destroy(_ options: Options) async throws {
        if let confirmed = options.confirmedStack, confirmed != stackName {
            throw DeploymentError("--confirm is '\(confirmed)', but the stack of '\(environment.name)' is '\(stackName)'; nothing was deleted")
        }
        guard !environment.isProtected || !options.assumesYes || options.confirmedStack != nil else {
            throw DeploymentError("'\(environment.name)' is protected: --yes alone is not enough; add --confirm \(stackName)")
        }
        guard let stack = try await aws.stack(stackName) else {
            return try await finishEarlierDestruction(options)
        }
        let deletion = StackDeletion(stack: stack, templates: templates, aws: aws, terminal: terminal)
        if stack.stackStatus == "REVIEW_IN_PROGRESS" {
            try await aws.deleteStack(stack.stackId)
            terminal.errors.print("\(stackName) was only reviewed and never created; that is deleted")
            return
        }
        // A creation may be deleted while it runs; an update must come to its end.
        if stack.stackStatus.isInProgress, !["DELETE_IN_PROGRESS", "CREATE_IN_PROGRESS"].contains(stack.stackStatus) {
            throw DeploymentError(
                "\(stackName) is \(stack.stackStatus); wait for it ('swift run deploy \(environment.shownOptions(through: aws.connection))' follows it), then destroy it")
        }
        let inventory = try await StackInventory.read(stack: stack.stackId, name: stackName, with: aws)
        show(inventory, options)
        let start: String?
        if stack.stackStatus == "DELETE_IN_PROGRESS" {
            terminal.errors.print("\(stackName) is being deleted already; following that")
            start = try await explainingInterruption { try await deletion.follow(after: nil) }.start
        } else {
            try await refuseIfProtected(stack, inventory)
            try await confirm(options)
            if stack.enableTerminationProtection == true {
                try await aws.run([
                    "cloudformation", "update-termination-protection", "--stack-name", stackName, "--no-enable-termination-protection",
                ])
                terminal.errors.print("termination protection is off")
            }
            start = try await explainingInterruption { try await deletion.run() }.start
        }
        terminal.errors.print([StyledText("destroyed", .good), StyledText(" \(stackName)")])
        try await settle(inventory.resources.filter { $0.fate != .deleted }, since: start, options)
    }

    /// Prints what goes and what stays: data and exceptions one by one, everything else as a count.
    private func show(_ inventory: StackInventory, _ options: Options) {
        var table = Table(["What happens", "Resource", "Type", "Name"])
        var counts: [(stack: String, count: Int)] = []
        for resource in inventory.resources {
            guard resource.fate != .deleted || ResourceCatalogue.aws.isStateful(resource.type) else {
                if let known = counts.firstIndex(where: { $0.stack == resource.stack }) {
                    counts[known].count += 1
                } else {
                    counts.append((resource.stack, 1))
                }
                continue
            }
            let isDeletable = options.deletesRetained && RetainedData.canDelete(resource.type)
            let (fate, isLost) = switch resource.fate {
            case .deleted: ("deleted with its data", true)
            case .snapshot: options.deletesRetained ? ("deleted, final snapshot too", true) : ("deleted after a snapshot", false)
            case .retained: isDeletable ? ("deleted with its data", true) : ("retained", false)
            }
            table.add([
                StyledText(fate, isLost ? .bad : .good), StyledText(resource.name), StyledText(resource.type, .dim),
                StyledText(resource.physicalID),
            ])
        }
        for (stack, count) in counts {
            table.add([StyledText("deleted", .warning), StyledText(stack), StyledText("\(count) resources without data", .dim)])
        }
        terminal.output.print(table)
    }

    /// Finds what would stop the deletion half-way, before it starts.
    private func refuseIfProtected(_ stack: StackDescription, _ inventory: StackInventory) async throws {
        var problems: [String] = []
        if stack.enableTerminationProtection == true, !environment.isProtected {
            problems.append(
                "\(stackName) has termination protection, although \(environment.fileName) does not ask for it: somebody set it by hand; to go on: aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name \(stackName) \(aws.connection.shownArguments)")
        }
        problems += try await DeletionProtection(aws: aws).problems(in: inventory)
        guard problems.isEmpty else { throw DeploymentError(problems: problems, hints: ["nothing was deleted"]) }
    }

    private func confirm(_ options: Options) async throws {
        let agreed: Bool
        if environment.isProtected {
            if options.assumesYes, options.confirmedStack == stackName { return }
            agreed = try await Prompt("This destroys \(environment.name).", typing: stackName, automation: "--yes --confirm \(stackName)")
                .answer(on: terminal)
        } else {
            if options.assumesYes { return }
            agreed = try await Prompt("This destroys \(stackName).", typing: "yes", automation: "--yes").answer(on: terminal)
        }
        guard agreed else { throw DeploymentError("not confirmed: nothing was deleted") }
    }

    private func explainingInterruption<Result: Sendable>(_ work: () async throws -> Result) async throws -> Result {
        do {
            return try await work()
        } catch is CancellationError {
            throw Interrupted(
                description: """
                    CloudFormation goes on deleting \(stackName) by itself
                      to follow it again:  swift run destroy \(environment.shownOptions(through: aws.connection))
                    """)
        }
    }

    /// Deletes what was retained, or says what there is.
    private func settle(_ kept: [StackInventory.Resource], since start: String?, _ options: Options) async throws {
        let retained = kept.filter { $0.fate == .retained && !$0.physicalID.isEmpty }
        guard options.deletesRetained else {
            for resource in retained { terminal.errors.print("retained: \(resource.physicalID) (\(resource.type))") }
            if !kept.isEmpty {
                terminal.errors.print("to delete what is retained too:  swift run destroy \(environment.shownOptions(through: aws.connection)) --delete-retained")
            }
            return
        }
        let data = RetainedData(aws: aws, terminal: terminal)
        do {
            for resource in retained { try await data.delete(resource) }
            if let start {
                for database in kept where database.fate == .snapshot && database.type == "AWS::RDS::DBInstance" {
                    try await data.deleteFinalSnapshots(of: database.physicalID, since: start)
                }
            }
            try await deleteArtifacts(with: data)
        } catch is CancellationError {
            throw Interrupted(
                description: "\(stackName) is gone, some of what it retained is not; the same command goes on where this stopped")
        }
    }

    /// Deletes the templates that were uploaded for this stack, and the bucket when no other stack uses it.
    private func deleteArtifacts(with data: RetainedData) async throws {
        let bucket = try ArtifactBucket(
            project: environment.parameters["ProjectName"] ?? stackName, account: try await aws.account(),
            connection: aws.connection)
        guard try await data.empty(bucket: bucket.name, prefix: stackName + "/") != nil else { return }
        do {
            try await aws.run(["s3api", "delete-bucket", "--bucket", bucket.name])
            terminal.errors.print("deleted the artifact bucket \(bucket.name)")
        } catch AWSError.service(code: "BucketNotEmpty", _, _) {
            terminal.errors.print("deleted this stack's uploaded templates; \(bucket.name) holds those of others")
        }
    }

    private struct StackList: Decodable {
        struct Summary: Decodable {
            let stackId: String
            let stackName: String
            let parentId: String?
        }
        let stackSummaries: [Summary]
    }

    /// The stack is gone; what it retained may still be there, and AWS remembers that for 90 days.
    private func finishEarlierDestruction(_ options: Options) async throws {
        terminal.errors.print("\(stackName) is not deployed in \(aws.connection.region): nothing to destroy")
        guard options.deletesRetained else { return }
        let list = try await aws.run(
            ["cloudformation", "list-stacks", "--stack-status-filter", "DELETE_COMPLETE"], as: StackList.self)
        let earlier = list.stackSummaries.filter { $0.stackName == stackName && ($0.parentId ?? "").isEmpty }
        // From the events: a deleted stack lists its nested stacks as deleted, and not what those left behind.
        let deletions = try await concurrently(earlier) { stack in
            try await StackFollower(aws: aws, terminal: terminal).replay(
                StackOperation(stack: stack.stackId, name: stackName, templates: templates, after: nil))
        }
        // The newest first, and each name once: a snapshot that people made of a database's successor under the same name
        // is older than that one's deletion, and must stay.
        var seen: Set<String> = []
        let remains = deletions.sorted { ($0.start ?? "") > ($1.start ?? "") }.map { deletion in
            let left = StackDeletion.retained(by: deletion) + StackDeletion.deletedDatabases(by: deletion)
            return (kept: left.filter { seen.insert("\($0.type) \($0.physicalID)").inserted }, start: deletion.start)
        }.filter { !$0.kept.isEmpty }
        if !remains.isEmpty {
            show(StackInventory(resources: remains.flatMap(\.kept)), options)
            try await confirm(options)
        }
        for (kept, start) in remains { try await settle(kept, since: start, options) }
        if remains.isEmpty { try await settle([], since: nil, options) }
    }
}
