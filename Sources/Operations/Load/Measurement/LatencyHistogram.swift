/// How often which latency was measured, in fixed memory: 26 KiB whatever is recorded.
///
/// Buckets are log-linear, as in HdrHistogram: 128 of one microsecond each, then 128 for every doubling. A value is
/// known to 0.8 %, from one microsecond to more than an hour; what is longer counts as the longest.
struct LatencyHistogram: Sendable, Equatable {
    private static let subBuckets = 128
    private static let subBucketBits = 7
    /// 2^32 microseconds are 71 minutes.
    private static let longest: Int64 = (1 << 32) - 1
    static let bucketCount = subBuckets * (32 - subBucketBits + 1)

    private var counts = [UInt64](repeating: 0, count: Self.bucketCount)
    /// How many values were recorded.
    private(set) var count: UInt64 = 0
    /// In nanoseconds, exact.
    private(set) var maximum: Int64 = 0
    /// In nanoseconds, exact; 0 when nothing was recorded.
    var minimum: Int64 { count == 0 ? 0 : smallest }
    private var smallest = Int64.max
    private var sum = 0.0

    init() {}

    /// Records a latency in nanoseconds; a negative one counts as 0.
    mutating func record(_ nanoseconds: Int64) {
        let value = max(0, nanoseconds)
        counts[Self.bucket(of: value / 1_000)] += 1
        count += 1
        sum += Double(value)
        if value > maximum { maximum = value }
        if value < smallest { smallest = value }
    }

    /// Adds what another histogram recorded, as if it had been recorded here.
    mutating func merge(_ other: LatencyHistogram) {
        guard other.count > 0 else { return }
        for bucket in counts.indices { counts[bucket] += other.counts[bucket] }
        count += other.count
        sum += other.sum
        maximum = max(maximum, other.maximum)
        smallest = min(smallest, other.smallest)
    }

    /// In nanoseconds; nil when nothing was recorded.
    var mean: Double? { count == 0 ? nil : sum / Double(count) }

    /// The latency in nanoseconds that a share of all values does not exceed, by nearest rank; nil when nothing was
    /// recorded.
    ///
    /// - Parameter percent: such as 99 or 99.9. 100 is the maximum.
    func percentile(_ percent: Double) -> Int64? {
        guard count > 0 else { return nil }
        // Without the small step back, 99.9 % of 1,000 would come out as rank 1,000 for a rounding error.
        let exact = percent / 100 * Double(count)
        let rank = max(1, min(count, UInt64((exact - exact * 1e-12).rounded(.up))))
        if rank == count { return maximum }
        var seen: UInt64 = 0
        for (bucket, here) in counts.enumerated() where here > 0 {
            seen += here
            // The upper end of the bucket: never better than it was.
            if seen >= rank { return min(maximum, max(minimum, Self.range(of: bucket).upperBound * 1_000)) }
        }
        return maximum
    }

    /// How many values lay in each of some ranges, the first of which begins at 0.
    ///
    /// - Parameter ends: the ends of the ranges in microseconds, rising; a last range without an end follows.
    func distribution(upTo ends: [Int64]) -> [UInt64] {
        var shares = [UInt64](repeating: 0, count: ends.count + 1)
        var range = 0
        for (bucket, here) in counts.enumerated() where here > 0 {
            while range < ends.count, Self.range(of: bucket).lowerBound >= ends[range] { range += 1 }
            shares[range] += here
        }
        return shares
    }

    /// The bucket of a latency in microseconds.
    static func bucket(of microseconds: Int64) -> Int {
        let value = min(microseconds, longest)
        if value < Int64(subBuckets) { return Int(value) }
        let exponent = 63 - value.leadingZeroBitCount - subBucketBits
        return (exponent << subBucketBits) + Int(value >> Int64(exponent))
    }

    /// The microseconds that share a bucket, from its lower bound up to but without its upper bound.
    static func range(of bucket: Int) -> Range<Int64> {
        if bucket < 2 * subBuckets { return Int64(bucket)..<Int64(bucket + 1) }
        let exponent = (bucket >> subBucketBits) - 1
        let lower = Int64(bucket - (exponent << subBucketBits)) << Int64(exponent)
        return lower..<(lower + 1 << Int64(exponent))
    }
}
