import Foundation

/// A request and its answer: connect, send, receive.
extension LoadWorker {
    func begin(_ index: Int, due: Nanoseconds) {
        let client = clients[index]
        client.due = due
        client.begun = now
        busy += 1
        if client.descriptor >= 0 { send(index) } else { connect(index) }
    }

    func connect(_ index: Int) {
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

    func handle(_ index: Int) {
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

    func disconnect(_ client: LoadClient) {
        guard client.descriptor >= 0 else { return }
        close(client.descriptor)
        client.descriptor = -1
    }
}
