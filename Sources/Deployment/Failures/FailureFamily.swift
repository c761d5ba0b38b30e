/// A kind of failure: how AWS's words for it are recognised, and what to do about it.
struct FailureFamily: Sendable {
    /// What programs read, as in `name-taken`.
    let name: String
    /// Nil for a failure of another kind.
    let explain: @Sendable (FailedResource) -> FailureExplanation?

    init(_ name: String, explain: @escaping @Sendable (FailedResource) -> FailureExplanation?) {
        self.name = name
        self.explain = explain
    }

    /// All kinds. The first one that knows a failure explains it: what AWS says in words of its own comes before what
    /// it says in the words that stand for many things.
    static let all: [FailureFamily] = [
        .hook, .earlyValidation, .exportInUse, .cancelled, .serviceLinkedRole, .certificate, .circuitBreaker,
        .customResource, .signals, .key, .capacity, .notOffered, .quota, .throttled, .permission, .nameTaken,
        .protected,
        .inUse, .unhealthy, .code, .timeout, .notFound, .invalidValue, .internalFailure,
    ]
}

/// What a failure is, and the way on.
struct FailureExplanation: Sendable, Equatable {
    /// What happened, in words.
    let reason: String
    /// What to do about it.
    let fix: String
    /// The property that is meant, as in `BucketName`.
    var property: String?
}

/// A failure with what is known of its kind.
struct ExplainedFailure: Sendable {
    let resource: FailedResource
    /// `unknown` for a kind that is not known here.
    let family: String
    let explanation: FailureExplanation?

    init(_ resource: FailedResource) {
        self.resource = resource
        for family in FailureFamily.all {
            guard let explanation = family.explain(resource) else { continue }
            self.family = family.name
            self.explanation = explanation
            return
        }
        family = "unknown"
        explanation = nil
    }
}
