/// Calls that the policy simulator is asked about at once: every action on every resource, with the same context.
///
/// It takes lists ("SimulatePrincipalPolicy" in the IAM API Reference), so that one request answers for many calls, and for
/// some that nobody asked about.
public struct SimulationRequest: Sendable, Equatable {
    /// In their order.
    public let actions: [String]
    /// In their order.
    public let resources: [String]
    /// Values by key.
    public let context: [String: String]
    /// What is asked, in its order.
    public let calls: [SimulatedCall]

    /// How many answers a request is to have at most: the simulator gives 1,000 a page.
    static let mostAnswers = 10_000
    /// How many requests are made at most: each costs a process.
    static let mostRequests = 2

    /// The requests for some calls.
    ///
    /// - Returns: few requests, and the calls that found no room in them, with the reason.
    public static func batches(
        of calls: [SimulatedCall]
    ) -> (requests: [SimulationRequest], left: [SimulatedCall: SimulatedCall.Answer]) {
        var left: [SimulatedCall: SimulatedCall.Answer] = [:]
        var drafts: [Draft] = []
        let askable = calls.filter { call in
            guard call.action.contains("*") else { return true }
            left[call] = .unknown("CloudFormation lists it as a pattern, which the policy simulator does not take")
            return false
        }
        // What has most calls first, so that what finds no room is little; what fits anywhere last.
        let parts = Dictionary(grouping: askable) { [String($0.service), $0.contextText] }.values
            .sorted { Self.order($0) < Self.order($1) }
        for part in parts {
            if let index = drafts.indices.first(where: { drafts[$0].takes(part) }) {
                drafts[index].add(part)
            } else if drafts.count < mostRequests, let draft = Draft(part) {
                drafts.append(draft)
            } else {
                for call in part {
                    left[call] = .unknown("there is more than the policy simulator is asked about at once")
                }
            }
        }
        return (drafts.map(\.request), left)
    }

    private static func order(_ part: [SimulatedCall]) -> (Int, Int, SimulatedCall) {
        (part[0].context.isEmpty ? 0 : part[0].tags == nil ? 2 : 1, -part.count, part[0])
    }
}

/// A request that is being put together.
private struct Draft {
    private var tags: String?
    private var actions: Set<String> = []
    private var resources: Set<String> = []
    private var context: [String: String] = [:]
    private var calls: [SimulatedCall] = []

    /// Nil where the calls are too many by themselves.
    init?(_ calls: [SimulatedCall]) {
        guard takes(calls) else { return nil }
        add(calls)
    }

    /// Whether calls can be asked about with the others.
    func takes(_ others: [SimulatedCall]) -> Bool {
        others.allSatisfy { call in
            // Tags of a resource would help calls on others to what they are not allowed: those are asked without.
            (tags == nil || call.tags == nil || tags == call.tags)
                && call.context.allSatisfy { (context[$0.key] ?? $0.value) == $0.value }
        }
            && actions.union(others.map(\.action)).count * resources.union(others.map(\.resource)).count
                <= SimulationRequest.mostAnswers
    }

    mutating func add(_ others: [SimulatedCall]) {
        actions.formUnion(others.map(\.action))
        resources.formUnion(others.map(\.resource))
        calls += others
        tags = tags ?? others.first?.tags
        for call in others { context.merge(call.context) { first, _ in first } }
    }

    var request: SimulationRequest {
        SimulationRequest(
            actions: actions.sorted(), resources: resources.sorted(), context: context, calls: calls.sorted())
    }
}

extension SimulatedCall {
    /// What the resource's tags are to be, nothing among it; nil for what only says who is handed a role, which changes
    /// nothing for other actions.
    fileprivate var tags: String? {
        let tags = context.filter { $0.key.hasPrefix("aws:ResourceTag/") }
        return tags.isEmpty && !context.isEmpty ? nil : Self.text(of: tags)
    }
}
