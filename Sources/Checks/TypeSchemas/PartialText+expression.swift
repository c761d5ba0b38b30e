import Patterns
import Template

extension PartialText {
    /// What is known of a text that functions put together; nil where that is nothing, or where a dynamic reference
    /// stands in it.
    init?(_ value: Template.Expression) {
        self.init()
        switch value {
        case .sub(let substitution): append(substitution)
        case .call(.join, let arguments): append(join: arguments)
        default: return nil
        }
        // To write a text out takes longer than to look for a brace.
        guard saysSomething, !has("{") || !description.hasDynamicReference else { return nil }
    }

    private mutating func append(_ value: Template.Expression) {
        switch value {
        case .sub(let substitution): append(substitution)
        case .call(.join, let arguments): append(join: arguments)
        // "Pseudo parameters reference" in the CloudFormation template reference.
        case .ref("AWS::AccountId"), .ref("AWS::Partition"), .ref("AWS::Region"), .ref("AWS::StackName"): append(.word)
        default:
            if let text = value.scalarText { append(text) } else { append(.anything) }
        }
    }

    private mutating func append(_ substitution: Template.Substitution) {
        for segment in substitution.segments {
            switch segment {
            case .text(let text): append(text)
            case .literal(let inside): append("${\(inside)}")
            case .name(let inside):
                append(substitution.variables[inside] ?? Template.Expression(named: inside))
            }
        }
    }

    private mutating func append(join arguments: [Template.Expression]) {
        guard let separator = arguments.first?.string, let elements = arguments.last?.list, arguments.count == 2 else {
            return append(.anything)
        }
        for (index, element) in elements.enumerated() {
            // An element that a condition removes takes its separator with it.
            let isSure = index > 0 && !element.mayBeAbsent && !elements[index - 1].mayBeAbsent
            if index > 0 { isSure ? append(separator) : append(.anything) }
            append(element)
        }
    }
}

extension Template.Expression {
    fileprivate var mayBeAbsent: Bool {
        switch self {
        case .call(.if, _), .ref("AWS::NoValue"), .malformed, .call(.transform, _): true
        default: false
        }
    }
}
