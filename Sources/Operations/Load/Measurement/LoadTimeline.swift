/// How a run went over time, in fixed memory: when there are too many points, two neighbours become one.
struct LoadTimeline: Sendable {
    /// One stretch of time.
    struct Point: Sendable {
        var start: Nanoseconds
        var end: Nanoseconds
        var successes: Int
        var errors: [LoadErrorKind: Int]
        var total: LatencyHistogram

        var seconds: Double { max(0, end - start).inSeconds }
        var throughput: Double { seconds > 0 ? Double(successes) / seconds : 0 }
    }

    private(set) var points: [Point] = []
    private let limit: Int
    /// How many seconds a point stands for, but for the last.
    private(set) var secondsPerPoint = 1
    private var secondsInLast = 0

    /// - Parameter limit: how many points are kept, an even number.
    init(limit: Int = 600) { self.limit = limit }

    /// Adds the next second.
    mutating func append(_ interval: LoadInterval) {
        let point = Self.point(interval)
        if secondsInLast > 0, secondsInLast < secondsPerPoint {
            Self.merge(point, into: &points[points.count - 1])
            secondsInLast += 1
            return
        }
        if points.count == limit { halve() }
        points.append(point)
        secondsInLast = 1
    }

    /// Adds what is left over after the last second to that second's point: too short to say anything of its own, and
    /// what is counted at the end of a run is in it.
    mutating func extend(by rest: LoadInterval) {
        guard !points.isEmpty else { return append(rest) }
        Self.merge(Self.point(rest), into: &points[points.count - 1])
    }

    private static func point(_ interval: LoadInterval) -> Point {
        Point(
            start: interval.start, end: interval.end, successes: interval.successes, errors: interval.errors,
            total: interval.total)
    }

    private mutating func halve() {
        for index in 0..<points.count / 2 {
            points.swapAt(index, 2 * index)
            Self.merge(points[2 * index + 1], into: &points[index])
        }
        points.removeLast(points.count / 2)
        secondsPerPoint *= 2
    }

    private static func merge(_ next: Point, into point: inout Point) {
        point.end = next.end
        point.successes += next.successes
        point.errors.merge(next.errors, uniquingKeysWith: +)
        point.total.merge(next.total)
    }
}
