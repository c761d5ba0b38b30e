import Foundation

/// How a request ends: what is counted, and what its client does next.
extension LoadWorker {
    func complete(_ index: Int) {
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
    func connectionEnded(_ index: Int) {
        let client = clients[index]
        if client.isReused, !client.isAnswered {
            interval.repeats += 1
            disconnect(client)
            connect(index)
        } else {
            fail(index, .closed)
        }
    }

    func fail(_ index: Int, _ kind: LoadErrorKind) {
        interval.fail(kind)
        end(index)
    }

    /// Ends a request that was counted as an error.
    func end(_ index: Int) {
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
}
