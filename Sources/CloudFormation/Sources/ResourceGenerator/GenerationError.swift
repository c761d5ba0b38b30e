/// What makes generating impossible. Everything recoverable is a ``Finding``.
public enum GenerationError: Error, Equatable, CustomStringConvertible {
    /// The directory holds no schemas.
    case noSchemas(String)
    /// A configured service is in no region's list.
    case unknownService(String)
    /// A configuration file cannot be read.
    case unreadableConfiguration(file: String, reason: String)
    /// The manifest lacks the lines between which the services stand.
    case noServicesBlock(String)

    public var description: String {
        switch self {
        case .noSchemas(let path):
            "\(path) holds no resource schemas: expected providers/<region>.json and resources/<stem>.json there"
        case .unknownService(let name):
            "no region has a service \(name): check its spelling in services.json"
        case .unreadableConfiguration(let file, let reason):
            "\(file): \(reason)"
        case .noServicesBlock(let file):
            "\(file) lacks the lines '// services: begin' and '// services: end'"
        }
    }
}
