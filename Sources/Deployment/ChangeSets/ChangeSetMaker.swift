import AWSAccess
import Foundation

/// AWS cannot make a change set of what a stack was deployed with: its nested templates may be gone from Amazon S3, which
/// they leave after a year.
struct TemplatesUnread: Error, CustomStringConvertible {
    let reason: String

    var description: String { "AWS cannot make the change set of the templates that are deployed: \(reason)" }
}

/// Makes the change set of a deployment: the one that is shown is the one that is executed.
///
/// It includes the nested stacks, so that nobody learns afterwards that a database was replaced in one. CloudFormation
/// cannot make it so for every template (an output of one nested stack that does not exist yet, used with Fn::Select in
/// another). Then the change set is made without them, and the review says that their changes are not known.
///
/// AWS CloudFormation User Guide, "Change sets for nested stacks".
struct ChangeSetMaker: Sendable {
    /// What to make it for.
    struct Request: Sendable {
        let stackName: String
        /// The name of the change set.
        let name: String
        let template: ChangeSetRequest.TemplateSource
        let parameters: [String: String]
        let tags: [String: String]
        /// The parameters that the deployed stack has; nil for a new stack.
        let deployedParameters: Set<String>?
        /// For whoever looks at the change set later.
        let description: String?
        /// The role that CloudFormation acts as.
        var roleARN: String?
        /// Whether what drifted is brought back.
        var revertsDrift = false
        /// Whether CloudFormation is done once everything is configured.
        var isExpress = false
    }

    /// What came of it.
    enum Result: Sendable, Equatable {
        case noChanges
        /// The change set to execute, and what it changes.
        case changes(ChangeSet, ChangeReview)
        /// AWS refuses it. Without an explanation, the change set is all there is to find one.
        case refused(CommandError, isExplained: Bool)
    }

    private struct Created: Decodable {
        let id: String
    }

    let aws: AWSCLI
    let templates: DeployableTemplates

    /// - Throws: ``TemplatesUnread`` where the templates that the stack was deployed with do not do; ``AWSError``.
    func make(_ request: Request) async throws -> Result {
        guard templates.templates.count > 1 else { return try await result(of: create(request, nested: false)) }
        do {
            let changeSet = try await create(request, nested: true)
            if changeSet.isComplete || changeSet.isEmpty { return try await result(of: changeSet) }
            let reason = changeSet.statusReason ?? changeSet.status
            // Whatever else is wrong with it, is said again of one with everything uploaded.
            if request.template == .deployed, !changeSet.isRefusedByValidation { throw TemplatesUnread(reason: reason) }
            let refusal = try await EarlyValidation(aws: aws, templates: templates).refusal(of: changeSet)
            if let refusal { return .refused(refusal.error, isExplained: refusal.isExplained) }
            try await aws.deleteChangeSet(request.name, ofStack: request.stackName)
            return try await withoutNested(request, because: reason)
        } catch let error as AWSError {
            guard case .service("ValidationError", _, let message) = error, error.operationInProgress == nil else {
                throw error
            }
            guard request.template != .deployed else { throw TemplatesUnread(reason: message) }
            return try await withoutNested(request, because: message)
        }
    }

    private func withoutNested(_ request: Request, because reason: String) async throws -> Result {
        // AWS deletes a change set with nested ones by and by, and until then its name is taken. AWS CloudFormation
        // User Guide, "Delete a change set for a CloudFormation stack".
        var pauses = 30
        while true {
            do {
                return try await result(of: create(request, nested: false), nestedUnknown: reason)
            } catch AWSError.service(code: "AlreadyExistsException", _, let message)
                where pauses > 0 && !message.hasPrefix("Stack")
            {
                pauses -= 1
                try await aws.sleep(.seconds(2))
            }
        }
    }

    private func result(of changeSet: ChangeSet, nestedUnknown: String? = nil) async throws -> Result {
        if changeSet.isEmpty { return .noChanges }
        guard changeSet.isComplete else {
            if let refusal = try await EarlyValidation(aws: aws, templates: templates).refusal(of: changeSet) {
                return .refused(refusal.error, isExplained: refusal.isExplained)
            }
            return .refused(
                CommandError(
                    "change-set-refused",
                    "AWS cannot make the change set: \(changeSet.statusReason ?? changeSet.status)"),
                isExplained: true)
        }
        return .changes(changeSet, try await review(of: changeSet, nestedUnknown: nestedUnknown))
    }

    /// What a change set that is made changes, in all nested stacks.
    ///
    /// - Parameter reason: why it was made without them, where it was just now.
    func review(of changeSet: ChangeSet, nestedUnknown reason: String? = nil) async throws -> ChangeReview {
        let isWithout = changeSet.includeNestedStacks == false && templates.templates.count > 1
        if let nestedUnknown = reason ?? (isWithout ? "AWS could not make the change set with them" : nil) {
            return ChangeReview(changeSet, templates: templates, unknown: nestedUnknown)
        }
        do {
            return try await NestedChangeSets(aws: aws, templates: templates).review(of: changeSet)
        } catch let error as AWSError {
            return ChangeReview(changeSet, templates: templates, unknown: error.description)
        }
    }

    /// Makes a change set and waits until it is made.
    private func create(_ request: Request, nested: Bool) async throws -> ChangeSet {
        let input = ChangeSetRequest(
            stackName: request.stackName, changeSetName: request.name, createsStack: request.deployedParameters == nil,
            template: request.template, parameters: parameters(of: request),
            tags: request.tags.sorted { $0.key < $1.key }.map { .init(Key: $0.key, Value: $0.value) },
            includesNestedStacks: nested, description: request.description, roleARN: request.roleARN,
            revertsDrift: request.revertsDrift, isExpress: request.isExpress)
        return try await aws.finishedChangeSet(order(input))
    }

    /// Tells AWS to make a change set, and gives its ARN: again where the answer was lost, which AWS takes for one by
    /// its token.
    private func order(_ input: ChangeSetRequest) async throws -> String {
        var attempt = 1
        while true {
            do {
                return try await aws.run(input.arguments(), input: input.input(), as: Created.self).id
            } catch let error as AWSError where error.leavesOutcomeOpen && !error.isOfUsage && attempt < 3 {
                attempt += 1
                try await aws.sleep(.seconds(2))
            }
        }
    }

    /// A declared parameter without a value keeps what the stack was deployed with, or takes its default in a new
    /// stack.
    private func parameters(of request: Request) -> [ChangeSetRequest.Parameter] {
        (templates.root?.parameters ?? []).map(\.name).compactMap { name in
            if let value = request.parameters[name] { return .init(ParameterKey: name, ParameterValue: value) }
            guard request.deployedParameters?.contains(name) == true else { return nil }
            return .init(ParameterKey: name, UsePreviousValue: true)
        }
    }
}
