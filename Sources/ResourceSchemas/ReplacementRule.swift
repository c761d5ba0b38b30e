/// What decides whether a change of a property replaces the resource, where that is not always the same.
public struct ReplacementRule: Sendable, Equatable, Codable {
    /// What a change comes to.
    public enum Outcome: String, Sendable, Codable {
        case updates, replaces
        /// AWS takes no such change.
        case fails
        /// What decides lies outside of the template; the reason says what it is.
        case depends
    }

    /// What decides by the other properties, before and after the change.
    public struct Case: Sendable, Equatable, Codable {
        /// By the path of a property, the values that it has one of: literals, `c3.*` for all that begin so, `*` for
        /// any, and null for none.
        public let before: [String: [String?]]?
        /// The same after the change.
        public let after: [String: [String?]]?
        /// Paths of properties that change too.
        public let changed: [String]?
        /// Paths of properties that do not change.
        public let unchanged: [String]?
        /// Paths of numbers, or versions, that are lower after the change.
        public let lowered: [String]?
        /// What the change comes to.
        public let then: Outcome
        /// Why, where that is not what the rule says.
        public let because: String?
    }

    /// The first one that holds decides.
    public let cases: [Case]?
    /// What counts where none of the cases holds.
    public let otherwise: Outcome
    /// Why, or what decides: half a sentence for users.
    public let because: String
    /// The page that says so; left out of what a program has with it.
    public var source: String?
}
