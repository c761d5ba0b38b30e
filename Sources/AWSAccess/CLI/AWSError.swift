import Foundation

/// Why a command of the AWS CLI failed.
public enum AWSError: Error, Equatable, Sendable {
    /// There is no `aws`, or it does not start.
    case cliMissing(detail: String?)
    case credentialsMissing(profile: String?)
    /// The session is over; `signIn` is the command of the CLI that begins another, where its message tells which.
    case credentialsExpired(profile: String?, signIn: String? = nil)
    /// AWS knows no such access key, or the signature was made with another secret.
    case credentialsRejected(detail: String)
    case profileUnknown(String)
    case unreachable(endpoint: String, isLocal: Bool)
    /// The principal lacks a permission; `action` is such as `cloudformation:CreateChangeSet`.
    case accessDenied(action: String, resource: String?, detail: String)
    case throttled(operation: String)
    /// The CLI wrote nothing for so long that it was ended. Whether AWS did what was asked is not known.
    case unresponsive(command: String, seconds: Int, connection: AWSConnection)
    /// An alias of the user's has the name of a command that is needed; `place` is the file and line.
    case aliasInTheWay(command: String, place: String)
    case stackMissing(String)
    /// Any other answer of a service: its error code, the operation and the message.
    case service(code: String, operation: String, message: String)
    /// The CLI itself failed.
    case failed(command: String, status: Int32, detail: String)

    /// Reads what the CLI wrote to standard error.
    package static func classify(
        _ errors: String, status: Int32, command: String, connection: AWSConnection
    ) -> AWSError {
        // What matters comes last. A program that is no AWS CLI may write megabytes.
        let end = String(decoding: errors.utf8.suffix(16_384), as: UTF8.self)
        let text = end.split(separator: "\n", omittingEmptySubsequences: false).filter { !isOfHistory($0) }.joined(
            separator: "\n"
        )
        .trimmingCharacters(in: .whitespacesAndNewlines)
        func has(_ fragments: String...) -> Bool {
            fragments.contains { text.range(of: $0, options: .caseInsensitive) != nil }
        }
        // Before the answers of services: the session of `aws login` is renewed by one.
        if has("'aws login'", "calling the CreateOAuth2Token operation: The refresh token has expired") {
            return .credentialsExpired(profile: connection.profile, signIn: "aws login")
        }
        if let answer = text.firstMatch(
            of:
                #/An error occurred \((?<code>[^)]+)\) when calling the (?<operation>\S+) operation(?: \(reached max retries: \d+\))?: (?<message>[\s\S]*)/#
        ) {
            return classify(
                code: String(answer.code), operation: String(answer.operation), message: String(answer.message),
                connection: connection)
        }
        if has("Unable to locate credentials", "Partial credentials found", "NoCredentials") {
            // The local cloud's credentials go when it stops.
            if let endpoint = connection.endpoint { return .unreachable(endpoint: endpoint, isLocal: true) }
            return .credentialsMissing(profile: connection.profile)
        }
        if has(
            "Token has expired", "SSO session associated with this profile has expired", "Error loading SSO Token",
            "ExpiredToken")
        {
            return .credentialsExpired(profile: connection.profile, signIn: has("sso") ? "aws sso login" : nil)
        }
        if let match = text.firstMatch(of: #/config profile \((?<name>[^)]*)\) could not be found/#) {
            return .profileUnknown(String(match.name))
        }
        if let match = text.firstMatch(
            of: #/(?:connect to|timeout on) (?:the )?endpoint URL:? "(?<url>[^"]*)"/#.ignoresCase())
        {
            return .unreachable(endpoint: connection.endpoint ?? String(match.url), isLocal: connection.isLocal)
        }
        if has(
            "Could not connect", "Connection refused", "Failed to establish a new connection",
            "Connection was closed before")
        {
            return .unreachable(
                endpoint: connection.endpoint ?? "AWS in \(connection.region)", isLocal: connection.isLocal)
        }
        return .failed(command: command, status: status, detail: shortened(text))
    }

    /// What the CLI says when its history is switched on, which is switched off for it.
    private static func isOfHistory(_ line: Substring) -> Bool {
        line.hasPrefix("Warning: Unable to record CLI history")
    }

    /// Whether the CLI did not understand the command or an option.
    package var isOfUsage: Bool {
        guard case .failed(_, let status, let detail) = self, status != 0 else { return false }
        return ["Invalid choice", "Unknown options", "unrecognized arguments", "Unknown parameter in input"].contains {
            detail.range(of: $0, options: .caseInsensitive) != nil
        }
    }

    /// The same failure of the CLI with a remedy.
    func adding(_ hint: String) -> AWSError {
        guard case .failed(let command, let status, let detail) = self else { return self }
        return .failed(command: command, status: status, detail: "\(detail); \(hint)")
    }

    /// The last lines, as much as somebody reads.
    private static func shortened(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).suffix(20).joined(separator: "\n")
        let short = String(lines.suffix(2_000))
        return short == text ? text : "... " + short
    }

    private static func classify(
        code: String, operation: String, message: String, connection: AWSConnection
    ) -> AWSError {
        switch code {
        case "ExpiredToken", "ExpiredTokenException", "RequestExpired":
            return .credentialsExpired(profile: connection.profile)
        case "InvalidClientTokenId", "UnrecognizedClientException", "SignatureDoesNotMatch", "AuthFailure",
            "InvalidAccessKeyId":
            return .credentialsRejected(detail: message)
        case "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "403":
            let action = message.firstMatch(of: #/not authorized to perform:? (?<action>[A-Za-z0-9-]+:[A-Za-z0-9*]+)/#)
            let resource = message.firstMatch(of: #/on resource:? "?(?<resource>[^\s"]+)/#)
            return .accessDenied(
                action: action.map { String($0.action) } ?? operation,
                resource: resource.map { String($0.resource) }, detail: message)
        case "Throttling", "ThrottlingException", "RequestLimitExceeded", "TooManyRequestsException", "SlowDown",
            "RequestThrottled":
            return .throttled(operation: operation)
        case "ValidationError":
            if let match = message.firstMatch(of: #/Stack (?:with id |\[|')?(?<name>[^\s\]']+)[\]']? does not exist/#) {
                return .stackMissing(String(match.name))
            }
        default: break
        }
        return .service(code: code, operation: operation, message: message)
    }
}
