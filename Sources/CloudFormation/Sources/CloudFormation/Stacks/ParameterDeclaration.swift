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
        var violations: [String] = []
        if value.utf8.count > Limits.parameterValueBytes {
            violations.append("has \(value.utf8.count) bytes; at most \(Limits.parameterValueBytes) are allowed")
        }
        guard isList else { return violations + scalarViolations(of: value) }
        return violations + value.split(separator: ",").flatMap { scalarViolations(of: $0.withoutOuterSpaces) }
    }

    /// Whether a value is several values with commas between them.
    var isList: Bool { type == "CommaDelimitedList" || type.hasPrefix("List<") }

    var isNumeric: Bool { type == "Number" || type == "List<Number>" }

    private func scalarViolations(of value: String) -> [String] {
        var violations: [String] = []
        if isNumeric {
            if let number = Double(value) {
                if let range = allowedRange, !range.contains(number) {
                    violations.append(Self.violation(of: range))
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

    private static func violation(of range: ClosedRange<Double>) -> String {
        let lower = JSONWriter.text(of: range.lowerBound)
        let upper = JSONWriter.text(of: range.upperBound)
        if range.upperBound == .infinity { return "is less than \(lower)" }
        if range.lowerBound == -.infinity { return "is more than \(upper)" }
        return "is not between \(lower) and \(upper)"
    }

    private static func lengths(_ range: ClosedRange<Int>) -> String {
        range.upperBound == .max ? "at least \(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
    }

    /// A pattern that Swift cannot read is left to CloudFormation, whose regular expressions are Java's.
    private static func matches(_ value: String, _ pattern: String) -> Bool {
        guard let regex = try? Regex(pattern) else { return true }
        return ((try? regex.wholeMatch(in: value)) ?? nil) != nil
    }
}

extension Substring {
    fileprivate var withoutOuterSpaces: String {
        var text = drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
