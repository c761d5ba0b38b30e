import Foundation

/// The services to generate: a JSON list of their names, or the one name `all`.
public struct ServiceSelection: Sendable, Equatable {
    public let names: [String]

    public init(names: [String]) { self.names = names }

    /// Reads the list from a file such as `["EC2", "RDS"]`.
    public init(file: URL) throws {
        do {
            names = try JSONDecoder().decode([String].self, from: Data(contentsOf: file))
        } catch {
            throw GenerationError.unreadableConfiguration(file: file.lastPathComponent, reason: "\(error)")
        }
    }

    /// The selected ones of the services that a release has, in its order.
    func services(of known: [String]) throws -> [String] {
        guard names != ["all"] else { return known }
        for name in names where !known.contains(name) { throw GenerationError.unknownService(name) }
        return known.filter(names.contains)
    }
}
