import Plan
import Template

/// Which resource uses which, and by which of its properties.
struct ResourceGraph {
    /// One use.
    struct Use {
        let from: Int
        let to: Int
        /// Of the properties on the way, as in `["Environment", "Variables", "TABLE"]`.
        let keys: [String]
        /// Nil for `Ref`.
        let attribute: String?
        /// Whether it is so under every condition that is undecided.
        let isCertain: Bool

        /// The outermost property.
        var property: String { keys.first ?? "" }
    }

    let resources: [PlannedResource]
    /// By position.
    private(set) var uses: [[Use]]
    /// By position of what is used.
    private(set) var users: [[Use]]
    private let positions: [String: Int]

    init(_ resources: [PlannedResource]) {
        self.resources = resources
        let positions = Dictionary(
            resources.enumerated().map { ($1.path.description, $0) }, uniquingKeysWith: { first, _ in first })
        self.positions = positions
        uses = resources.enumerated().map { from, resource in
            var uses: [Use] = []
            Template.Expression.object(resource.properties).visitReferences { reference in
                guard let to = positions[reference.name], to != from else { return }
                uses.append(
                    Use(
                        from: from, to: to, keys: reference.keys, attribute: reference.attribute,
                        isCertain: reference.isCertain))
            }
            return uses
        }
        users = Array(repeating: [], count: resources.count)
        for use in uses.joined() { users[use.to].append(use) }
    }

    /// Nil where there is none.
    func position(_ path: String) -> Int? { positions[path] }

    subscript(position: Int) -> PlannedResource { resources[position] }

    /// The positions of the resources of a type.
    func all(_ type: String) -> [Int] { resources.indices.filter { resources[$0].type == type } }

    /// The resource that a property names, where it names one.
    func target(of position: Int, _ property: String) -> Int? {
        uses[position].first { $0.property == property }?.to
    }

    /// A property's value as text, where it is known.
    func text(_ position: Int, _ keys: String...) -> String? {
        let value = keys.reduce(Template.Expression.object(resources[position].properties) as Template.Expression?) {
            $0?[$1]
        }
        return value?.scalarText
    }
}

extension Template.Expression {
    /// A name in a value that is resolved.
    struct NamedReference {
        let name: String
        let attribute: String?
        let keys: [String]
        let isCertain: Bool
    }

    /// Visits the names of resources and parameters in it, in their order. Of a value of more parts than anybody writes,
    /// the first ones.
    func visitReferences(_ body: (NamedReference) -> Void) {
        var room = 20_000
        visitReferences(keys: [], isCertain: true, &room, body)
    }

    private func visitReferences(
        keys: [String], isCertain: Bool, _ room: inout Int, _ body: (NamedReference) -> Void
    ) {
        room -= 1
        guard room > 0 else { return }
        switch self {
        case .null, .boolean, .number, .string: break
        case .ref(let name):
            body(NamedReference(name: name, attribute: nil, keys: keys, isCertain: isCertain))
        case .getAtt(let name, let attribute):
            body(NamedReference(name: name, attribute: attribute.string, keys: keys, isCertain: isCertain))
            attribute.visitReferences(keys: keys, isCertain: isCertain, &room, body)
        case .list(let elements):
            for element in elements { element.visitReferences(keys: keys, isCertain: isCertain, &room, body) }
        case .object(let object):
            for entry in object.entries {
                entry.value.visitReferences(keys: keys + [entry.key], isCertain: isCertain, &room, body)
            }
        case .sub(let substitution):
            for case .name(let name) in substitution.segments {
                guard room > 0 else { return }
                substitution.value(of: name).visitReferences(keys: keys, isCertain: isCertain, &room, body)
            }
        case .call(.if, let arguments):
            for branch in arguments.dropFirst() {
                branch.visitReferences(keys: keys, isCertain: false, &room, body)
            }
        case .call(_, let arguments):
            for argument in arguments { argument.visitReferences(keys: keys, isCertain: isCertain, &room, body) }
        case .malformed(_, let argument):
            argument.visitReferences(keys: keys, isCertain: isCertain, &room, body)
        }
    }

    /// What it may come to, branches of conditions that are undecided among it, and whether it is certain to.
    var alternatives: [(value: Template.Expression, isCertain: Bool)] {
        guard case .call(.if, let arguments) = self else { return [(self, true)] }
        return arguments.dropFirst().flatMap(\.alternatives).map { ($0.value, false) }
    }

    /// The elements of a list, or the value itself, branches of conditions that are undecided among them.
    var elements: [(value: Template.Expression, isCertain: Bool)] {
        alternatives.flatMap { branch -> [(value: Template.Expression, isCertain: Bool)] in
            guard let list = branch.value.list else { return [branch] }
            return list.flatMap { element in
                element.alternatives.map { ($0.value, $0.isCertain && branch.isCertain) }
            }
        }.filter { $0.value != .ref("AWS::NoValue") }
    }
}
