internal import AWSPriceData
import Diagnostics
import ResourceSchemas

/// How long AWS supports a version of an engine, and from when it charges for that: a line of `support.tsv`.
package struct SupportDates: Sendable, Equatable {
    /// As far as it counts, such as `8.0` of MySQL 8.0.42 and `13` of PostgreSQL 13.4.
    package let version: String
    /// The end of standard support, after which only whoever pays for it has any.
    package let standardSupportEnds: Day
    fileprivate let chargedFrom: Day?
    fileprivate let thirdYearFrom: Day?
    fileprivate let supportEnds: Day?
    /// A version that leads out of it, and to which the database is upgraded in place; nil where none is known here.
    package let successor: String?
}

extension SupportDates {
    /// How a version is supported on a day.
    package enum Phase: Sendable, Equatable {
        /// At no further charge.
        case standard
        case extended(ExtendedSupport.Year)
        /// Not at all: AWS upgrades it.
        case over(since: Day)
    }

    package func phase(on day: Day) -> Phase {
        if let supportEnds, day > supportEnds { return .over(since: supportEnds) }
        guard let chargedFrom, day >= chargedFrom else { return .standard }
        guard let thirdYearFrom, day >= thirdYearFrom else { return .extended(.firstAndSecond) }
        return .extended(.third)
    }

    /// What is charged for at last.
    var lastYear: ExtendedSupport.Year { thirdYearFrom == nil ? .firstAndSecond : .third }
}

/// What is known of how long AWS supports versions. Engines that have no line have no Extended Support.
package enum SupportCalendar {
    private static let lines = SortedLines(.init(start: aws_support_start(), count: aws_support_size()))

    /// What it says of a version.
    package enum Entry: Sendable, Equatable {
        case dates(SupportDates)
        /// Newer than every version that it knows: those are in standard support.
        case newer
        /// Nobody tells.
        case unknown
    }

    /// - Parameters:
    ///   - engine: as in `aurora-mysql`, `kubernetes` and `redis`.
    ///   - version: with the minor version or without.
    /// - Returns: nil for an engine that has no Extended Support.
    package static func entry(of engine: String, version: String) -> Entry? {
        let known = lines.keys.compactMap { key -> Substring? in
            let parts = key.split(separator: " ")
            return parts.count == 2 && parts[0] == engine ? parts[1] : nil
        }
        guard let places = known.first?.split(separator: ".").count else { return nil }
        let major = version.split(separator: ".").prefix(places).joined(separator: ".")
        if let line = lines.lines(of: "\(engine) \(major)").next(), let dates = SupportDates(major, line) {
            return .dates(dates)
        }
        guard let number = numbers(major[...]) else { return .unknown }
        return known.allSatisfy { (numbers($0) ?? []).lexicographicallyPrecedes(number) } ? .newer : .unknown
    }

    private static func numbers(_ version: Substring) -> [Int]? {
        let numbers = version.split(separator: ".").map { Int($0) }
        return numbers.contains(nil) ? nil : numbers.compactMap(\.self)
    }

    /// All lines, as `engine version`.
    static var keys: [String] { lines.keys }
}

extension SupportDates {
    fileprivate init?(_ version: String, _ line: SortedLines.Bytes) {
        let columns = SortedLines.columns(of: line, most: 7).map { String(decoding: $0, as: UTF8.self) }
        guard columns.count == 7, let end = Day(columns[1]) else { return nil }
        self.version = version
        standardSupportEnds = end
        chargedFrom = Day(columns[2])
        thirdYearFrom = Day(columns[3])
        supportEnds = Day(columns[4])
        successor = columns[5] == "-" ? nil : columns[5]
    }
}
