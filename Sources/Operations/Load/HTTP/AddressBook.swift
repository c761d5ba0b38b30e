import Foundation
import Synchronization

/// The addresses of a host, looked up once and again while connections are made, because those of a load balancer
/// change.
///
/// Elastic Load Balancing User Guide, "How Elastic Load Balancing works": the DNS entry lives 60 seconds, and its
/// addresses change as the load balancer scales.
final class AddressBook: Sendable {
    private struct State {
        var addresses: [SocketAddress]
        var turn = 0
        var lookedUp: Nanoseconds
        var isLookingUp = false
    }

    /// A server that closes every connection must not have its name looked up for each.
    private static let shortestLife = 5 * Nanoseconds.second

    private let lookUp: @Sendable () throws -> [SocketAddress]
    private let state: Mutex<State>

    /// - Parameters:
    ///   - addresses: those found before the run, of one family.
    ///   - now: when they were found.
    ///   - lookUp: finds them again; runs on a thread of its own, because that may take seconds.
    init(
        _ addresses: [SocketAddress], at now: Nanoseconds = 0, lookUp: @escaping @Sendable () throws -> [SocketAddress]
    ) {
        self.lookUp = lookUp
        state = Mutex(State(addresses: addresses, lookedUp: now))
    }

    /// The address for a new connection: each in turn, as a load balancer has one in every zone.
    func next(at now: Nanoseconds) -> SocketAddress? {
        let (address, isOld) = state.withLock { state -> (SocketAddress?, Bool) in
            guard !state.addresses.isEmpty else { return (nil, false) }
            state.turn = (state.turn + 1) % state.addresses.count
            let isOld = !state.isLookingUp && now - state.lookedUp >= Self.shortestLife
            if isOld { state.isLookingUp = true }
            return (state.addresses[state.turn], isOld)
        }
        if isOld { refresh(at: now) }
        return address
    }

    private func refresh(at now: Nanoseconds) {
        Thread.detachNewThread { [self] in
            let found = (try? lookUp()) ?? []
            state.withLock { state in
                state.isLookingUp = false
                state.lookedUp = now
                // Of the family that was found to work before the run. Without an answer, the old ones are kept.
                let usable = found.filter { $0.family == state.addresses.first?.family }
                if !usable.isEmpty { state.addresses = usable }
            }
        }
    }
}
