import Terminal

/// What a run must not exceed, such as `p99>500ms`: where it holds, the run has failed.
struct LoadThreshold: Sendable, Equatable {
    /// What is measured.
    enum Metric: Sendable, Equatable {
        /// A percentile of the whole latency, such as 99.
        case percentile(Double)
        case mean
        case maximum
        /// The share of requests that failed, in percent.
        case errorShare
        /// How many requests failed.
        case errorCount
        /// Successes a second.
        case rate
    }

    enum Comparison: String, Sendable {
        case above = ">"
        case atLeast = ">="
        case below = "<"
        case atMost = "<="
    }

    let text: String
    let metric: Metric
    let comparison: Comparison
    /// Nanoseconds for a latency, otherwise what the metric counts in.
    let limit: Double

    /// Reads a threshold.
    ///
    /// - Throws: `UsageError` that says what can be written.
    init(_ text: String) throws(UsageError) {
        func wrong(_ reason: String) -> UsageError {
            UsageError(
                "--fail-if is '\(text)': \(reason); write such as 'p99>500ms', 'mean>80ms', 'max>2s', 'errors>1%', 'errors>0' or 'rate<100'"
            )
        }
        let unread = "no comparison (a shell takes > for its own where it is not quoted)"
        let packed = text.filter { !$0.isWhitespace }
        guard let match = packed.wholeMatch(of: #/([a-z][a-z0-9.]*)(>=|<=|>|<)(.+)/#) else { throw wrong(unread) }
        guard let comparison = Comparison(rawValue: String(match.2)) else { throw wrong(unread) }
        let name = String(match.1)
        let value = String(match.3)
        self.text = packed
        self.comparison = comparison
        func number(_ text: some StringProtocol, _ upper: Double = .infinity) throws(UsageError) -> Double {
            guard let number = Double(text), number >= 0, number <= upper, number.isFinite else {
                throw wrong("'\(value)' is no limit for \(name)")
            }
            return number
        }
        switch name {
        case "errors" where value.hasSuffix("%"):
            metric = .errorShare
            limit = try number(value.dropLast(), 100)
        case "errors":
            metric = .errorCount
            limit = try number(value)
        case "rate":
            metric = .rate
            limit = try number(value)
        default:
            if name == "mean" {
                metric = .mean
            } else if name == "max" {
                metric = .maximum
            } else if name.hasPrefix("p"), let percent = Double(name.dropFirst()), percent > 0, percent < 100 {
                metric = .percentile(percent)
            } else {
                throw wrong("there is no '\(name)'")
            }
            guard let duration = LoadDuration(value, requiresUnit: true) else {
                throw wrong("a latency needs a number and a unit: us, ms or s")
            }
            limit = Double(duration.nanoseconds)
        }
    }

    /// What a run measured, in the limit's unit; nil where it measured nothing of the kind.
    func measured(in total: LoadInterval) -> Double? {
        switch metric {
        case .percentile(let percent): total.total.percentile(percent).map(Double.init)
        case .mean: total.total.mean
        case .maximum: total.total.count > 0 ? Double(total.total.maximum) : nil
        case .errorShare: total.errorRate * 100
        case .errorCount: Double(total.errorCount)
        case .rate: total.throughput
        }
    }

    /// Whether a run fails by it. One that measured nothing fails: that nobody answered is no good latency.
    func isExceeded(by total: LoadInterval) -> Bool {
        guard let measured = measured(in: total) else { return true }
        return switch comparison {
        case .above: measured > limit
        case .atLeast: measured >= limit
        case .below: measured < limit
        case .atMost: measured <= limit
        }
    }

    /// A value of the metric, with its unit.
    func shown(_ value: Double?) -> String {
        guard let value else { return "nothing" }
        return switch metric {
        case .percentile, .mean, .maximum: LoadText.latency(value)
        case .errorShare: LoadText.number(value, places: value < 10 ? 2 : 1) + " %"
        case .errorCount: LoadText.number(value, places: 0)
        case .rate: LoadText.number(value, places: 1) + " requests/s"
        }
    }

    /// What is measured, such as `p99`.
    var name: String { String(text.prefix { $0 != ">" && $0 != "<" }) }
    /// What fails, such as `> 500 ms`.
    var shownLimit: String { "\(comparison.rawValue) \(shown(limit))" }
}
