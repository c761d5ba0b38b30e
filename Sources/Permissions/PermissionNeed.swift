import PermissionFacts

/// One action on one kind of resource that somebody needs, and who wants it.
public struct PermissionNeed: Sendable, Equatable {
    /// A resource of the app for which CloudFormation calls the action, or a command that does.
    public struct Want: Sendable, Hashable, Comparable {
        /// The resource's path, as in `Data/Database`, or the command's name.
        public let name: String
        /// As in `AWS::RDS::DBInstance`; empty for a command.
        public let type: String
        /// What CloudFormation does then: none for a command.
        public let handlers: [HandlerFacts.Handler]

        public static func < (left: Want, right: Want) -> Bool {
            (left.name, left.handlers.map(\.rawValue).joined()) < (right.name, right.handlers.map(\.rawValue).joined())
        }
    }

    /// How narrow it is, and why no narrower.
    public enum Extent: Sendable, Hashable {
        /// One resource, or those whose names begin as the stack's do.
        case named
        /// Every resource of a kind, in the region and account; those with the stack's tags where there is a condition.
        case kind(String)
        /// Everything.
        case everything(String)

        /// Why it is no narrower; nil where it could not be.
        public var reason: String? {
            switch self {
            case .named: nil
            case .kind(let reason), .everything(let reason): reason
            }
        }
    }

    /// What two needs have in common that are one, whoever wants it.
    struct Key: Hashable {
        let action: String
        let resource: String
        let conditions: PolicyConditions
    }

    var key: Key { Key(action: action, resource: resource, conditions: conditions) }

    /// As in `s3:CreateBucket`.
    public let action: String
    /// With partition, region and account as pseudo parameters; `*` for everything.
    public let resource: String
    /// The reference's format of the resource's ARN; nil for everything.
    let format: String?
    /// When it is needed only.
    public let conditions: PolicyConditions
    /// How narrow that is.
    public let extent: Extent
    /// In their order.
    public internal(set) var wants: [Want]
}
