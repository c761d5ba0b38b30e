import Template

/// What is wired to what, across templates and those nested in them.
///
/// A template that several stacks are made of means something else in each: so values and resources are those of a
/// stack. What a nested stack's parameter stands for is found in the stack around it, and what stands for an output in
/// the nested one: `elements(of:)` has those of a list that are known, and `target(of:type:)` leads to a resource in
/// whichever stack it is declared.
///
/// Nothing is guessed. Parameters of a root stack, imports, and what a condition decides that may hold or not, stay as
/// they stand.
struct Wiring {
    /// A root stack, or one nested in it.
    struct Stack {
        /// Which of the templates it is made of.
        let source: Int
        let template: Template
        /// The stack around it, and its logical ID there; nil for a root.
        let parent: (stack: Int, logicalID: String)?
        /// The outermost stack around it.
        let root: Int
        /// Those in it whose templates are at hand, by logical ID.
        fileprivate(set) var nested: [String: Int] = [:]
    }

    private(set) var stacks: [Stack] = []
    /// The stacks made of each template.
    private(set) var stacksOfSource: [[Int]]
    /// What is known of each stack's conditions without any assumption.
    private var knownFacts: [ConditionFacts<String>] = []
    /// What is known of those of which something is assumed: few of many, so that each case has its own.
    private var assumedFacts: [Int: ConditionFacts<String>] = [:]
    /// By root and type, in the order of the stacks.
    private var resources: [Int: [String: [WiredResource]]] = [:]
    /// Of each stack, by type.
    private var ownResources: [[String: [WiredResource]]] = []
    /// The roots of which nothing more is made than stands in the templates.
    private(set) var whole: Set<Int> = []
    private(set) var handedOut: Set<WiredResource> = []
    /// The resources that custom resources and stacks of other files know of.
    private(set) var knownToStrangers: Set<WiredResource> = []
    let dependencies = WiredDependencies()
    let users = WiredUsers()

    /// Who nests more has the rest unknown.
    private static var mostStacks: Int { 2_000 }

    /// - Parameters:
    ///   - templates: each file once.
    ///   - assumed: the conditions that hold in each file.
    init(_ templates: [CheckedTemplate], assumed: [String: [String]]) {
        stacksOfSource = Array(repeating: [], count: templates.count)
        let files = Dictionary(templates.enumerated().map { ($1.file, $0) }) { first, _ in first }
        let nested = templates.map { subject in
            subject.nestedFiles.compactMap { id, file in
                files[Template.path(of: file, in: subject.file)].map { (id: id, source: $0) }
            }
        }
        let inner = Set(nested.flatMap { $0.map(\.source) })
        // Roots first. Those that only nest each other are looked at as if they were.
        for isInner in [false, true] {
            for source in templates.indices where inner.contains(source) == isInner && stacksOfSource[source].isEmpty {
                add(source, templates, nested)
            }
        }
        // Stacks of one template share what is worked out of its conditions.
        let factsOfSource = templates.map { subject in
            var facts = ConditionFacts(subject.template.conditions, subject.template.parameters)
            for condition in assumed[subject.file] ?? [] { facts.assume(condition, is: true) }
            return facts
        }
        knownFacts = stacks.map { factsOfSource[$0.source] }
        for (index, stack) in stacks.enumerated() {
            var own: [String: [WiredResource]] = [:]
            for (logicalID, resource) in stack.template.resources where resource.hasPlainProperties {
                own[resource.type, default: []].append(
                    WiredResource(stack: index, logicalID: logicalID, resource: resource))
            }
            // In place: to join lists of all stacks anew with each would take the square of the time.
            for (type, found) in own { resources[stack.root, default: [:]][type, default: []] += found }
            ownResources.append(own)
        }
        whole = Set(stacks.map(\.root)).subtracting(
            stacks.lazy.filter { templates[$0.source].hasMacros || $0.template.resources.isOpen }.map(\.root))
        handedOut = resourcesHandedOut()
        knownToStrangers = resourcesKnownToStrangers()
    }

    /// Adds a root, and all that is nested in it.
    private mutating func add(
        _ source: Int, _ templates: [CheckedTemplate], _ nested: [[(id: String, source: Int)]]
    ) {
        typealias Open = (source: Int, parent: (stack: Int, logicalID: String)?, around: Set<Int>)
        let root = stacks.count
        var open: [Open] = [(source, nil, [])]
        while let next = open.popLast(), stacks.count < Self.mostStacks {
            let index = stacks.count
            stacks.append(
                Stack(source: next.source, template: templates[next.source].template, parent: next.parent, root: root))
            stacksOfSource[next.source].append(index)
            if let parent = next.parent { stacks[parent.stack].nested[parent.logicalID] = index }
            let around = next.around.union([next.source])
            for (id, inner) in nested[next.source].reversed() where !around.contains(inner) {
                open.append((inner, (index, id), around))
            }
        }
    }

    /// What is known of a stack's conditions.
    func facts(of stack: Int) -> ConditionFacts<String> { assumedFacts[stack] ?? knownFacts[stack] }

    /// From here on, the condition holds or does not.
    mutating func assume(_ condition: String, is holds: Bool, in stack: Int) {
        assumedFacts[stack, default: knownFacts[stack]].assume(condition, is: holds)
    }

    /// The same where nothing is assumed.
    var withoutAssumptions: Wiring {
        var wiring = self
        wiring.assumedFacts = [:]
        return wiring
    }

    /// The resources of a type that are made together with a stack, by it or by another one of its root.
    func resources(of type: String, with stack: Int) -> [WiredResource] {
        resources[stacks[stack].root]?[type] ?? []
    }

    /// All that are made together with a stack.
    func allResources(with stack: Int) -> [WiredResource] {
        (resources[stacks[stack].root] ?? [:]).sorted { $0.key < $1.key }.flatMap(\.value)
    }

    /// Those of a type that the stack itself makes.
    func resources(of type: String, in stack: Int) -> [WiredResource] { ownResources[stack][type] ?? [] }

    func resource(_ logicalID: String, in stack: Int) -> WiredResource? {
        stacks[stack].template.resources[logicalID].map {
            WiredResource(stack: stack, logicalID: logicalID, resource: $0)
        }
    }
}

extension Template.Resource {
    /// Whether the properties stand there, and are not chosen as a whole.
    fileprivate var hasPlainProperties: Bool { object["Properties"].map { $0.object != nil } ?? true }
}
