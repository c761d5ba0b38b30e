import JSON
import Template

/// Tells which expressions of different stacks certainly yield the same.
///
/// Stacks nested in one root are deployed together, in one account and region, and see the same parameters and
/// mappings. What a stack knows of itself differs from one to the other; what a macro makes is known to nobody.
struct ExpressionIdentity {
    private let stacks: [ObjectIdentifier: ResolvedStack]

    init(_ app: ResolvedApp) {
        stacks = Dictionary(uniqueKeysWithValues: app.stacks.map { (ObjectIdentifier($0.path), $0) })
    }

    /// The same text for expressions that certainly yield the same; nil where that is not known of any other.
    func identity(of expression: Expression, in stack: ResolvedStack) -> String? {
        switch expression {
        case .string(let text): "\(text.utf8.count):\(text)"
        case .integer(let number): "\(number)"
        case .double(let number): JSONWriter.text(of: number)
        case .boolean(let flag): "\(flag)"
        case .list(let elements): joined(elements, in: stack).map { "[\($0)]" }
        // Functions written by hand name things of their own stack.
        case .object(let entries):
            joined(entries.map(\.value), in: stack).map { "{\(entries.map(\.key)) \($0)}@\(stack.path)" }
        case .reference(let reference): identity(of: reference)
        case .pseudoParameter(let parameter): parameter.rawValue + (parameter.isOfOneStack ? "@\(stack.path)" : "")
        case .substitution(let segments): joined(segments.map(\.expression), in: stack).map { "<\($0)>" }
        case .function(.transform, _): nil
        case .function(let function, let argument):
            identity(of: argument, in: stack).map { "\(function.rawValue)(\($0))" }
        case .name(let element):
            element.kind == .condition && isOfOneStack(element) ? "\(element.path)@\(stack.path)" : element.path
        case .asWritten: nil
        }
    }

    private func joined(_ expressions: [Expression], in stack: ResolvedStack) -> String? {
        var identities: [String] = []
        for expression in expressions {
            guard let identity = identity(of: expression, in: stack) else { return nil }
            identities.append(identity)
        }
        return identities.joined(separator: ",")
    }

    private func identity(of reference: Reference) -> String? {
        let element = reference.element
        guard let home = stacks[ObjectIdentifier(element.stackPath)] else { return nil }
        // An output is evaluated where it is declared.
        if element.kind == .output { return identity(of: home.value(ofOutput: element), in: home) }
        return element.path + (reference.attribute.map { "." + $0 } ?? "")
    }

    // MARK: - Conditions

    /// Whether a condition means something else in every stack that declares it.
    func isOfOneStack(_ condition: Element) -> Bool {
        var seen: Set<ObjectIdentifier> = []
        return reads(condition, &seen)
    }

    private func reads(_ condition: Element, _ seen: inout Set<ObjectIdentifier>) -> Bool {
        guard seen.insert(ObjectIdentifier(condition)).inserted, let expression = expression(ofCondition: condition)
        else { return false }
        return reads(expression, &seen)
    }

    private func reads(_ expression: Expression, _ seen: inout Set<ObjectIdentifier>) -> Bool {
        switch expression {
        case .string, .integer, .double, .boolean, .reference, .asWritten: return false
        case .pseudoParameter(let parameter): return parameter.isOfOneStack
        case .name(let element): return element.kind == .condition && reads(element, &seen)
        case .list(let elements): return elements.contains { reads($0, &seen) }
        case .object(let entries): return entries.contains { reads($0.value, &seen) }
        case .substitution(let segments): return segments.contains { reads($0.expression, &seen) }
        case .function(_, let argument): return reads(argument, &seen)
        }
    }

    /// How a condition is declared; nil when it is not part of the app.
    func expression(ofCondition element: Element) -> Expression? {
        stacks[ObjectIdentifier(element.stackPath)]?.collected.declarations.conditions[element.index].expression
    }
}

extension Template.PseudoParameter {
    /// Whether a nested stack sees another value than the stack around it ("Pseudo parameters reference").
    var isOfOneStack: Bool {
        switch self {
        case .stackID, .stackName, .notificationARNs: true
        case .accountID, .noValue, .partition, .region, .urlSuffix: false
        }
    }
}
