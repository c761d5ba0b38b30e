import PermissionFacts

/// What CloudFormation does with a resource in a deployment, by the handlers that it calls.
///
/// Attributes that others use are read each time, and a creation that fails is taken back.
extension Set<HandlerFacts.Handler> {
    /// Whatever there is, for a role that stays.
    public static let everything: Self = [.create, .read, .update, .delete]
    /// Of a resource that comes.
    public static let creation: Self = [.create, .read, .delete]
    /// Of one that stays and changes.
    public static let update: Self = [.read, .update]
    /// Of one that goes.
    public static let deletion: Self = [.read, .delete]
}
