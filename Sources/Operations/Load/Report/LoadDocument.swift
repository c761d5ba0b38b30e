import Foundation

/// The summary of a run, for programs. Latencies are in milliseconds.
struct LoadDocument: Encodable, Sendable {
    struct Latencies: Encodable, Sendable {
        let count: UInt64
        let mean: Double?
        let max: Double?
        let percentiles: [String: Double]
    }

    struct Limit: Encodable, Sendable {
        let threshold: String
        /// In the threshold's terms: milliseconds, percent, a count or requests a second.
        let measured: Double?
        let limit: Double
        let isExceeded: Bool
    }

    struct Bar: Encodable, Sendable {
        let range: String
        let count: UInt64
    }

    let target: String
    let paths: [String]
    let stack: String?
    let began: Date
    let seconds: Double
    let wasInterrupted: Bool
    let clients: Int
    /// Requests a second that were asked for; null in a closed loop.
    let rate: Double?
    let requests: Int
    let succeeded: Int
    let failed: Int
    /// Under way when the user ended the run.
    let cutOff: Int
    let requestsPerSecond: Double
    let errors: [String: Int]
    let connections: Int
    let repeated: Int
    let bytesReceived: Int
    let latency: [String: Latencies]
    let histogram: [Bar]
    let limits: [Limit]
    let notes: [String]

    init(_ outcome: LoadOutcome) {
        let total = outcome.total
        func milliseconds(_ value: Double) -> Double { (value / 1e3).rounded() / 1e3 }
        target = outcome.target.origin
        paths = outcome.target.paths
        stack = outcome.stackName
        began = outcome.began
        seconds = (total.end.inSeconds * 1e3).rounded() / 1e3
        wasInterrupted = outcome.result.wasInterrupted
        clients = outcome.profile.clients
        if case .rate(let rate) = outcome.profile.pace { self.rate = rate } else { rate = nil }
        requests = total.requests
        succeeded = total.successes
        failed = total.errorCount
        cutOff = total.cutOff
        requestsPerSecond = (total.throughput * 10).rounded() / 10
        errors = Dictionary(total.errors.map { ($0.key.name, $0.value) }, uniquingKeysWith: +)
        connections = total.connections
        repeated = total.repeats
        bytesReceived = total.bytesReceived
        latency = Dictionary(
            uniqueKeysWithValues: outcome.phases.map { phase in
                let histogram = phase.histogram
                let percentiles = LoadOutcome.percentiles.compactMap { entry in
                    histogram.percentile(entry.percent).map { (entry.name, milliseconds(Double($0))) }
                }
                return (
                    phase.key,
                    Latencies(
                        count: histogram.count, mean: histogram.mean.map(milliseconds),
                        max: histogram.count > 0 ? milliseconds(Double(histogram.maximum)) : nil,
                        percentiles: Dictionary(uniqueKeysWithValues: percentiles))
                )
            })
        histogram = outcome.histogram.map { Bar(range: $0.label, count: $0.count) }
        limits = outcome.thresholds.map { threshold in
            func shown(_ value: Double) -> Double { threshold.isLatency ? milliseconds(value) : value }
            return Limit(
                threshold: threshold.text, measured: threshold.measured(in: total).map(shown),
                limit: shown(threshold.limit),
                isExceeded: threshold.isExceeded(by: total))
        }
        notes = outcome.warnings + outcome.notes
    }
}

extension LoadThreshold {
    var isLatency: Bool {
        switch metric {
        case .percentile, .mean, .maximum: true
        case .errorShare, .errorCount, .rate: false
        }
    }
}
