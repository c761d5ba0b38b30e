import Deployment
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
            let timestamp: Time
            let maximum: Double
        }

        let datapoints: [Datapoint]
    }

    /// Version 2 of the CLI writes ISO 8601. Version 1 writes what the service sent: since that is JSON, seconds since 1970.
    private struct Time: Decodable {
        let date: Date

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let seconds = try? container.decode(Double.self) {
                date = Date(timeIntervalSince1970: seconds)
                return
            }
            let text = try container.decode(String.self)
            guard let date = try? Date(text, strategy: .iso8601) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is no time")
            }
            self.date = date
        }
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
                "cloudwatch", "get-metric-statistics", "--namespace", "AWS/AutoScaling", "--metric-name", "GroupInServiceInstances",
                "--dimensions", "Name=AutoScalingGroupName,Value=\(group)", "--start-time", first.formatted(.iso8601), "--end-time",
                end.formatted(.iso8601), "--period", "\(period)", "--statistics", "Maximum",
            ], as: Statistics.self)
        let points = answer.datapoints.map { Point(time: $0.timestamp.date, count: $0.maximum) }
        return InstanceCounts(points: points.sorted { $0.time < $1.time })
    }
}
