import AWSEvents
import IdentityConstructs

/// An Amazon EventBridge bus of the app's own: whoever may put events on it does not know who handles them.
///
///     let shop = EventBus(in: stack.scope("Shop"))
///     shop.grantPutEvents(to: service)
///     shop.events("PaidOrders", EventPattern(detailTypes: ["OrderPaid"])).deliver(to: mails)
///
/// Only this account puts events on it, since it has no policy that lets others.
public struct EventBus {
    /// The bus itself; nil where it was there before.
    public let bus: Resource<Events.EventBus>?
    /// What rules and senders call it.
    public let name: Value<Name<Events.EventBus>>
    /// What policies take.
    public let arn: Value<ARN<Events.EventBus>>
    private let id: String
    /// Who puts events on it needs it too; nil where AWS's own key encrypts them.
    private let key: (any EncryptionKey)?

    /// - Parameters:
    ///   - name: unique in the account and region; made of the stack's name and the scope's where not given, since
    ///     EventBridge makes none up. Another name is another bus.
    ///   - key: encrypts events; that of another app has to let `events.amazonaws.com` use it.
    public init(in scope: Scope, name: Value<String>? = nil, key: (any EncryptionKey)? = nil) {
        key?.allow(.eventBuses)
        let bus = scope.add(
            "Bus", Events.EventBus(name: name ?? "\(AWS.stackName)-\(scope.id)", kmsKeyIdentifier: key?.keyARN))
        self.bus = bus
        self.name = bus.name
        self.key = key
        arn = bus.arn
        id = scope.id
    }

    private init(existing name: Value<Name<Events.EventBus>>, id: String, key: (any EncryptionKey)?) {
        bus = nil
        self.name = name
        self.key = key
        arn = "arn:\(AWS.partition):events:\(AWS.region):\(AWS.accountID):event-bus/\(name)"
        self.id = id
    }

    /// A bus of this account and region that was there before.
    ///
    /// - Parameters:
    ///   - id: what grants call it.
    ///   - key: what encrypts its events, which senders then need too.
    public static func existing(
        _ id: String, named name: Value<Name<Events.EventBus>>, key: (any EncryptionKey)? = nil
    ) -> EventBus {
        EventBus(existing: name, id: id, key: key)
    }

    /// The bus that every account has, on which AWS's own services tell what happens.
    public static var ofAWSServices: EventBus { existing("AWSServices", named: "default") }

    /// Events on this bus, for `handles` and ``EventSource/deliver(to:fileID:line:)``.
    ///
    /// - Parameter id: what happens, in letters and digits; a part of the names of what delivers.
    public func events(_ id: String, _ pattern: EventPattern) -> EventRule {
        EventRule(id: id, bus: name, pattern: pattern)
    }

    /// Allows to put events on the bus.
    ///
    /// "Actions, resources, and condition keys for Amazon EventBridge" in the Service Authorization Reference; "Encrypting
    /// event buses with AWS KMS keys" in the EventBridge user guide.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantPutEvents(to grantee: some Grantee) -> Grant {
        grantee.actingRole.allow(
            "PutEventsOn\(id)",
            [PolicyStatement(actions: ["events:PutEvents"], resources: [arn.text])]
                + PolicyStatement.use(of: key, ["kms:Decrypt", "kms:GenerateDataKey"]))
    }
}
