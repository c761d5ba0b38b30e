/// What makes generating impossible. Everything recoverable is a ``Shortfall``.
public enum GenerationError: Error, Equatable, CustomStringConvertible {
    /// The directory holds no schemas.
    case noSchemas(String)
    /// A type's schema cannot be read.
    case unreadableSchema(file: String, type: String, reason: String)
    /// What is known of actions cannot be read.
    case unreadableActions(file: String, reason: String)
    /// A configuration file cannot be read.
    case unreadableConfiguration(file: String, reason: String)
    /// The manifest lacks the lines between which the services stand.
    case noServicesBlock(String)

    public var description: String {
        switch self {
        case .noSchemas(let path):
            "\(path) holds no resource schemas: expected version.json, providers/<region>.json and resources/<stem>.json there"
        case .unreadableSchema(let file, let type, let reason):
            "the schema of \(type) cannot be read: \(file): \(reason)"
        case .unreadableActions(let file, let reason):
            "the actions of AWS's services cannot be read: \(file): \(reason)"
        case .unreadableConfiguration(let file, let reason):
            "\(file): \(reason)"
        case .noServicesBlock(let file):
            "\(file) lacks the lines '// services: begin' and '// services: end'"
        }
    }
}
