/// A call as AWS's policy simulator is asked about it: one action on one resource, under one value of each key.
public struct SimulatedCall: Sendable, Hashable, Comparable {
    /// What AWS says of a call.
    public enum Answer: Sendable, Hashable {
        case allowed
        case denied
        /// With the reason.
        case unknown(String)
    }

    /// As in `s3:CreateBucket`.
    public let action: String
    /// An ARN, maybe with `*` in it, or `*`.
    public let resource: String
    /// What the request says of itself, such as `iam:PassedToService`.
    public let context: [String: String]

    /// - Parameter context: values by key.
    public init(action: String, resource: String, context: [String: String] = [:]) {
        self.action = action
        self.resource = resource
        self.context = context
    }

    /// The service's prefix, such as `s3`.
    var service: Substring { action.prefix { $0 != ":" } }

    public static func < (left: SimulatedCall, right: SimulatedCall) -> Bool {
        (left.action, left.resource, left.contextText) < (right.action, right.resource, right.contextText)
    }

    var contextText: String { Self.text(of: context) }

    static func text(of context: [String: String]) -> String {
        context.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
}

extension PermissionNeed {
    /// The calls that all have to be allowed: one for each combination of values that a condition allows.
    func calls(in place: DeploymentPlace) -> [SimulatedCall] {
        let contexts = conditions.resolved(in: place).sorted.reduce([[:]] as [[String: String]]) { contexts, test in
            contexts.flatMap { context in
                test.values.map { context.merging([test.test.key: $0]) { _, new in new } }
            }
        }
        let resource = ARNText.resolved(resource, in: place)
        return contexts.map { SimulatedCall(action: action, resource: resource, context: $0) }
    }
}
