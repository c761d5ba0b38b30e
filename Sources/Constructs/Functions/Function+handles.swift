import AWSLambda
import EventConstructs
import IdentityConstructs
import MessagingConstructs

extension Function {
    /// Calls the function with what a queue or a stream has, some at a time.
    ///
    ///     worker.handles(orders, batch: 10)
    ///     totals.handles(items.changes(), batch: 100, waitingSeconds: 5)
    ///
    /// A queue hides messages for six times as long as the function may work, and for as long as it waits for a batch: what
    /// Lambda takes back unworked would otherwise be worked on twice ("Using Lambda with Amazon SQS" in its developer
    /// guide). Of a stream nothing is left out, and one bad record does not hold up the others for a day: it is tried ten
    /// times, alone at last, and then goes where failed events go.
    ///
    /// - Parameters:
    ///   - size: how many at a time; 10000 at most, and 10 of a FIFO queue.
    ///   - waitingSeconds: for how long more are waited for, 0 to 300. At least 1 for more than ten messages of a queue.
    ///   - concurrency: how many batches of a queue at once at most, 2 to 1000.
    ///   - answersWithFailures: whether the function answers with the identifiers of those that failed
    ///     (`batchItemFailures`), so that the others do not come again.
    /// - Returns: what calls the function.
    @discardableResult
    public func handles(
        _ source: some PolledSource, batch size: Int = 10, waitingSeconds: Int? = nil, concurrency: Int? = nil,
        answersWithFailures: Bool = false, fileID: String = #fileID, line: Int = #line
    ) -> Resource<Lambda.EventSourceMapping> {
        let scope = scope.calledFrom(fileID: fileID, line: line)
        let grant = source.grantPolling(to: self)
        let isStream: Bool
        var wait = waitingSeconds
        var failures: Queue?
        switch source.polling {
        case .queue(let visibilityTimeout):
            isStream = false
            // More than come at once are waited for, and Lambda wants to be told how long.
            if size > 10, wait == nil { wait = 1 }
            check(visibilityTimeout, of: source.sourceID, waiting: wait ?? 0, reportingTo: scope)
        case .stream:
            isStream = true
            sources.readsStreams = true
            // The function itself waits for the permission to send there.
            failures = keepFailures()
            if concurrency != nil {
                scope.report(
                    "function-concurrency", "\(source.sourceID) is a stream, whose shards are handled side by side",
                    fix: "leave concurrency out")
            }
        }
        return scope.add(
            "\(source.sourceID)Mapping",
            Lambda.EventSourceMapping(
                functionName: target, batchSize: Value(size), bisectBatchOnFunctionError: isStream ? true : nil,
                destinationConfig: failures.map { .init(onFailure: .init(destination: .queue($0.arn))) },
                eventSourceArn: .text(source.sourceARN),
                functionResponseTypes: answersWithFailures ? [.reportBatchItemFailures] : nil,
                maximumBatchingWindowInSeconds: wait.map { Value($0) },
                maximumRetryAttempts: isStream ? 10 : nil,
                scalingConfig: isStream ? nil : concurrency.map { .init(maximumConcurrency: Value($0)) },
                startingPosition: isStream ? "TRIM_HORIZON" : nil),
            // Lambda tries at once whether the role may.
            dependsOn: [grant])
    }

    /// Calls the function with each event of a source that waits for no answer: a rule, a bucket, a topic, a schedule.
    ///
    ///     mailer.handles(paid)
    ///     thumbnails.handles(dataLake.events(.created, prefix: "photos/"))
    ///
    /// What fails three times, or could not be delivered, is kept where failed events go.
    ///
    /// - Returns: the resources that deliver.
    @discardableResult
    public func handles<Source: EventSource>(
        _ source: Source, fileID: String = #fileID, line: Int = #line
    ) -> Source.Delivery {
        source.deliver(to: self, fileID: fileID, line: line)
    }

    private func check(_ visibilityTimeout: Int?, of queue: String, waiting: Int, reportingTo scope: Scope) {
        func report(_ message: String, severity: Diagnostic.Severity = .error, fix: String) {
            scope.report("queue-visibility", message, severity: severity, fix: fix)
        }
        guard let timeout else {
            return report(
                "nobody here knows for how long \(id) may work on messages of \(queue)", severity: .warning,
                fix: "say it: Function.existing(..., timeout: 30)")
        }
        let needed = 6 * timeout + waiting
        guard let visibilityTimeout else {
            return report(
                "nobody here knows for how long \(queue) hides messages while \(id) works on them: \(needed) seconds are needed",
                severity: .warning, fix: "say it: Queue.existing(..., visibilityTimeout: \(needed))")
        }
        if visibilityTimeout < needed {
            report(
                "\(queue) hides messages for \(visibilityTimeout) seconds, and \(id) needs \(needed): six times its timeout of \(timeout)"
                    + (waiting > 0 ? ", and \(waiting) for which it waits" : ""),
                fix:
                    "give the queue visibilityTimeout: \(needed), or the function a timeout of \(max(1, (visibilityTimeout - waiting) / 6))"
            )
        }
    }

    /// What mappings and permissions name: Lambda takes an ARN there too.
    var target: Value<Name<Lambda.Function>> { alias == nil ? name : Value(reinterpreting: arn) }
}
