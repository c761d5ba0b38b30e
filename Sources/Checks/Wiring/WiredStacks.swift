import Template

/// The stacks that templates make, and what each declares. Nothing of it changes, so that threads share it.
struct WiredStacks: Sendable {
    /// A root stack, or one nested in it. A class, since each is asked for much and copied never.
    final class Stack: Sendable {
        typealias Parent = (stack: Int, logicalID: String)

        /// Which of the templates it is made of.
        let source: Int
        let template: Template
        /// The stack around it, and its logical ID there; nil for a root.
        let parent: Parent?
        /// The outermost stack around it.
        let root: Int
        /// Those in it whose templates are at hand, by logical ID.
        let nested: [String: Int]
        let parameters: Template.Section<Template.Parameter>
        let outputs: Template.Section<Template.Output>
        /// What the stack around it gives to the parameters; nil for a root, and where that is not known.
        let arguments: Template.Object?
        /// In the order of the template.
        let resources: [WiredResource]
        /// Those whose properties stand there, and are not chosen as a whole.
        let resourcesOfType: ResourcesByType
        /// Whether something may be made or not.
        let hasConditions: Bool
        /// Where resources stand among all of the stack, by logical ID.
        private let positions: [String: Int]

        fileprivate init(
            _ index: Int, source: Int, template: Template, parent: Parent?, root: Int, nested: [String: Int],
            arguments: Template.Object?, firstResource: Int
        ) {
            self.source = source
            self.template = template
            self.parent = parent
            self.root = root
            self.nested = nested
            parameters = template.parameters
            outputs = template.outputs
            self.arguments = arguments
            hasConditions = !template.conditions.object.isEmpty
            var resources: [WiredResource] = []
            var resourcesOfType = ResourcesByType()
            var positions: [String: Int] = [:]
            let declared = template.resources
            resources.reserveCapacity(declared.object.count)
            positions.reserveCapacity(declared.object.count)
            for (logicalID, resource) in declared {
                let wired = WiredResource(
                    number: firstResource + resources.count, stack: index, logicalID: logicalID, resource: resource)
                if positions[logicalID] == nil { positions[logicalID] = resources.count }
                resources.append(wired)
                if resource.hasPlainProperties { resourcesOfType.add(wired) }
            }
            self.resources = resources
            self.resourcesOfType = resourcesOfType
            self.positions = positions
        }

        /// The resource of a name; nil where there is none.
        func resource(_ logicalID: String) -> WiredResource? { positions[logicalID].map { resources[$0] } }
    }

    private(set) var all: [Stack] = []
    /// The stacks made of each template.
    let ofSource: [[Int]]
    /// The conditions that hold in each template.
    let assumed: [[String]]
    /// By root, in the order of the stacks.
    private(set) var resources: [Int: ResourcesByType] = [:]
    /// The roots of which nothing more is made than stands in the templates.
    private(set) var whole: Set<Int> = []
    /// The numbers of resources that the roots' outputs lead out of the templates.
    private(set) var putOut: Set<Int> = []
    /// Those of resources that nested stacks are given whose templates are not at hand.
    private(set) var handedDown: Set<Int> = []
    /// Those of resources that custom resources and stacks of other files know of.
    private(set) var knownToStrangers: Set<Int> = []

    /// Who nests more has the rest unknown.
    private static var mostStacks: Int { 2_000 }

    /// - Parameters:
    ///   - templates: each file once.
    ///   - assumed: the conditions that hold in each file.
    init(_ templates: [CheckedTemplate], assumed: [String: [String]]) {
        let nesting = Nesting(templates, atMost: Self.mostStacks)
        ofSource = nesting.ofSource
        self.assumed = templates.map { assumed[$0.file] ?? [] }
        var count = 0
        for place in nesting.places {
            let stack = Stack(
                all.count, source: place.source, template: templates[place.source].template, parent: place.parent,
                root: place.root, nested: place.nested,
                arguments: place.parent.flatMap { all[$0.stack].resource($0.logicalID)?.resource.arguments },
                firstResource: count)
            all.append(stack)
            count += stack.resources.count
        }
        for stack in all {
            // In place: to join lists of all stacks anew with each would take the square of the time.
            resources[stack.root, default: ResourcesByType()].add(stack.resourcesOfType)
        }
        whole = Set(all.map(\.root))
        for stack in all where templates[stack.source].hasMacros || stack.template.resources.isOpen {
            whole.remove(stack.root)
        }
        let wiring = Wiring(self)
        putOut = wiring.resourcesPutOut()
        handedDown = wiring.resourcesHandedDown()
        knownToStrangers = wiring.resourcesKnownToStrangers()
    }
}

/// Which stacks templates make, and within which others.
private struct Nesting {
    struct Place {
        let source: Int
        let parent: WiredStacks.Stack.Parent?
        let root: Int
        var nested: [String: Int] = [:]
    }

    private(set) var places: [Place] = []
    private(set) var ofSource: [[Int]]
    /// What each template nests.
    private let nested: [[(id: String, source: Int)]]

    init(_ templates: [CheckedTemplate], atMost limit: Int) {
        ofSource = Array(repeating: [], count: templates.count)
        let files = Dictionary(templates.enumerated().map { ($1.file, $0) }) { first, _ in first }
        nested = templates.map { subject in
            subject.nestedFiles.compactMap { id, file in files[file].map { (id: id, source: $0) } }
        }
        var isInner = Array(repeating: false, count: templates.count)
        for stacks in nested {
            for stack in stacks { isInner[stack.source] = true }
        }
        // Roots first. Those that only nest each other are looked at as if they were.
        for inner in [false, true] {
            for source in templates.indices where isInner[source] == inner && ofSource[source].isEmpty {
                add(source, atMost: limit)
            }
        }
    }

    /// Adds a root, and all that is nested in it.
    private mutating func add(_ source: Int, atMost limit: Int) {
        typealias Open = (source: Int, parent: WiredStacks.Stack.Parent?, around: Set<Int>)
        let root = places.count
        var open: [Open] = [(source, nil, [])]
        while let next = open.popLast(), places.count < limit {
            let index = places.count
            places.append(Place(source: next.source, parent: next.parent, root: root))
            ofSource[next.source].append(index)
            if let parent = next.parent { places[parent.stack].nested[parent.logicalID] = index }
            let around = next.around.union([next.source])
            for (id, inner) in nested[next.source].reversed() where !around.contains(inner) {
                open.append((inner, (index, id), around))
            }
        }
    }
}

extension Template.Resource {
    /// Whether the properties stand there, and are not chosen as a whole.
    fileprivate var hasPlainProperties: Bool { object["Properties"].map { $0.object != nil } ?? true }

    /// What a nested stack is given for parameters; nil where that is not known.
    fileprivate var arguments: Template.Object? { (properties["Parameters"] ?? .object([:])).object }
}
