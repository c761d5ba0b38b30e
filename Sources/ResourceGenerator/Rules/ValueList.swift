/// Values of a property, with the regions in which each is offered.
struct ValueList: Sendable, Equatable {
    /// The type and property that it is of: `AWS::RDS::DBInstance/DBInstanceClass mysql`.
    let name: String
    /// The regions by value; none for what does not depend on regions.
    var regions: [String: Set<String>] = [:]

    init(name: String, regions: [String: Set<String>] = [:]) {
        self.name = name
        self.regions = regions
    }

    /// Those that do not depend on regions.
    init(name: String, values: some Sequence<String>) {
        self.init(name: name, regions: Dictionary(values.map { ($0, []) }) { first, _ in first })
    }

    mutating func add(_ values: [String], in region: String) {
        for value in values { regions[value, default: []].insert(region) }
    }

    /// The values with the same regions together, in a fixed order.
    var groups: [(regions: Set<String>, values: [String])] {
        Dictionary(grouping: regions.keys) { regions[$0] ?? [] }
            .map { (regions: $0.key, values: $0.value.sorted()) }
            .sorted { $0.values.lexicographicallyPrecedes($1.values) }
    }
}
