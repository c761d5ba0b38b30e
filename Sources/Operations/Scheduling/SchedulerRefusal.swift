import AWSAccess

/// Why AWS did not do what it was asked.
enum SchedulerRefusal {
    /// There is none of the machines at present.
    case noCapacity
    /// The resource is in a state that does not allow it.
    case otherState
    case final

    init(_ error: AWSError) {
        guard case .service(let code, _, _) = error else {
            self = .final
            return
        }
        switch code {
        case "InsufficientInstanceCapacity", "InsufficientHostCapacity", "InsufficientDBInstanceCapacity":
            self = .noCapacity
        case "IncorrectInstanceState", "InvalidDBInstanceState", "ScalingActivityInProgress", "ResourceContention":
            self = .otherState
        default: self = .final
        }
    }
}
