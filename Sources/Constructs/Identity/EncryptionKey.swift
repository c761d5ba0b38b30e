import AWSIAM

/// What encrypts the data of a construct instead of a key of AWS's own: a `Key` of the app, or the ARN of one that was there
/// before.
///
///     let key = Key(in: stack.scope("ShopKey"))
///     let payments = Queue(in: stack.scope("Payments"), key: key)
///     payments.grantSend(to: worker)
///
/// Grants on what is encrypted name the key too. Services that act in no role, as a topic that delivers to a queue, need a
/// statement in the key's own policy: a key of the app gets it as soon as something asks for it; that of another has to have
/// it.
public protocol EncryptionKey {
    /// What properties and policies take.
    var keyARN: Value<ARN<KMS.Key>> { get }

    /// Lets a service use the key in its own name, by the key's policy. Asking twice for the same changes nothing.
    func allow(_ use: KeyUse)
}

extension Value: EncryptionKey where Kind == ARN<KMS.Key> {
    /// The ARN itself.
    public var keyARN: Value<ARN<KMS.Key>> { self }

    /// Does nothing: whoever has the key sees to its policy.
    public func allow(_ use: KeyUse) {}
}
