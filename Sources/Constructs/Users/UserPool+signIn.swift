import AWSCognito

extension UserPool {
    /// Pages on which people sign in, and are asked for their second factor or a new password.
    public struct SignInPages {
        /// Where they are.
        public let domain: Resource<Cognito.UserPoolDomain>
        /// Where they are, without a slash at its end: `/oauth2/authorize` and `/logout` come behind it.
        public let url: Value<String>
        fileprivate let pool: Identity

        /// What a client has them do.
        ///
        /// - Parameters:
        ///   - addresses: to which people come back with a code. They begin with `https://`; in an app's own scheme,
        ///     and on `localhost`, others may.
        ///   - addressesAfterSignOut: likewise.
        public func returning(
            to addresses: [Value<String>], afterSignOut addressesAfterSignOut: [Value<String>] = []
        ) -> SignIn {
            SignIn(pool: pool, addresses: addresses, addressesAfterSignOut: addressesAfterSignOut)
        }
    }

    /// How a client has people sign in on pages of Cognito's.
    public struct SignIn {
        let pool: Identity
        let addresses: [Value<String>]
        let addressesAfterSignOut: [Value<String>]
    }

    /// Adds pages on which people sign in, at an address of Cognito's.
    ///
    ///     let pages = users.signInPages(at: "shop-\(environment)")
    ///     let web = users.client(
    ///         "Web", for: .app, signIn: pages.returning(to: ["https://shop.example.com/signed-in"]))
    ///
    /// - Parameter prefix: what the address begins with, which nobody else in the region has: lower-case letters,
    ///   digits and hyphens, and none of the words aws, amazon and cognito.
    public func signInPages(at prefix: Value<String>, fileID: String = #fileID, line: Int = #line) -> SignInPages {
        let domain = scope.calledFrom(fileID: fileID, line: line).add(
            "SignInPages", Cognito.UserPoolDomain(domain: prefix, userPoolId: id))
        return SignInPages(
            domain: domain, url: "https://\(domain.domain).auth.\(AWS.region).amazoncognito.com", pool: identity)
    }
}
