import AWSAccess
import Diagnostics
import Environments
import Foundation
import Plan
import Prices
import Template
import Terminal

/// Brings one environment to what its templates say.
///
/// check the parameters -> find the stack -> declared moves -> artifact bucket -> upload -> change set -> review ->
/// execute -> follow -> outputs
public struct Deployer: Sendable {
    let templates: DeployableTemplates
    let environment: EnvironmentFile
    let aws: AWSCLI
    let terminal: Terminal
    /// What a change of the monthly bill is told by; nil where nobody is told.
    var prices: PriceBook?
    private let problems: [Diagnostic]
    let environmentVariable: @Sendable (String) -> String?
    let now: @Sendable () -> Date

    /// - Parameters:
    ///   - problems: what AWS would refuse with the environment's values: nothing is deployed with one, and they are told
    ///     together with what is wrong with the values themselves.
    ///   - aws: a CLI that is connected to the environment's region and endpoint.
    ///   - environmentVariable: reads one, for secret parameters.
    ///   - now: the clock.
    public init(
        templates: DeployableTemplates, problems: [Diagnostic] = [], environment: EnvironmentFile, aws: AWSCLI,
        terminal: Terminal,
        environmentVariable: @escaping @Sendable (String) -> String? = { ProcessEnvironment()[$0] },
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.templates = templates
        self.problems = problems
        self.environment = environment
        self.aws = aws
        self.terminal = terminal
        self.environmentVariable = environmentVariable
        self.now = now
    }

    /// How far a deployment goes.
    public struct Options: Sendable, Equatable {
        /// What a deployment is to come to.
        public enum Goal: Sendable, Equatable {
            /// The environment is as its templates say.
            case deployment
            /// Nothing is changed: the change set is shown, and deleted.
            case dryRun
            /// Nothing is changed: the change set is shown, and stays to be executed later.
            case preparation
        }

        /// What it is to come to.
        public var goal: Goal

        /// Whether the stack is left as it is.
        var changesNothing: Bool { goal != .deployment }
        /// Does not ask, even where the environment is protected.
        public var assumesYes: Bool
        /// Goes on, even where the environment is protected, when what changes in nested stacks cannot be known before.
        public var allowsUnknownChanges: Bool
        /// What holds data and may be replaced or removed all the same, as in `Data/Database`.
        public var allowedReplacements: Set<String>
        /// What is tried although AWS is known to refuse it, as in `Data/Database`.
        public var allowedRefusals: Set<String>
        /// What a rollback that failed leaves as it is when it is continued, as in `Data/Database`.
        public var skippedRollbacks: Set<String>
        /// Brings what differs from its template back to it, though neither templates nor values have changed.
        public var revertsDrift: Bool
        /// Has CloudFormation end once everything is configured, and waits itself until it can be used.
        public var isExpress: Bool

        /// Without arguments: a deployment that asks wherever the environment is protected.
        public init(
            goal: Goal = .deployment, assumesYes: Bool = false, allowsUnknownChanges: Bool = false,
            allowedReplacements: Set<String> = [], allowedRefusals: Set<String> = [],
            skippedRollbacks: Set<String> = [],
            revertsDrift: Bool = false, isExpress: Bool = false
        ) {
            self.goal = goal
            self.assumesYes = assumesYes
            self.allowsUnknownChanges = allowsUnknownChanges
            self.allowedReplacements = allowedReplacements
            self.allowedRefusals = allowedRefusals
            self.skippedRollbacks = skippedRollbacks
            self.revertsDrift = revertsDrift
            self.isExpress = isExpress
        }
    }

    var stackName: String { environment.stackName }

    /// Deploys. Nothing to change is a success.
    ///
    /// - Throws: ``CommandError`` or ``AWSError`` with what to print; `Prompt.Unanswerable`; `CancellationError`
    ///   after Ctrl+C, once what was begun is put away or explained.
    public func deploy(_ options: Options) async throws {
        try refuseExpressWhereProtected(options)
        var parameters = try checkedParameters()
        let assets = PlacedAssets(of: templates)
        guard assets.problems.isEmpty else { throw DiagnosticError(assets.problems) }
        // Beside the stack, since nearly every deployment needs both; of one that is not there yet there is none.
        async let read = rootTemplate()
        let described = try await aws.stack(stackName)
        let account = try await aws.account(of: described)
        introduce(account: account)
        // Before what is left of a stack is deleted for a creation that cannot be.
        if willBeCreated(described), !parameters.problemsOfCreation.isEmpty {
            throw DiagnosticError(parameters.problemsOfCreation)
        }
        let deployed = try await readyStack(described, options)
        if deployed == nil, !parameters.problemsOfCreation.isEmpty {
            throw DiagnosticError(parameters.problemsOfCreation)
        }
        let bucket = try artifactBucket(account: account)
        let upload = TemplateUpload(templates: templates, bucket: bucket, folder: stackName, aws: aws, assets: assets)
        parameters = parameters.adding(upload.suppliedValues)
        let placed = try upload.placed()
        var root: Template?
        if let deployed { root = deployed == described ? try await read : try await rootTemplate() }
        let isSame = try placed.rootTemplate() == root
        if isSame, !options.revertsDrift, let deployed, let root, mayBeCurrent(deployed, parameters),
            try await isUnmoved(deployed, root)
        {
            return try await endWithoutChanges(deployed, options)
        }
        let known: KnownOfStack
        switch try await move(deployed, root, to: upload, options) {
        case .nothing(let comparison):
            let isPlaced = isSame && deployed.map { $0.isSettled && hasBuilds($0, upload) } == true
            known = KnownOfStack(root: root, comparison: comparison, isPlaced: isPlaced)
        // What was read before is not what is deployed any more.
        case .moved: known = KnownOfStack(isMoved: true)
        case .isDryRun: return
        }
        try await change(deployed, known, by: upload, placed, to: bucket, parameters, options)
    }

    /// Says where this goes.
    func introduce(account: String) {
        terminal.errors.print([
            StyledText(stackName, .bold),
            StyledText(
                " in \(aws.connection.region), account \(account)\(aws.connection.endpoint.map { ", at \($0)" } ?? "")"),
        ])
    }

    func artifactBucket(account: String) throws -> ArtifactBucket {
        try ArtifactBucket(
            project: environment.project, key: environment.projectKey, account: account, connection: aws.connection)
    }

    /// Everything that can be found wrong without a call.
    func checkedParameters() throws -> ParameterValues {
        let parameters: ParameterValues
        do {
            parameters = try ParameterValues(
                declared: templates.root?.parameters ?? [], constraints: templates.root?.constraints ?? [],
                environment: environment, secret: environmentVariable)
        } catch let error as DiagnosticError {
            throw DiagnosticError(error.diagnostics + problems)
        }
        guard problems.isEmpty else { throw DiagnosticError(problems) }
        if let problem = ArtifactBucket.problem(
            project: environment.project, key: environment.projectKey, region: aws.connection.region)
        {
            throw DiagnosticError(
                Diagnostic("project-name", problem, at: .file(environment.position(ofValue: environment.projectKey))))
        }
        return parameters
    }

    func endWithoutChanges(_ deployed: StackDescription?, _ options: Options) async throws {
        terminal.errors.print([
            StyledText("no changes", .good), StyledText(": \(stackName) is as its templates say"),
        ])
        guard let deployed, options.goal == .deployment else { return }
        try await protect(deployed.stackId, isProtected: deployed.enableTerminationProtection == true)
        try await applyStackPolicies(to: deployed.stackId)
        if options.isExpress {
            let resources = try await StackResource.list(stack: deployed.stackId, with: aws)
            try await ReadinessWait(for: resources, of: stackName, aws: aws, terminal: terminal).run()
        }
        show(StackOutputs(deployed))
    }

    /// What to know before a stack is made and to do once it is; an emulator neither charges nor writes to anybody.
    func noticesOfCreation(_ parameters: ParameterValues) -> CreationNotices? {
        guard !aws.connection.isLocal else { return nil }
        return templates.creationNotices(values: parameters.values, region: aws.connection.region, now: now())
    }

    /// Puts a change set away that is not going to be executed, and gives what to throw: what stopped it is worth
    /// telling, and of the tidying only that it failed.
    func tidied(_ leftover: LeftoverChangeSet, after error: any Error) async -> any Error {
        let isTidy = (try? await Interruption.shielded(leftover.description) { try await leftover.remove() }) != nil
        let standing =
            isTidy
            ? "\(leftover.unchanged), and no change set is left"
            : "\(leftover.unchanged); the change set \(leftover.name) may be left, which the next deployment makes void"
        if error is CancellationError { return Interrupted(description: standing) }
        let cause = raceOrSelf(error)
        guard !isTidy else { return cause }
        return CommandError(cause, hints: [standing])
    }

    private func raceOrSelf(_ error: any Error) -> any Error {
        guard let status = (error as? AWSError)?.operationInProgress else { return error }
        return CommandError.race(on: stackName, status: status)
    }

    /// The newest events of a stack, the newest first; none of one that is not there.
    func newestEvents(of stack: StackDescription?) async throws -> [StackEvent] {
        guard let stack else { return [] }
        return try await aws.events(ofStack: stack.stackId)
    }

    /// Sets termination protection where the environment asks for it. A stack has it from the moment of its change set
    /// on: AWS CloudFormation User Guide, "Protect CloudFormation stacks from being deleted".
    func protect(_ stack: String, isProtected: Bool) async throws {
        guard environment.isProtected, !isProtected else { return }
        try await aws.setTerminationProtection(true, ofStack: stack)
        terminal.errors.print("termination protection is on")
    }

    func show(_ outputs: StackOutputs) {
        outputs.print(as: .text, on: terminal.output)
    }
}
