import Diagnostics
import Foundation

extension Day {
    /// The day of a point in time, in UTC.
    package init(of date: Date) { self = Day("\(date.formatted(.iso8601).prefix(10))") ?? .today }
}
