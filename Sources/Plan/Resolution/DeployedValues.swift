/// What is known of what is deployed, beyond its templates.
public struct DeployedValues: Sendable {
    /// What AWS calls resources.
    public var physicalIDs: [ResourcePath: String] = [:]
    /// Of stacks by their logical IDs from the root down, by the output's name.
    public var outputs: [[String]: [String: String]] = [:]
    /// The same of parameters. Secrets are not among them.
    public var parameters: [[String]: [String: String]] = [:]

    /// Nothing, to be filled.
    public init() {}
}
