import IdentityConstructs

// "Actions, resources, and condition keys for Amazon Cognito User Pools" in the Service Authorization Reference.
extension UserPool {
    /// Allows to look people and groups up. What somebody may see of themselves needs no grant, but their token.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantRead(to grantee: some Grantee) -> Grant {
        grant("Read", Self.reading, to: grantee)
    }

    /// Allows to look people up, to invite, change, disable and delete them, and to put them into groups.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantManage(to grantee: some Grantee) -> Grant {
        grant("Manage", (Self.reading + Self.managing).sorted(), to: grantee)
    }

    /// Allows a server to read the secrets of clients of this pool.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantReadClientSecrets(to grantee: some Grantee) -> Grant {
        grant("ReadClientSecretsOf", ["cognito-idp:DescribeUserPoolClient"], to: grantee)
    }

    private func grant(_ verb: String, _ actions: [String], to grantee: some Grantee) -> Grant {
        grantee.actingRole.allow(verb + name, PolicyStatement(actions: actions, resources: [arn.text]))
    }

    private static let reading = [
        "AdminGetUser", "AdminListGroupsForUser", "DescribeUserPool", "GetGroup", "ListGroups", "ListUsers",
        "ListUsersInGroup",
    ].map { "cognito-idp:\($0)" }
    private static let managing = [
        "AdminAddUserToGroup", "AdminCreateUser", "AdminDeleteUser", "AdminDisableUser", "AdminEnableUser",
        "AdminRemoveUserFromGroup", "AdminResetUserPassword", "AdminUpdateUserAttributes", "AdminUserGlobalSignOut",
    ].map { "cognito-idp:\($0)" }
}
