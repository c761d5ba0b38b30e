import PermissionFacts

/// What handlers call, each type decoded once.
final class HandlerLookup {
    private let catalogue: HandlerCatalogue
    private var facts: [String: HandlerFacts?] = [:]
    private var owners: [String: [String]] = [:]

    init(_ catalogue: HandlerCatalogue) { self.catalogue = catalogue }

    func facts(of type: String) -> HandlerFacts? {
        if let known = facts[type] { return known }
        let found = catalogue.facts(of: type)
        facts.updateValue(found, forKey: type)
        return found
    }

    func types(withFormat format: String) -> [String] {
        if let known = owners[format] { return known }
        let found = catalogue.types(withFormat: format)
        owners[format] = found
        return found
    }
}
