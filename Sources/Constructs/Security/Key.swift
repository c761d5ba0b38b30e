import AWSKMS
import IdentityConstructs

/// A key of AWS Key Management Service with which AWS encrypts and decrypts, and which nobody ever sees.
///
///     let key = Key(in: stack.scope("ShopKey"))
///     let payments = Table(in: stack.scope("Paid"), partitionKey: .string("id"), key: key)
///     payments.grantReadWrite(to: worker)
///
/// Who may use it is for the IAM policies of this account to say, and grants on what it encrypts name it. Services that act in
/// no role are let in by its own policy, each once something needs that.
///
/// It is kept when its stack goes: what it encrypted is lost with it, snapshots and backups too. Its material is renewed every
/// year, and what was encrypted before stays readable.
public struct Key: EncryptionKey {
    /// The key itself; nil where it was there before.
    public let key: Resource<KMS.Key>?
    /// What people call it; nil where it was there before. It goes with the stack, so that a new one can have the name.
    public let alias: Resource<KMS.Alias>?
    /// What properties and policies take.
    public let arn: Value<ARN<KMS.Key>>
    /// The same, for what takes any key.
    public var keyARN: Value<ARN<KMS.Key>> { arn }

    private let id: String
    private let users: KeyUsers

    /// - Parameters:
    ///   - name: its alias without `alias/`, unique in the account and region; made of the stack's name and the scope's where
    ///     not given.
    ///   - rotationDays: how often its material is renewed, 90 to 2560.
    ///   - pendingDays: how long a deletion can still be taken back, 7 to 30. A key that waits for it costs nothing.
    ///   - deletionPolicy: the key is kept when the stack goes, unless said otherwise here. A creation that fails leaves
    ///     nothing behind.
    public init(
        in scope: Scope, name: Value<String>? = nil, description: Value<String>? = nil, rotationDays: Value<Int> = 365,
        pendingDays: Value<Int> = 30, deletionPolicy: DeletionPolicy = .retainExceptOnCreate
    ) {
        Self.check(name, reportingTo: scope)
        let key = scope.add(
            "Key",
            KMS.Key(
                description: description, enableKeyRotation: true,
                keyPolicy: PolicyStatement.document([Self.accountDecides]), pendingWindowInDays: pendingDays,
                rotationPeriodInDays: rotationDays),
            deletionPolicy: deletionPolicy)
        alias = scope.add(
            "Alias",
            KMS.Alias(aliasName: "alias/\(name ?? "\(AWS.stackName)-\(scope.id)")", targetKeyId: key.keyId))
        self.key = key
        arn = key.arn
        id = scope.id
        users = KeyUsers { [policy = ResourcePolicy(key, document: "KeyPolicy", statements: 1)] in
            policy.add($0.statement)
        }
    }

    private init(existing arn: Value<ARN<KMS.Key>>, in scope: Scope) {
        key = nil
        alias = nil
        self.arn = arn
        id = scope.id
        users = KeyUsers { use in
            scope.report(
                "service-key",
                "\(scope.id) was there before, and nobody here lets \(use.service) use it", severity: .warning,
                fix: "let its own policy allow \(use.service) \(use.statement.actions.joined(separator: ", "))")
        }
    }

    /// A key that was there before. Nothing about it changes: which services may use it in their own name, its own policy
    /// has to say, and what would be needed is told.
    ///
    ///     let shared = Key.existing(in: stack.scope("SharedKey"), arn: "arn:aws:kms:eu-west-3:111122223333:key/0abc")
    ///     let paid = Topic(in: stack.scope("PaidOrders"), key: shared)
    ///
    /// - Parameter scope: its name is what grants call the key.
    public static func existing(in scope: Scope, arn: Value<ARN<KMS.Key>>) -> Key {
        Key(existing: arn, in: scope)
    }

    /// Lets a service use the key in its own name, by a statement in its policy.
    public func allow(_ use: KeyUse) { users.add(use) }

    /// "Default key policy" in the AWS KMS developer guide: without it, the account's policies could say nothing of the key,
    /// and it could be locked for good.
    private static var accountDecides: PolicyStatement {
        PolicyStatement(
            principal: ["AWS": JSON("arn:\(AWS.partition):iam::\(AWS.accountID):root" as Value<String>)],
            actions: ["kms:*"], resources: ["*"])
    }
}

// "Actions, resources, and condition keys for AWS Key Management Service" in the Service Authorization Reference.
extension Key {
    /// Allows to decrypt what the key encrypted.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantDecrypt(to grantee: some Grantee) -> Grant {
        grant("DecryptWith", to: grantee, ["kms:Decrypt"])
    }

    /// Allows to encrypt, directly and by keys for data that it makes, and not to decrypt.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantEncrypt(to grantee: some Grantee) -> Grant {
        grant("EncryptWith", to: grantee, ["kms:Encrypt", "kms:GenerateDataKey"])
    }

    /// Allows both.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantEncryptDecrypt(to grantee: some Grantee) -> Grant {
        grant("EncryptDecryptWith", to: grantee, ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"])
    }

    private func grant(_ verb: String, to grantee: some Grantee, _ actions: [String]) -> Grant {
        grantee.actingRole.allow(verb + id, PolicyStatement.use(of: self, actions))
    }
}

extension Key {
    /// What KMS would only refuse while CloudFormation deploys, or what nobody means ("CreateAlias" in the AWS KMS API
    /// reference).
    private static func check(_ name: Value<String>?, reportingTo scope: Scope) {
        guard let text = name?.literal, text.hasPrefix("alias/") || text.hasPrefix("aws/") else {
            return
        }
        scope.report(
            "pattern-mismatch",
            "'\(text)' is no name for a key: 'alias/' stands before it anyway, and names below 'aws/' are AWS's own",
            fix: "leave out the beginning: '\(text.split(separator: "/").dropFirst().joined(separator: "/"))'")
    }
}

/// The services that use a key in their own name, each of which is let in once.
private final class KeyUsers {
    private var known: Set<KeyUse> = []
    private let letIn: (KeyUse) -> Void

    init(_ letIn: @escaping (KeyUse) -> Void) { self.letIn = letIn }

    func add(_ use: KeyUse) {
        if known.insert(use).inserted { letIn(use) }
    }
}
