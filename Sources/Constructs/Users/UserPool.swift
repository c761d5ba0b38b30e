import AWSCognito
import IdentityConstructs

/// People who sign in with their mail address and a password, kept by Amazon Cognito.
///
///     let users = UserPool(in: stack.scope("Users"), mfa: .required)
///     let web = users.client("Web", for: .app)
///     let api = HTTPAPI(in: stack.scope("Shop"), authorization: .tokens(users.tokens(for: web)))
///
/// It outlives its stack, and refuses to be deleted until that is switched off: nobody can read the passwords out of it
/// into another one.
public struct UserPool {
    /// A second factor beside the password: the codes of an authenticator app. Codes by text message are what thieves
    /// of telephone numbers get too, and cost something.
    public enum MFA: Sendable {
        /// Nobody has one.
        case off
        /// Who wants one sets it up.
        case optional
        /// Nobody signs in without.
        case required
    }

    /// The pool itself; nil where it was there before.
    public let pool: Resource<Cognito.UserPool>?
    /// What clients of Cognito take.
    public let id: Value<ID<Cognito.UserPool>>
    /// What policies take.
    public let arn: Value<ARN<Cognito.UserPool>>
    /// Who says, in tokens, who somebody is.
    public let issuerURL: Value<String>

    let name: String
    let scope: Scope
    /// The same of all copies of this value.
    let identity = Identity()

    final class Identity {}

    /// - Parameters:
    ///   - selfSignUp: lets whoever likes make an account. Otherwise those do who manage users.
    ///   - mfa: a second factor.
    ///   - deletionProtection: refuses deletion until it is `.inactive`.
    ///   - deletionPolicy: kept when the stack goes, unless said otherwise here. A creation that fails leaves nothing
    ///     behind.
    public init(
        in scope: Scope, selfSignUp: Bool = false, mfa: MFA = .optional,
        deletionProtection: Value<Cognito.UserPool.DeletionProtection> = .active,
        deletionPolicy: DeletionPolicy = .retainExceptOnCreate
    ) {
        let pool = scope.add(
            "Pool",
            Cognito.UserPool(
                // By the address that was verified, and never by a telephone.
                accountRecoverySetting: .init(recoveryMechanisms: [.init(name: .verifiedEmail, priority: 1)]),
                adminCreateUserConfig: .init(allowAdminCreateUserOnly: Value(!selfSignUp)),
                autoVerifiedAttributes: [.email], deletionProtection: deletionProtection,
                enabledMfas: mfa == .off ? nil : ["SOFTWARE_TOKEN_MFA"], mfaConfiguration: mfa.property,
                policies: .init(
                    passwordPolicy: .init(
                        minimumLength: 12, requireLowercase: true, requireNumbers: true, requireSymbols: true,
                        requireUppercase: true,
                        // An invitation that nobody answered is a way in for who reads old mail.
                        temporaryPasswordValidityDays: 3)),
                // Who takes over a session cannot move the account to an address of theirs.
                userAttributeUpdateSettings: .init(attributesRequireVerificationBeforeUpdate: [.email]),
                usernameAttributes: [.email],
                // Ann@example.com and ann@example.com are one person.
                usernameConfiguration: .init(caseSensitive: false)),
            deletionPolicy: deletionPolicy)
        self.pool = pool
        self.scope = scope
        id = pool.userPoolId
        arn = pool.arn
        issuerURL = Self.issuerURL(of: pool.userPoolId)
        name = scope.id
    }

    private init(existing id: Value<ID<Cognito.UserPool>>, in scope: Scope) {
        pool = nil
        self.scope = scope
        self.id = id
        arn = "arn:\(AWS.partition):cognito-idp:\(AWS.region):\(AWS.accountID):userpool/\(id)"
        issuerURL = Self.issuerURL(of: id)
        name = scope.id
    }

    /// "Verifying JSON web tokens" in the Amazon Cognito developer guide.
    private static func issuerURL(of id: Value<ID<Cognito.UserPool>>) -> Value<String> {
        "https://cognito-idp.\(AWS.region).\(AWS.urlSuffix)/\(id)"
    }

    /// A user pool of this account and region that was there before. Clients are added to it; nothing else about it
    /// changes.
    ///
    ///     let staff = UserPool.existing(in: stack.scope("Staff"), id: "eu-west-3_a1B2c3D4e")
    ///
    /// - Parameter scope: where clients go; its name is what grants call the pool.
    public static func existing(in scope: Scope, id: Value<ID<Cognito.UserPool>>) -> UserPool {
        UserPool(existing: id, in: scope)
    }

    /// The tokens that people get who sign in by these clients, for whoever asks who somebody is.
    ///
    ///     let api = HTTPAPI(in: stack.scope("Shop"), authorization: .tokens(users.tokens(for: web)))
    public func tokens(
        for client: Client, _ others: Client..., fileID: String = #fileID, line: Int = #line
    ) -> TokenIssuer {
        let clients = [client] + others
        for other in clients where other.pool !== identity {
            scope.calledFrom(fileID: fileID, line: line).report(
                "reference-type", "\(other.name) is a client of another user pool, whose tokens \(name) does not issue",
                fix: "ask that pool: the tokens of each are of an issuer of their own")
        }
        return TokenIssuer(
            name + clients.map(\.name).joined(), url: issuerURL, audience: clients.map(\.id.text),
            madeOf: clients.map(\.identity))
    }
}

extension UserPool.MFA {
    fileprivate var property: Value<Cognito.UserPool.MfaConfiguration> {
        switch self {
        case .off: .off
        case .optional: .optional
        case .required: .on
        }
    }
}
