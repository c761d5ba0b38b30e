/// Renders the lists of values as one text: all regions in the first line, then a line for each group of values that
/// are offered in the same regions, with tabs between the list's name, regions and values, sorted by name.
struct ValueListRenderer {
    private let lists: [ValueList]
    /// Every region that a list has, sorted.
    private let regions: [String]

    init(_ lists: [ValueList]) {
        self.lists = lists
        regions = Set(lists.flatMap { $0.regions.values.joined() }).sorted()
    }

    var text: String {
        // By bytes, as they are looked up.
        let sorted = lists.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        let lines = sorted.flatMap { list in
            list.groups.map { "\(list.name)\t\(text(of: $0.regions))\t\($0.values.joined(separator: " "))\n" }
        }
        return regions.joined(separator: " ") + "\n" + lines.joined()
    }

    /// Nothing where regions do not matter, `*` for all; else those with the values, or behind a `-` those without.
    private func text(of some: Set<String>) -> String {
        guard !some.isEmpty else { return "" }
        let others = regions.filter { !some.contains($0) }
        if others.isEmpty { return "*" }
        return others.count < some.count
            ? "- " + others.joined(separator: " ") : some.sorted().joined(separator: " ")
    }
}

// MARK: - Reading back

extension ValueListRenderer {
    /// The lists of a text that was rendered before.
    static func lists(_ text: String) -> [ValueList] {
        let lines = text.split(separator: "\n")
        let regions = Set(lines.first?.split(separator: " ").map(String.init) ?? [])
        var lists: [String: ValueList] = [:]
        for line in lines.dropFirst() {
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard columns.count == 3 else { continue }
            let named = Set(columns[1].split(separator: " ").map(String.init))
            let offered =
                columns[1] == "*" ? regions : columns[1].hasPrefix("-") ? regions.subtracting(named) : named
            for value in columns[2].split(separator: " ") {
                lists[columns[0], default: ValueList(name: columns[0])].regions[String(value)] = offered
            }
        }
        return Array(lists.values)
    }
}
