import XCTest

@testable import Operations

final class LatencyHistogramTests: XCTestCase {
    private func microseconds(_ values: some Sequence<Int64>) -> LatencyHistogram {
        var histogram = LatencyHistogram()
        for value in values { histogram.record(value * 1_000) }
        return histogram
    }

    func testEveryLatencyLiesInItsBucketAndBucketsLeaveNoGap() {
        var expected: Int64 = 0
        for bucket in 0..<LatencyHistogram.bucketCount {
            let range = LatencyHistogram.range(of: bucket)
            XCTAssertEqual(range.lowerBound, expected)
            XCTAssertEqual(LatencyHistogram.bucket(of: range.lowerBound), bucket)
            XCTAssertEqual(LatencyHistogram.bucket(of: range.upperBound - 1), bucket)
            XCTAssertLessThanOrEqual(range.count, max(1, Int(range.lowerBound) / 128))
            expected = range.upperBound
        }
        XCTAssertEqual(expected, 1 << 32)
    }

    func testPercentilesAreThoseOfTheSortedValuesToLessThanOnePercent() {
        var generator = Seeded(state: 7)
        // Over six orders of magnitude.
        let values = (0..<20_000).map { _ in Int64(pow(10, Double.random(in: 1...7, using: &generator))) }
        let histogram = microseconds(values)
        let sorted = values.sorted()
        for percent in [1.0, 25, 50, 90, 95, 99, 99.9] {
            let rank = Int((percent / 100 * Double(values.count)).rounded(.up))
            let exact = Double(sorted[rank - 1] * 1_000)
            let told = Double(histogram.percentile(percent)!)
            XCTAssertGreaterThanOrEqual(told, exact, "p\(percent) is told better than it was")
            XCTAssertLessThanOrEqual(told, exact * 1.008 + 1_000, "p\(percent)")
        }
        XCTAssertEqual(histogram.percentile(100), sorted.last! * 1_000)
    }

    func testTheNearestRankIsTaken() {
        let histogram = microseconds(1...100)
        XCTAssertEqual(histogram.percentile(50), 51_000, "the 50th of 100 values is 50 µs, whose bucket ends at 51")
        XCTAssertEqual(histogram.percentile(99), 100_000)
        XCTAssertEqual(histogram.percentile(99.9), 100_000)
        XCTAssertEqual(microseconds(1...1_000).percentile(99.9).map { $0 / 1_000_000 }, 1)
        XCTAssertEqual(microseconds([70]).percentile(1), 70_000)
    }

    func testMeanAndExtremesAreExact() {
        var histogram = LatencyHistogram()
        for value in [1_234_567, 7_654_321, 111] as [Int64] { histogram.record(value) }
        XCTAssertEqual(histogram.minimum, 111)
        XCTAssertEqual(histogram.maximum, 7_654_321)
        XCTAssertEqual(histogram.mean!, Double(1_234_567 + 7_654_321 + 111) / 3, accuracy: 0.001)
    }

    func testWithoutValuesThereIsNoPercentile() {
        XCTAssertNil(LatencyHistogram().percentile(50))
        XCTAssertNil(LatencyHistogram().mean)
        XCTAssertEqual(LatencyHistogram().minimum, 0)
    }

    func testMergingIsTheSameAsRecordingEverythingInOne() {
        let first: [Int64] = [5, 900, 12_345]
        let second: [Int64] = [7, 1_000_000]
        var merged = microseconds(first)
        merged.merge(microseconds(second))
        merged.merge(LatencyHistogram())
        XCTAssertEqual(merged, microseconds(first + second))
    }

    func testWhatIsBeyondTheScaleIsKeptAtItsEnds() {
        var histogram = LatencyHistogram()
        histogram.record(-5)
        histogram.record(10_000 * .second)
        XCTAssertEqual(histogram.count, 2)
        XCTAssertEqual(histogram.minimum, 0)
        XCTAssertEqual(histogram.percentile(100), 10_000 * .second)
    }

    func testTheDistributionCountsEveryValueOnce() {
        let histogram = microseconds([5, 9, 10, 15, 25, 1_000])
        XCTAssertEqual(histogram.distribution(upTo: [10, 20, 50]), [2, 2, 1, 1])
    }
}

/// A generator whose numbers are the same in every run. Sebastiano Vigna's splitmix64.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
