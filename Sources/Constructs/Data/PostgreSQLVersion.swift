/// A version of PostgreSQL that is in standard support, of Amazon RDS and of Aurora: older ones cost Extended Support, by the
/// processor and hour ("Release calendars for Amazon RDS for PostgreSQL" in its release notes).
///
///     let version: PostgreSQLVersion = .v17
///     let exact = PostgreSQLVersion.v17.minor(6)
public struct PostgreSQLVersion: Sendable {
    /// As in `17` and `17.6`.
    let number: Value<String>

    /// In standard support until February 2027.
    public static let v14 = PostgreSQLVersion(number: "14")
    /// In standard support until February 2028.
    public static let v15 = PostgreSQLVersion(number: "15")
    /// In standard support until February 2029.
    public static let v16 = PostgreSQLVersion(number: "16")
    /// In standard support until February 2030.
    public static let v17 = PostgreSQLVersion(number: "17")
    /// In standard support until February 2031.
    public static let v18 = PostgreSQLVersion(number: "18")

    /// Those above, the oldest first: for tests, and for the values that a parameter may have.
    public static let all = [v14, v15, v16, v17, v18]

    /// Begins with this minor version; without it, RDS chooses. It keeps all current by itself.
    public func minor(_ minor: Int) -> PostgreSQLVersion { PostgreSQLVersion(number: "\(number).\(minor)") }

    /// A version that differs between environments.
    ///
    /// - Parameter value: a parameter of the root stack, as in `17` and `17.6`.
    public static func parameter(_ value: Value<String>) -> PostgreSQLVersion { PostgreSQLVersion(number: value) }

    var major: Value<String> { number.split(separator: ".")[0] }
}
