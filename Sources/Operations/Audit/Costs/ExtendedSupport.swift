import Foundation

/// What RDS charges for versions that are out of standard support. Amazon RDS User Guide, "Amazon RDS Extended Support
/// with Amazon RDS" and "Release calendars for Amazon RDS for MySQL".
struct ExtendedSupport: Sendable {
    /// The price goes by how long standard support is over.
    enum Year: String, Sendable {
        case firstAndSecond = "years-1-2"
        case third = "year-3"

        /// As the usage type of a bill says it.
        var usageType: String { self == .firstAndSecond ? "Yr1-Yr2" : "Yr3" }
    }

    /// The version's last day in standard support, as `YYYY-MM-DD`.
    let standardSupportEnds: String
    /// What is charged for now; nil before the day.
    let year: Year?
    /// Virtual processors that are charged for, those of a standby too; nil for an instance class that is not known.
    let processors: Int?

    private static let calendar: [String: (end: String, thirdYear: String)] = [
        "mysql 5.7": ("2024-02-29", "2026-03-01"),
        "mysql 8.0": ("2026-07-31", "2028-08-01"),
    ]

    /// - Parameter now: when it is.
    /// - Returns: nil for a version in standard support, as far as is known, and where Extended Support is switched off.
    init?(_ database: Database, now: Date) {
        guard let dates = Self.calendar["\(database.engine) \(database.major)"],
            database.engineLifecycleSupport != "open-source-rds-extended-support-disabled"
        else { return nil }
        let today = String(now.formatted(.iso8601).prefix(10))
        standardSupportEnds = dates.end
        year = today <= dates.end ? nil : today < dates.thirdYear ? .firstAndSecond : .third
        processors = Self.processors(ofClass: database.instanceClass).map { $0 * (database.multiAZ ? 2 : 1) }
    }

    /// Virtual processors of an instance class. Amazon RDS User Guide, "Hardware specifications for DB instance classes".
    static func processors(ofClass name: String) -> Int? {
        let parts = name.split(separator: ".")
        guard parts.count == 3, let family = parts[1].first else { return nil }
        let size = parts[2]
        if parts[1] == "t2" { return ["micro": 1, "small": 1, "medium": 2, "large": 2, "xlarge": 4, "2xlarge": 8][size] }
        if ["micro", "small", "medium"].contains(size) { return family == "t" ? 2 : nil }
        if size == "large" { return 2 }
        if size == "xlarge" { return 4 }
        guard size.hasSuffix("xlarge"), let multiple = Int(size.dropLast("xlarge".count)) else { return nil }
        return 4 * multiple
    }
}
