import Diagnostics

/// What a schema asks of values by lists beside it, and by days.
final class ValueRules {
    /// The name of the list of values that regions offer.
    private(set) var offered: String?
    /// The name of the list of an engine's versions.
    private(set) var version: String?
    /// Whether it is an address: `ipv4` or `ipv6`.
    private(set) var address: String?
    private var lifecycles: CatalogueJSON?
    private var knownLifecycles: [String: Lifecycle?] = [:]

    /// When a value is no longer taken.
    struct Lifecycle {
        let deprecated: Day?
        /// From when on nothing new is made with it.
        let creationEnds: Day?
        /// From when on nothing is changed that has it.
        let updateEnds: Day?
        let successor: String?

        init(_ value: CatalogueJSON) {
            func day(_ key: StaticString) -> Day? { value[key]?.string.flatMap { Day($0) } }
            deprecated = day("deprecated")
            creationEnds = day("creationEnds")
            updateEnds = day("updateEnds")
            successor = value["successor"]?.string
        }
    }

    /// Nil for a value of which no end is known.
    func lifecycle(of value: String) -> Lifecycle? {
        guard let lifecycles else { return nil }
        if let known = knownLifecycles[value] { return known }
        let lifecycle = lifecycles[value].map { Lifecycle($0) }
        knownLifecycles.updateValue(lifecycle, forKey: value)
        return lifecycle
    }

    func read(_ keyword: CatalogueJSON.Text, _ value: CatalogueJSON) {
        switch keyword {
        case "offered": offered = value.string
        case "version": version = value.string
        case "lifecycle": lifecycles = value
        case "format": address = value.string
        default: break
        }
    }
}
