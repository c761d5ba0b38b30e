/// A parameter as a template declares it: what a deployment must know to check its values before AWS does.
public struct ParameterDeclaration: Sendable {
    public let name: String
    /// As in the template: `String`, `Number`, `List<AWS::EC2::Subnet::Id>`.
    public let type: String
    public let defaultValue: String?
    /// Empty when any value is allowed.
    public let allowedValues: [String]
    /// A regular expression that the whole value must match.
    public let allowedPattern: String?
    /// In characters.
    public let allowedLength: ClosedRange<Int>?
    public let allowedRange: ClosedRange<Double>?
    /// Whether CloudFormation keeps the value out of what it shows.
    public let noEcho: Bool
    public let description: String?
    public let constraintDescription: String?
    public let location: SourceLocation

    /// The type of what a reference yields, where it is a single value: the parameter's own, but for one that names a
    /// parameter of Systems Manager the type of what that one holds.
    var valueType: String {
        let prefix = "AWS::SSM::Parameter::Value<"
        return type.hasPrefix(prefix) ? String(type.dropFirst(prefix.count).dropLast()) : type
    }

    /// What CloudFormation would refuse about `value`; empty when it would accept it.
    public func violations(of value: String) -> [String] {
        guard type != "CommaDelimitedList", !type.hasPrefix("List<") else {
            return value.split(separator: ",").flatMap { scalarViolations(of: String($0.drop { $0 == " " })) }
        }
        return scalarViolations(of: value)
    }

    private func scalarViolations(of value: String) -> [String] {
        var violations: [String] = []
        if value.utf8.count > Limits.parameterValueBytes {
            violations.append("has \(value.utf8.count) bytes; at most \(Limits.parameterValueBytes) are allowed")
        }
        if type == "Number" || type == "List<Number>" {
            if let number = Double(value) {
                if let range = allowedRange, !range.contains(number) {
                    violations.append("is not between \(Self.bound(range.lowerBound)) and \(Self.bound(range.upperBound))")
                }
            } else {
                violations.append("is not a number")
            }
        }
        // The name of a Systems Manager parameter stands for its value, which is not known here.
        guard !type.hasPrefix("AWS::SSM::Parameter::Value<") else { return violations }
        if !allowedValues.isEmpty, !allowedValues.contains(value) {
            violations.append("is not one of \(allowedValues.joined(separator: ", "))")
        }
        if let length = allowedLength, !length.contains(value.count) {
            violations.append("has \(value.count) characters; \(Self.lengths(length)) are allowed")
        }
        if let pattern = allowedPattern, !Self.matches(value, pattern) {
            violations.append("does not match \(pattern)")
        }
        return violations
    }

    private static func bound(_ number: Double) -> String { JSONWriter.text(of: number) }

    private static func lengths(_ range: ClosedRange<Int>) -> String {
        range.upperBound == .max ? "at least \(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
    }

    /// A pattern that Swift cannot read is left to CloudFormation, whose regular expressions are Java's.
    private static func matches(_ value: String, _ pattern: String) -> Bool {
        guard let regex = try? Regex(pattern) else { return true }
        return ((try? regex.wholeMatch(in: value)) ?? nil) != nil
    }
}
