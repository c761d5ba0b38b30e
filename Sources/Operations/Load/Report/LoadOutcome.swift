import Foundation

/// A run with all that a report says about it.
struct LoadOutcome: Sendable {
    let target: LoadTarget
    let profile: LoadProfile
    let result: LoadResult
    let thresholds: [LoadThreshold]
    /// When the run began.
    let began: Date
    /// The environment's stack, where there is one.
    var stackName: String?
    /// The instances that were in service; nil where that could not be had.
    var instances: InstanceCounts?
    /// Why it could not be had, and what else is worth knowing.
    var notes: [String] = []

    var total: LoadInterval { result.total }
    var exceeded: [LoadThreshold] { thresholds.filter { $0.isExceeded(by: total) } }

    /// What was asked for, in words.
    var settings: String {
        var parts = ["\(LoadText.number(profile.clients)) client\(profile.clients == 1 ? "" : "s")"]
        switch profile.pace {
        case .closedLoop: parts.append("each as fast as it is answered")
        case .rate(let rate):
            parts.append(
                "\(LoadText.number(rate, places: rate == rate.rounded() ? 0 : 2)) requests/s, latency counted from when each was due"
            )
        }
        if profile.ramp > 0 { parts.append("grown over \(LoadText.time(profile.ramp))") }
        parts.append("timeout \(LoadText.time(profile.timeout))")
        return parts.joined(separator: ", ")
    }

    /// What should make a reader careful with the figures.
    var warnings: [String] {
        var warnings: [String] = []
        if let busiest = result.busiestThread, busiest > 0.9 {
            warnings.append(
                "the load generator used its processor for \(LoadText.number(min(1, busiest) * 100)) % of the time: the server may be faster than this, and latencies include waiting here"
            )
        }
        if total.redirects * 2 > total.successes {
            warnings.append(
                "most answers lead elsewhere, and are not followed: name what they lead to with --path or --url")
        }
        // One in a hundred: a connection that idled too long is now and then closed as a request goes out.
        if total.repeats * 100 > total.requests {
            warnings.append(
                "the server closed kept connections with a request on them \(LoadText.number(total.repeats)) times; as a browser does, each was made again and counts once, not as an error"
            )
        }
        if let unsent = total.errors[.unsent], unsent > 0 {
            warnings.append(
                "\(LoadText.number(unsent)) requests fell due and were never sent, because all clients waited for answers: the target does not keep up with the rate, or more --clients are needed"
            )
        }
        return warnings
    }

    /// The percentiles that are reported.
    static let percentiles: [(name: String, percent: Double)] = [
        ("p50", 50), ("p90", 90), ("p95", 95), ("p99", 99), ("p99.9", 99.9),
    ]

    /// The phases of a request that were measured, each with its latencies.
    var phases: [(name: String, key: String, histogram: LatencyHistogram)] {
        (result.hasPhases ? [("connect", "connect", total.connect), ("first byte", "firstByte", total.firstByte)] : [])
            + [("total", "total", total.total)]
    }

    /// Upper ends of the bars of the latency histogram, in microseconds: 1, 2 and 5 of each decade, around what was
    /// measured.
    var histogram: [(label: String, count: UInt64)] {
        let all: [Int64] = (1...7).flatMap { power in
            let decade = Int64(pow(10, Double(power)))
            return [decade, 2 * decade, 5 * decade]
        }
        let counts = total.total.distribution(upTo: all)
        guard let first = counts.firstIndex(where: { $0 > 0 }), let last = counts.lastIndex(where: { $0 > 0 }) else {
            return []
        }
        return (first...last).map { index in
            let label = index < all.count ? "< " + Self.edge(all[index]) : "≥ " + Self.edge(all[all.count - 1])
            return (label, counts[index])
        }
    }

    private static func edge(_ microseconds: Int64) -> String {
        if microseconds >= 1_000_000 { return "\(microseconds / 1_000_000) s" }
        return microseconds >= 1_000 ? "\(microseconds / 1_000) ms" : "\(microseconds) µs"
    }
}
