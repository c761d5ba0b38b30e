import Diagnostics
import Template

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
    /// What a deployment gives by itself; nil for a parameter that an environment's file gives.
    public let supply: ParameterSupply?
    public let description: String?
    public let constraintDescription: String?
    /// The line of Swift that declares it, or where it stands in a template's file.
    public let place: Diagnostic.Place

    public init(
        name: String, type: String, isWhole: Bool = false, defaultValue: String? = nil, allowedValues: [String] = [],
        allowedPattern: String? = nil, allowedLength: ClosedRange<Int>? = nil, allowedRange: ClosedRange<Double>? = nil,
        noEcho: Bool = false, environmentVariable: String? = nil, supply: ParameterSupply? = nil,
        description: String? = nil, constraintDescription: String? = nil, at place: Diagnostic.Place
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
        self.supply = supply
        self.description = description
        self.constraintDescription = constraintDescription
        self.place = place
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
        var violations = Template.Parameter(self).violations(of: value)
        if isWhole, Template.Parameter.number(value) != nil, Int(value) == nil {
            violations.append("must be a whole number")
        }
        return violations
    }

    /// Whether a value is several values with commas between them.
    var isList: Bool { type == "CommaDelimitedList" || type.hasPrefix("List<") }
}
