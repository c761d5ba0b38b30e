import AWSIAM

/// What was granted to a role: something to wait for before acting on it.
///
/// IAM tells the services of a new policy in its own time, and some of them try at once whether a role may do what they
/// need it for: they refuse a resource that does not wait.
public struct Grant: Dependable {
    /// The policy that says it; nil where there is none, of a role that is known by its ARN alone.
    public let policy: Resource<IAM.Policy>?

    public var dependencies: [Element] { policy.dependencies }
}
