import AWSAccess
import Diagnostics
import Environments
import Plan
import Template
import Terminal

extension Deployer {
    /// What came of the declared moves.
    enum MovesResult {
        /// There is none that still has to happen. With what was compared, where that had to be found out.
        case nothing(DeployedComparison?)
        case moved
        /// There are some, and nothing is to be changed.
        case isDryRun
    }

    /// Carries out the declared moves that still have to happen, before anything else is changed.
    ///
    /// What exists is asked: a resource that is deployed under its new name has been moved, whoever did it. So this may
    /// be interrupted anywhere and run again.
    ///
    /// - Parameters:
    ///   - stack: nil where nothing is deployed, and so nothing moves.
    ///   - root: the template that it was deployed with, where that has been read.
    func move(
        _ stack: StackDescription?, _ root: Template?, to upload: TemplateUpload, _ options: Options
    ) async throws -> MovesResult {
        guard let stack, !templates.declaredMoves.isEmpty else { return .nothing(nil) }
        let run = StackRefactoringRun(stackName: stackName, aws: aws)
        var comparison = try await templates.comparison(
            of: stack, root: root, nil, supplied: upload.suppliedValues, in: environment, with: aws, at: prices)
        // Where all is where it belongs, nothing can be on its way.
        let isOpen = !comparison.plan.moves.isEmpty || !comparison.plan.problems.isEmpty
        var isContinued = false
        if isOpen {
            isContinued = try await run.followLeftover {
                terminal.errors.print(
                    "an earlier run has begun to move resources of \(stackName); following that first")
            }
        }
        if isContinued {
            comparison = try await templates.comparison(
                of: stack, nil, supplied: upload.suppliedValues, in: environment, with: aws, at: prices)
        }
        let plan = comparison.plan
        guard plan.problems.isEmpty else { throw DiagnosticError(plan.problems) }
        try environment.refuseUnderPolicies(plan.moves)
        guard let refactored = try comparison.refactoredTemplates() else {
            return isContinued ? .moved : .nothing(comparison)
        }
        try refuse(plan, options)
        plan.show(on: terminal.output)
        terminal.errors.print(
            "CloudFormation moves \(plan.moves.shownCount) first, which touches nothing; the change set of the rest is made after that"
        )
        guard try allows(plan, options) else { return .isDryRun }
        let request = try await StackRefactorRequest(
            plan.moves, refactored, stacks: comparison.inventory?.stacks ?? [:],
            description: StackRefactoringRun.description(ofStack: stackName)
        ) { try await upload.upload($0) }
        let refactor = try await run.make(request)
        show(try await aws.actions(ofStackRefactor: refactor.stackRefactorId), for: plan.moves)
        try await confirm(plan, options)
        try await run.execute(refactor)
        terminal.errors.print([
            StyledText("moved \(plan.moves.shownCount)", .good), StyledText(": nothing was made anew"),
        ])
        return .moved
    }

    /// What is going to be moved, by the names that AWS has for it; a resource of which AWS says something else is told.
    private func show(_ actions: [StackRefactorAction], for moves: [PlannedMove]) {
        var table = Table(["Moves", "From", "Physical ID"])
        for move in moves {
            let action = actions.first {
                $0.resourceMapping?.source.logicalResourceId == move.source.logicalID
                    && $0.resourceMapping?.destination.logicalResourceId == move.destination.logicalID
            }
            table.add(["\(move.new)", "\(move.source)", action?.physicalResourceId ?? "not known"])
        }
        terminal.output.print("")
        terminal.output.print(table)
        terminal.output.print("")
        let others = actions.filter { $0.action != "MOVE" }
        guard !others.isEmpty else { return }
        let names = others.compactMap { $0.physicalResourceId ?? $0.description }.joined(separator: ", ")
        terminal.reportWarning("AWS says that it does more than to move: \(names)")
    }

    /// Whether what follows the moves may happen: a move is in vain whose change set is going to be refused.
    private func allows(_ plan: Plan, _ options: Options) throws -> Bool {
        let refusals = DataGuard(plan).refusals(allowed: options.allowedReplacements, templates)
        switch options.goal {
        case .deployment: break
        case .dryRun:
            if !refusals.isEmpty { terminal.report(refusals) }
            terminal.errors.print(
                "dry run: nothing was changed; AWS can be asked about the rest once the moves are made")
            return false
        case .preparation:
            throw CommandError(
                "stack-state",
                "\(plan.moves.shownCount) of \(stackName) \(plan.moves.count == 1 ? "has" : "have") to be moved before a change set can be made of the rest; nothing was changed",
                hints: [
                    "to move them and deploy the rest: \(environment.commandLine("deploy", through: aws.connection))"
                ])
        }
        guard refusals.isEmpty else { throw CommandError(refusals, hints: ["nothing was changed"]) }
        return true
    }

    private func confirm(_ plan: Plan, _ options: Options) async throws {
        guard environment.isProtected, !options.assumesYes else { return }
        let prompt = Prompt("Move \(plan.moves.shownCount) of \(environment.name) (\(stackName))?")
        do {
            if try await prompt.answer(on: terminal) { return }
        } catch is CancellationError {
            throw Interrupted(description: "nothing was changed")
        }
        throw CommandError("not-confirmed", "not confirmed: nothing was changed")
    }
}

extension [PlannedMove] {
    fileprivate var shownCount: String { count == 1 ? "1 resource" : "\(count) resources" }
}
