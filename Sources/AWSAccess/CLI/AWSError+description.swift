extension AWSError: CustomStringConvertible {
    /// The cause and the remedy, in one line.
    public var description: String {
        switch self {
        case .cliMissing(let detail):
            return
                "the AWS CLI ('aws') \(detail.map { "does not start (\($0))" } ?? "is not installed or not on PATH"); run 'make setup' to install the pinned one into .venv, or install it as the AWS CLI user guide says"
        case .credentialsMissing(let profile):
            return
                "no AWS credentials\(Self.of(profile)); run 'aws configure' or 'aws configure sso', choose a profile with --profile NAME, or set AWS_PROFILE"
        case .credentialsExpired(let profile, let signIn):
            let option = profile.map { " --profile \($0)" } ?? ""
            let remedy =
                signIn.map { "run '\($0)\(option)'" }
                ?? "sign in again ('aws login\(option)', or with single sign-on 'aws sso login\(option)')"
            return "the AWS credentials\(Self.of(profile)) have expired; \(remedy)"
        case .credentialsRejected(let detail):
            return
                "AWS does not accept these credentials (\(detail)); check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or the profile's keys"
        case .profileUnknown(let name):
            return "there is no AWS profile '\(name)'; 'aws configure list-profiles' shows those there are"
        case .unreachable(let endpoint, true):
            return "nothing answers at \(endpoint); start the local cloud with 'make local-up'"
        case .unreachable(let endpoint, false):
            return "cannot reach \(endpoint); check the network, the region's name and any proxy"
        case .accessDenied(let action, let resource, let detail):
            return
                "not allowed: \(action)\(resource.map { " on \($0)" } ?? ""); ask for that permission, or use another profile (AWS says: \(detail))"
        case .throttled(let operation):
            return
                "AWS limits how often \(operation) may be called, and did not answer after several tries; wait a minute and run this again"
        case .unresponsive(let command, let seconds, let connection):
            let cause =
                connection.endpoint.map {
                    "look whether the local cloud at \($0) works ('make local-down local-up' begins anew)"
                }
                ?? "check the network and any proxy (HTTPS_PROXY), and whether what gives the credentials\(Self.of(connection.profile)) waits for an answer (credential_process, a second factor)"
            return
                "'\(command)' gave no sign of life for \(seconds) s and was ended, so that it is not known what came of it; \(cause); --aws-timeout SECONDS waits longer"
        case .aliasInTheWay(let command, let place):
            return
                "an alias changes what '\(command)' does (\(place)); rename it, because the AWS CLI cannot be told to leave aliases out"
        case .stackMissing(let name):
            return "there is no stack '\(name)' in this account and region"
        case .service(let code, let operation, let message):
            return "AWS refused \(operation): \(message) (\(code))"
        case .failed(let command, 0, let detail):
            return "'\(command)' ended without an error, but \(detail)"
        case .failed(let command, let status, let detail) where status > 128 && status < 192 && detail.isEmpty:
            return "'\(command)' was ended by signal \(status - 128)"
        case .failed(let command, let status, let detail):
            return "'\(command)' failed with status \(status)\(detail.isEmpty ? "" : ": \(detail)")"
        }
    }

    private static func of(_ profile: String?) -> String {
        profile.map { " in profile '\($0)'" } ?? ""
    }
}
