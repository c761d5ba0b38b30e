import JSON
import Patterns

extension Template.Parameter {
    /// What a value breaks, each as what is allowed ("must be one of dev, prod"); empty when it breaks nothing.
    ///
    /// The messages do not hold the value, because it may be a secret. What only AWS can know, such as whether an
    /// identifier exists, is left to AWS.
    public func violations(of value: String) -> [String] {
        var violations: [String] = []
        let mostBytes = Template.Limits.parameterValueBytes
        if value.utf8.count > mostBytes {
            violations.append("must have \(mostBytes) bytes or less, and has \(value.utf8.count)")
        }
        // The constraints of a type of Systems Manager are about what the parameter there holds, and this is its name.
        if type.hasPrefix("AWS::SSM::Parameter::") {
            if value.isEmpty { return ["must be the name of an SSM parameter"] }
            return value.mayNameSystemsManagerParameter
                ? violations : violations + ["must be the name of an SSM parameter, and not what that holds"]
        }
        guard isList else { return violations + scalarViolations(of: value) }
        var seen: Set<String> = []
        return violations
            + Self.elements(of: value).flatMap(scalarViolations).filter { seen.insert($0).inserted }
    }

    /// The elements of a list that is given as text with commas in it, without the spaces around them.
    public static func elements(of list: String) -> [String] {
        list.split(separator: ",", omittingEmptySubsequences: false).map { String($0.withoutBlanks) }
    }

    /// Whether values are numbers, or lists of them.
    public var isNumeric: Bool { type == "Number" || type == "List<Number>" }

    private func scalarViolations(of value: String) -> [String] {
        var violations: [String] = []
        if isNumeric {
            guard let number = Self.number(value) else { return ["must be a number"] }
            if let least = minValue, let bound = Double(least.text), number < bound {
                violations.append("must be \(least.text) or more")
            }
            if let most = maxValue, let bound = Double(most.text), number > bound {
                violations.append("must be \(most.text) or less")
            }
        }
        let allowed = allowedValues
        if !allowed.isEmpty, !allowed.contains(value) {
            violations.append("must be one of \(allowed.joined(separator: ", "))")
        }
        if let least = minLength, value.count < least {
            violations.append("must have \(least) characters or more, and has \(value.count)")
        }
        if let most = maxLength, value.count > most {
            violations.append("must have \(most) characters or less, and has \(value.count)")
        }
        if let pattern = allowedPattern, !Self.matches(value, pattern) {
            let constraint = constraintDescription.map { $0.hasPrefix("must ") ? $0 : "must be \($0)" }
            violations.append(constraint ?? "must match the pattern \(pattern)")
        }
        return violations
    }

    /// Decimal: `0x10` and `infinity` are numbers to Swift only. JSON has no number that begins with a plus, and none
    /// is sure to be taken.
    public static func number(_ text: String) -> Double? {
        guard text.utf8.first != UInt8(ascii: "+"), text.utf8.allSatisfy(\.isInNumbers),
            let number = Double(text), number.isFinite
        else { return nil }
        return number
    }

    /// A pattern that cannot be read here is left to CloudFormation, whose regular expressions are Java's.
    private static func matches(_ value: String, _ pattern: String) -> Bool {
        Pattern(pattern, isWhole: true)?.matches(value) ?? true
    }
}

extension String {
    /// Whether a parameter of Systems Manager may be called so ("PutParameter" in the AWS Systems Manager API
    /// reference: a name with slashes begins with one; a shared parameter is named by its ARN, and a version or label
    /// may follow). What AWS calls its own resources is hardly a name that somebody chose.
    fileprivate var mayNameSystemsManagerParameter: Bool {
        // What CloudFormation fills in may be anything.
        if hasText("{{") { return true }
        if hasPrefix("arn:") { return hasText(":parameter/") }
        if hasText("/"), !hasPrefix("/") { return false }
        let hasOwnCharacters = unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "_", ".", "-", "/", ":": true
            default: false
            }
        }
        return hasOwnCharacters && !isIdentifierOfEC2
    }

    /// Whether it is what EC2 calls one of its resources, as in `ami-0123456789abcdef0`.
    private var isIdentifierOfEC2: Bool {
        let kinds = ["ami", "eni", "i", "igw", "lt", "nat", "rtb", "sg", "snap", "subnet", "vol", "vpc"]
        let parts = split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 2 && kinds.contains(String(parts[0])) && [8, 17].contains(parts[1].utf8.count)
            && parts[1].allSatisfy { $0.isHexDigit && !$0.isUppercase }
    }
}

extension UInt8 {
    /// Whether decimal numbers are written with it.
    fileprivate var isInNumbers: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }
}

extension Substring {
    /// Without spaces at both ends.
    fileprivate var withoutBlanks: Substring {
        let rest = drop { $0 == " " }
        guard let last = rest.lastIndex(where: { $0 != " " }) else { return rest.prefix(0) }
        return rest[...last]
    }
}
