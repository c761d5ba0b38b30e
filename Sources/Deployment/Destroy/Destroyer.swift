import AWSAccess
import Diagnostics
import Environments
import Terminal

/// Takes one environment down.
///
/// find the stack -> forecast what goes and what stays -> ask -> delete -> follow -> find what is left -> (delete that,
/// on its own flag) -> look again
///
/// What is shown before the deletion is a forecast. What is named and deleted after it is found anew from what exists,
/// so that the same command goes on after an interruption at any moment.
public struct Destroyer: Sendable {
    let templates: DeployableTemplates
    let environment: EnvironmentFile
    let aws: AWSCLI
    let terminal: Terminal

    /// - Parameters:
    ///   - templates: those of the app, for what is known of its resources before AWS is asked.
    ///   - aws: a CLI that is connected to the environment's region and endpoint.
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
        /// Also deletes what outlives the stack: buckets with all versions, log groups, queues, tables, keys, secrets, image
        /// repositories, user pools and database clusters, final database snapshots, retained automated backups, and the
        /// stack's uploaded templates.
        public var deletesRetained: Bool
        /// What an earlier deletion failed at and this one leaves where it is, as in `Data/Database`.
        public var retained: Set<String>
        /// Leaves all that cannot be deleted, where an earlier deletion failed at something.
        public var isForced: Bool
        /// What holds data and may be deleted with it though nobody is asked, as in `Data/Table`.
        public var allowedReplacements: Set<String>

        /// Without arguments: a destruction that asks, and deletes nothing that outlives the stack.
        public init(
            assumesYes: Bool = false, confirmedStack: String? = nil, deletesRetained: Bool = false,
            retained: Set<String> = [], isForced: Bool = false, allowedReplacements: Set<String> = []
        ) {
            self.assumesYes = assumesYes
            self.confirmedStack = confirmedStack
            self.deletesRetained = deletesRetained
            self.retained = retained
            self.isForced = isForced
            self.allowedReplacements = allowedReplacements
        }

        var leftBehind: LeftBehind { LeftBehind(names: retained, isForced: isForced) }
    }

    var stackName: String { environment.stackName }

    /// The command that was given, for messages that say how to go on.
    func command(_ options: Options) -> String {
        "\(environment.commandLine("destroy", through: aws.connection))"
            + (options.deletesRetained ? " --delete-retained" : "")
            + options.retained.sorted().map { " --retain \($0)" }.joined() + (options.isForced ? " --force" : "")
            + options.allowedReplacements.sorted().map { " --allow-replacement \($0)" }.joined()
    }

    /// Destroys. An environment that is not deployed is already as wanted, which is a success.
    ///
    /// - Throws: ``CommandError`` or ``AWSError`` with what to print, also where something was to be deleted and is
    ///   not; `Prompt.Unanswerable`; ``Interrupted``.
    public func destroy(_ options: Options) async throws {
        if let confirmed = options.confirmedStack, confirmed != stackName {
            throw CommandError(
                "not-confirmed",
                "--confirm is '\(confirmed)', but the stack of '\(environment.name)' is '\(stackName)'; nothing was deleted"
            )
        }
        guard !environment.isProtected || !options.assumesYes || options.confirmedStack != nil else {
            throw CommandError(
                "protected-environment",
                "'\(environment.name)' is protected: --yes alone is not enough; add --confirm \(stackName)")
        }
        guard let stack = try await untilConfirmed({ try await aws.stack(stackName) }) else {
            terminal.errors.print("\(stackName) is not deployed in \(aws.connection.region)")
            return try await clear(nil, options)
        }
        if stack.stackStatus == "REVIEW_IN_PROGRESS" {
            try await Interruption.shielded("deleting \(stackName), which holds nothing") { [aws] in
                try await aws.deleteReviewed(stack)
            }
            terminal.errors.print("\(stackName) was only reviewed and never created; that is deleted")
            return try await clear(nil, options)
        }
        // A creation may be deleted while it runs; an update must come to its end.
        if stack.stackStatus.isInProgress, !["DELETE_IN_PROGRESS", "CREATE_IN_PROGRESS"].contains(stack.stackStatus) {
            throw CommandError(
                "stack-state",
                "\(stackName) is \(stack.stackStatus); wait for it ('\(environment.commandLine("deploy", through: aws.connection))' follows it), then destroy it"
            )
        }
        if let problem = options.leftBehind.problem(of: stack) { throw problem }
        guard options.retained.isEmpty || !options.deletesRetained else {
            throw CommandError(
                "not-confirmed",
                "--retain keeps what --delete-retained deletes: give one of them; nothing was deleted")
        }
        let earlier = try await delete(stack, options)
        try await clear(stack.stackId, after: earlier, options)
    }

    /// Deletes the stack, follows that to its end, and gives what was read of earlier deletions.
    private func delete(_ stack: StackDescription, _ options: Options) async throws -> StackHistory {
        var deletions: [StackDeletion] = []
        let isGoing = stack.stackStatus == "DELETE_IN_PROGRESS"
        var history = StackHistory()
        let staying = try await untilConfirmed {
            let expected = try await DeletionForecast.read(
                stack: stack.stackId, name: stackName, isCreating: stack.stackStatus == "CREATE_IN_PROGRESS", with: aws
            )
            .leaving(options.leftBehind)
            if !isGoing { deletions = try await self.deletions(of: stack, expected, options.leftBehind) }
            // What earlier deletions left goes too, and is not agreed to unseen.
            if options.deletesRetained { history = try await .read(name: stackName, with: aws) }
            let earlier = options.deletesRetained ? try await finder(uploads: nil).find(history) : Remains()
            terminal.output.print(forecast(expected, earlier, options))
            if stack.stackStatus == "CREATE_IN_PROGRESS" {
                terminal.reportNote(
                    "\(stackName) is being created: what it makes until its deletion begins goes, or stays, like the rest"
                )
            }
            if !isGoing {
                try await refuseIfProtected(stack, expected)
                try refuseToLoseData(expected, options)
            }
            if !isGoing || options.deletesRetained && !earlier.deletable.isEmpty { try await confirm(options) }
            return expected.entries.filter { [.snapshot, .retained].contains($0.fate) && !$0.physicalID.isEmpty }
        }
        do {
            if isGoing {
                terminal.errors.print("\(stackName) is being deleted already; following that")
                try await StackDeletion(stack: stack, templates: templates, aws: aws, terminal: terminal)
                    .follow(after: nil)
            } else {
                for deletion in deletions { try await deletion.run() }
            }
        } catch is CancellationError {
            throw Interrupted(description: standing(staying, options))
        } catch let error as LostSight {
            throw CommandError("unknown-outcome", "\(error)", hints: ["to follow it again:  \(command(options))"])
        } catch let error as CommandError {
            throw CommandError(error, hints: ["to go on:  \(command(options))"])
        }
        return history
    }

    /// How things stand while CloudFormation deletes.
    private func standing(_ staying: [DeletionForecast.Entry], _ options: Options) -> String {
        var lines = [
            "CloudFormation goes on deleting \(stackName) by itself", "  to follow it again:  \(command(options))",
        ]
        if !staying.isEmpty {
            lines.append(
                options.deletesRetained
                    ? "  not deleted yet, which that command also does:" : "  what stays, or its last snapshot:")
            lines += staying.map { "    \($0.physicalID) (\($0.type))" }
        }
        return lines.joined(separator: "\n")
    }

    /// Finds what would stop the deletion half-way, before it starts.
    func refuseIfProtected(_ stack: StackDescription, _ expected: DeletionForecast) async throws {
        var problems: [Diagnostic] = []
        if stack.enableTerminationProtection == true, !environment.isProtected {
            problems.append(
                Diagnostic(
                    "deletion-protected",
                    "\(stackName) has termination protection, although \(environment.fileName) does not ask for it: somebody set it by hand",
                    fix:
                        "aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name \(stackName) \(aws.connection.shownArguments)"
                ))
        }
        async let inUse = ExportReaders(aws: aws).problems(ofDeleting: expected, of: stack, templates)
        problems += try await DeletionProtection(aws: aws).problems(in: expected)
        problems += try await inUse
        guard problems.isEmpty else { throw CommandError(problems, hints: ["nothing was deleted"]) }
    }

    /// A `--yes` deletes no data that nobody named. Who is asked sees it, and whoever wants all of it deleted says so.
    private func refuseToLoseData(_ expected: DeletionForecast, _ options: Options) throws {
        guard options.assumesYes, !options.deletesRetained else { return }
        let guardian = DataGuard(expected)
        for mistake in guardian.superfluous(in: options.allowedReplacements) { terminal.reportWarning(mistake) }
        let refusals = guardian.refusals(
            allowed: options.allowedReplacements, templates,
            otherwise: "run without --yes and look, give it another deletion policy and deploy that")
        guard refusals.isEmpty else {
            var allowing = options
            allowing.allowedReplacements.formUnion(guardian.losses.map(\.resource))
            throw CommandError(
                refusals, hints: ["nothing was deleted", "to delete all of it:  \(command(allowing)) --yes"])
        }
    }

    func confirm(_ options: Options) async throws {
        let agreed: Bool
        if environment.isProtected {
            if options.assumesYes, options.confirmedStack == stackName { return }
            agreed = try await Prompt(
                "This destroys \(environment.name).", typing: stackName, automation: "--yes --confirm \(stackName)"
            )
            .answer(on: terminal)
        } else {
            if options.assumesYes { return }
            agreed = try await Prompt("This destroys \(stackName).", typing: "yes", automation: "--yes").answer(
                on: terminal)
        }
        guard agreed else { throw CommandError("not-confirmed", "not confirmed: nothing was deleted") }
    }

    /// Runs what changes nothing.
    func untilConfirmed<Result>(_ work: () async throws -> Result) async throws -> Result {
        do {
            return try await work()
        } catch is CancellationError {
            throw Interrupted(description: "this run deleted nothing")
        }
    }
}
