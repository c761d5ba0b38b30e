import ResourceInterfaces
import Template

/// Decides what parameters are in Swift.
enum ParameterTypes {
    /// - Parameter uses: what it is taken for where it is used.
    static func type(
        of parameter: Template.Parameter, usedAs uses: Set<SwiftType> = [], interfaces: InterfaceCatalogue
    ) -> SwiftType {
        let name = parameter.typeInSystemsManager
        switch name {
        case "String": return text(parameter, usedAs: uses)
        case "Number": return number(parameter, usedAs: uses)
        case "CommaDelimitedList", "List<String>", "List<AWS::EC2::AvailabilityZone::Name>": return .strings
        case "List<Number>": return SwiftType(.list(.number))
        default: break
        }
        if let reference = interfaces.reference(ofParameter: name) { return SwiftType(.reference(reference)) }
        guard name.hasPrefix("List<") else { return .string }
        let element = interfaces.reference(ofParameter: String(name.dropFirst("List<".count).dropLast()))
        return element.map { SwiftType(.list(.reference($0))) } ?? .strings
    }

    private static func text(_ parameter: Template.Parameter, usedAs uses: Set<SwiftType>) -> SwiftType {
        if Set(parameter.allowedValues) == ["true", "false"], uses.contains(SwiftType(.boolean)),
            !parameter.isInSystemsManager
        {
            return SwiftType(.boolean)
        }
        let kinds = uses.filter { $0.isScalar && $0 != .string }
        guard kinds.count == 1, let kind = kinds.first else { return .string }
        switch kind.value {
        // Constants are named after the values that it may have.
        case .reference, .enumeration: return kind
        default: return .string
        }
    }

    private static func number(_ parameter: Template.Parameter, usedAs uses: Set<SwiftType>) -> SwiftType {
        let literals =
            [parameter.defaultValue, parameter.minValue?.text, parameter.maxValue?.text].compactMap(\.self)
            + parameter.allowedValues
        let isWhole = literals.allSatisfy { Int($0) != nil }
        return isWhole && !uses.contains(SwiftType(.number)) ? .integer : SwiftType(.number)
    }
}
