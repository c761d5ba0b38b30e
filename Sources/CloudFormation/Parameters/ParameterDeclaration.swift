import JSON

/// A parameter as a template declares it: what a deployment must know to check its values before AWS does.
public struct ParameterDeclaration: Sendable {
    public let name: String
    /// As in the template: `String`, `Number`, `List<AWS::EC2::Subnet::Id>`.
    public let type: String
    /// Of a number: whether fractions make no sense. CloudFormation has no such type, and would find out half-way.
    public let isWhole: Bool
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
    /// The environment variable that gives a secret's value to a deployment, such as `ADMIN_PASSWORD`.
    public let environmentVariable: String?
    public let description: String?
    public let constraintDescription: String?
    public let location: SourceLocation

    public init(
        name: String, type: String, isWhole: Bool = false, defaultValue: String? = nil, allowedValues: [String] = [],
        allowedPattern: String? = nil, allowedLength: ClosedRange<Int>? = nil, allowedRange: ClosedRange<Double>? = nil,
        noEcho: Bool = false, environmentVariable: String? = nil, description: String? = nil,
        constraintDescription: String? = nil,
        location: SourceLocation
    ) {
        self.name = name
        self.type = type
        self.isWhole = isWhole
        self.defaultValue = defaultValue
        self.allowedValues = allowedValues
        self.allowedPattern = allowedPattern
        self.allowedLength = allowedLength
        self.allowedRange = allowedRange
        self.noEcho = noEcho
        self.environmentVariable = environmentVariable
        self.description = description
        self.constraintDescription = constraintDescription
        self.location = location
    }

    /// The type of what a reference yields, where it is a single value: the parameter's own, but for one that names a
    /// parameter of Systems Manager the type of what that one holds.
    var valueType: String {
        let prefix = "AWS::SSM::Parameter::Value<"
        return type.hasPrefix(prefix) ? String(type.dropFirst(prefix.count).dropLast()) : type
    }

    /// What a value breaks, each as what is allowed ("must be one of dev, prod"); empty when it breaks nothing.
    ///
    /// The messages do not hold the value, because it may be a secret. What only AWS can know, such as whether an
    /// identifier exists, is left to AWS.
    public func violations(of value: String) -> [String] {
        var violations: [String] = []
        if value.utf8.count > Limits.parameterValueBytes {
            violations.append("must have \(Limits.parameterValueBytes) bytes or less, and has \(value.utf8.count)")
        }
        // The constraints of a type of Systems Manager are about what the parameter there holds, and this is its name.
        if type.hasPrefix("AWS::SSM::Parameter::") {
            return value.isEmpty ? ["must be the name of an SSM parameter"] : violations
        }
        guard isList else { return violations + scalarViolations(of: value) }
        var seen: Set<String> = []
        return violations
            + Self.elements(of: value).flatMap { scalarViolations(of: $0) }.filter { seen.insert($0).inserted }
    }

    /// The elements of a list that is given as text with commas in it.
    static func elements(of list: String) -> [String] {
        list.split(separator: ",", omittingEmptySubsequences: false).map(\.withoutOuterSpaces)
    }

    /// Whether a value is several values with commas between them.
    var isList: Bool { type == "CommaDelimitedList" || type.hasPrefix("List<") }

    var isNumeric: Bool { type == "Number" || type == "List<Number>" }

    private func scalarViolations(of value: String) -> [String] {
        var violations: [String] = []
        if isNumeric {
            guard let number = Self.number(value) else { return ["must be a number"] }
            if isWhole, Int(value) == nil { violations.append("must be a whole number") }
            if let range = allowedRange {
                if number < range.lowerBound {
                    violations.append("must be \(JSONWriter.text(of: range.lowerBound)) or more")
                }
                if number > range.upperBound {
                    violations.append("must be \(JSONWriter.text(of: range.upperBound)) or less")
                }
            }
        }
        if !allowedValues.isEmpty, !allowedValues.contains(value) {
            violations.append("must be one of \(allowedValues.joined(separator: ", "))")
        }
        if let length = allowedLength {
            let count = value.count
            if count < length.lowerBound {
                violations.append("must have \(length.lowerBound) characters or more, and has \(count)")
            }
            if count > length.upperBound {
                violations.append("must have \(length.upperBound) characters or less, and has \(count)")
            }
        }
        if let pattern = allowedPattern, !Self.matches(value, pattern) {
            let constraint = constraintDescription.map { $0.hasPrefix("must ") ? $0 : "must be \($0)" }
            violations.append(constraint ?? "must match the pattern \(pattern)")
        }
        return violations
    }

    /// Decimal: `0x10` and `infinity` are numbers to Swift only. JSON has no number that begins with a plus, and none
    /// is sure to be taken.
    static func number(_ text: String) -> Double? {
        guard !text.hasPrefix("+"), text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }),
            let number = Double(text), number.isFinite
        else { return nil }
        return number
    }

    /// A pattern that Swift cannot read is left to CloudFormation, whose regular expressions are Java's.
    private static func matches(_ value: String, _ pattern: String) -> Bool {
        // An empty first alternative is how a pattern allows the empty default; reading it takes longer than all the
        // rest.
        if value.isEmpty, pattern.hasPrefix("|") { return true }
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
