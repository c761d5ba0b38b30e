import AWSSQS
import IdentityConstructs

/// An Amazon SQS queue whose messages are worked on once, or found again where nobody could.
///
///     let orders = Queue(in: stack.scope("Orders"))
///     orders.grantSend(to: service)
///     alarms.watch(orders)
///
/// What fails five times goes to a second queue and waits there for 14 days. Both are encrypted, take nothing that comes
/// without TLS, and outlive their stack: what waits in them is somebody's order, and an empty queue costs nothing.
public struct Queue {
    /// What keeps the order of messages.
    public enum Ordering: Sendable {
        /// Nothing: messages come in nearly any order, and now and then twice.
        case standard
        /// Messages of one group stay in order, and each comes once. Senders name the group.
        ///
        /// - Parameter deduplicatesByContent: whether a second message with the same content within five minutes is the
        ///   same one; otherwise senders say so themselves.
        case fifo(deduplicatesByContent: Bool = true)
    }

    /// Where messages go that could not be worked on.
    public enum Failures {
        /// To a second queue that comes with this one.
        ///
        /// - Parameter attempts: how often a message is tried, 1 to 1000. Lambda takes one back unworked when it is short
        ///   of concurrency, which counts: five at least ("Using Lambda with Amazon SQS" in its developer guide).
        case keptInOwnQueue(afterAttempts: Int = 5)
        /// To a queue that is there already, of the same kind.
        case kept(in: Queue, afterAttempts: Int = 5)
        /// Nowhere else: the queue itself keeps what failed elsewhere, until somebody looks at it.
        case stayHere
    }

    /// The queue itself; nil where it was there before.
    public let queue: Resource<SQS.Queue>?
    /// Who may do what with it besides those whose roles allow it; nil where the queue was there before.
    public let queuePolicy: Resource<SQS.QueuePolicy>?
    /// The second queue, where this one has its own or was given one.
    public var deadLetters: Queue? { keptFailures.first }
    /// What senders and consumers call it.
    public let url: Value<ID<SQS.Queue>>
    /// What policies and services take.
    public let arn: Value<ARN<SQS.Queue>>
    /// The last part of its ARN.
    public let name: Value<Name<SQS.Queue>>
    /// For how long a message is hidden from others while somebody works on it, in seconds; nil where nobody here knows.
    public let visibilityTimeout: Int?

    let isFIFO: Bool
    /// nil where messages are not given up.
    let attempts: Int?
    /// What grants, alarms and graphs call it.
    let id: String
    let scope: Scope
    let policy: ResourcePolicy?
    /// Who sends or reads messages needs it too; nil where SQS's own keys encrypt them.
    let key: (any EncryptionKey)?
    private static let ownID = "Queue"
    /// One or none; a structure has none of its own kind in it.
    private let keptFailures: [Queue]

    /// - Parameters:
    ///   - visibilityTimeout: for how many seconds a message is hidden while somebody works on it, 0 to 43200; long enough
    ///     for the slowest. Where a function does, six times its timeout at least.
    ///   - keptForDays: when a message goes that nobody took, 1 to 14.
    ///   - key: encrypts messages instead of SQS's own keys; that of another app has to let the services use it that send here.
    ///   - deletionPolicy: messages are kept when the stack goes, unless said otherwise here. A creation that fails leaves
    ///     nothing behind.
    public init(
        in scope: Scope, visibilityTimeout: Int = 180, keptForDays days: Int = 4, ordering: Ordering = .standard,
        failures: Failures = .keptInOwnQueue(), key: (any EncryptionKey)? = nil,
        deletionPolicy: DeletionPolicy = .retainExceptOnCreate
    ) {
        Self.check(days, failures, reportingTo: scope)
        let kept: Queue?
        switch failures {
        case .keptInOwnQueue:
            // The longest that there is: the days count from when a message was first sent.
            kept = Queue(
                in: scope, "DeadLetters", visibilityTimeout: 30, days: 14, ordering, redrive: nil, kept: nil, key,
                deletionPolicy)
        case .kept(let queue, _): kept = queue
        case .stayHere: kept = nil
        }
        self.init(
            in: scope, Self.ownID, visibilityTimeout: visibilityTimeout, days: days, ordering,
            redrive: failures.attempts,
            kept: kept, key, deletionPolicy)
    }

    private init(
        in scope: Scope, _ id: String, visibilityTimeout: Int, days: Int, _ ordering: Ordering, redrive attempts: Int?,
        kept: Queue?, _ key: (any EncryptionKey)?, _ deletionPolicy: DeletionPolicy
    ) {
        let queue = scope.add(
            id,
            SQS.Queue(
                contentBasedDeduplication: ordering.deduplicatesByContent, fifoQueue: ordering.isFIFO ? true : nil,
                kmsMasterKeyId: key?.keyARN, messageRetentionPeriod: Value(days * 86_400),
                // Consumers that ask and hang up at once pay for empty answers.
                receiveMessageWaitTimeSeconds: 20,
                redrivePolicy: kept.map {
                    .init(deadLetterTargetArn: $0.arn, maxReceiveCount: attempts.map { Value($0) })
                },
                sqsManagedSseEnabled: key == nil ? true : nil, visibilityTimeout: Value(visibilityTimeout)),
            deletionPolicy: deletionPolicy)
        let queuePolicy = scope.add(
            id + "Policy",
            SQS.QueuePolicy(
                policyDocument: PolicyStatement.document([.denyingPlainHTTP("sqs:*", on: [queue.arn.text])]),
                queues: [queue.queueUrl]),
            // Without its policy the retained queue would take plain HTTP.
            deletionPolicy: deletionPolicy)
        self.queue = queue
        self.queuePolicy = queuePolicy
        self.visibilityTimeout = visibilityTimeout
        self.attempts = attempts
        self.scope = scope
        self.id = id == Self.ownID ? scope.id : scope.id + id
        self.key = key
        policy = ResourcePolicy(queuePolicy, statements: 1)
        keptFailures = [kept].compactMap(\.self)
        isFIFO = ordering.isFIFO
        url = queue.queueUrl
        arn = queue.arn
        name = queue.queueName
    }

    init(
        existing name: Value<Name<SQS.Queue>>, in scope: Scope, visibilityTimeout: Int?, isFIFO: Bool,
        key: (any EncryptionKey)?
    ) {
        queue = nil
        queuePolicy = nil
        policy = nil
        attempts = nil
        keptFailures = []
        self.name = name
        self.scope = scope
        id = scope.id
        self.visibilityTimeout = visibilityTimeout
        self.isFIFO = isFIFO
        self.key = key
        arn = "arn:\(AWS.partition):sqs:\(AWS.region):\(AWS.accountID):\(name)"
        url = "https://sqs.\(AWS.region).\(AWS.urlSuffix)/\(AWS.accountID)/\(name)"
    }
}

extension Queue {
    /// What SQS would only refuse while CloudFormation deploys.
    private static func check(_ days: Int, _ failures: Failures, reportingTo scope: Scope) {
        if !(1...14).contains(days) {
            scope.report(
                "queue-retention", "messages cannot be kept for \(days) days", fix: "choose 1 to 14 days")
        }
        if let attempts = failures.attempts, !(1...1000).contains(attempts) {
            scope.report(
                "queue-attempts", "a message cannot be tried \(attempts) times", fix: "choose 1 to 1000 attempts")
        }
    }
}

extension Queue.Ordering {
    fileprivate var isFIFO: Bool { if case .fifo = self { true } else { false } }

    fileprivate var deduplicatesByContent: Value<Bool>? {
        if case .fifo(true) = self { true } else { nil }
    }
}

extension Queue.Failures {
    fileprivate var attempts: Int? {
        switch self {
        case .keptInOwnQueue(let attempts), .kept(_, let attempts): attempts
        case .stayHere: nil
        }
    }
}
