import Template

extension Expression {
    /// What matters to a template besides plain values.
    enum Mention {
        case reference(Reference)
        /// A condition, a mapping, or a parameter that is named rather than referred to.
        case name(Element)
        /// The condition of an `Fn::If`, or of a member of a section, that is written by hand.
        case nameOfCondition(String)
        /// A number that JSON cannot express.
        case notFinite(Double)
        /// What means something within an aspect only.
        case asWritten
    }

    /// A condition that is known to hold, or not to hold, because an `Fn::If` around asks for it.
    struct Guard {
        let condition: Element
        let holds: Bool
    }

    /// Visits everything in the expression that is more than a plain value, from the outside in.
    func walk(guards: [Guard] = [], _ visit: (Mention, _ guards: [Guard]) -> Void) {
        switch self {
        case .string, .integer, .boolean, .pseudoParameter: break
        case .double(let number):
            if !number.isFinite { visit(.notFinite(number), guards) }
        case .list(let elements):
            for element in elements { element.walk(guards: guards, visit) }
        case .object(let entries):
            if entries.count == 1, entries[0].key == Template.Function.if.rawValue,
                case .list(let arguments) = entries[0].value, case .string(let name)? = arguments.first
            {
                visit(.nameOfCondition(name), guards)
            }
            for entry in entries {
                if entry.key == Template.Function.condition.rawValue, case .string(let name) = entry.value {
                    visit(.nameOfCondition(name), guards)
                }
                entry.value.walk(guards: guards, visit)
            }
        case .reference(let reference): visit(.reference(reference), guards)
        case .substitution(let segments):
            for case .value(let value) in segments { value.walk(guards: guards, visit) }
        case .function(let function, let argument):
            if function == .if, case .list(let arguments) = argument, arguments.count == 3,
                case .name(let condition) = arguments[0]
            {
                visit(.name(condition), guards)
                arguments[1].walk(guards: guards + [Guard(condition: condition, holds: true)], visit)
                arguments[2].walk(guards: guards + [Guard(condition: condition, holds: false)], visit)
            } else {
                argument.walk(guards: guards, visit)
            }
        case .name(let element): visit(.name(element), guards)
        case .asWritten: visit(.asWritten, guards)
        }
    }
}
