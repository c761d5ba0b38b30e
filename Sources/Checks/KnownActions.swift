import ResourceSchemas

/// The actions of the services that templates name. Each is read once.
final class KnownActions {
    private let catalogue: ActionCatalogue
    private var known: [String: ServiceActions?] = [:]
    /// The prefixes of all services.
    private(set) lazy var services = catalogue.services

    init(_ catalogue: ActionCatalogue) {
        self.catalogue = catalogue
    }

    /// The actions behind a prefix in lower case; nil for one that no service has.
    func service(_ prefix: String) -> ServiceActions? {
        if let service = known[prefix] { return service }
        let service = catalogue.service(prefix)
        known.updateValue(service, forKey: prefix)
        return service
    }
}
