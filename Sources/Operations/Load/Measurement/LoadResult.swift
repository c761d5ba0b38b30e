/// What a run measured.
struct LoadResult: Sendable {
    var total: LoadInterval
    var timeline: LoadTimeline
    /// Whether it was ended before its time, or had none.
    var wasInterrupted = false
    /// The share of its time in which the busiest thread of this program used a processor, from 0 to 1; nil where that
    /// is not known.
    var busiestThread: Double?
    /// Whether connecting and the first byte were measured apart.
    var hasPhases = true
}

extension LoadResult {
    /// Adds up what a run hands in, until it has ended.
    ///
    /// - Parameter onSecond: told of every second that is over.
    init(of intervals: AsyncStream<LoadInterval>, onSecond: (LoadInterval) -> Void) async {
        total = LoadInterval(start: 0, end: 0)
        timeline = LoadTimeline()
        for await interval in intervals {
            total.merge(interval)
            guard interval.seconds >= 0.5 || timeline.points.isEmpty else {
                timeline.extend(by: interval)
                continue
            }
            timeline.append(interval)
            onSecond(interval)
        }
    }
}
