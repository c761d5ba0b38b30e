import ResourceInterfaces
import ResourceSchemas
import Template

/// What is known while one template becomes Swift.
final class TranslationContext {
    let template: Template
    let interfaces: InterfaceCatalogue
    var names: StackNames
    /// What parameters, and the values of mappings, are in Swift.
    var kinds: [Declared: SwiftType] = [:]
    /// What parameters, and the values of mappings, are taken for where they are used.
    var uses: [Declared: Set<SwiftType>] = [:]
    var tally = MigrationTally()
    /// What was said in raw JSON, and why.
    var notes: [(path: Template.Path, reason: String)] = []
    /// The resources that their types do not say.
    var raw: Set<String> = []
    /// The outputs of nested stacks that are migrated too, by the logical ID of the stack.
    let nested: [String: [String: StackOutput]]
    /// Whether there may be more than stands in the template: macros and modules make it, or loops over what only a
    /// deployment knows.
    private(set) lazy var isOpen: Bool =
        template.hasMacros || template.resources.contains { $0.0.isOpenName || $0.1.isModule }
        || template.conditions.names.contains(where: \.isOpenName)
    private var known: [String: ResourceInterface?] = [:]

    /// What is declared with a type that its uses decide.
    enum Declared: Hashable {
        case parameter(String)
        case mapping(String)
    }

    init(
        _ template: Template, interfaces: InterfaceCatalogue, nested: [String: [String: StackOutput]],
        reserved: Set<String> = []
    ) {
        self.template = template
        self.interfaces = interfaces
        self.nested = nested
        names = StackNames(template, reserved: reserved)
    }

    /// How a type looks in Swift; nil for one that no module has.
    func interface(of typeName: String) -> ResourceInterface? {
        if let found = known[typeName] { return found }
        let found = TypeName(typeName).flatMap { interfaces.interface(of: $0) }
        known[typeName] = found
        return found
    }

    /// What to import where the type of a value is written out.
    func modules(naming type: SwiftType) -> Set<String> {
        switch (type.element ?? type).value {
        case .reference(let reference): [SwiftName.module(of: reference.target)]
        case .target(let set): ["AWS\(SwiftName.type(set.service))"]
        case .enumeration, .structure: Set((type.element ?? type).owner.map { [SwiftName.module(of: $0)] } ?? [])
        case .string, .integer, .number, .boolean, .json, .tag, .list, .map: []
        }
    }

    /// Takes up what something declared is taken for.
    func use(_ declared: Declared, as type: SwiftType) { uses[declared, default: []].insert(type) }
}

/// An output of a nested stack that is migrated too.
struct StackOutput: Sendable, Equatable {
    /// The property of the nested stack's Swift.
    let swiftName: String
    let type: SwiftType
}
