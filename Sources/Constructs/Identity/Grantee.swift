/// Something that acts in a role, and so can be granted what others have to give: a role itself, a function, the
/// instances of a service.
///
///     dataLake.grantRead(to: service)
///
/// A construct of one's own takes part by saying which role it acts in.
public protocol Grantee {
    /// The role in which it acts, and to which policies are attached.
    var actingRole: Role { get }
}

extension Role: Grantee {
    /// The role itself.
    public var actingRole: Role { self }
}
