/// Whether it is worth asking for something else after a failure.
extension AWSError {
    /// Whether calls of every service would end the same way.
    package var concernsAllServices: Bool {
        switch self {
        case .cliMissing, .credentialsMissing, .credentialsExpired, .credentialsRejected, .profileUnknown: true
        case .unreachable(_, let isLocal): isLocal
        case .accessDenied, .throttled, .unresponsive, .aliasInTheWay, .stackMissing, .service, .failed: false
        }
    }

    /// Whether every other call of the same service would end the same way.
    package var concernsItsService: Bool {
        switch self {
        case .unreachable, .unresponsive, .aliasInTheWay: true
        default: concernsAllServices
        }
    }
}
