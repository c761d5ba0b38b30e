/// The resources of a template with the cases that are to be told apart of each, by type. A class, since many checks ask
/// for the same ones.
final class WiredCases {
    typealias Case = (resource: WiredResource, wiring: Wiring)

    /// By type, in the order of the stacks.
    private let resources: ResourcesByType
    private let wiring: Wiring
    private var known: [String: [Case]] = [:]

    /// - Parameter stacks: those that are made of the template.
    init(in stacks: [Int], _ wiring: Wiring) {
        self.wiring = wiring
        // Mostly it is one.
        var resources = stacks.first.map { wiring.stacks[$0].resourcesOfType } ?? ResourcesByType()
        for stack in stacks.dropFirst() { resources.add(wiring.stacks[stack].resourcesOfType) }
        self.resources = resources
    }

    func hasResources(of type: String) -> Bool { resources.has(type) }

    func of(_ type: String) -> [Case] {
        let resources = resources[type]
        if resources.isEmpty { return [] }
        if let cases = known[type] { return cases }
        var cases: [Case] = []
        for resource in resources {
            for wiring in wiring.cases(of: resource) { cases.append((resource, wiring)) }
        }
        known[type] = cases
        return cases
    }
}
