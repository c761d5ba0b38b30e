import XCTest

@testable import Operations

final class LoadTimelineTests: XCTestCase {
    private func second(_ number: Int) -> LoadInterval {
        var interval = LoadInterval(start: Nanoseconds(number) * .second, end: Nanoseconds(number + 1) * .second)
        interval.successes = number + 1
        interval.total.record(Nanoseconds(number + 1) * .millisecond)
        if number % 2 == 0 { interval.fail(.timeout) }
        return interval
    }

    func testALongRunKeepsFewPointsAndLosesNothing() {
        for count in [1, 7, 8, 9, 17, 100] {
            var timeline = LoadTimeline(limit: 8)
            for number in 0..<count { timeline.append(second(number)) }
            let points = timeline.points
            XCTAssertLessThanOrEqual(points.count, 8)
            XCTAssertEqual(points.reduce(0) { $0 + $1.successes }, count * (count + 1) / 2)
            XCTAssertEqual(points.reduce(0) { $0 + ($1.errors[.timeout] ?? 0) }, (count + 1) / 2)
            XCTAssertEqual(points.reduce(0) { $0 + $1.total.count }, UInt64(count))
            XCTAssertEqual(points.first?.start, 0)
            XCTAssertEqual(points.last?.end, Nanoseconds(count) * .second)
            for (one, next) in zip(points, points.dropFirst()) {
                XCTAssertEqual(one.end, next.start)
                XCTAssertEqual(one.seconds, Double(timeline.secondsPerPoint))
            }
        }
    }

    func testWhatIsCountedAfterTheLastSecondIsInItsPoint() {
        var timeline = LoadTimeline()
        timeline.append(second(1))
        var rest = LoadInterval(start: 2 * .second, end: 2 * .second + 1)
        rest.fail(.unsent, count: 7)
        timeline.extend(by: rest)
        XCTAssertEqual(timeline.points.map(\.errors), [[.unsent: 7]])
        XCTAssertEqual(timeline.points.map(\.end), [2 * .second + 1])
    }

    func testNeighboursAreBroughtTogetherInOrder() {
        var timeline = LoadTimeline(limit: 4)
        for number in 0..<6 { timeline.append(second(number)) }
        XCTAssertEqual(timeline.secondsPerPoint, 2)
        XCTAssertEqual(timeline.points.map(\.successes), [3, 7, 11])
        XCTAssertEqual(timeline.points.map(\.throughput), [1.5, 3.5, 5.5])
        XCTAssertEqual(timeline.points[2].total.maximum, 6 * .millisecond)
    }
}
