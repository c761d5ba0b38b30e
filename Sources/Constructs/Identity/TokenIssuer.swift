/// Who says who somebody is, in tokens that whoever is asked can check without asking back: JSON Web Tokens of an
/// OpenID Connect provider.
///
///     let staff = TokenIssuer("Staff", url: "https://login.example.com", audience: ["shop"])
///
/// A user pool is one: `users.tokens(for: web)`.
public struct TokenIssuer {
    /// What is made for it is called.
    package let id: String
    /// As tokens name it, in `iss`.
    package let url: Value<String>
    /// For whom tokens are, in `aud` or `client_id`.
    package let audience: [Value<String>]
    /// What it is made of: the same objects where it is the same issuer with the same audience.
    private let parts: [AnyObject]

    /// - Parameters:
    ///   - id: what it is called, in letters and digits.
    ///   - url: begins with `https://`; below it are `/.well-known/openid-configuration` and the keys.
    ///   - audience: tokens for others are refused.
    public init(_ id: String, url: Value<String>, audience: [Value<String>]) {
        self.init(id, url: url, audience: audience, madeOf: [Part()])
    }

    /// - Parameter parts: the same objects whenever the same issuer and audience are meant.
    package init(_ id: String, url: Value<String>, audience: [Value<String>], madeOf parts: [AnyObject]) {
        self.id = id
        self.url = url
        self.audience = audience
        self.parts = parts
    }

    /// The same where it is the same issuer with the same audience.
    package var identity: [ObjectIdentifier] { parts.map { ObjectIdentifier($0) } }

    private final class Part {}
}
