import AWSSecretsManager
import IdentityConstructs

/// A secret of AWS Secrets Manager: made up by AWS, given to a deployment, or put in by hand, and never in a template.
///
///     let login = Secret(in: stack.scope("Login"), .members(["username": "shop"], generating: "password"))
///     login.grantRead(to: worker)
///
/// It is kept when its stack goes: what it opens may have been kept too, and a password that is gone cannot be made again. A
/// secret costs 0.40 USD a month.
///
/// Nothing here renews it: that takes code that knows what the secret opens. The passwords of databases are renewed by RDS,
/// which keeps a secret of its own for each.
public struct Secret {
    /// The secret itself; nil where it was there before.
    public let secret: Resource<SecretsManager.Secret>?
    /// What clients of Secrets Manager take.
    public let arn: Value<ARN<SecretsManager.Secret>>

    private let id: String
    /// As policies take it.
    private let granted: Value<String>
    /// Who reads or writes it needs it too; nil where Secrets Manager's own key encrypts it.
    private let key: (any EncryptionKey)?

    /// - Parameters:
    ///   - content: what is secret.
    ///   - key: encrypts it instead of Secrets Manager's own key, which other accounts cannot use.
    ///   - deletionPolicy: it is kept when the stack goes, unless said otherwise here. A creation that fails leaves nothing
    ///     behind.
    public init(
        in scope: Scope, _ content: SecretContent = .password(), description: Value<String>? = nil,
        key: (any EncryptionKey)? = nil, deletionPolicy: DeletionPolicy = .retainExceptOnCreate
    ) {
        content.check(reportingTo: scope)
        let secret = scope.add(
            "Secret",
            SecretsManager.Secret(
                description: description, generateSecretString: content.generated, kmsKeyId: key?.keyARN,
                secretString: content.given),
            deletionPolicy: deletionPolicy)
        self.secret = secret
        self.key = key
        id = scope.id
        arn = secret.id
        granted = secret.id.text
    }

    private init(
        existing arn: Value<ARN<SecretsManager.Secret>>, granted: Value<String>, id: String, key: (any EncryptionKey)?
    ) {
        secret = nil
        self.arn = arn
        self.granted = granted
        self.id = id
        self.key = key
    }

    /// A secret that was there before.
    ///
    /// - Parameters:
    ///   - id: what grants call it.
    ///   - arn: whole, with the six characters at its end.
    ///   - key: what encrypts it, where that is not Secrets Manager's own key; grants then name it too.
    public static func existing(
        _ id: String, arn: Value<ARN<SecretsManager.Secret>>, key: (any EncryptionKey)? = nil
    ) -> Secret {
        Secret(existing: arn, granted: arn.text, id: id, key: key)
    }

    /// A secret of this account and region that was there before.
    ///
    ///     let stripe = Secret.existing("Stripe", named: "shop/stripe")
    ///     stripe.grantRead(to: worker)
    ///
    /// Grants name it with six characters of any kind at the end, since Secrets Manager makes those up ("Determine access to
    /// secrets", on ARNs, in its user guide).
    ///
    /// - Parameters:
    ///   - id: what grants call it.
    ///   - key: what encrypts it, where that is not Secrets Manager's own key; grants then name it too.
    public static func existing(
        _ id: String, named name: Value<String>, key: (any EncryptionKey)? = nil
    ) -> Secret {
        let arn: Value<String> = "arn:\(AWS.partition):secretsmanager:\(AWS.region):\(AWS.accountID):secret:\(name)"
        return Secret(existing: Value(reinterpreting: arn), granted: "\(arn)-??????", id: id, key: key)
    }

    /// The secret, for a property of a resource: CloudFormation reads it when it deploys, and the template only says where it
    /// is. A secret that changes later changes nothing of the resource before the next deployment that does.
    ///
    /// - Parameter member: of a secret that has members; the whole secret when not given.
    public func value(_ member: String? = nil) -> Value<String> {
        .secretsManager(arn.text, key: member)
    }

    /// Allows to read it.
    ///
    /// "Actions, resources, and condition keys for AWS Secrets Manager" in the Service Authorization Reference.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantRead(to grantee: some Grantee) -> Grant {
        grant("Read", to: grantee, "secretsmanager:GetSecretValue", ofKey: ["kms:Decrypt"])
    }

    /// Allows to give it another value, and not to read it.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantWrite(to grantee: some Grantee) -> Grant {
        // "Secret encryption and decryption in AWS Secrets Manager" in its user guide: it decrypts the key that encrypted the
        // last value.
        grant("Write", to: grantee, "secretsmanager:PutSecretValue", ofKey: ["kms:Decrypt", "kms:GenerateDataKey"])
    }

    private func grant(_ verb: String, to grantee: some Grantee, _ action: String, ofKey: [String]) -> Grant {
        grantee.actingRole.allow(
            verb + id,
            [PolicyStatement(actions: [action], resources: [granted])] + PolicyStatement.use(of: key, ofKey))
    }
}
