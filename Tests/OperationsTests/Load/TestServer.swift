import Foundation
import Synchronization

@testable import Operations

/// A small HTTP server on 127.0.0.1 that answers as a test says, well or badly.
final class TestServer: Sendable {
    /// What becomes of a request.
    enum Reply: Sendable {
        /// Bytes, in pieces that are sent one after the other.
        case send([String])
        /// Bytes, then the end of the connection.
        case sendAndClose(String)
        /// Nothing, ever.
        case silence

        static func ok(_ body: String = "hello", status: String = "200 OK", headers: String = "") -> Reply {
            .send(["HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)"])
        }
    }

    struct Request: Sendable {
        /// Counted from 0, over all connections.
        let number: Int
        /// The connection, counted from 0.
        let connection: Int
        /// Counted from 0 on its connection.
        let numberOnConnection: Int
        let path: String
        let text: String
    }

    private struct State {
        var requests: [Request] = []
        var open: Set<Int32> = []
        var connections = 0
        var isClosed = false
    }

    let port: Int
    private let listener: Int32
    private let state = Mutex(State())
    private let handler: @Sendable (Request) -> Reply

    init(_ handler: @escaping @Sendable (Request) -> Reply = { _ in .ok() }) throws {
        self.handler = handler
        listener = socket(AF_INET, Socket.stream, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 128) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isListening else { throw SystemFailure("bind") }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                let number = state.withLock { state -> Int? in
                    guard !state.isClosed else { return nil }
                    state.open.insert(connection)
                    state.connections += 1
                    return state.connections - 1
                }
                guard let number else { return }
                Thread.detachNewThread { self.serve(connection, number) }
            }
        }
    }

    var address: String { "http://127.0.0.1:\(port)" }
    var requests: [Request] { state.withLock { $0.requests } }
    var connections: Int { state.withLock { $0.connections } }

    func stop() {
        state.withLock { state in
            state.isClosed = true
            for connection in state.open { shutdown(connection, Int32(SHUT_RDWR)) }
        }
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func serve(_ connection: Int32, _ number: Int) {
        defer {
            state.withLock { _ = $0.open.remove(connection) }
            close(connection)
        }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4_096)
        for turn in 0... {
            while !String(decoding: bytes, as: UTF8.self).contains("\r\n\r\n") {
                let count = recv(connection, &piece, piece.count, 0)
                guard count > 0 else { return }
                bytes += piece[..<count]
            }
            let text = String(decoding: bytes, as: UTF8.self)
            bytes = []
            let request = state.withLock { state in
                let path = text.split(separator: " ").dropFirst().first.map(String.init) ?? ""
                state.requests.append(
                    Request(
                        number: state.requests.count, connection: number, numberOnConnection: turn, path: path,
                        text: text))
                return state.requests[state.requests.count - 1]
            }
            switch handler(request) {
            case .silence: break
            case .send(let pieces): for piece in pieces { write(piece, to: connection) }
            case .sendAndClose(let text):
                write(text, to: connection)
                return
            }
        }
    }

    private func write(_ text: String, to connection: Int32) {
        let bytes = Array(text.utf8)
        #if canImport(Darwin)
        _ = send(connection, bytes, bytes.count, 0)
        #else
        _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        #endif
    }
}

/// A clock that stands still until a test moves it.
final class ManualClock: Sendable {
    private let time = Mutex<Nanoseconds>(0)

    var clock: MonotonicClock { MonotonicClock { [self] in time.withLock { $0 } } }

    func advance(by step: Nanoseconds) { time.withLock { $0 += step } }
}
