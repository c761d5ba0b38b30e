/// Resources by their types.
///
/// Most types that checks ask for are not there, and a template has few. So they are told apart by the lengths of their
/// names before anything is compared, which takes a tenth of hashing them.
struct ResourcesByType: Sendable {
    private struct Group {
        let type: String
        var resources: [WiredResource]
    }

    private var groups: [Group] = []
    /// Where groups stand, by the lengths of their types' names.
    private var places: [[Int]] = []

    /// In the order in which they were added.
    subscript(type: String) -> [WiredResource] { place(of: type).map { groups[$0].resources } ?? [] }

    /// The types of which there are some.
    var types: [String] { groups.map(\.type) }

    func has(_ type: String) -> Bool { place(of: type) != nil }

    /// All, in the order of the names of their types.
    var sorted: [WiredResource] { groups.sorted { $0.type < $1.type }.flatMap(\.resources) }

    mutating func add(_ resource: WiredResource) { add([resource], of: resource.resource.type) }

    mutating func add(_ others: ResourcesByType) {
        for group in others.groups { add(group.resources, of: group.type) }
    }

    private mutating func add(_ resources: [WiredResource], of type: String) {
        if let place = place(of: type) {
            groups[place].resources += resources
        } else {
            let length = type.utf8.count
            while places.count <= length { places.append([]) }
            places[length].append(groups.count)
            groups.append(Group(type: type, resources: resources))
        }
    }

    private func place(of type: String) -> Int? {
        let length = type.utf8.count
        guard length < places.count else { return nil }
        for place in places[length] where groups[place].type == type { return place }
        return nil
    }
}
