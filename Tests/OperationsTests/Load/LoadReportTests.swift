import AWSAccessTesting
import Foundation
import XCTest

@testable import Operations

final class LoadReportTests: XCTestCase {
    private func outcome(seconds: Int = 5) throws -> LoadOutcome {
        var result = LoadResult.nothing
        for number in 0..<seconds {
            var interval = LoadInterval(start: Nanoseconds(number) * .second, end: Nanoseconds(number + 1) * .second)
            // The third second is one in which nobody answers.
            if number != 2 {
                interval.successes = 100
                for step in 1...100 { interval.total.record(Nanoseconds(step) * .millisecond) }
            }
            interval.fail(.noConnection("<b>refused</b>"), count: 4)
            result.total.merge(interval)
            result.timeline.append(interval)
        }
        return LoadOutcome(
            target: try LoadTarget(address: "http://localhost:8080", paths: ["/a?b=1&c=2"]), profile: LoadProfile(),
            result: result,
            thresholds: [try LoadThreshold("p99>50ms")], began: Date(timeIntervalSince1970: 0), stackName: "web-dev")
    }

    func testTheReportNeedsNothingElse() throws {
        let html = LoadReport(try outcome()).html
        for reference in ["<script", "<link", "@import", "url(", "src=", "href="] {
            XCTAssertFalse(html.contains(reference), "\(reference) loads something")
        }
        XCTAssertEqual(html.components(separatedBy: "<svg").count - 1, 3)
        XCTAssertTrue(html.hasPrefix("<!doctype html>") && html.hasSuffix("</html>\n"))
    }

    func testWhatServersSayIsTextAndNoMarkup() throws {
        let html = LoadReport(try outcome()).html
        XCTAssertFalse(html.contains("<b>"))
        XCTAssertTrue(html.contains("&lt;b&gt;refused"))
        XCTAssertTrue(html.contains("/a?b=1&amp;c=2"))
    }

    func testLimitsStandBesideWhatWasMeasured() throws {
        let html = LoadReport(try outcome()).html
        XCTAssertTrue(
            html.contains(
                #"<td>p99</td><td class="number">99.3 ms</td><td class="number">&gt; 50.0 ms</td><td>failed</td>"#),
            html)
    }

    func testASecondWithoutAnswersIsAGapInTheLatency() throws {
        let html = LoadReport(try outcome()).html
        let figure = try XCTUnwrap(
            html.components(separatedBy: "<figure>").first { $0.contains("Latency, logarithmic") })
        XCTAssertEqual(figure.components(separatedBy: "<polyline").count - 1, 6, "three percentiles in two parts")
    }

    func testTheInstancesAreDrawnWhereTheyAreKnown() throws {
        var outcome = try outcome()
        XCTAssertFalse(LoadReport(outcome).html.contains("Instances in service"))
        outcome.instances = InstanceCounts(points: [
            .init(time: Date(timeIntervalSince1970: -30), count: 2),
            .init(time: Date(timeIntervalSince1970: 3), count: 4),
        ])
        XCTAssertTrue(LoadReport(outcome).html.contains("Instances in service"))
    }

    func testARunThatMeasuredNothingHasAReport() throws {
        let empty = LoadOutcome(
            target: try LoadTarget(address: "http://localhost", paths: []), profile: LoadProfile(), result: .nothing,
            thresholds: [], began: Date())
        XCTAssertTrue(LoadReport(empty).html.contains("nothing was measured"))
    }

    func testAxesEndAtRoundNumbers() {
        XCTAssertEqual(SVGPlot.ticks(upTo: 97, count: 4), [0, 50, 100])
        XCTAssertEqual(SVGPlot.ticks(upTo: 100, count: 4), [0, 50, 100])
        XCTAssertEqual(SVGPlot.ticks(upTo: 4, count: 4), [0, 1, 2, 3, 4])
        XCTAssertEqual(SVGPlot.ticks(upTo: 2, count: 4, leastStep: 1), [0, 1, 2])
        XCTAssertEqual(SVGPlot.ticks(upTo: 31_500, count: 4), [0, 10_000, 20_000, 30_000, 40_000])
    }

    func testALogarithmicAxisHasNoMoreMarksThanCanBeRead() {
        func labels(_ values: [Double]) -> [String] {
            let points = values.enumerated().map { (x: Double($0.offset), y: Optional($0.element)) }
            let plot = SVGPlot(
                title: "", series: [.init(name: "", points: points)], scale: .logarithmic, end: 2,
                label: { LoadText.latency($0) })
            return plot.svg.matches(of: /text-anchor="end">([^<]*)</).map { String($0.1) }
        }
        XCTAssertEqual(labels([3e6, 40e6]), ["2.00 ms", "5.00 ms", "10.0 ms", "20.0 ms", "50.0 ms"])
        XCTAssertEqual(
            labels([60e3, 12e9]), ["10 µs", "100 µs", "1.00 ms", "10.0 ms", "100 ms", "1.00 s", "10.0 s", "100 s"])
    }

    func testTheHistogramBeginsAndEndsWhereSomethingWasMeasured() throws {
        let bars = try outcome().histogram
        XCTAssertEqual(bars.map(\.label), ["< 2 ms", "< 5 ms", "< 10 ms", "< 20 ms", "< 50 ms", "< 100 ms"])
        XCTAssertEqual(bars.reduce(0) { $0 + $1.count }, 400)
    }

    func testWarningsSayWhenTheFiguresAreTheLoadGenerators() throws {
        var outcome = try outcome()
        XCTAssertEqual(outcome.warnings, [])
        var result = outcome.result
        result.busiestThread = 0.97
        result.total.redirects = result.total.successes
        result.total.fail(.unsent, count: 12)
        result.total.repeats = 6
        outcome = LoadOutcome(
            target: outcome.target, profile: outcome.profile, result: result, thresholds: [], began: outcome.began)
        XCTAssertEqual(outcome.warnings.count, 4)
        XCTAssertTrue(
            outcome.warnings[2].hasPrefix("the server closed kept connections with a request on them 6 times"))
        XCTAssertTrue(outcome.warnings[0].hasPrefix("the load generator used its processor for 97 % of the time"))
        XCTAssertTrue(outcome.warnings[3].hasPrefix("12 requests fell due and were never sent"))
    }
}

final class InstanceCountsTests: XCTestCase {
    private let aws = FakeAWS()

    private func read(hours: Double) async throws -> InstanceCounts {
        let end = Date(timeIntervalSince1970: 1_800_000_000)
        return try await InstanceCounts.read(
            group: "web", from: end.addingTimeInterval(-hours * 3_600), to: end, with: aws.cli())
    }

    func testTheCountsComeInOrder() async throws {
        aws.on(
            "cloudwatch get-metric-statistics",
            #"{"Datapoints":[{"Timestamp":"2026-01-01T00:02:00Z","Maximum":4},{"Timestamp":"2026-01-01T00:01:00+00:00","Maximum":2.0}]}"#
        )
        let counts = try await read(hours: 0.1)
        XCTAssertEqual(counts.points.map(\.count), [2, 4])
        XCTAssertEqual(counts.points[1].time.timeIntervalSince(counts.points[0].time), 60)
    }

    func testBothVersionsOfTheCLIAreUnderstood() async throws {
        aws.on(
            "cloudwatch get-metric-statistics",
            #"{"Datapoints":[{"Timestamp":1767225600,"Maximum":2.0}]}"#,
            #"{"Datapoints":[{"Timestamp":"2026-01-01T00:00:00+00:00","Maximum":2.0}]}"#)
        let first = try await read(hours: 1)
        let second = try await read(hours: 1)
        XCTAssertEqual(first.points, [.init(time: Date(timeIntervalSince1970: 1_767_225_600), count: 2)])
        XCTAssertEqual(second.points, first.points)
    }

    func testALongRunAsksForNoMorePointsThanAreGiven() async throws {
        aws.on("cloudwatch get-metric-statistics", #"{"Datapoints":[]}"#)
        _ = try await read(hours: 0.1)
        _ = try await read(hours: 23)
        _ = try await read(hours: 24)
        _ = try await read(hours: 72)
        let periods = aws.commands.map { $0.arguments[($0.arguments.firstIndex(of: "--period") ?? 0) + 1] }
        XCTAssertEqual(periods, ["60", "60", "120", "240"])
    }

    func testTimesAreUTC() async throws {
        aws.on("cloudwatch get-metric-statistics", #"{"Datapoints":[]}"#)
        _ = try await read(hours: 1)
        XCTAssertTrue(
            aws.lines[0].contains("--start-time 2027-01-15T06:59:00Z --end-time 2027-01-15T08:00:00Z"), aws.lines[0])
    }
}
