import AWSAccess
import Environments
import Foundation
import Plan
import Template
import Terminal

extension Deployer {
    /// What has been read of a stack before its change set is made, so that nothing is read twice.
    struct KnownOfStack {
        /// The template that it was deployed with.
        var root: Template?
        var comparison: DeployedComparison?
        /// Whether it was deployed from the templates and assets that are here, so that they were uploaded then.
        var isPlaced = false
        /// Whether something was moved in it just now.
        var isMoved = false
    }

    /// What came of making a change set, and what is put away of it.
    private struct Attempt {
        let result: ChangeSetMaker.Result
        let leftover: LeftoverChangeSet
        /// What the execution role has of what the change needs.
        let answers: RoleInquiry.Answers?
    }

    /// Makes the change set of what is still to be changed, and carries it out once it is wanted.
    ///
    /// - Parameters:
    ///   - deployed: nil for a stack that is created.
    ///   - known: what has been read of it.
    func change(
        _ deployed: StackDescription?, _ known: KnownOfStack, by upload: TemplateUpload, _ placed: PlacedTemplates,
        to bucket: ArtifactBucket, _ parameters: ParameterValues, _ options: Options
    ) async throws {
        let notices = deployed == nil ? noticesOfCreation(parameters) : nil
        for warning in notices?.warnings ?? [] { terminal.reportWarning(warning) }

        // An update comes after the newest event there is by now; a creation is the first thing that happens.
        async let newest = newestEvents(of: deployed)
        // Also where nothing has to be uploaded: CloudFormation reads nested templates there.
        async let ready: Void = prepare(bucket)
        async let compared =
            known.comparison == nil
            ? comparison(of: deployed, known.root, placed, supplied: upload.suppliedValues) : known.comparison

        let inquiry = RoleInquiry(aws: aws, environment: environment)
        let creation = planOfCreation(of: deployed)
        // The role is asked while AWS makes the change set.
        func made(of template: ChangeSetRequest.TemplateSource, _ plan: Plan?) async throws -> Attempt {
            async let answers = inquiry.answers(to: plan ?? creation, of: deployed)
            let request = request(for: deployed, template, parameters, options)
            let leftover = LeftoverChangeSet(
                stackName: stackName, name: request.name, isNewStack: deployed == nil, aws: aws,
                isAfterMoves: known.isMoved)
            return Attempt(result: try await make(request, leftover), leftover: leftover, answers: await answers)
        }
        var first: Attempt?
        // What is uploaded already needs no upload, and what the bucket is like can be asked meanwhile.
        if known.isPlaced {
            let plan = await compared?.plan
            try refuse(plan, options)
            do { first = try await made(of: .deployed, plan) } catch is TemplatesUnread {}
        }
        let events: [StackEvent]
        do {
            try await ready
            events = try await newest
        } catch {
            guard let first else { throw error }
            throw await tidied(first.leftover, after: error)
        }
        let attempt: Attempt
        if let first {
            attempt = first
        } else {
            let template = try await upload.run(placed)
            let plan = await compared?.plan
            try refuse(plan, options)
            attempt = try await made(of: .address(template), plan)
        }
        switch attempt.result {
        case .noChanges:
            try await endWithoutChanges(deployed, options)
        case .refused(let error, _):
            throw error
        case .changes(let changeSet, let review):
            let refined = plan(
                await compared, of: deployed, changeSet, review,
                secrets: templates.givenSecrets(by: environmentVariable))
            let made = MadeChangeSet(
                changeSet: changeSet, review: review,
                plan: refined.map { inquiry.knowing(attempt.answers, $0, of: deployed) },
                creation: creation.map { inquiry.knowing(attempt.answers, $0, of: deployed) },
                events: events, leftover: attempt.leftover)
            guard try await perform(made, on: deployed, options) else { return }
            for step in notices?.nextSteps ?? [] { terminal.reportNote(step) }
        }
    }

    /// What the templates make where nothing is; nil for an update.
    func planOfCreation(of deployed: StackDescription?) -> Plan? {
        deployed == nil
            ? templates.planOfCreation(in: environment, region: aws.connection.region, at: prices) : nil
    }

    private func request(
        for deployed: StackDescription?, _ template: ChangeSetRequest.TemplateSource, _ parameters: ParameterValues,
        _ options: Options
    ) -> ChangeSetMaker.Request {
        ChangeSetMaker.Request(
            stackName: stackName, name: changeSetName(for: options.goal), template: template,
            parameters: parameters.values, tags: environment.tags,
            deployedParameters: deployed.map { Set($0.parameters?.map(\.parameterKey) ?? []) },
            description: options.goal == .preparation ? PreparedChangeSet.description(of: options) : nil,
            roleARN: environment.roleARN,
            revertsDrift: options.revertsDrift && deployed != nil, isExpress: options.isExpress)
    }

    /// One that nobody else has. People type the name of a prepared one.
    private func changeSetName(for goal: Options.Goal) -> String {
        let unique = UUID().uuidString.lowercased()
        guard goal == .preparation else { return "deploy-\(unique)" }
        let time = now().formatted(.iso8601).filter { $0.isLetter || $0.isNumber }
        return "prepared-\(time)-\(unique.prefix(4))"
    }

    /// Makes the artifact bucket where it is missing. It is asked for every time: a bucket's name can be guessed, and
    /// somebody else's must be neither written nor read.
    private func prepare(_ bucket: ArtifactBucket) async throws {
        if try await bucket.makeIfMissing(with: aws) {
            terminal.errors.print("made the artifact bucket \(bucket.name): private, encrypted, versioned, TLS only")
        }
    }

    /// Makes the change set, and leaves none behind that is not going to be executed or looked at.
    private func make(
        _ request: ChangeSetMaker.Request, _ leftover: LeftoverChangeSet
    ) async throws -> ChangeSetMaker.Result {
        do {
            let result = try await Interruption.leaving(leftover.description) {
                try await ChangeSetMaker(aws: aws, templates: templates).make(request)
            }
            switch result {
            case .changes, .refused(_, isExplained: false): break
            // An empty change set stays as a failed one, a thousand of which a stack may have.
            case .noChanges, .refused: try await leftover.remove()
            }
            return result
        } catch {
            throw await tidied(leftover, after: error)
        }
    }
}
