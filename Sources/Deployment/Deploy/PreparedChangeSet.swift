import AWSAccess
import Diagnostics
import Environments
import Template
import Terminal

/// A change set that was made to be executed later, after somebody approved it.
struct PreparedChangeSet: Sendable {
    let changeSet: ChangeSet

    // MARK: - What is written on it

    private static let beginning = "prepared by deploy"
    private static let replacements = "; may replace or remove "
    private static let refusals = "; tries "

    /// What a change set is described with, so that what was allowed when it was prepared is allowed when it is executed.
    /// At most 1024 characters (AWS CloudFormation API Reference, "CreateChangeSet"): names that find no room are to be
    /// allowed again.
    static func description(of options: Deployer.Options) -> String {
        var text = beginning
        for (allowance, names) in [(replacements, options.allowedReplacements), (refusals, options.allowedRefusals)] {
            for (index, name) in names.sorted().enumerated() {
                let next = (index == 0 ? allowance : ", ") + name
                guard text.count + next.count <= 1024 else { break }
                text += next
            }
        }
        return text
    }

    /// The names of what may be replaced or removed.
    var allowedReplacements: Set<String> { names(after: Self.replacements) }
    /// The names of what is tried although AWS is known to refuse it.
    var allowedRefusals: Set<String> { names(after: Self.refusals) }

    /// The names that an allowance is written down for: no path has a semicolon.
    private func names(after allowance: String) -> Set<String> {
        guard let description = changeSet.description, description.hasPrefix(Self.beginning),
            let start = description.range(of: allowance)?.upperBound
        else { return [] }
        let names = description[start...].prefix { $0 != ";" }
        return Set(names.split(separator: ",").map { $0.trimmingPrefix(" ") }.map(String.init))
    }

    /// The values that it has for some parameters.
    func values(of names: Set<String>) -> [String: String] {
        let values = (changeSet.parameters ?? []).compactMap { parameter in
            parameter.parameterValue.map { (parameter.parameterKey, $0) }
        }
        return Dictionary(values) { first, _ in first }.filter { names.contains($0.key) }
    }

    // MARK: - Whether it is what is meant

    /// In what a change set differs from what would be deployed now; empty where it is just that.
    ///
    /// Secrets are not among it: AWS shows none.
    ///
    /// - Parameters:
    ///   - template: the root's; nil where it cannot be read. Nested ones stand in it under the hashes of their bytes.
    ///   - secrets: the names of parameters that AWS does not show.
    func differences(
        _ template: Template?, from wanted: Template, values: [String: String], secrets: Set<String>,
        tags: [String: String]
    ) -> [String] {
        var found: [String] = []
        if template != wanted { found.append("the templates are others than the stacks make here") }
        for parameter in changeSet.parameters ?? [] where !secrets.contains(parameter.parameterKey) {
            guard let prepared = parameter.parameterValue, let value = values[parameter.parameterKey], prepared != value
            else { continue }
            found.append("\(parameter.parameterKey) is '\(prepared)' in it, and '\(value)' here")
        }
        let own = Dictionary((changeSet.tags ?? []).map { ($0.key, $0.value) }) { first, _ in first }
        if own != tags { found.append("the tags are others than those of the environment's file") }
        return found
    }
}

extension Deployer {
    /// Says how a change set that was prepared is executed. Its name alone stands in the last line of standard output.
    func tellPrepared(_ name: String) {
        terminal.errors.print("prepared: nothing was changed")
        terminal.errors.print(
            "  to execute it:  \(environment.commandLine("deploy", through: aws.connection)) --execute \(name)")
        terminal.output.print(name)
    }

    /// Executes a change set that was prepared, if it is still what a deployment from here would do.
    ///
    /// - Throws: as ``deploy(_:)``.
    public func execute(_ name: String, _ options: Options) async throws {
        let parameters = try checkedParameters()
        guard let stack = try await aws.stack(stackName), let account = stack.account else {
            throw CommandError(
                "missing-change-set", "there is no stack \(stackName), and so no change set '\(name)'",
                hints: ["prepare one with '\(environment.commandLine("deploy", through: aws.connection)) --prepare'"])
        }
        introduce(account: account)
        if stack.wasChanged(by: name) { return try await goOn(with: stack, name) }
        let changeSet = try await preparedChangeSet(name, of: stack)
        let prepared = PreparedChangeSet(changeSet: changeSet)
        let deployed = stack.stackStatus == "REVIEW_IN_PROGRESS" ? nil : stack

        let upload = TemplateUpload(
            templates: templates, bucket: try artifactBucket(account: account), folder: stackName, aws: aws,
            assets: PlacedAssets(of: templates, readingBuilds: false))
        let placed = try upload.placed()
        async let newest = newestEvents(of: deployed)
        let builds = prepared.values(of: templates.builds)
        let supplied = upload.suppliedValues.merging(builds) { $1 }
        async let reviewed = review(of: changeSet)
        let inquiry = RoleInquiry(aws: aws, environment: environment)
        let creation = planOfCreation(of: deployed)
        func compare() async -> (DeployedComparison?, RoleInquiry.Answers?) {
            let compared = await comparison(of: deployed, nil, placed, supplied: supplied)
            return (compared, await inquiry.answers(to: compared?.plan ?? creation, of: deployed))
        }
        async let looked = compare()
        try await check(prepared, placed, parameters.adding(upload.suppliedValues))
        for name in builds.keys.sorted() {
            terminal.reportNote("\(name) is what was built when the change set was prepared")
        }
        let leftover = LeftoverChangeSet(
            stackName: stackName, name: name, isNewStack: deployed == nil, aws: aws, isPrepared: true)
        let review = try await reviewed
        let (compared, answers) = await looked
        // What was given when it was prepared, nobody knows any more.
        let refined = plan(
            compared, of: deployed, changeSet, review,
            secrets: Set((templates.root?.parameters ?? []).filter(\.noEcho).map(\.name)))
        let made = MadeChangeSet(
            changeSet: changeSet, review: review,
            plan: refined.map { inquiry.knowing(answers, $0, of: deployed) },
            creation: creation.map { inquiry.knowing(answers, $0, of: deployed) },
            events: try await newest, leftover: leftover)
        var options = options
        options.allowedReplacements.formUnion(prepared.allowedReplacements)
        options.allowedRefusals.formUnion(prepared.allowedRefusals)
        _ = try await perform(made, on: deployed, options)
    }

    /// The change set of a name, if it can be executed.
    private func preparedChangeSet(_ name: String, of stack: StackDescription) async throws -> ChangeSet {
        let again = "prepare another with '\(environment.commandLine("deploy", through: aws.connection)) --prepare'"
        let changeSet: ChangeSet
        do {
            changeSet = try await aws.changeSet(name, ofStack: stackName)
        } catch AWSError.service(code: "ChangeSetNotFound", _, _) {
            let names = try await aws.changeSets(ofStack: stackName).map(\.changeSetName).sorted()
            let known = names.isEmpty ? "it has none" : "it has \(names.joined(separator: ", "))"
            throw CommandError(
                "missing-change-set",
                "\(stackName) has no change set '\(name)': \(Suggestion.question(for: name, in: names))\(known)",
                hints: ["CloudFormation deletes all that are not executed when it executes one; \(again)"])
        }
        let made = changeSet.isPending ? try await aws.finishedChangeSet(changeSet.changeSetId) : changeSet
        guard made.isComplete, made.executionStatus == "AVAILABLE" else {
            let status = made.isComplete ? made.executionStatus ?? "UNKNOWN" : made.status
            let reason = made.statusReason.map { ": \($0)" } ?? ""
            throw CommandError(
                "outdated-change-set",
                "the change set '\(name)' of \(stackName) cannot be executed, it is \(status)\(reason)",
                hints: [
                    "something else has changed the stack since it was prepared, or AWS could not make it; \(again)"
                ])
        }
        return made
    }

    /// Stops where what was prepared is not what a deployment from here would do.
    private func check(
        _ prepared: PreparedChangeSet, _ placed: PlacedTemplates, _ parameters: ParameterValues
    ) async throws {
        let secrets = Set((templates.root?.parameters ?? []).filter(\.noEcho).map(\.name))
        let differences = prepared.differences(
            try await aws.template(ofChangeSet: prepared.changeSet.changeSetId), from: try placed.rootTemplate(),
            values: parameters.values, secrets: secrets, tags: environment.tags)
        guard differences.isEmpty else {
            throw CommandError(
                differences.map { Diagnostic("outdated-change-set", "the change set is not what is here: \($0)") },
                hints: [
                    "nothing was changed; run this where it was prepared from, at the same commit, or prepare another"
                ])
        }
        for name in secrets.sorted() where parameters.values[name] != nil {
            terminal.reportNote("\(name) is what it was when the change set was prepared: AWS shows no secret")
        }
    }

    private func review(of changeSet: ChangeSet) async throws -> ChangeReview {
        try await ChangeSetMaker(aws: aws, templates: templates).review(of: changeSet)
    }

    /// Follows what an earlier run has begun, to its end.
    private func goOn(with stack: StackDescription, _ name: String) async throws {
        let isUpdate = !["CREATE_IN_PROGRESS", "CREATE_COMPLETE", "ROLLBACK_IN_PROGRESS"].contains(stack.stackStatus)
        guard stack.stackStatus.isInProgress else {
            terminal.errors.print("\(name) has been executed already; \(stackName) is \(stack.stackStatus)")
            guard stack.stackStatus.isSuccess else {
                throw CommandError(
                    "stack-failed",
                    "\(stackName) is \(stack.stackStatus): the change set '\(name)' did not get through",
                    hints: remedies(for: stack))
            }
            return show(StackOutputs(stack))
        }
        terminal.errors.print("\(name) is being executed; following that (Ctrl+C leaves it going)")
        show(StackOutputs(try await follow(stack: stack.stackId, after: nil, isUpdate: isUpdate)))
    }
}

extension StackDescription {
    /// Whether a change set of the name is the one that the stack was last changed with, or is being changed. Its ARN
    /// ends in `changeSet/NAME/ID`.
    fileprivate func wasChanged(by name: String) -> Bool {
        guard stackStatus != "REVIEW_IN_PROGRESS", let id = changeSetId else { return false }
        return id.split(separator: "/").dropLast().last.map { $0 == name } ?? false
    }
}
