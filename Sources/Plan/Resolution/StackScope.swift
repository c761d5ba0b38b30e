import Template

/// One stack of a plan's side, in which names are looked up until nothing is left that only this stack knows.
///
/// What a parameter of a nested stack comes to is what the stack around it gives; what an output comes to is what the
/// nested stack hands out. So the same value has the same form on both sides of a plan, by whatever way it got there.
///
/// A class, since each value is worked out once, when it is asked for, and stacks ask each other.
final class StackScope {
    let evaluated: EvaluatedTemplate
    /// Of nested stacks and logical ID, as in `Data`; empty for the root.
    let path: String
    private unowned let parent: StackScope?
    private let logicalID: String
    private(set) var nested: [String: StackScope] = [:]
    private let template: Template
    private let secrets: Set<String>
    private var parameters: [String: Template.Expression?] = [:]
    private var outputs: [String: Template.Expression?] = [:]
    /// What is being worked out: what needs itself is left as it stands.
    private var open: Set<String> = []

    init(_ evaluated: EvaluatedTemplate, _ logicalID: String = "", in parent: StackScope? = nil) {
        self.evaluated = evaluated
        self.logicalID = logicalID
        self.parent = parent
        path = evaluated.path.joined(separator: "/")
        template = evaluated.template
        secrets = Set(template.parameters.filter { $0.1.noEcho }.map(\.0))
        nested = Dictionary(
            evaluated.stacks.map { id, stack in (id, StackScope(stack, id, in: self)) }, uniquingKeysWith: { $1 })
    }

    /// The macros that make something else of the template than it says, as far as anybody can tell from here.
    var macros: [String] {
        template.transforms.filter { $0 != "AWS::LanguageExtensions" && !$0.hasPrefix("AWS::Serverless-") }
    }

    /// Whether macros may declare what the template does not.
    private var isOpenToMacros: Bool { template.transforms.contains { $0 != "AWS::LanguageExtensions" } }

    /// As in `Data/Database`.
    func name(of member: String) -> String { path.isEmpty ? member : path + "/" + member }

    // MARK: - Values

    /// What an expression comes to, in names that count in all stacks; nil for `AWS::NoValue`.
    func resolved(_ expression: Template.Expression) -> Template.Expression? {
        switch expression {
        case .null: return .null
        // CloudFormation takes them for text.
        case .boolean, .number, .string: return .string(expression.scalarText ?? "")
        case .list(let elements): return .list(elements.compactMap(resolved))
        case .object(let object): return .object(resolved(object))
        case .ref("AWS::NoValue"): return nil
        case .ref(let name): return reference(name)
        case .getAtt(let name, let attribute): return self.attribute(attribute, of: name)
        case .sub(let substitution): return text(of: substitution)
        case .call(let function, let arguments): return call(function, arguments)
        case .malformed(let function, let argument): return .malformed(function, resolved(argument) ?? .null)
        }
    }

    private func resolved(_ object: Template.Object) -> Template.Object {
        Template.Object(
            object.entries.compactMap { entry in
                resolved(entry.value).map { Template.Object.Entry(entry.key, $0) }
            })
    }

    private func reference(_ name: String) -> Template.Expression? {
        if let parameter = template.parameters[name] { return value(ofParameter: name, parameter) }
        if template.resources[name] != nil { return .ref(self.name(of: name)) }
        if let known = known(.ref(name)) { return known }
        // Of the pseudo parameters, those of the stack itself are the stack's own.
        guard name.hasPrefix("AWS::") || isOpenToMacros else { return .malformed(.ref, .string(name)) }
        let isOwn = ["AWS::StackId", "AWS::StackName", "AWS::NotificationARNs"].contains(name)
        return .ref(isOwn ? self.name(of: name) : name)
    }

    private func value(ofParameter name: String, _ parameter: Template.Parameter) -> Template.Expression? {
        if let known = parameters[name] { return known }
        guard open.insert("parameter " + name).inserted else { return .ref(self.name(of: name)) }
        defer { open.remove("parameter " + name) }
        let made = makeValue(ofParameter: name, parameter)
        let value = made.map { $0.bounded ?? .ref(self.name(of: name)) }
        parameters[name] = .some(value)
        return value
    }

    private func makeValue(ofParameter name: String, _ parameter: Template.Parameter) -> Template.Expression? {
        let unknown = Template.Expression.ref(self.name(of: name))
        guard !secrets.contains(name) || parent != nil else { return unknown }
        if let known = known(.ref(name)) { return known }
        guard let parent, let around = parent.template.resources[logicalID],
            let given = around.properties["Parameters"]?.object?[name]
        else {
            // What it names in Systems Manager is all that can be compared.
            guard parameter.isInSystemsManager, let stored = evaluated.parameters[name]?.storedName else {
                return unknown
            }
            return .string("{{resolve:ssm:\(stored)}}")
        }
        return parent.resolved(given)
    }

    private func attribute(_ attribute: Template.Expression, of name: String) -> Template.Expression? {
        let attribute = resolved(attribute) ?? .null
        guard let text = attribute.string, text.hasPrefix("Outputs."), let stack = nested[name] else {
            guard template.resources[name] == nil, !isOpenToMacros else {
                return .getAtt(self.name(of: name), attribute)
            }
            return .malformed(.getAtt, .list([.string(name), attribute]))
        }
        let output = String(text.dropFirst("Outputs.".count))
        guard stack.template.outputs[output] != nil || stack.isOpenToMacros else {
            return .malformed(.getAtt, .list([.string(self.name(of: name)), attribute]))
        }
        return stack.output(output) ?? .getAtt(self.name(of: name), attribute)
    }

    /// What an output comes to; nil where there is none.
    func output(_ name: String) -> Template.Expression? {
        if let known = outputs[name] { return known }
        guard let output = template.outputs[name], let expression = output.outputValue,
            open.insert("output " + name).inserted
        else { return nil }
        defer { open.remove("output " + name) }
        let value = resolved(expression)?.bounded
        outputs[name] = .some(value)
        return value
    }

    /// What is known through and through.
    private func known(_ expression: Template.Expression) -> Template.Expression? {
        evaluated.value(of: expression)?.expression
    }

    // MARK: - Functions

    private func text(of substitution: Template.Substitution) -> Template.Expression {
        .joined(
            substitution.segments.map { segment -> Template.Expression in
                switch segment {
                case .text(let text): return .string(text)
                case .literal(let text): return .string("${" + text + "}")
                case .name(let name):
                    if let variable = substitution.variables[name] { return resolved(variable) ?? .string("") }
                    guard let dot = name.firstIndex(of: ".") else { return reference(name) ?? .string("") }
                    let attribute = Template.Expression.string(String(name[name.index(after: dot)...]))
                    return self.attribute(attribute, of: String(name[..<dot])) ?? .string("")
                }
            })
    }

    private func call(
        _ function: Template.Function, _ arguments: [Template.Expression]
    ) -> Template.Expression? {
        switch function {
        case .if: return choice(arguments)
        case .condition: return .call(.condition, [.string(name(of: arguments[0].string ?? ""))])
        case .join:
            let parts = arguments.map { resolved($0) ?? .string("") }
            guard let separator = parts[0].string, let elements = parts[1].list else { return .call(.join, parts) }
            let pieces = elements.enumerated().flatMap { $0 == 0 ? [$1] : [.string(separator), $1] }
            return .joined(pieces)
        case .select:
            let parts = arguments.map { resolved($0) ?? .string("") }
            guard let index = parts[0].string.flatMap(Int.init), let elements = parts[1].list,
                elements.indices.contains(index)
            else { return known(.call(.select, arguments)) ?? .call(.select, parts) }
            return elements[index]
        case .findInMap:
            if let known = known(.call(function, arguments)) { return known }
            let keys = arguments.map { resolved($0) ?? .ref("AWS::NoValue") }
            guard let mapping = keys[0].string else { return .call(function, keys) }
            return .call(function, [.string(name(of: mapping))] + keys.dropFirst())
        case .getAZs where arguments[0].scalarText == "": return resolved(.call(.getAZs, [.ref("AWS::Region")]))
        // The text that a program in it sees is easier to read than its code.
        case .base64: return .call(.base64, arguments.map { resolved($0) ?? .string("") })
        case .toJSONString: return .call(.toJSONString, arguments.map { resolved($0) ?? .null })
        default:
            if let known = known(.call(function, arguments)) { return known }
            return .call(function, arguments.map { resolved($0) ?? .ref("AWS::NoValue") })
        }
    }

    private func choice(_ arguments: [Template.Expression]) -> Template.Expression? {
        let name = arguments[0].string ?? ""
        switch evaluated.conditions[name] ?? .undecided([]) {
        case .yes: return resolved(arguments[1])
        case .no: return resolved(arguments[2])
        case .undecided:
            let (then, otherwise) = (resolved(arguments[1]), resolved(arguments[2]))
            if then == otherwise { return then }
            let noValue = Template.Expression.ref("AWS::NoValue")
            return .call(.if, [.string(self.name(of: name)), then ?? noValue, otherwise ?? noValue])
        }
    }
}

extension Template.Expression {
    /// Text that is put together, in the one form that the same text has however it was written.
    static func joined(_ parts: [Template.Expression]) -> Template.Expression {
        var pieces: [Template.Substitution.Piece] = []
        func add(_ text: String) {
            if case .text(let before)? = pieces.last {
                pieces[pieces.count - 1] = .text(before + text)
            } else if !text.isEmpty {
                pieces.append(.text(text))
            }
        }
        for part in parts {
            switch part {
            case .string(let text): add(text)
            case .sub(let substitution):
                for segment in substitution.segments {
                    switch segment {
                    case .text(let text): add(text)
                    case .literal(let text): add("${" + text + "}")
                    case .name(let name): pieces.append(.value(substitution.value(of: name)))
                    }
                }
            default: pieces.append(.value(part))
            }
        }
        switch pieces.first {
        case nil: return .string("")
        case .text(let text)? where pieces.count == 1: return .string(text)
        case .value(let value)? where pieces.count == 1: return value
        default: return .text(pieces)
        }
    }
}

extension Template.Substitution {
    /// The text with something else for each of its values.
    func joined(_ replacing: (Template.Expression) -> Template.Expression) -> Template.Expression {
        .joined(
            segments.map { segment in
                switch segment {
                case .text(let text): .string(text)
                case .literal(let text): .string("${" + text + "}")
                case .name(let name): replacing(value(of: name))
                }
            })
    }

    /// What a name in the text stands for.
    package func value(of name: String) -> Template.Expression {
        if let variable = variables[name] { return variable }
        guard let dot = name.firstIndex(of: ".") else { return .ref(name) }
        return .getAtt(String(name[..<dot]), .string(String(name[name.index(after: dot)...])))
    }
}

extension Template.Expression {
    /// Calls with each resource that this very value names, and with the attribute.
    func forEachPlannedName(_ body: (_ name: String, _ attribute: String?) -> Void) {
        switch self {
        case .ref(let name): body(name, nil)
        case .getAtt(let name, let attribute): body(name, attribute.string)
        case .sub(let substitution):
            for case .name(let name) in substitution.segments where substitution.variables[name] == nil {
                substitution.value(of: name).forEachPlannedName(body)
            }
        default: break
        }
    }
}

extension EvaluatedValue {
    /// What it names in Systems Manager, whose value nobody tells.
    var storedName: String? {
        for case .systemsManager(let name) in unknown { return name }
        return nil
    }
}
