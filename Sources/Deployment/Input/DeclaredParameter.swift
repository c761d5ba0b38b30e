/// A parameter as a template declares it. AWS CloudFormation User Guide, "CloudFormation template Parameters syntax".
public struct DeclaredParameter: Sendable {
    /// Its key in the template's `Parameters`.
    public let name: String
    /// `String`, `Number`, `CommaDelimitedList`, `List<Number>`, an AWS type or an SSM parameter type.
    public let type: String
    /// The value when none is given, written as CloudFormation takes it.
    public let defaultValue: String?
    /// The values it may have; empty when any is allowed.
    public let allowedValues: [String]
    /// A regular expression that the whole value must match.
    public let allowedPattern: String?
    /// The least length of the value, in characters.
    public let minLength: Int?
    /// The greatest length of the value, in characters.
    public let maxLength: Int?
    /// The least number.
    public let minValue: Double?
    /// The greatest number.
    public let maxValue: Double?
    /// Whether the value is a secret that nothing may show.
    public let noEcho: Bool
    /// What it is for, in a sentence.
    public let description: String
    /// What a value must look like, in the declarer's words.
    public let constraintDescription: String?
    /// The line of Swift that declares it, such as `Stacks/WebMarketPlus.swift:12`.
    public let location: String

    public init(
        name: String, type: String, defaultValue: String? = nil, allowedValues: [String] = [], allowedPattern: String? = nil,
        minLength: Int? = nil, maxLength: Int? = nil, minValue: Double? = nil, maxValue: Double? = nil,
        noEcho: Bool = false, description: String = "", constraintDescription: String? = nil, location: String
    ) {
        self.name = name
        self.type = type
        self.defaultValue = defaultValue
        self.allowedValues = allowedValues
        self.allowedPattern = allowedPattern
        self.minLength = minLength
        self.maxLength = maxLength
        self.minValue = minValue
        self.maxValue = maxValue
        self.noEcho = noEcho
        self.description = description
        self.constraintDescription = constraintDescription
        self.location = location
    }
}
