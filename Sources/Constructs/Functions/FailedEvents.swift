import IdentityConstructs
import MessagingConstructs

/// Where events go that a function could not handle. It is asked three times by those who wait for no answer: rules,
/// topics, buckets and schedules ("Invoking a Lambda function asynchronously" in the AWS Lambda developer guide).
public enum FailedEvents {
    /// To a queue of the function's own, which comes with the first such source.
    case keptInOwnQueue
    /// To a standard queue that is there already.
    case kept(in: Queue)
    /// Nowhere: they are lost.
    case dropped
}

/// What becomes known of a function only when it is said what it handles.
final class FunctionSources {
    /// What failed goes there; nil as long as nothing needs it.
    var failures: Queue?
    /// Whether something calls it and waits for no answer.
    var comeUnawaited = false
    var readsStreams = false
}
