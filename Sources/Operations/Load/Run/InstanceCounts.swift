import AWSAccess
import Foundation

/// How many instances of the group were in service, minute by minute, as CloudWatch knows it.
///
/// Amazon EC2 Auto Scaling User Guide, "Amazon CloudWatch metrics for Amazon EC2 Auto Scaling": the metric
/// GroupInServiceInstances is there once group metrics are enabled, at a granularity of one minute.
struct InstanceCounts: Sendable {
    struct Point: Sendable, Equatable {
        let time: Date
        let count: Double
    }

    let points: [Point]

    private struct Statistics: Decodable {
        struct Datapoint: Decodable {
            let timestamp: ServiceTime
            let maximum: Double
        }

        let datapoints: [Datapoint]
    }

    /// Reads the counts of a stretch of time.
    ///
    /// - Throws: `AWSError`.
    static func read(group: String, from start: Date, to end: Date, with aws: AWSCLI) async throws -> InstanceCounts {
        // One minute earlier, so that a short run has a point to begin with.
        let first = start.addingTimeInterval(-60)
        let minutes = Int((end.timeIntervalSince(first) / 60).rounded(.up))
        // GetMetricStatistics gives at most 1,440 points.
        let period = 60 * max(1, (minutes + 1_439) / 1_440)
        let answer = try await aws.run(
            [
                "cloudwatch", "get-metric-statistics", "--namespace", "AWS/AutoScaling", "--metric-name",
                "GroupInServiceInstances",
                "--dimensions", "Name=AutoScalingGroupName,Value=\(group)", "--start-time", first.formatted(.iso8601),
                "--end-time",
                end.formatted(.iso8601), "--period", "\(period)", "--statistics", "Maximum",
            ], as: Statistics.self)
        let points = answer.datapoints.map { Point(time: $0.timestamp.date, count: $0.maximum) }
        return InstanceCounts(points: points.sorted { $0.time < $1.time })
    }
}
