/// The app with every name decided: the input of checking and rendering.
struct ResolvedApp {
    /// Where the app was made.
    let location: SourceLocation
    let stacks: [ResolvedStack]
    let diagnostics: [Diagnostic]
}

/// A stack whose references are all to names in its own template.
final class ResolvedStack {
    let collected: CollectedStack
    /// The stack around this one.
    let parent: ResolvedStack?
    /// The conditions under which this stack exists.
    let assumedConditions: [Element]
    /// The logical ID of each resource, by the index of its element.
    let logicalIDs: [String]
    /// Sorted by logical ID: moving code about changes no template.
    var resources: [ResolvedResource] = []
    /// Parameters that bring values from other stacks.
    var importedParameters: [ImportedParameter] = []
    /// Outputs that take values to other stacks.
    var generatedOutputs: [GeneratedOutput] = []
    /// What conditions and mappings of other stacks are declared here too, because something here uses them.
    var borrowedConditions: [ConditionRecord] = []
    var borrowedMappings: [MappingRecord] = []
    /// What a reference to something in another stack became here.
    var localized: [ReferenceKey: Expression] = [:]
    /// What each resource was told to wait for, by index.
    var dependencies: [Int: [Dependency]] = [:]
    /// The conditions that something here names. Others are not declared in this template.
    var usedConditions: Set<ObjectIdentifier> = []
    /// Whether something here is written as only that transform understands it. Known when all has its names.
    var needsLanguageExtensions = false
    /// The tags of the scopes of the whole app.
    let tags: ScopeTags
    private lazy var outputsByValue: [ReferenceKey: OutputRecord] = {
        let outputs = collected.declarations.outputs.sorted { $0.name < $1.name }.compactMap { output in
            if case .reference(let reference) = output.value {
                (ReferenceKey(reference), output)
            } else {
                nil
            }
        }
        return Dictionary(outputs) { first, _ in first }
    }()

    /// The parameters that the template declares. What a deployment gives by itself is among them where something takes it:
    /// an asset's user may need its key and not its bucket.
    private(set) lazy var parameters: [ParameterRecord] = {
        let declared = collected.declarations.parameters
        guard declared.contains(where: { $0.declaration.supply != nil }) else { return declared }
        var used: Set<ObjectIdentifier> = []
        for expression in expressions {
            expression.walk { mention, _ in
                if case .reference(let reference) = mention { used.insert(ObjectIdentifier(reference.element)) }
            }
        }
        return declared.filter { $0.declaration.supply == nil || used.contains(ObjectIdentifier($0.element)) }
    }()

    /// What the stack around gives to this one, in its own terms.
    var givenParameters: [Expression.Entry] {
        importedParameters.map { Expression.Entry($0.name, $0.value) }
            + collected.declarations.parameters.compactMap { record in
                guard case .stackAround(let value?) = record.giver else { return nil }
                return Expression.Entry(record.element.logicalID, value)
            }
    }

    /// All that refers to something.
    private var expressions: [Expression] {
        let declarations = collected.declarations
        return resources.map { .object($0.properties) } + resources.flatMap { $0.record.attributes?.expressions ?? [] }
            + declarations.outputs.flatMap { [$0.value] + ($0.exportName.map { [$0] } ?? []) }
            + generatedOutputs.map(\.value) + (declarations.conditions + borrowedConditions).map(\.expression)
            + declarations.rules.flatMap { $0.assertions.map(\.expression) + ($0.condition.map { [$0] } ?? []) }
            + (declarations.metadata + declarations.sections + declarations.members.map(\.entry)).map(\.value)
            + declarations.transforms.compactMap(\.parameters)
    }

    init(_ collected: CollectedStack, in parent: ResolvedStack?, logicalIDs: [String], tags: ScopeTags) {
        self.collected = collected
        self.tags = tags
        self.parent = parent
        var assumed = parent?.assumedConditions ?? []
        if let parent, let element = collected.declarations.stackElement,
            let condition = parent.collected.declarations.resources[element.index].attributes?.condition
        {
            assumed.append(condition.element)
        }
        assumedConditions = assumed
        self.logicalIDs = logicalIDs
    }

    var path: ConstructPath { collected.declarations.path }

    /// The name under which this template knows something declared in it.
    func name(of element: Element) -> String {
        guard element.kind == .resource else { return element.logicalID }
        guard element.index == Element.unknownIndex else { return logicalIDs[element.index] }
        let kept = collected.declarations.keptLogicalIDs.first { $0.new == element.logicalID }
        return kept?.old ?? element.logicalID
    }

    /// The condition under which something declared here exists.
    func condition(of element: Element) -> Element? {
        switch element.kind {
        case .resource: collected.declarations.resources[element.index].condition?.element
        case .output: collected.declarations.outputs[element.index].condition?.element
        case .parameter, .condition, .mapping: nil
        }
    }

    /// The output that the user declared for just this value, if there is one: it need not be passed twice.
    func declaredOutput(of reference: Reference, condition: Element?) -> String? {
        if reference.element.kind == .output, reference.element.stackPath === path {
            return reference.element.logicalID
        }
        guard let output = outputsByValue[ReferenceKey(reference)],
            output.condition?.element === condition
        else { return nil }
        return output.name
    }

    /// What an output declared here stands for.
    func value(ofOutput element: Element) -> Expression { collected.declarations.outputs[element.index].value }

    /// A reference as this template writes it: as it stands, or what took its place.
    func local(_ reference: Reference) -> Expression {
        if reference.element.stackPath === path {
            // A template cannot refer to its own outputs.
            guard reference.element.kind == .output else { return .reference(reference) }
            let value = value(ofOutput: reference.element)
            // It may be an output in its turn, of this stack or of another one.
            if case .reference(let inner) = value { return local(inner) }
            return value
        }
        return localized[ReferenceKey(reference)] ?? .unresolved(reference.element)
    }
}

struct ResolvedResource {
    let logicalID: String
    let record: ResourceRecord
    /// With tags and overrides applied, and for a nested stack with what it is given.
    let properties: [Expression.Entry]
    let nestedTemplate: String?
    /// Nil where nothing but tags of scopes was added to what was written.
    var history: PropertyHistory?

    var deletionPolicy: DeletionPolicy? {
        if let history { history.deletionPolicy } else { record.deletionPolicy }
    }
    var updateReplacePolicy: DeletionPolicy? {
        if let history { history.updateReplacePolicy } else { record.updateReplacePolicy }
    }
}

struct ImportedParameter {
    let name: String
    let type: String
    let noEcho: Bool
    /// What the stack around gives, in its own terms.
    let value: Expression
    let use: Use
}

struct GeneratedOutput {
    let name: String
    let value: Expression
    let condition: Element?
    let use: Use
}

/// What a resource was told to wait for in its own stack.
struct Dependency {
    /// The index of the other resource, which may stand for the stack that holds what was named.
    let target: Int
    let use: Use
}

struct ReferenceKey: Hashable {
    private let element: Element
    private let attribute: String?

    init(_ reference: Reference) {
        element = reference.element
        attribute = reference.attribute
    }
}
