import Template

/// A statement of a policy, as one stack has it. What it means is found out once, since many ask.
final class PolicyStatement {
    let placed: PlacedValue
    let stack: Int
    /// What is known of conditions; nil where what stands under any of them is asked for.
    private let wiring: Wiring?
    /// What stands under `Resource`.
    private(set) lazy var resources = elements("Resource")
    private var resourcePatterns: [[TextPattern]]?
    /// The literals that stand under `Action`, in lower case.
    private(set) lazy var actionNames = elements("Action").compactMap { $0.value.string?.lowercased() }
    /// What stands under `Action`; nil for what is no literal.
    private(set) lazy var actionPatterns = Self.patterns(elements("Action"))
    /// The same of `NotAction`.
    private(set) lazy var exceptedPatterns = Self.patterns(elements("NotAction"))

    init(placed: PlacedValue, stack: Int, counting wiring: Wiring? = nil) {
        self.placed = placed
        self.stack = stack
        self.wiring = wiring
    }

    var path: Template.Path { placed.path }

    /// Whether it allows something, as far as that is known: a function may come to either.
    var mayAllow: Bool { placed.value["Effect"]?.string != "Deny" }

    /// The literal actions of `Action` or `NotAction`, with their places.
    func actions(_ key: String) -> [(name: String, path: Template.Path)] {
        var actions: [(name: String, path: Template.Path)] = []
        for element in elements(key) {
            if case .string(let name) = element.value { actions.append((name, element.path)) }
        }
        return actions
    }

    func elements(_ key: String) -> [PlacedValue] {
        let elements = placed.elements(of: key)
        return wiring?.counting(elements, in: stack) ?? elements
    }

    /// What each of ``resources`` may be as a text.
    func patterns(ofResources wiring: Wiring) -> [[TextPattern]] {
        if let resourcePatterns { return resourcePatterns }
        let patterns = resources.map { wiring.patterns(of: $0.value, in: stack, isPolicy: true) }
        resourcePatterns = patterns
        return patterns
    }

    private static func patterns(_ actions: [PlacedValue]) -> [TextPattern?] {
        actions.map { action in action.value.string.map { TextPattern(glob: $0.lowercased(), hasOne: true) } }
    }

    /// - Parameters:
    ///   - document: of whatever form, conditions included.
    ///   - wiring: where only what may count is asked for, by what it knows of conditions.
    static func all(in document: PlacedValue, stack: Int, counting wiring: Wiring? = nil) -> [PolicyStatement] {
        document.branches.flatMap { branch -> [PolicyStatement] in
            guard case .value(let value) = TextDocument(branch.value) else { return [] }
            let statements = PlacedValue(value, at: branch.path)["Statement"].flatMap(\.elements)
            return (wiring?.counting(statements, in: stack) ?? statements)
                .map { PolicyStatement(placed: $0, stack: stack, counting: wiring) }
        }
    }
}
