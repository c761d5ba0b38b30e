#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Calls on non-blocking TCP sockets, alike on Linux and macOS.
enum Socket {
    #if canImport(Glibc)
    static let stream = Int32(SOCK_STREAM.rawValue)
    #else
    static let stream = SOCK_STREAM
    #endif

    /// How a call went that may have to wait.
    enum Outcome {
        case done(Int)
        case wouldWait
        case failed(Int32)
    }

    /// Opens a socket and begins to connect it.
    ///
    /// - Returns: the descriptor and whether it is connected already, or the system's error.
    static func connect(to address: SocketAddress) -> Result<(descriptor: Int32, isConnected: Bool), SocketError> {
        let descriptor = socket(address.family, stream, 0)
        guard descriptor >= 0 else { return .failure(SocketError(number: errno)) }
        let flags = fcntl(descriptor, F_GETFL)
        guard fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else {
            return .failure(closing(descriptor))
        }
        var on: Int32 = 1
        // Requests are one small write each; nothing is to be gathered.
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        #if canImport(Darwin)
        setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
        #endif
        let status = address.bytes.withUnsafeBytes { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) {
                system.connect(descriptor, $0.baseAddress, socklen_t(bytes.count))
            }
        }
        if status == 0 { return .success((descriptor, true)) }
        return errno == EINPROGRESS || errno == EINTR ? .success((descriptor, false)) : .failure(closing(descriptor))
    }

    /// The error of a connection that was begun, 0 when it stands.
    static func connectionError(_ descriptor: Int32) -> Int32 {
        var number: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &number, &size) == 0 ? number : errno
    }

    static func send(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Outcome {
        #if canImport(Darwin)
        let flags: Int32 = 0
        #else
        let flags = Int32(MSG_NOSIGNAL)
        #endif
        return outcome { system.send(descriptor, bytes.baseAddress, bytes.count, flags) }
    }

    static func receive(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Outcome {
        outcome { recv(descriptor, buffer.baseAddress, buffer.count, 0) }
    }

    private static func outcome(_ call: () -> Int) -> Outcome {
        while true {
            let count = call()
            if count >= 0 { return .done(count) }
            if errno == EINTR { continue }
            return errno == EAGAIN || errno == EWOULDBLOCK ? .wouldWait : .failed(errno)
        }
    }

    private static func closing(_ descriptor: Int32) -> SocketError {
        let error = SocketError(number: errno)
        close(descriptor)
        return error
    }
}

/// What the system says of a connection.
struct SocketError: Error, Sendable, Equatable {
    let number: Int32

    /// Such as `connection refused`.
    var reason: String { String(cString: strerror(number)).lowercased() }
    /// Whether it is this machine that has no more of something: descriptors, ports or memory.
    var isOurs: Bool { [EMFILE, ENFILE, EADDRNOTAVAIL, ENOBUFS, ENOMEM].contains(number) }
}

/// The system's calls, under names that the methods above do not hide.
private enum system {
    static func connect(_ descriptor: Int32, _ address: UnsafePointer<sockaddr>?, _ length: socklen_t) -> Int32 {
        #if canImport(Darwin)
        Darwin.connect(descriptor, address, length)
        #elseif canImport(Musl)
        Musl.connect(descriptor, address, length)
        #else
        Glibc.connect(descriptor, address, length)
        #endif
    }

    static func send(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int, _ flags: Int32) -> Int {
        #if canImport(Darwin)
        Darwin.send(descriptor, bytes, count, flags)
        #elseif canImport(Musl)
        Musl.send(descriptor, bytes, count, flags)
        #else
        Glibc.send(descriptor, bytes, count, flags)
        #endif
    }
}
