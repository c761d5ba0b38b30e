import Template

/// A statement of a policy, as one stack has it.
struct PolicyStatement {
    let placed: PlacedValue
    let stack: Int

    var path: Template.Path { placed.path }

    /// Whether it allows something, as far as that is known: a function may come to either.
    var mayAllow: Bool { placed.value["Effect"]?.string != "Deny" }

    /// The literal actions of `Action` or `NotAction`, with their places.
    func actions(_ key: String) -> [(name: String, path: Template.Path)] {
        elements(key).compactMap { element in element.value.string.map { ($0, element.path) } }
    }

    func elements(_ key: String) -> [PlacedValue] { placed[key].flatMap(\.elements) }

    /// - Parameter document: of whatever form, conditions included.
    static func all(in document: PlacedValue, stack: Int) -> [PolicyStatement] {
        document.branches.flatMap { branch -> [PolicyStatement] in
            guard case .value(let value) = TextDocument(branch.value) else { return [] }
            return PlacedValue(value, at: branch.path)["Statement"].flatMap(\.elements)
                .map { PolicyStatement(placed: $0, stack: stack) }
        }
    }
}
