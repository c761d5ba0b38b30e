/// What came, went and moved of the lists of values, a sentence a list.
struct ValueChanges {
    private let old: [String: ValueList]
    private let new: [String: ValueList]

    init(from old: [String: ValueList], to new: [String: ValueList]) {
        self.old = old
        self.new = new
    }

    var lines: [String] {
        Set(old.keys).union(new.keys).sorted().flatMap { name -> [String] in
            guard let before = old[name] else { return ["New list: `\(name)`."] }
            guard let after = new[name] else { return ["List gone: `\(name)`."] }
            return changes(of: name, from: before.regions, to: after.regions)
        }
    }

    private func changes(
        of name: String, from old: [String: Set<String>], to new: [String: Set<String>]
    ) -> [String] {
        let came = new.keys.filter { old[$0] == nil }
        let went = old.keys.filter { new[$0] == nil }
        var result: [String] = []
        if !came.isEmpty { result.append("`\(name)` has \(Self.list(came)).") }
        if !went.isEmpty { result.append("`\(name)` no longer has \(Self.list(went)).") }
        // By region: a new one has hundreds of values.
        var offered: [String: [String]] = [:]
        var ended: [String: [String]] = [:]
        for (value, regions) in new {
            guard let before = old[value] else { continue }
            for region in regions.subtracting(before) { offered[region, default: []].append(value) }
            for region in before.subtracting(regions) { ended[region, default: []].append(value) }
        }
        for (region, values) in offered.sorted(by: { $0.key < $1.key }) {
            result.append("`\(name)`: now in \(region): \(Self.list(values)).")
        }
        for (region, values) in ended.sorted(by: { $0.key < $1.key }) {
            result.append("`\(name)`: no longer in \(region): \(Self.list(values)).")
        }
        return result
    }

    private static func list(_ values: [String]) -> String { values.sorted().map { "`\($0)`" }.joined(separator: ", ") }
}
