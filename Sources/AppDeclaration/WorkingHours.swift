/// When people work, from Monday to Friday, and which environments nobody needs at other times.
public struct WorkingHours: Sendable, Equatable {
    /// The values of the tag `Environment` of what is off at other times, such as `dev`. Nothing else is ever stopped.
    public var environments: [String]
    /// The hour in which work begins, from 0 to 23.
    public var start: Int
    /// The hour in which it ends.
    public var end: Int
    /// As the tz database calls it, such as `Europe/Berlin`.
    public var timeZone: String

    /// Hours from Monday to Friday, in a time zone of the tz database.
    public init(of environments: [String], from start: Int, to end: Int, timeZone: String) {
        self.environments = environments
        self.start = start
        self.end = end
        self.timeZone = timeZone
    }

    /// What people call the time zone: `Berlin` for `Europe/Berlin`.
    public var place: String {
        timeZone.split(separator: "/").last.map { String($0.map { $0 == "_" ? " " : $0 }) } ?? timeZone
    }
}
