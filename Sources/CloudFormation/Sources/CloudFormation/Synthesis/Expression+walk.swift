extension Expression {
    /// What can name something in a template.
    enum Mention {
        case reference(Reference)
        case name(Element)
        case function(IntrinsicFunction)
    }

    /// Visits everything in the expression that names something.
    ///
    /// - Parameter guards: the conditions known to hold here, because an `Fn::If` around asks for them.
    func walk(guards: [Element] = [], _ visit: (Mention, _ guards: [Element]) -> Void) {
        switch self {
        case .string, .integer, .double, .boolean, .pseudoParameter: break
        case .list(let elements):
            for element in elements { element.walk(guards: guards, visit) }
        case .object(let entries):
            for entry in entries { entry.value.walk(guards: guards, visit) }
        case .reference(let reference): visit(.reference(reference), guards)
        case .substitution(let segments):
            for case .value(let value) in segments { value.walk(guards: guards, visit) }
        case .function(let function, let argument):
            visit(.function(function), guards)
            if function == .if, case .list(let arguments) = argument, arguments.count == 3,
                case .name(let condition) = arguments[0]
            {
                visit(.name(condition), guards)
                arguments[1].walk(guards: guards + [condition], visit)
                arguments[2].walk(guards: guards, visit)
            } else {
                argument.walk(guards: guards, visit)
            }
        case .name(let element): visit(.name(element), guards)
        }
    }
}
