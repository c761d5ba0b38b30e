import Foundation
import Terminal

/// Brings one environment to what its templates say.
///
/// check the parameters -> find the stack -> artifact bucket -> change set -> review -> execute -> follow -> outputs
public struct Deployer: Sendable {
    let templates: DeployableTemplates
    let environment: EnvironmentFile
    let aws: AWSCLI
    let terminal: Terminal
    private let secrets: [SecretBinding]
    private let environmentVariable: @Sendable (String) -> String?

    /// - Parameters:
    ///   - aws: a CLI that is connected to the environment's region and endpoint.
    ///   - secrets: which environment variables give secret parameters.
    ///   - environmentVariable: reads one.
    public init(
        templates: DeployableTemplates, environment: EnvironmentFile, aws: AWSCLI, terminal: Terminal,
        secrets: [SecretBinding] = [],
        environmentVariable: @escaping @Sendable (String) -> String? = { ProcessEnvironment()[$0] }
    ) {
        self.templates = templates
        self.environment = environment
        self.aws = aws
        self.terminal = terminal
        self.secrets = secrets
        self.environmentVariable = environmentVariable
    }

    /// How far a deployment goes.
    public struct Options: Sendable, Equatable {
        /// Makes the change set, shows it and deletes it.
        public var isDryRun: Bool
        /// Does not ask, even where the environment is protected.
        public var assumesYes: Bool

        public init(isDryRun: Bool = false, assumesYes: Bool = false) {
            self.isDryRun = isDryRun
            self.assumesYes = assumesYes
        }
    }

    private var stackName: String { environment.stackName }

    /// Deploys. Nothing to change is a success.
    ///
    /// - Throws: ``DeploymentError`` or ``AWSError`` with what to print; `Prompt.Unanswerable`; `CancellationError` after
    ///   Ctrl+C, once what was begun is put away or explained.
    public func deploy(_ options: Options) async throws {
        let parameters = try ParameterValues(
            declared: templates.root?.parameters ?? [], environment: environment, bindings: secrets,
            secret: environmentVariable)
        async let identity = aws.account()
        async let described = aws.stack(stackName)
        let account = try await identity
        terminal.errors.print([
            StyledText(stackName, .bold), StyledText(" in \(aws.connection.region), account \(account)\(aws.connection.endpoint.map { ", at \($0)" } ?? "")"),
        ])
        for warning in RegionalTypes(region: aws.connection.region).warnings(about: templates) {
            terminal.reportWarning(warning)
        }
        let deployed = try await readyStack(try await described, dryRun: options.isDryRun)
        if deployed == nil, !parameters.problemsOfCreation.isEmpty {
            throw DeploymentError(problems: parameters.problemsOfCreation)
        }

        let bucket = try ArtifactBucket(
            project: environment.parameters["ProjectName"] ?? stackName, account: account, region: aws.connection.region)
        if try await bucket.makeIfMissing(with: aws) {
            terminal.errors.print("made the artifact bucket \(bucket.name): private, encrypted, versioned, TLS only")
        }
        let request = ChangeSetMaker.Request(
            stackName: stackName, bucket: bucket.name, parameters: parameters.values, tags: environment.tags,
            deployedParameters: deployed.map { Set($0.parameters?.map(\.parameterKey) ?? []) })
        // An update comes after the newest event there is by now; a creation is the first thing that happens.
        async let newest = newestEvent(of: deployed)
        switch try await changeSet(for: request) {
        case .noChanges:
            terminal.errors.print([StyledText("no changes", .good), StyledText(": \(stackName) is as its templates say")])
            if options.isDryRun { return }
            guard let deployed else { return }
            try await protect(deployed)
            show(StackOutputs(deployed))
        case .changes(let changeSet, let review, let unknown):
            show(review, nestedChangesUnknown: unknown)
            guard try await isWanted(changeSet, isNewStack: deployed == nil, options) else { return }
            let stack = try await execute(changeSet, after: try await newest, isUpdate: deployed != nil)
            try await protect(stack)
            show(StackOutputs(stack))
        }
    }

    /// Makes the change set, and leaves none behind that is not going to be executed.
    private func changeSet(for request: ChangeSetMaker.Request) async throws -> ChangeSetMaker.Result {
        let leftovers = LeftoverChangeSets(
            stackName: stackName, since: Date(), isNewStack: request.deployedParameters == nil, aws: aws)
        do {
            let result = try await ChangeSetMaker(aws: aws, templates: templates).make(request)
            // An empty change set stays as a failed one, a thousand of which a stack may have.
            if result == .noChanges { try await leftovers.remove() }
            return result
        } catch {
            let isTidy = (try? await Interruption.shielded { try await leftovers.remove() }) != nil
            // What stopped the change set is worth telling, not what stopped the tidying.
            guard error is CancellationError else { throw error }
            throw Interrupted(
                description: isTidy
                    ? "nothing was changed, and no change set is left"
                    : "nothing was changed; a change set may be left, which the next deployment replaces")
        }
    }

    private func show(_ review: ChangeReview, nestedChangesUnknown: String?) {
        terminal.output.print(review.table)
        if let nestedChangesUnknown {
            terminal.reportNote(
                "what changes inside the nested stacks cannot be shown before it is done: \(nestedChangesUnknown)")
        }
        for warning in review.warnings {
            terminal.reportWarning(warning)
        }
    }

    /// Whether to execute a change set; deletes it when not.
    private func isWanted(_ changeSet: ChangeSet, isNewStack: Bool, _ options: Options) async throws -> Bool {
        func discard() async throws {
            try await Interruption.shielded { try await discardChangeSet(changeSet, isNewStack: isNewStack) }
        }
        if options.isDryRun {
            try await discard()
            terminal.errors.print("dry run: nothing was changed, and the change set is deleted")
            return false
        }
        guard environment.isProtected, !options.assumesYes else { return true }
        do {
            if try await Prompt("Execute this on \(environment.name) (\(stackName))?").answer(on: terminal) { return true }
        } catch {
            try await discard()
            guard error is CancellationError else { throw error }
            throw Interrupted(description: "nothing was changed, and the change set is deleted")
        }
        try await discard()
        throw DeploymentError("not confirmed: nothing was changed, and the change set is deleted")
    }

    private func discardChangeSet(_ changeSet: ChangeSet, isNewStack: Bool) async throws {
        try await aws.run(["cloudformation", "delete-change-set", "--change-set-name", changeSet.changeSetId])
        try await LeftoverChangeSets(stackName: stackName, since: Date(), isNewStack: isNewStack, aws: aws).removeEmptyStack()
    }

    private func newestEvent(of stack: StackDescription?) async throws -> StackEvent? {
        guard let stack else { return nil }
        return try await aws.events(ofStack: stack.stackId).first
    }

    /// Executes a change set and follows it to the end.
    private func execute(_ changeSet: ChangeSet, after baseline: StackEvent?, isUpdate: Bool) async throws -> StackDescription {
        // Past this point nobody knows whether it began, unless the call is let finish.
        do {
            _ = try await Interruption.shielded { [aws] in
                try await aws.run(["cloudformation", "execute-change-set", "--change-set-name", changeSet.changeSetId])
            }
        } catch AWSError.service(code: "ChangeSetNotFound", _, _), AWSError.service(code: "InvalidChangeSetStatus", _, _) {
            // CloudFormation drops all others when it executes one.
            throw DeploymentError(
                "\(stackName) was changed by somebody else while this change set was made or reviewed, so it is void and nothing of it was done; run the same command again")
        }
        return try await follow(stack: changeSet.stackId, after: baseline, isUpdate: isUpdate)
    }

    /// Follows the stack's operation, and throws what went wrong first.
    func follow(stack id: String, after baseline: StackEvent?, isUpdate: Bool) async throws -> StackDescription {
        do {
            var operation = StackOperation(stack: id, name: stackName, templates: templates, after: baseline)
            operation = try await StackFollower(aws: aws, terminal: terminal).follow(operation)
            guard let stack = try await aws.stack(id) else { throw DeploymentError("\(stackName) was deleted meanwhile") }
            guard stack.stackStatus.isSuccess else {
                let fate = stack.stackStatus.isRollback ? "failed and was rolled back" : "failed"
                var problems = ["\(stackName): the \(isUpdate ? "update" : "creation") \(fate) (\(stack.stackStatus))"]
                if let failure = operation.firstFailure { problems.insert(failure.description, at: 0) }
                let retained = StackDeletion.retained(by: operation).map(\.orphanNote)
                throw DeploymentError(problems: problems, hints: retained + remedies(for: stack))
            }
            return stack
        } catch is CancellationError {
            let cancel = isUpdate
                ? "aws cloudformation cancel-update-stack --stack-name \(stackName) \(aws.connection.shownArguments)"
                : "swift run destroy \(environment.shownOptions(through: aws.connection))"
            throw Interrupted(
                description: """
                    CloudFormation goes on with \(stackName) by itself
                      to follow it again:  swift run deploy \(environment.shownOptions(through: aws.connection))
                      to cancel it:        \(cancel)
                    """)
        }
    }

    /// Sets termination protection where the environment asks for it.
    private func protect(_ stack: StackDescription) async throws {
        guard environment.isProtected, stack.enableTerminationProtection != true else { return }
        try await aws.run([
            "cloudformation", "update-termination-protection", "--stack-name", stackName, "--enable-termination-protection",
        ])
        terminal.errors.print("termination protection is on")
    }

    private func show(_ outputs: StackOutputs) {
        outputs.print(as: .table, on: terminal.output)
    }
}
