import Foundation

/// Tries which addresses of a host take a connection.
enum Reachability {
    /// The addresses of the first family, in their order, of which one can be connected to.
    ///
    /// Blocks its thread, for the timeout at most with every address.
    ///
    /// - Throws: ``SystemFailure`` with what the last one said.
    static func reachable(
        of addresses: [SocketAddress], within timeout: Nanoseconds
    ) throws(SystemFailure) -> [SocketAddress] {
        var problem = "no address"
        for address in addresses {
            if let refusal = connectionProblem(address, within: timeout) {
                problem = refusal
            } else {
                return addresses.filter { $0.family == address.family }
            }
        }
        throw SystemFailure(description: problem)
    }

    private static func connectionProblem(_ address: SocketAddress, within timeout: Nanoseconds) -> String? {
        switch Socket.connect(to: address) {
        case .failure(let error): return error.reason
        case .success(let (descriptor, isConnected)):
            defer { close(descriptor) }
            if isConnected { return nil }
            var watched = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            let milliseconds = Int32(clamping: timeout / .millisecond)
            var count = poll(&watched, 1, milliseconds)
            while count < 0, errno == EINTR { count = poll(&watched, 1, milliseconds) }
            guard count > 0 else { return "no answer in time" }
            let error = Socket.connectionError(descriptor)
            return error == 0 ? nil : SocketError(number: error).reason
        }
    }
}
