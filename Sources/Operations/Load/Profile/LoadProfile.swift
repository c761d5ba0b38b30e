/// When requests are made.
struct LoadProfile: Sendable, Equatable {
    /// What decides when the next request is made.
    enum Pace: Sendable, Equatable {
        /// Each client makes its next request when the last one is answered.
        case closedLoop
        /// So many requests fall due every second, whether earlier ones are answered or not.
        case rate(Double)
    }

    /// How many requests can be under way at once, each on a connection of its own.
    var clients = 100
    var pace = Pace.closedLoop
    /// How long the load takes to grow, in a straight line, to what was asked for.
    var ramp: Nanoseconds = 0
    /// How long requests are made, with the ramp; nil until interrupted.
    var duration: Nanoseconds?
    /// How long a request may take, connecting included.
    var timeout: Nanoseconds = 10 * .second

    /// When a client of a closed loop makes its first request.
    func start(ofClient index: Int) -> Nanoseconds {
        pace == .closedLoop ? ramp * Nanoseconds(index) / Nanoseconds(max(1, clients)) : 0
    }

    /// When the nth request falls due at a constant rate, counted from 0.
    ///
    /// While the rate grows, n = rate * t^2 / (2 * ramp) requests have fallen due by the time t.
    func dueTime(ofRequest index: Int, rate: Double) -> Nanoseconds {
        let perNanosecond = rate / Double(Nanoseconds.second)
        let n = Double(index)
        let ramp = Double(self.ramp)
        let duringRamp = perNanosecond * ramp / 2
        let due = n < duringRamp ? (2 * ramp * n / perNanosecond).squareRoot() : ramp + (n - duringRamp) / perNanosecond
        return due < 9e18 ? Nanoseconds(due.rounded()) : .max
    }
}

/// Hands out requests to the clients of one thread, and says from when on each of them counts.
///
/// This is where coordinated omission is avoided: at a constant rate, a request counts from the moment it was due, even
/// if all clients were waiting for a slow server then. Counted from when it was sent, the wait that the server caused
/// would be missing from the figures (Gil Tene, "How NOT to Measure Latency").
struct Pacer: Sendable {
    private let profile: LoadProfile
    private let stride: Int
    private var next: Int
    /// When the next request is due; nil in a closed loop, where a free client is all that it takes.
    private(set) var nextDue: Nanoseconds?

    /// - Parameters:
    ///   - part: which of the threads this is for, counted from 0; each takes every nth request.
    init(_ profile: LoadProfile, part: Int = 0, of parts: Int = 1) {
        self.profile = profile
        stride = parts
        next = part
        if case .rate(let rate) = profile.pace { nextDue = profile.dueTime(ofRequest: part, rate: rate) }
    }

    /// Takes the next request if it is due.
    ///
    /// - Returns: from when on its latency counts; nil when nothing is due now, or nothing will be any more.
    mutating func take(at now: Nanoseconds) -> Nanoseconds? {
        if let end = profile.duration, now >= end, profile.pace == .closedLoop { return nil }
        guard case .rate(let rate) = profile.pace, let due = nextDue else { return now }
        guard due <= now, due < profile.duration ?? .max else { return nil }
        next += stride
        nextDue = profile.dueTime(ofRequest: next, rate: rate)
        return due
    }

    /// Gives up the requests that were due before a time and were never taken.
    mutating func abandon(at now: Nanoseconds, in interval: inout LoadInterval) {
        guard case .rate = profile.pace else { return }
        let end = min(now, profile.duration ?? .max)
        while let due = nextDue, due < end, take(at: end) != nil { interval.giveUp(.unsent, after: now - due) }
    }
}
