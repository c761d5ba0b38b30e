import ResourceSchemas

/// The actions of the services that templates name.
final class KnownActions {
    private let catalogue: ActionCatalogue
    /// The prefixes of all services.
    private(set) lazy var services = catalogue.services

    init(_ catalogue: ActionCatalogue) {
        self.catalogue = catalogue
    }

    /// The actions behind a prefix in lower case; nil for one that no service has.
    func service(_ prefix: String) -> ServiceActions? { catalogue.service(prefix) }
}
