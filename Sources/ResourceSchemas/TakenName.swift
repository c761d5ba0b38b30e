/// What AWS gives to one resource of a type only, so that another one cannot come before that one goes.
public struct TakenName: Sendable, Equatable, Codable {
    /// The property that says it.
    public let property: String
    /// Those that say where nobody else may have it; anywhere in the account and region where there are none.
    public let within: [String]?
    /// The page that says so; left out of what a program has with it.
    public var source: String?
}
