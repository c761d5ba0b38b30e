/// How long to go on asking after answers have failed to come, about something that goes on by itself.
///
/// It counts the pauses and not the time, so that it plays alike in a test.
package struct Patience {
    /// How long the pauses are in all, before it gives up.
    package static let limit = Duration.seconds(300)

    private var spent = Duration.zero
    private var next = Duration.seconds(2)

    package init() {}

    /// Whether nothing has failed since the last answer.
    package var isFresh: Bool { spent == .zero }

    /// The pause before the next try: longer each time, up to half a minute. Nil when patience is at its end, or when
    /// time would not help.
    package mutating func pause(after error: AWSError) -> Duration? {
        // What an `aws` that hung has taken counts: it may be minutes each time.
        if case .unresponsive(_, let seconds, _) = error { spent += .seconds(seconds) }
        guard error.mayPass, spent < Self.limit else { return nil }
        defer {
            spent += next
            next = min(next * 2, .seconds(30))
        }
        return next
    }
}

extension AWSCLI {
    /// Asks until there is an answer, for minutes where what hinders may pass by itself.
    package func patiently<Answer>(_ ask: () async throws -> Answer) async throws -> Answer {
        var patience = Patience()
        while true {
            do {
                return try await ask()
            } catch let error as AWSError {
                guard let pause = patience.pause(after: error) else { throw error }
                try await sleep(pause)
            }
        }
    }
}

extension AWSError {
    /// Whether the same call may succeed in a while, with or without somebody's help meanwhile: a network that comes
    /// back, a sign-in, a permission that is granted.
    package var mayPass: Bool {
        switch self {
        case .cliMissing, .aliasInTheWay, .profileUnknown, .stackMissing: false
        case .service(let code, _, _): !code.hasPrefix("Validation")
        default: true
        }
    }

    /// Whether the call may have been carried out although no answer came.
    package var leavesOutcomeOpen: Bool {
        switch self {
        case .unreachable, .unresponsive, .throttled, .failed: true
        case .service(let code, _, _):
            // AWS General Reference, "Common errors": the server's side of them.
            [
                "InternalFailure", "InternalError", "InternalServerError", "ServiceUnavailable", "500", "502", "503",
                "504",
            ].contains(code)
        default: false
        }
    }
}
