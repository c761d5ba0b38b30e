import Foundation

/// Time in a run, counted from its beginning.
typealias Nanoseconds = Int64

extension Nanoseconds {
    static let second: Nanoseconds = 1_000_000_000
    static let millisecond: Nanoseconds = 1_000_000

    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self = seconds * Self.second + attoseconds / 1_000_000_000
    }

    /// In seconds.
    var inSeconds: Double { Double(self) / Double(Self.second) }
}

/// What tells the time of a run; replaced in tests.
struct MonotonicClock: Sendable {
    private let read: @Sendable () -> Nanoseconds

    init(read: @escaping @Sendable () -> Nanoseconds) { self.read = read }

    /// The system's, which no change of the date moves; it begins now.
    static func system() -> MonotonicClock {
        let beginning = reading(CLOCK_MONOTONIC)
        return MonotonicClock { reading(CLOCK_MONOTONIC) - beginning }
    }

    func now() -> Nanoseconds { read() }

    /// The processor time that the calling thread has used.
    static func threadTime() -> Nanoseconds { reading(CLOCK_THREAD_CPUTIME_ID) }

    private static func reading(_ clock: clockid_t) -> Nanoseconds {
        var time = timespec()
        clock_gettime(clock, &time)
        return Nanoseconds(time.tv_sec) * .second + Nanoseconds(time.tv_nsec)
    }
}
