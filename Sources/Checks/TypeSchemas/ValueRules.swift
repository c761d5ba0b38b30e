import Diagnostics
import JSON

/// What a schema asks of values by lists beside it, and by days.
struct ValueRules {
    /// The name of the list of values that regions offer.
    private(set) var offered: String?
    /// The name of the list of an engine's versions.
    private(set) var version: String?
    /// Whether it is an address: `ipv4` or `ipv6`.
    private(set) var address: String?
    private var lifecycles: JSONValue?
    private(set) var isEmpty = true

    /// When a value is no longer taken.
    struct Lifecycle {
        let deprecated: Day?
        /// From when on nothing new is made with it.
        let creationEnds: Day?
        /// From when on nothing is changed that has it.
        let updateEnds: Day?
        let successor: String?

        init(_ value: JSONValue) {
            func day(_ key: String) -> Day? { value[key]?.string.flatMap { Day($0) } }
            deprecated = day("deprecated")
            creationEnds = day("creationEnds")
            updateEnds = day("updateEnds")
            successor = value["successor"]?.string
        }
    }

    /// Nil for a value of which no end is known.
    func lifecycle(of value: String) -> Lifecycle? { lifecycles?[value].map { Lifecycle($0) } }

    mutating func read(_ keyword: SchemaKeyword, _ value: JSONValue) {
        switch keyword {
        case .offered: offered = value.string
        case .version: version = value.string
        case .lifecycle: lifecycles = value
        case .format where ["ipv4", "ipv6"].contains(value.string): address = value.string
        default: return
        }
        isEmpty = false
    }
}
