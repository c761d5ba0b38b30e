import AWSSQS
import IdentityConstructs

extension Queue {
    /// A queue of this account and region that was there before. Nothing about it changes: who may send to it besides
    /// those whose roles allow it, its own policy has to say.
    ///
    ///     let invoices = Queue.existing(in: stack.scope("Invoices"), named: "invoices", visibilityTimeout: 180)
    ///     invoices.grantSend(to: service)
    ///
    /// - Parameters:
    ///   - scope: its name is what grants call the queue.
    ///   - visibilityTimeout: in seconds, as the queue has it; a function that handles it needs to know.
    ///   - isFIFO: whether it is a FIFO queue, whose name ends in `.fifo`.
    ///   - key: the key of Key Management Service that encrypts its messages, which grants then name too.
    public static func existing(
        in scope: Scope, named name: Value<Name<SQS.Queue>>, visibilityTimeout: Int? = nil, isFIFO: Bool = false,
        key: (any EncryptionKey)? = nil
    ) -> Queue {
        Queue(existing: name, in: scope, visibilityTimeout: visibilityTimeout, isFIFO: isFIFO, key: key)
    }
}
