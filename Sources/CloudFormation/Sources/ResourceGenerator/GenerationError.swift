/// What makes generating impossible. Everything recoverable is a ``Finding``.
public enum GenerationError: Error, Equatable, CustomStringConvertible {
    /// The directory holds no schemas.
    case noSchemas(String)
    /// A service that was asked for is in no region's list.
    case unknownService(String)
    /// A configuration file cannot be read.
    case unreadableConfiguration(file: String, reason: String)
    /// The manifest lacks the lines between which the services stand.
    case noServicesBlock(String)

    public var description: String {
        switch self {
        case .noSchemas(let path):
            "\(path) holds no resource schemas: expected version.json, providers/<region>.json and resources/<stem>.json there"
        case .unknownService(let name):
            "no region has a service \(name): its name is the second part of its types' names, as in AWS::EC2::VPC"
        case .unreadableConfiguration(let file, let reason):
            "\(file): \(reason)"
        case .noServicesBlock(let file):
            "\(file) lacks the lines '// services: begin' and '// services: end'"
        }
    }
}
