import AWSAccess
import AWSResourceCatalogue
import Environments
import Foundation
import Permissions
import Plan
import ResourceSchemas

/// Asks AWS whether the execution role of an environment has what a change needs.
///
/// Two processes at most, and none where the environment names no role. Whoever may not ask learns nothing: what nobody
/// knows is not taken for allowed.
struct RoleInquiry: Sendable {
    let aws: AWSCLI
    let environment: EnvironmentFile

    /// What the policy simulator says, by call.
    struct Answers: Sendable {
        fileprivate let role: String
        fileprivate var answers: [SimulatedCall: SimulatedCall.Answer]
    }

    /// Where the environment is, by what is known of it: an account is in the ARNs of its stack and of its role.
    func place(_ stack: StackDescription?) -> DeploymentPlace {
        DeploymentPlace(
            environment, region: aws.connection.region, account: stack?.account ?? environment.roleAccount)
    }

    /// Asks about what a plan needs; nil where there is no role, or nothing to ask about.
    func answers(to plan: Plan?, of stack: StackDescription?) async -> Answers? {
        guard let role = environment.roleARN,
            let needs = plan?.needs(at: place(stack), actions: ResourceCatalogue.aws.actions)
        else { return nil }
        let (requests, left) = SimulationRequest.batches(of: needs.calls)
        var answers = Answers(role: role, answers: left)
        let given = await withTaskGroup(of: [SimulatedCall: SimulatedCall.Answer].self) { group in
            for request in requests { group.addTask { await answer(request, by: role) } }
            return await group.reduce(into: [:]) { all, some in all.merge(some) { first, _ in first } }
        }
        answers.answers.merge(given) { first, _ in first }
        return answers
    }

    /// A plan with what it needs, and what the role has of it.
    ///
    /// - Parameter answers: nil where nobody was asked.
    func knowing(_ answers: Answers?, _ plan: Plan, of stack: StackDescription?) -> Plan {
        let needs = plan.needs(at: place(stack), actions: ResourceCatalogue.aws.actions)
        guard let answers else { return plan.knowing(needs) }
        return plan.knowing(
            needs?.answered(
                by: answers.role, answers.answers, otherwise: "it came to light after the policy simulator was asked"))
    }

    // MARK: - The policy simulator

    /// "SimulatePrincipalPolicy" and "EvaluationResult" in the IAM API Reference.
    private struct Simulation: Decodable {
        struct Result: Decodable {
            struct OfResource: Decodable {
                let evalResourceName: String
                let evalResourceDecision: String
            }

            let evalActionName: String
            let evalResourceName: String?
            let evalDecision: String
            let resourceSpecificResults: [OfResource]?
        }

        let evaluationResults: [Result]
    }

    private struct ContextEntry: Encodable {
        // As the API writes them.
        let ContextKeyName: String
        let ContextKeyValues: [String]
        let ContextKeyType = "string"
    }

    private func answer(
        _ request: SimulationRequest, by role: String
    ) async -> [SimulatedCall: SimulatedCall.Answer] {
        do {
            let entries = request.context.sorted { $0.key < $1.key }.map {
                ContextEntry(ContextKeyName: $0.key, ContextKeyValues: [$0.value])
            }
            let context =
                entries.isEmpty
                ? [] : ["--context-entries", String(decoding: try ASCIIJSON.data(of: entries), as: UTF8.self)]
            let simulation = try await aws.impatient(.seconds(60)).run(
                ["iam", "simulate-principal-policy", "--policy-source-arn", role, "--action-names"] + request.actions
                    + ["--resource-arns"] + request.resources + context + ["--page-size", "1000"],
                as: Simulation.self)
            return Self.answers(to: request, simulation)
        } catch {
            let answer = SimulatedCall.Answer.unknown(Self.reason(error))
            return Dictionary(request.calls.map { ($0, answer) }) { first, _ in first }
        }
    }

    private static func reason(_ error: any Error) -> String {
        error is CancellationError ? "the question was interrupted" : "\(error)"
    }

    /// An answer is for one action, and within it for each resource, or for its only one.
    private static func answers(
        to request: SimulationRequest, _ simulation: Simulation
    ) -> [SimulatedCall: SimulatedCall.Answer] {
        var decisions: [String: [String: String]] = [:]
        for result in simulation.evaluationResults {
            let action = result.evalActionName.lowercased()
            decisions[action, default: [:]][result.evalResourceName ?? "*"] = result.evalDecision
            for part in result.resourceSpecificResults ?? [] {
                decisions[action, default: [:]][part.evalResourceName] = part.evalResourceDecision
            }
        }
        let answers = request.calls.map { call -> (SimulatedCall, SimulatedCall.Answer) in
            switch decisions[call.action.lowercased()]?[call.resource] {
            case "allowed"?: (call, .allowed)
            case "explicitDeny"?, "implicitDeny"?: (call, .denied)
            case let other?: (call, .unknown("the policy simulator says '\(other)'"))
            case nil: (call, .unknown("the policy simulator gave no answer"))
            }
        }
        return Dictionary(answers) { first, _ in first }
    }
}
