import AWSAccess
import Diagnostics
import Environments
import Plan
import Template
import Terminal

extension Deployer {
    /// Shows what is going to change, what could be lost by it, and what is not known.
    ///
    /// Of a creation AWS's own list is enough, with what it costs and needs.
    func show(_ made: MadeChangeSet) {
        let (review, plan) = (made.review, made.plan)
        if let plan {
            plan.show(on: terminal.output)
            for line in Reconciliation(review, plan).lines { terminal.output.print(line) }
        } else {
            terminal.output.print(review.table)
            for warning in review.warnings { terminal.reportWarning(warning) }
            made.creation?.showCostsAndPermissions(on: terminal.output)
        }
        terminal.report((plan ?? made.creation)?.permissions?.problems(in: environment, through: aws.connection) ?? [])
        terminal.report(review.validation)
        if let unknown = review.unknown {
            let reader = plan == nil ? "" : "; the plan says what the templates make of it"
            terminal.reportWarning(
                "what changes inside the nested stacks cannot be known before it is done: \(unknown)\(reader)")
        }
    }

    /// Stops before anything is made where AWS is known to refuse what the templates say.
    ///
    /// - Throws: ``CommandError`` with what AWS refuses, and with what holds data and would go, once the plan is shown.
    func refuse(_ plan: Plan?, _ options: Options) throws {
        guard let plan, case let refusals = plan.refusals(allowed: options.allowedRefusals), !refusals.isEmpty else {
            return
        }
        plan.show(on: terminal.output)
        let losses = DataGuard(plan).refusals(allowed: options.allowedReplacements, templates)
        throw CommandError(refusals + losses, hints: ["nothing was changed, and no change set was made"])
    }

    /// Stops where AWS is known to refuse what a change set says; it is put away then. What decides may be known only by the
    /// change set, or by somebody else who made it.
    func guardRefusals(
        _ plan: Plan?, _ options: Options, otherwise leftover: LeftoverChangeSet
    ) async throws {
        guard let plan else { return }
        let known = plan.resources.filter { !$0.refusals.isEmpty }.map(\.path.description)
        let allowed = AllowedResources(option: "--allow-refused", names: options.allowedRefusals)
        for mistake in allowed.superfluous(among: known, "what AWS refuses", nothing: "AWS is known to refuse nothing")
        {
            terminal.reportWarning(mistake)
        }
        let refusals = plan.refusals(allowed: options.allowedRefusals)
        guard !refusals.isEmpty else { return }
        throw await tidied(leftover, after: CommandError(refusals, hints: [leftover.standing]))
    }

    /// Stops where what holds data would be replaced or removed and nobody allowed that by name; the change set is
    /// deleted then. A dry run only says so.
    func guardData(
        _ review: ChangeReview, _ plan: Plan?, _ options: Options, of deployed: StackDescription?,
        otherwise leftover: LeftoverChangeSet
    ) async throws {
        // What is not there yet has no data.
        guard deployed != nil else { return }
        let guardian = DataGuard(review, plan)
        for mistake in guardian.superfluous(in: options.allowedReplacements) { terminal.reportWarning(mistake) }
        let refusals = guardian.refusals(allowed: options.allowedReplacements, templates)
        guard !refusals.isEmpty, options.goal != .dryRun else { return }
        throw await tidied(
            leftover,
            after: CommandError(refusals, hints: [leftover.standing]))
    }

    /// Stops where an export would go or change that other stacks import: CloudFormation refuses it half-way. A dry run
    /// only says so.
    func guardExports(
        _ plan: Plan?, _ options: Options, otherwise leftover: LeftoverChangeSet
    ) async throws {
        do {
            let problems = try await ExportReaders(aws: aws).problems(of: plan?.exports ?? [], templates)
            guard !problems.allSatisfy({ $0.severity < .error }), options.goal != .dryRun else {
                return terminal.report(problems)
            }
            throw CommandError(problems, hints: [leftover.standing])
        } catch {
            throw await tidied(leftover, after: error)
        }
    }

    /// What the templates say of an update; nil where what is deployed cannot be read, which decides nothing.
    ///
    /// - Parameter root: the template that the stack was deployed with.
    func comparison(
        of deployed: StackDescription?, _ root: Template?, _ placed: PlacedTemplates, supplied: [String: String]
    ) async -> DeployedComparison? {
        guard let deployed else { return nil }
        do {
            let comparison = try await templates.comparison(
                of: deployed, root: root, placed, supplied: supplied, in: environment, with: aws, at: prices)
            guard comparison.plan.problems.isEmpty else { throw DiagnosticError(comparison.plan.problems) }
            return comparison
        } catch let error where error is CommandError || error is AWSError || error is DiagnosticError {
            terminal.reportWarning("what is deployed cannot be compared: \(error)")
            return nil
        } catch {
            // Whoever is interrupted waits for no plan.
            return nil
        }
    }

    /// The plan of an update, with what the change set has brought to light.
    ///
    /// - Parameter secrets: the root's parameters that it gives and that nobody is shown.
    func plan(
        _ comparison: DeployedComparison?, of deployed: StackDescription?, _ changeSet: ChangeSet,
        _ review: ChangeReview, secrets: Set<String>
    ) -> Plan? {
        guard let comparison, let deployed, let wanted = comparison.wanted, let root = templates.root else {
            return comparison?.plan
        }
        return comparison.knowing(
            UnseenValues(of: deployed, changeSet, review, wanted, root: root.template, secrets: secrets)
        ).plan
    }

    /// Whether to execute a change set; deletes it when not.
    ///
    /// Nobody can agree to what nobody knows: where the environment is protected, unknown changes take more than a yes.
    func isWanted(
        _ review: ChangeReview, _ options: Options, otherwise leftover: LeftoverChangeSet
    ) async throws -> Bool {
        func discard() async throws {
            try await Interruption.shielded(leftover.description) { try await leftover.remove() }
        }
        if options.goal == .dryRun {
            try await discard()
            terminal.errors.print("dry run: \(leftover.standing)")
            return false
        }
        guard environment.isProtected else { return true }
        let isBlind = review.unknown != nil && !options.allowsUnknownChanges
        if options.assumesYes {
            guard isBlind else { return true }
            try await discard()
            throw CommandError(
                "protected-environment",
                "'\(environment.name)' is protected, and what changes inside its nested stacks is not known: data may be lost; \(leftover.standing)",
                hints: [
                    "to decide about it, run the same command without --yes and type the stack's name, or add --allow-unknown-changes"
                ])
        }
        let prompt =
            isBlind
            ? Prompt(
                "Execute this on \(environment.name), although a nested database may be replaced?", typing: stackName,
                automation: "--yes --allow-unknown-changes")
            : Prompt("Execute this on \(environment.name) (\(stackName))?")
        do {
            if try await prompt.answer(on: terminal) { return true }
        } catch {
            try await discard()
            guard error is CancellationError else { throw error }
            throw Interrupted(description: leftover.standing)
        }
        try await discard()
        throw CommandError("not-confirmed", "not confirmed: \(leftover.standing)")
    }
}
