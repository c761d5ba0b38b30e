import Diagnostics

extension AWSError {
    /// The failure as a problem that stops a command.
    package var diagnostic: Diagnostic {
        switch self {
        case .cliMissing, .aliasInTheWay, .failed: Diagnostic("aws-cli", description)
        case .credentialsMissing, .credentialsExpired, .credentialsRejected, .profileUnknown:
            Diagnostic("aws-credentials", description)
        case .unreachable, .unresponsive: Diagnostic("aws-unreachable", description)
        case .accessDenied: Diagnostic("aws-denied", description)
        case .throttled, .service: Diagnostic("aws-refused", description)
        case .stackMissing: Diagnostic("not-deployed", description)
        }
    }
}
