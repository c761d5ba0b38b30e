import Diagnostics
import Template

/// Writes one stack's template for a refactoring.
struct RefactoredTemplate {
    private let scope: StackScope
    private let scopes: [[String]: StackScope]
    private let known: KnownValues
    /// By where the resource is.
    private let moves: [ResourcePath: PlannedMove]
    private let arrivals: [PlannedMove]
    private(set) var refusals: [Diagnostic] = []

    init(of scope: StackScope, moves: [PlannedMove], scopes: [[String]: StackScope], known: KnownValues) {
        self.scope = scope
        self.scopes = scopes
        self.known = known
        self.moves = Dictionary(moves.map { ($0.source, $0) }, uniquingKeysWith: { first, _ in first })
        arrivals = moves.filter { $0.changesStack && $0.destination.stack == scope.evaluated.path }
    }

    private var path: [String] { scope.evaluated.path }
    private var template: Template { scope.evaluated.template }

    /// - Parameter outputs: those that it gets besides, where it has none of their names.
    mutating func sections(adding outputs: [Template.Object.Entry]) -> Template.Object {
        var entries: [Template.Object.Entry] = []
        for entry in template.object.entries {
            switch entry.key {
            case "Resources": entries.append(.init(entry.key, .object(resources(entry.value.object ?? [:]))))
            case "Outputs": entries.append(.init(entry.key, put(entry.value, right: nil)))
            default: entries.append(entry)
            }
        }
        let new = outputs.filter { template.outputs[$0.key] == nil }
        if !new.isEmpty {
            let old = entries.first { $0.key == "Outputs" }?.value.object?.entries ?? []
            entries.removeAll { $0.key == "Outputs" }
            entries.append(.init("Outputs", .object(Template.Object(old + new))))
        }
        return Template.Object(entries)
    }

    // MARK: - What stays

    private mutating func resources(_ section: Template.Object) -> Template.Object {
        var entries: [Template.Object.Entry] = []
        for entry in section.entries {
            let move = moves[ResourcePath(stack: path, logicalID: entry.key)]
            if let move, move.changesStack { continue }
            let attributes = entry.value.object?.entries.compactMap { attribute -> Template.Object.Entry? in
                if attribute.key == "DependsOn" { return dependencies(attribute, of: path) }
                return .init(attribute.key, put(attribute.value, right: entry.key))
            }
            let value = attributes.map { Template.Expression.object(Template.Object($0)) } ?? entry.value
            entries.append(.init(move?.destination.logicalID ?? entry.key, value))
        }
        return Template.Object(entries + arrivals.compactMap { arrival($0) })
    }

    /// What a resource waits for of what is in this stack afterwards.
    private func dependencies(_ entry: Template.Object.Entry, of stack: [String]) -> Template.Object.Entry? {
        func name(_ old: String) -> String? {
            let source = ResourcePath(stack: stack, logicalID: old)
            let now = moves[source]?.destination ?? source
            return now.stack == path ? now.logicalID : nil
        }
        if let one = entry.value.string { return name(one).map { .init(entry.key, .string($0)) } }
        let names = (entry.value.list ?? []).compactMap { $0.string.flatMap(name) }
        return names.isEmpty ? nil : .init(entry.key, .list(names.map { .string($0) }))
    }

    /// A value of this stack, with what moved in it under its new name, or as what it comes to.
    ///
    /// - Parameter user: the resource that it belongs to; nil for an output.
    private mutating func put(_ value: Template.Expression, right user: String?) -> Template.Expression {
        switch value {
        case .ref(let name), .getAtt(let name, _):
            guard let move = moves[ResourcePath(stack: path, logicalID: name)] else { return value }
            if !move.changesStack { return value.named(move.destination.logicalID) }
            guard let text = scope.resolved(value).flatMap(known.text) else {
                refuse(move, user: user, of: value)
                return value
            }
            return .string(text)
        case .sub(let substitution):
            return substitution.mapped { put($0, right: user) }
        case .list(let elements): return .list(elements.map { put($0, right: user) })
        case .object(let object):
            return .object(Template.Object(object.entries.map { .init($0.key, put($0.value, right: user)) }))
        case .call(let function, let arguments): return .call(function, arguments.map { put($0, right: user) })
        case .null, .boolean, .number, .string, .malformed: return value
        }
    }

    private mutating func refuse(_ move: PlannedMove, user: String?, of value: Template.Expression) {
        let who = user.map { scope.name(of: $0) } ?? "an output of \(path.shown)"
        refuse(
            move, "\(who) uses \(value.planned), and nothing that is deployed tells what that comes to",
            fix: "make it an output of \(path.shown) and deploy that first, without the move")
    }

    private mutating func refuse(_ move: PlannedMove, _ reason: String, fix: String) {
        let refusal = Diagnostic.refusal(move, reason, fix: fix)
        if !refusals.contains(refusal) { refusals.append(refusal) }
    }

    // MARK: - What comes

    private mutating func arrival(_ move: PlannedMove) -> Template.Object.Entry? {
        guard let from = scopes[move.source.stack],
            let resource = from.evaluated.template.resources[move.source.logicalID]
        else { return nil }
        var entries: [Template.Object.Entry] = []
        for entry in resource.object.entries {
            switch entry.key {
            case "Type": entries.append(entry)
            case "DependsOn": if let left = dependencies(entry, of: move.source.stack) { entries.append(left) }
            // It exists, so that it needs none; a stack without that condition cannot be given it.
            case "Condition": if keepsCondition(entry.value.string, of: from) { entries.append(entry) }
            default: entries.append(.init(entry.key, bring(entry.value, from, move)))
            }
        }
        return .init(move.destination.logicalID, .object(Template.Object(entries)))
    }

    private func keepsCondition(_ name: String?, of other: StackScope) -> Bool {
        guard let name else { return false }
        return template.conditions[name] != nil && scope.evaluated.conditions[name] == other.evaluated.conditions[name]
    }

    /// A value of another stack as this one says it.
    private mutating func bring(
        _ value: Template.Expression, _ other: StackScope, _ move: PlannedMove
    ) -> Template.Expression {
        switch value {
        case .ref(let name) where name.hasPrefix("AWS::"):
            if StackRefactoring.ownPseudoParameters.contains(name) {
                refuse(
                    move, "it uses \(name), which is another value in another stack",
                    fix: "give it the value as a parameter of both stacks, and deploy that first, without the move")
            }
            return value
        case .ref, .getAtt, .call(.findInMap, _): return reference(value, other, move)
        case .sub(let substitution):
            return substitution.mapped { bring($0, other, move) }
        case .call(.if, let arguments):
            switch other.evaluated.conditions[arguments[0].string ?? ""] {
            case .yes?: return bring(arguments[1], other, move)
            case .no?: return bring(arguments[2], other, move)
            default:
                refuse(move, "its condition \(arguments[0].planned) cannot be decided", fix: Self.waitingFix)
                return value
            }
        case .list(let elements): return .list(elements.map { bring($0, other, move) })
        case .object(let object):
            return .object(Template.Object(object.entries.map { .init($0.key, bring($0.value, other, move)) }))
        case .call(let function, let arguments):
            return .call(function, arguments.map { bring($0, other, move) })
        case .null, .boolean, .number, .string, .malformed: return value
        }
    }

    private static let waitingFix = "deploy it first in a form that the other stack can have too"

    private mutating func reference(
        _ value: Template.Expression, _ other: StackScope, _ move: PlannedMove
    ) -> Template.Expression {
        guard let meaning = other.resolved(value) else { return .ref("AWS::NoValue") }
        if let own = own(meaning) { return own }
        if let parameter = parameter(for: meaning) { return .ref(parameter) }
        if let constant = constant(meaning) { return constant }
        refuse(
            move,
            "it uses \(meaning.planned), which \(path.shown) has no parameter for, and nothing that is deployed "
                + "tells what it comes to",
            fix:
                "use it in \(path.shown) first, so that the stack has a parameter for it, and deploy that without the move"
        )
        return value
    }

    /// What is in this stack, before or after the move.
    private func own(_ meaning: Template.Expression) -> Template.Expression? {
        guard case .some(let name) = meaning.usedName, let path = ResourcePath(name) else { return nil }
        let now = moves[path]?.destination ?? path
        guard now.stack == self.path,
            moves[path] != nil || template.resources[path.logicalID] != nil
        else { return nil }
        return meaning.named(now.logicalID)
    }

    private func parameter(for meaning: Template.Expression) -> String? {
        // One that nobody gives a value means nothing but itself.
        template.parameters.names.first { scope.resolved(.ref($0)) == meaning }
    }

    private func constant(_ meaning: Template.Expression) -> Template.Expression? {
        if let text = known.text(of: meaning) { return .string(text) }
        guard let elements = meaning.list else { return nil }
        let constants = elements.compactMap(constant)
        return constants.count == elements.count ? .list(constants) : nil
    }
}

extension Template.Expression {
    /// The same of another resource.
    fileprivate func named(_ name: String) -> Template.Expression {
        switch self {
        case .ref: .ref(name)
        case .getAtt(_, let attribute): .getAtt(name, attribute)
        default: self
        }
    }

    fileprivate var usedName: String? {
        switch self {
        case .ref(let name), .getAtt(let name, _): name
        default: nil
        }
    }
}

extension Template.Substitution {
    /// With something else in the place of values that it names.
    fileprivate func mapped(_ transform: (Template.Expression) -> Template.Expression) -> Template.Expression {
        var text = ""
        var values = variables.entries.map { Template.Object.Entry($0.key, transform($0.value)) }
        for segment in segments {
            switch segment {
            case .text(let part): text += part
            case .literal(let part): text += "${!" + part + "}"
            case .name(let name) where variables[name] != nil: text += "${" + name + "}"
            case .name(let name):
                switch transform(value(of: name)) {
                case .ref(let new): text += "${" + new + "}"
                case .getAtt(let new, .string(let attribute)): text += "${" + new + "." + attribute + "}"
                case .string(let constant) where !constant.contains("${"): text += constant
                case let other:
                    let variable = "Moved\(values.count + 1)"
                    values.append(.init(variable, other))
                    text += "${" + variable + "}"
                }
            }
        }
        return .sub(Template.Substitution(text, variables: Template.Object(values)))
    }
}
