#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import LinuxEvents
import Musl
#else
import Glibc
import LinuxEvents
#endif

/// What a socket is watched for. A server that goes away is always told, as something to be read.
enum PolledEvent: Sendable { case readable, writable }

/// The system refused something that the load generator cannot do without.
struct SystemFailure: Error, CustomStringConvertible, Sendable {
    let description: String

    /// - Parameter call: what failed with the present `errno`.
    init(_ call: String) { description = "\(call) failed: \(String(cString: strerror(errno)))" }
}

#if canImport(Darwin)
/// Waits for many sockets at once, with kqueue.
struct Poller: ~Copyable {
    private let queue: Int32
    private var events: [kevent]

    init() throws(SystemFailure) {
        queue = kqueue()
        events = [kevent](repeating: kevent(), count: 256)
        guard queue >= 0 else { throw SystemFailure("kqueue") }
    }

    deinit { close(queue) }

    /// Begins to watch a socket; closing it ends that.
    func add(_ descriptor: Int32, for event: PolledEvent, token: Int) {
        change(descriptor, event, UInt16(EV_ADD), token)
    }

    /// Watches a socket for something else than before.
    func change(_ descriptor: Int32, to event: PolledEvent, token: Int) {
        change(descriptor, event == .readable ? .writable : .readable, UInt16(EV_DELETE), token)
        change(descriptor, event, UInt16(EV_ADD), token)
    }

    private func change(_ descriptor: Int32, _ event: PolledEvent, _ flags: UInt16, _ token: Int) {
        var change = kevent(
            ident: UInt(descriptor), filter: Int16(event == .readable ? EVFILT_READ : EVFILT_WRITE), flags: flags,
            fflags: 0, data: 0,
            udata: UnsafeMutableRawPointer(bitPattern: token + 1))
        _ = kevent(queue, &change, 1, nil, 0, nil)
    }

    /// Waits until something happens or the time is over, and says how many events there are.
    mutating func wait(nanoseconds: Int64) -> Int {
        let wait = max(0, nanoseconds)
        var limit = timespec(tv_sec: Int(wait / 1_000_000_000), tv_nsec: Int(wait % 1_000_000_000))
        return max(0, Int(kevent(queue, nil, 0, &events, Int32(events.count), &limit)))
    }

    /// The token of the socket that an event is about.
    func token(ofEvent index: Int) -> Int? { Int(bitPattern: events[index].udata) - 1 }
}
#else
/// Waits for many sockets at once, with epoll, and with a timer because epoll itself counts in milliseconds.
struct Poller: ~Copyable {
    private let queue: Int32
    private let timer: Int32
    private var events: [epoll_event]
    private static let timerToken = UInt64.max

    init() throws(SystemFailure) {
        queue = epoll_create1(0)
        timer = timerfd_create(CLOCK_MONOTONIC, Int32(O_NONBLOCK))
        events = [epoll_event](repeating: epoll_event(), count: 256)
        guard queue >= 0, timer >= 0 else { throw SystemFailure("epoll_create1 or timerfd_create") }
        // Edge-triggered: a timer that went off need not be read.
        var event = epoll_event(events: EPOLLIN.rawValue | EPOLLET.rawValue, data: epoll_data_t(u64: Self.timerToken))
        guard epoll_ctl(queue, EPOLL_CTL_ADD, timer, &event) == 0 else { throw SystemFailure("epoll_ctl") }
    }

    deinit {
        close(timer)
        close(queue)
    }

    /// Begins to watch a socket; closing it ends that.
    func add(_ descriptor: Int32, for event: PolledEvent, token: Int) {
        control(EPOLL_CTL_ADD, descriptor, event, token)
    }

    /// Watches a socket for something else than before.
    func change(_ descriptor: Int32, to event: PolledEvent, token: Int) {
        control(EPOLL_CTL_MOD, descriptor, event, token)
    }

    private func control(_ operation: Int32, _ descriptor: Int32, _ event: PolledEvent, _ token: Int) {
        let wanted = event == .readable ? EPOLLIN.rawValue : EPOLLOUT.rawValue
        var change = epoll_event(events: wanted, data: epoll_data_t(u64: UInt64(token)))
        _ = epoll_ctl(queue, operation, descriptor, &change)
    }

    /// Waits until something happens or the time is over, and says how many events there are.
    mutating func wait(nanoseconds: Int64) -> Int {
        var milliseconds: Int32 = 0
        if nanoseconds >= 10_000_000 {
            milliseconds = Int32(clamping: nanoseconds / 1_000_000)
        } else if nanoseconds > 0 {
            var setting = itimerspec()
            setting.it_value = timespec(tv_sec: 0, tv_nsec: Int(nanoseconds))
            timerfd_settime(timer, 0, &setting, nil)
            milliseconds = -1
        }
        return max(0, Int(epoll_wait(queue, &events, Int32(events.count), milliseconds)))
    }

    /// The token of the socket that an event is about; nil for the timer.
    func token(ofEvent index: Int) -> Int? {
        let token = events[index].data.u64
        return token == Self.timerToken ? nil : Int(token)
    }
}
#endif
