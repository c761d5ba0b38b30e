import Foundation

/// One thread of a run: many clients, one event loop.
///
/// A request costs one call to send and one to receive; connections are kept. A client whose server is silent is given
/// up after the timeout; one that finds no server rests before it tries again, longer each time.
final class LoadWorker {
    /// What all threads of a run share.
    struct Plan: Sendable {
        let profile: LoadProfile
        /// Whole requests, which each client makes in turn.
        let requests: [[UInt8]]
        let addresses: AddressBook
        let clock: MonotonicClock
        let recorder: LoadRecorder
        let stop: StopSignal
        let threads: Int
        /// How long requests that are under way at the end may still take.
        var grace: Nanoseconds = 5 * .second
    }

    /// How long a request may be overdue before it is noticed.
    private static let sweepPeriod = 20 * Nanoseconds.millisecond
    private static let receiveBytes = 65_536

    let plan: Plan
    private let thread: Int
    var clients: [LoadClient] = []
    /// Clients without a request, those that wait longest first.
    var free = FreeList()
    var pacer: Pacer
    var poller: Poller
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: LoadWorker.receiveBytes, alignment: 16)
    var interval = LoadInterval(start: 0, end: 0)
    var now: Nanoseconds = 0
    var busy = 0
    var isEnding = false

    /// - Parameter thread: which of the threads this is, counted from 0.
    init(_ plan: Plan, thread: Int) throws(SystemFailure) {
        self.plan = plan
        self.thread = thread
        pacer = Pacer(plan.profile, part: thread, of: plan.threads)
        poller = try Poller()
        for index in stride(from: thread, to: plan.profile.clients, by: plan.threads) {
            let client = LoadClient()
            client.request = index % max(1, plan.requests.count)
            client.resumes = plan.profile.start(ofClient: index)
            client.state = .resting
            clients.append(client)
        }
    }

    deinit {
        for client in clients where client.descriptor >= 0 { close(client.descriptor) }
        buffer.deallocate()
    }

    /// Makes requests until the run ends. Blocks its thread.
    func run() {
        var nextSweep: Nanoseconds = 0
        var deadline = Nanoseconds.max
        while true {
            now = plan.clock.now()
            reportSeconds()
            if !isEnding {
                let isInterrupted = plan.stop.isStopped
                if isInterrupted || isOver {
                    // What fell due since the last look is still sent, as far as clients were free for it.
                    if !isInterrupted { startDueRequests() }
                    isEnding = true
                    pacer.abandon(at: now, in: &interval)
                    deadline = isInterrupted ? now : now + plan.grace
                }
            } else if plan.stop.isStopped {
                deadline = now
            }
            if now >= nextSweep {
                sweep()
                nextSweep = now + Self.sweepPeriod
            }
            if isEnding { if busy == 0 || now >= deadline { break } } else { startDueRequests() }
            var wake = min(nextSweep, interval.start + .second)
            if !isEnding, !free.isEmpty, let due = pacer.nextDue { wake = min(wake, due) }
            let events = poller.wait(nanoseconds: wake - now)
            for event in 0..<events { if let index = poller.token(ofEvent: event) { handle(index) } }
        }
        leaveUnanswered()
        interval.end = now
        plan.recorder.report(interval, from: thread, isLast: true)
    }

    /// Counts what is still under way: a server that went silent near the end must not look as if it had answered all.
    private func leaveUnanswered() {
        let isInterrupted = plan.stop.isStopped
        for client in clients where client.isBusy {
            let wait = now - client.due
            if isInterrupted { interval.breakOff(after: wait) } else { interval.giveUp(.unanswered, after: wait) }
        }
    }

    /// Whether the time for making requests is over.
    var isOver: Bool { now >= plan.profile.duration ?? .max }

    /// Hands in each second that is over.
    private func reportSeconds() {
        while now - interval.start >= .second {
            interval.end = interval.start + .second
            plan.recorder.report(interval, from: thread, isLast: false)
            interval = LoadInterval(start: interval.end, end: interval.end)
        }
    }

    private func startDueRequests() {
        while !free.isEmpty, let due = pacer.take(at: now) {
            guard let index = free.removeFirst() else { return }
            begin(index, due: due)
        }
    }

    /// Ends what took too long, and wakes clients that have rested.
    private func sweep() {
        for (index, client) in clients.enumerated() {
            if client.isBusy, now - client.begun >= plan.profile.timeout {
                interval.giveUp(
                    client.state == .connecting ? .noConnection("no connection in time") : .timeout,
                    after: now - client.due)
                end(index)
            } else if client.state == .resting, now >= client.resumes {
                client.state = .free
                free.append(index)
            }
        }
    }
}
