import ResourceSchemas

/// The actions that the reference knows, each looked up once.
final class ActionLookup {
    private let catalogue: ActionCatalogue
    private var services: [String: ServiceActions?] = [:]
    private var actions: [String: KnownAction] = [:]

    init(_ catalogue: ActionCatalogue) { self.catalogue = catalogue }

    /// - Parameter action: as in `s3:CreateBucket`, also one that nobody knows.
    func action(_ action: String) -> KnownAction {
        if let known = actions[action] { return known }
        let (prefix, name) = Self.parts(of: action)
        let formats = service(prefix).flatMap { service -> [String]? in
            guard !name.hasSuffix("*") else { return [] }
            return service.action(name).map { Array(Set($0.resources)).sorted() }
        }
        let found = KnownAction(action, formats: formats)
        actions[action] = found
        return found
    }

    /// Every action of a service, for one whose list has `s3:*`: no policy is to allow what nobody has named.
    func all(of prefix: String) -> [String] {
        (service(prefix.lowercased())?.names ?? []).map { "\(prefix):\($0)" }
    }

    private func service(_ prefix: String) -> ServiceActions? {
        if let known = services[prefix] { return known }
        let service = catalogue.service(prefix)
        services.updateValue(service, forKey: prefix)
        return service
    }

    private static func parts(of action: String) -> (prefix: String, name: String) {
        let text = action.lowercased()
        guard let colon = text.firstIndex(of: ":") else { return (text, "") }
        return (String(text[..<colon]), String(text[text.index(after: colon)...]))
    }
}
