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

    private let plan: Plan
    private let thread: Int
    private var clients: [LoadClient] = []
    /// Clients without a request, those that wait longest first.
    private var free = FreeList()
    private var pacer: Pacer
    private var poller: Poller
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: LoadWorker.receiveBytes, alignment: 16)
    private var interval = LoadInterval(start: 0, end: 0)
    private var now: Nanoseconds = 0
    private var busy = 0
    private var isEnding = false

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
    private var isOver: Bool { now >= plan.profile.duration ?? .max }

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

    private func begin(_ index: Int, due: Nanoseconds) {
        let client = clients[index]
        client.due = due
        client.begun = now
        busy += 1
        if client.descriptor >= 0 { send(index) } else { connect(index) }
    }

    private func connect(_ index: Int) {
        let client = clients[index]
        client.begun = now
        client.isReused = false
        guard let address = plan.addresses.next(at: now) else { return fail(index, .noConnection("no address")) }
        switch Socket.connect(to: address) {
        case .success(let (descriptor, isConnected)):
            client.descriptor = descriptor
            client.state = .connecting
            poller.add(descriptor, for: .writable, token: index)
            if isConnected { connected(index) }
        case .failure(let error):
            fail(index, .noConnection(error.reason))
        }
    }

    private func connected(_ index: Int) {
        let client = clients[index]
        let error = Socket.connectionError(client.descriptor)
        guard error == 0 else { return fail(index, .noConnection(SocketError(number: error).reason)) }
        interval.connections += 1
        interval.connect.record(now - client.begun)
        poller.change(client.descriptor, to: .readable, token: index)
        send(index)
    }

    private func send(_ index: Int) {
        let client = clients[index]
        client.parser.reset()
        client.sentBytes = 0
        client.isAnswered = false
        client.sent = now
        sendRest(index)
    }

    private func sendRest(_ index: Int) {
        let client = clients[index]
        let request = plan.requests[client.request]
        let outcome = request.withUnsafeBytes { bytes in
            Socket.send(client.descriptor, UnsafeRawBufferPointer(rebasing: bytes[client.sentBytes...]))
        }
        var count = 0
        switch outcome {
        case .done(let sent): count = sent
        case .wouldWait: break
        case .failed: return connectionEnded(index)
        }
        client.sentBytes += count
        if client.sentBytes == request.count {
            if client.state == .sending { poller.change(client.descriptor, to: .readable, token: index) }
            client.state = .receiving
        } else if client.state != .sending {
            client.state = .sending
            poller.change(client.descriptor, to: .writable, token: index)
        }
    }

    private func handle(_ index: Int) {
        let client = clients[index]
        // An event may have been on its way when its connection was closed.
        guard client.descriptor >= 0 else { return }
        now = plan.clock.now()
        switch client.state {
        case .connecting: connected(index)
        case .sending: sendRest(index)
        case .receiving: receive(index)
        case .free, .resting: disconnect(client)
        }
    }

    private func receive(_ index: Int) {
        let client = clients[index]
        let count: Int
        switch Socket.receive(client.descriptor, into: buffer) {
        case .wouldWait: return
        case .failed: return connectionEnded(index)
        case .done(0):
            return client.parser.consumeEnd() ? complete(index) : connectionEnded(index)
        case .done(let received): count = received
        }
        interval.bytesReceived += count
        if !client.isAnswered {
            client.isAnswered = true
            interval.firstByte.record(now - client.sent)
        }
        do throws(MalformedResponse) {
            guard let taken = try client.parser.consume(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else {
                return
            }
            // More than the answer to the only request: whatever it is, the next answer cannot be told from it.
            if taken < count { disconnect(client) }
            complete(index)
        } catch {
            fail(index, .malformed(error.reason))
        }
    }

    private func complete(_ index: Int) {
        let client = clients[index]
        let status = client.parser.status
        if status < 400 {
            interval.successes += 1
            if status >= 300, status != 304 { interval.redirects += 1 }
            interval.total.record(now - client.due)
        } else {
            interval.fail(.status(status))
        }
        client.failures = 0
        client.isReused = true
        if !client.parser.keepsConnection { disconnect(client) }
        becomeFree(index)
    }

    /// A server may close a kept connection at any moment; when that crossed the request, it was never seen, and is
    /// made again on a new connection. RFC 9110, section 9.2.2: GET may be repeated.
    private func connectionEnded(_ index: Int) {
        let client = clients[index]
        if client.isReused, !client.isAnswered {
            interval.repeats += 1
            disconnect(client)
            connect(index)
        } else {
            fail(index, .closed)
        }
    }

    private func fail(_ index: Int, _ kind: LoadErrorKind) {
        interval.fail(kind)
        end(index)
    }

    /// Ends a request that was counted as an error.
    private func end(_ index: Int) {
        let client = clients[index]
        disconnect(client)
        client.failures += 1
        becomeFree(index)
    }

    private func becomeFree(_ index: Int) {
        let client = clients[index]
        busy -= 1
        client.request = (client.request + 1) % plan.requests.count
        if client.failures > 0, plan.profile.pace == .closedLoop {
            // A closed loop around a dead server would spin. A rate is its own limit.
            client.state = .resting
            client.resumes = now + min(.second, 50 * .millisecond << Nanoseconds(min(client.failures, 5)))
            return
        }
        client.state = .free
        // Who becomes free after the end takes nothing more.
        if isOver { return }
        // After a failure the next request is left to the loop, or a backlog of refused connections would nest without
        // end.
        if !isEnding, client.failures == 0, free.isEmpty, let due = pacer.take(at: now) {
            begin(index, due: due)
        } else {
            free.append(index)
        }
    }

    private func disconnect(_ client: LoadClient) {
        guard client.descriptor >= 0 else { return }
        close(client.descriptor)
        client.descriptor = -1
    }
}

/// Indices in the order in which they came.
private struct FreeList {
    private var indices: [Int] = []
    private var head = 0

    var isEmpty: Bool { head == indices.count }

    mutating func append(_ index: Int) { indices.append(index) }

    mutating func removeFirst() -> Int? {
        guard head < indices.count else { return nil }
        defer { head += 1 }
        if head > 1_024, head * 2 > indices.count {
            indices.removeFirst(head)
            head = 0
        }
        return indices[head]
    }
}
