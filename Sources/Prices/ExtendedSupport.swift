import Diagnostics

/// What RDS charges for versions that are out of standard support. Amazon RDS User Guide, "Amazon RDS Extended Support
/// with Amazon RDS".
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
    /// The version's last day in standard support.
    package let standardSupportEnds: Day
    /// A version that leads out of it, and to which the database is upgraded in place; nil where none is known here.
    package let successor: String?
    /// What is charged for now; nil before the day.
    package let year: Year?
    /// Virtual processors that are charged for, those of a standby too; nil for an instance class that is not known.
    package let processors: Int?
    /// Whether a standby's processors are among them.
    package let hasStandby: Bool

    /// - Parameters:
    ///   - version: with the minor version or without.
    ///   - lifecycleSupport: `open-source-rds-extended-support-disabled` where there is to be none.
    ///   - today: when it is.
    /// - Returns: nil for a version that is in standard support for another year, as far as is known, and where Extended
    ///   Support is switched off.
    package init?(
        engine: String, version: String, instanceClass: String, multiAZ: Bool, lifecycleSupport: String? = nil,
        today: Day
    ) {
        guard lifecycleSupport != Self.disabled,
            case .dates(let dates) = SupportCalendar.entry(of: engine, version: version),
            dates.standardSupportEnds.description <= today.inAYear
        else { return nil }
        major = dates.version
        standardSupportEnds = dates.standardSupportEnds
        successor = dates.successor
        year =
            switch dates.phase(on: today) {
            case .standard: nil
            case .extended(let year): year
            // As long as it still runs, it is charged for as before.
            case .over: dates.lastYear
            }
        processors = Self.processors(ofClass: instanceClass).map { $0 * (multiAZ ? 2 : 1) }
        hasStandby = multiAZ
    }

    /// The `EngineLifecycleSupport` that keeps a database out of it.
    package static let disabled = "open-source-rds-extended-support-disabled"

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

extension Day {
    /// The same day of the next year, as text: of the 29th of February too.
    fileprivate var inAYear: String {
        let text = description
        return "\((Int(text.prefix(4)) ?? 0) + 1)\(text.dropFirst(4))"
    }
}
