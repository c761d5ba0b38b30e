import AWSAccess
import Foundation

/// An address and a port to connect to.
struct SocketAddress: Sendable, Hashable {
    /// A `sockaddr`, as the system takes it.
    let bytes: [UInt8]
    /// `AF_INET` or `AF_INET6`.
    let family: Int32

    /// The addresses of a host, the one that the system prefers first. Blocks its thread, for seconds when no name
    /// server answers.
    ///
    /// - Throws: ``SystemFailure`` for a host that has none.
    static func resolve(host: String, port: Int) throws(SystemFailure) -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Socket.stream
        var found: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, String(port), &hints, &found)
        guard status == 0, let first = found else {
            throw SystemFailure(description: "\(host) has no address (\(String(cString: gai_strerror(status))))")
        }
        defer { freeaddrinfo(first) }
        return sequence(first: first) { $0.pointee.ai_next }.compactMap { entry in
            guard let address = entry.pointee.ai_addr else { return nil }
            let raw = UnsafeRawBufferPointer(start: address, count: Int(entry.pointee.ai_addrlen))
            return SocketAddress(bytes: Array(raw), family: entry.pointee.ai_family)
        }
    }
}

extension SocketAddress {
    /// The same, without blocking a thread that others need.
    ///
    /// - Throws: `CommandError` for a host that has none.
    static func resolved(host: String, port: Int) async throws -> [SocketAddress] {
        do {
            return try await onThread { try resolve(host: host, port: port) }
        } catch let failure as SystemFailure {
            throw CommandError("no-connection", "\(failure)")
        }
    }
}

extension SystemFailure {
    init(description: String) { self.description = description }
}
