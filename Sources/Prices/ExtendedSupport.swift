import Diagnostics

/// What RDS charges for versions that are out of standard support. Amazon RDS User Guide, "Amazon RDS Extended Support
/// with Amazon RDS" and "Release calendars for Amazon RDS for MySQL".
package struct ExtendedSupport: Sendable, Equatable {
    /// The price goes by how long standard support is over.
    package enum Year: String, Sendable {
        case firstAndSecond = "years-1-2"
        case third = "year-3"

        /// As the usage type of a bill says it.
        package var usageType: String { self == .firstAndSecond ? "Yr1-Yr2" : "Yr3" }
    }

    /// The version without its last parts, such as `8.0`.
    package let major: String
    /// The version's last day in standard support, as `YYYY-MM-DD`.
    package let standardSupportEnds: String
    /// A version that leads out of it, and to which the database is upgraded in place; nil where none is known here.
    package let successor: String?
    /// What is charged for now; nil before the day.
    package let year: Year?
    /// Virtual processors that are charged for, those of a standby too; nil for an instance class that is not known.
    package let processors: Int?
    /// Whether a standby's processors are among them.
    package let hasStandby: Bool

    private static let calendar: [String: (end: String, thirdYear: String, successor: String?)] = [
        "mysql 5.7": ("2024-02-29", "2026-03-01", nil),
        "mysql 8.0": ("2026-07-31", "2028-08-01", "8.4"),
    ]

    /// - Parameters:
    ///   - version: with the minor version or without.
    ///   - lifecycleSupport: `open-source-rds-extended-support-disabled` where there is to be none.
    ///   - today: when it is.
    /// - Returns: nil for a version in standard support, as far as is known, and where Extended Support is switched
    ///   off.
    package init?(
        engine: String, version: String, instanceClass: String, multiAZ: Bool, lifecycleSupport: String? = nil,
        today: Day
    ) {
        major = version.split(separator: ".").prefix(2).joined(separator: ".")
        guard let dates = Self.calendar["\(engine) \(major)"],
            lifecycleSupport != "open-source-rds-extended-support-disabled"
        else { return nil }
        let today = today.description
        standardSupportEnds = dates.end
        successor = dates.successor
        year = today <= dates.end ? nil : today < dates.thirdYear ? .firstAndSecond : .third
        processors = Self.processors(ofClass: instanceClass).map { $0 * (multiAZ ? 2 : 1) }
        hasStandby = multiAZ
    }

    /// Virtual processors of an instance class. Amazon RDS User Guide, "Hardware specifications for DB instance
    /// classes".
    package static func processors(ofClass name: String) -> Int? {
        let parts = name.split(separator: ".")
        guard parts.count == 3, let family = parts[1].first else { return nil }
        let size = parts[2]
        if parts[1] == "t2" {
            return ["micro": 1, "small": 1, "medium": 2, "large": 2, "xlarge": 4, "2xlarge": 8][size]
        }
        if ["micro", "small", "medium"].contains(size) { return family == "t" ? 2 : nil }
        if size == "large" { return 2 }
        if size == "xlarge" { return 4 }
        // More than any machine has is no size.
        guard size.hasSuffix("xlarge"), let multiple = Int(size.dropLast("xlarge".count)), (1...1000).contains(multiple)
        else { return nil }
        return 4 * multiple
    }
}
