/// Resources by what a property of theirs says.
struct WiredGroups {
    private struct Group {
        let value: WiredValue
        var resources: [WiredResource]
    }

    private var groups: [Group] = []
    /// Where those stand whose values have a hash.
    private var places: [Int: [Int]] = [:]

    /// Those of which the property says it, by ``Wiring/identity(of:type:)``.
    subscript(value: WiredValue) -> [WiredResource] {
        place(of: value, value.hashValue).map { groups[$0].resources } ?? []
    }

    mutating func add(_ resource: WiredResource, by value: WiredValue) {
        let hash = value.hashValue
        if let place = place(of: value, hash) {
            groups[place].resources.append(resource)
        } else {
            places[hash, default: []].append(groups.count)
            groups.append(Group(value: value, resources: [resource]))
        }
    }

    private func place(of value: WiredValue, _ hash: Int) -> Int? { places[hash]?.first { groups[$0].value == value } }
}
