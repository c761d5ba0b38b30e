import AWSCognito

extension UserPool {
    /// What people sign in by: a web app, a mobile app, a server.
    public struct Client {
        /// Where it runs, which says whether it can keep a secret.
        public enum Kind: Sendable {
            /// With people, who can read whatever is in it: it has no secret.
            case app
            /// On a server of one's own: it has a secret, which comes with every request.
            case server
        }

        /// The client itself; nil where it was there before.
        public let client: Resource<Cognito.UserPoolClient>?
        /// What it is called, when it signs somebody in.
        public let id: Value<ID<Cognito.UserPoolClient>>

        let name: String
        /// The pool's identity.
        let pool: Identity
        /// The same of all copies of this value.
        let identity = Identity()
    }

    /// Adds a client. It does not tell whether there is somebody of a name: a wrong name and a wrong password are
    /// answered alike.
    ///
    ///     let web = users.client("Web", for: .app)
    ///     let shop = users.client(
    ///         "Shop", for: .server, signIn: pages.returning(to: ["https://shop.example.com/signed-in"]))
    ///
    /// Access lasts an hour, and a session 30 days, until it is revoked. A password goes over the line in a proof only,
    /// and never by itself.
    ///
    /// - Parameters:
    ///   - id: what it is called, in letters and digits.
    ///   - kind: where it runs. The other kind is another client.
    ///   - signIn: on pages of Cognito's. The client asks for the password itself when not given.
    public func client(
        _ id: String, for kind: Client.Kind, signIn: SignIn? = nil, fileID: String = #fileID, line: Int = #line
    ) -> Client {
        let scope = scope.calledFrom(fileID: fileID, line: line)
        if let signIn, signIn.pool !== identity {
            scope.report(
                "reference-type", "the pages are another user pool's, which does not know who is in \(name)",
                fix: "use pages of this one: signInPages(at:)")
        }
        let client = scope.add(
            "\(id)Client",
            Cognito.UserPoolClient(
                userPoolId: self.id, accessTokenValidity: 60,
                allowedOAuthFlows: signIn == nil ? nil : [.code],
                allowedOAuthFlowsUserPoolClient: signIn == nil ? nil : true,
                allowedOAuthScopes: signIn == nil ? nil : ["openid", "email", "profile"],
                callbackURLs: signIn.map { List($0.addresses) }, clientName: Value(id), enableTokenRevocation: true,
                explicitAuthFlows: [.allowUserSrpAuth, .allowRefreshTokenAuth],
                generateSecret: Value(kind == .server), idTokenValidity: 60,
                logoutURLs: signIn.flatMap { $0.addressesAfterSignOut.isEmpty ? nil : List($0.addressesAfterSignOut) },
                preventUserExistenceErrors: .enabled, refreshTokenValidity: 30,
                supportedIdentityProviders: ["COGNITO"],
                tokenValidityUnits: .init(accessToken: .minutes, idToken: .minutes, refreshToken: .days)))
        return Client(client: client, id: client.clientId, name: id, pool: identity)
    }

    /// A client of this pool that was there before.
    ///
    /// - Parameter name: what it is called here, in letters and digits.
    public func existingClient(_ name: String, id: Value<ID<Cognito.UserPoolClient>>) -> Client {
        Client(client: nil, id: id, name: name, pool: identity)
    }
}
