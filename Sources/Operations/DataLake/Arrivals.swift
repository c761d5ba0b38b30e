import Foundation
import Synchronization

/// What has arrived in the bucket, told by every command while it runs: what it sent before it was stopped is there.
final class Arrivals: Sendable {
    struct Arrival: Sendable {
        let upload: Upload
        let at: Date
    }

    private struct State {
        var all: Set<ObjectKey> = []
        var unrecorded: [ObjectKey: Arrival] = [:]
    }

    private let state = Mutex(State())
    private let now: @Sendable () -> Date

    init(now: @escaping @Sendable () -> Date) { self.now = now }

    var count: Int { state.withLock { $0.all.count } }

    func contains(_ path: ObjectKey) -> Bool { state.withLock { $0.all.contains(path) } }

    /// Takes note of an arrival; false when that had been done.
    func add(_ upload: Upload) -> Bool {
        let arrival = Arrival(upload: upload, at: now())
        return state.withLock { state in
            guard state.all.insert(upload.path).inserted else { return false }
            state.unrecorded[upload.path] = arrival
            return true
        }
    }

    /// What the manifest does not have yet.
    var unrecorded: [Arrival] { state.withLock { Array($0.unrecorded.values) } }

    func markRecorded(_ arrivals: [Arrival]) {
        state.withLock { state in for arrival in arrivals { state.unrecorded[arrival.upload.path] = nil } }
    }
}
