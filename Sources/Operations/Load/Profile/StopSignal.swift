import Synchronization

/// How a run is told to end before its time.
final class StopSignal: Sendable {
    private let isSet = Mutex(false)

    func stop() { isSet.withLock { $0 = true } }
    var isStopped: Bool { isSet.withLock { $0 } }
}
