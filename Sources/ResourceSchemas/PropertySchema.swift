/// The JSON schema of one value in a resource: of a property, a definition, an array's items or the resource's own
/// body.
///
/// It has JSON Schema's keywords as CloudFormation's registry uses them, and four more that cfn-lint adds to the
/// registry's schemas: ``requiredOr``, ``requiredXor``, ``dependentExcluded`` and ``uniqueKeys``. Descriptions are not
/// kept.
public struct PropertySchema: Sendable, Equatable {
    /// What `additionalProperties` says.
    public indirect enum AdditionalProperties: Sendable, Equatable {
        case unspecified
        case forbidden
        case allowed
        case schema(PropertySchema)
    }

    /// The schema of an array's items. An enumeration, because a structure cannot hold itself.
    public indirect enum Items: Sendable, Equatable {
        case none
        case schema(PropertySchema)
    }

    /// A `relationshipRef`: the property of another type that this one takes its value from.
    public struct Relationship: Sendable, Hashable, Codable {
        /// As in `AWS::EC2::VPC`.
        public let typeName: String
        /// As in `/properties/VpcId`.
        public let propertyPath: String

        /// - Parameter propertyPath: as in `/properties/VpcId`.
        public init(typeName: String, propertyPath: String) {
            self.typeName = typeName
            self.propertyPath = propertyPath
        }
    }

    /// What the text, or each in a list of them, refers to: the forms that are accepted and the type, as in
    /// `ID AWS::EC2::VPC` or `ARN/Name AWS::IAM::Role`; without a form for any, without a type for one of any. Several
    /// have a `|` between them. It is no keyword of the registry's: the generator finds it out.
    public var target: String?
    /// A `$ref`, as in `#/definitions/Tag`.
    public var reference: String?
    /// JSON types: `string`, `integer`, `number`, `boolean`, `object`, `array`. Several where several are accepted.
    public var types: [String] = []

    /// Whether it was merged from alternatives that have no type in common.
    package var isMixed = false

    // MARK: Strings

    /// As in `AWS::EC2::VPC.Id`, where CloudFormation says what the string identifies.
    public var format: String?
    /// Whose property the string is, where the registry says so.
    public var relationship: Relationship?
    /// A regular expression of ECMA 262.
    public var pattern: String?
    /// In characters.
    public var minLength: Int?
    /// In characters.
    public var maxLength: Int?

    // MARK: Numbers

    /// The least value, itself allowed.
    public var minimum: Double?
    /// The greatest value, itself allowed.
    public var maximum: Double?
    /// What the value is greater than.
    public var exclusiveMinimum: Double?
    /// What the value is less than.
    public var exclusiveMaximum: Double?
    /// What the value is divisible by.
    public var multipleOf: Double?

    // MARK: Values

    /// The values that are allowed; a constant is a list of one.
    public var enumeration: [SchemaScalar] = []
    /// Whether a string that differs from an allowed value in capitals only is allowed too.
    public var ignoresCase = false

    // MARK: Lists

    /// What each item is.
    public var items: Items = .none
    /// How many items there are at least.
    public var minItems: Int?
    /// How many items there are at most.
    public var maxItems: Int?
    /// Whether no two items may be equal.
    public var hasUniqueItems = false
    /// Whether the order of its items means nothing (`insertionOrder`).
    public var isUnordered = false
    /// The properties of the items that together must not repeat.
    public var uniqueKeys: [String] = []

    // MARK: Objects

    /// The named properties; nil where a schema says nothing of properties.
    public var properties: [String: PropertySchema]?
    /// Schemas of the properties whose names match a regular expression.
    public var patternProperties: [String: PropertySchema] = [:]
    /// What properties that neither are named nor match a pattern may be.
    public var additionalProperties: AdditionalProperties = .unspecified
    /// How many properties there are at least.
    public var minProperties: Int?
    /// How many properties there are at most.
    public var maxProperties: Int?
    /// The names of properties that have to be there.
    public var required: [String] = []
    /// Of each list, at least one property is required.
    public var requiredOr: [String] = []
    /// Exactly one of these properties is required.
    public var requiredXor: [String] = []
    /// Properties that must be there when the key is.
    public var dependentRequired: [String: [String]] = [:]
    /// Properties that must not be there when the key is.
    public var dependentExcluded: [String: [String]] = [:]

    // MARK: Alternatives

    /// At least one of these has to fit too.
    public var anyOf: [PropertySchema] = []
    /// Exactly one of these has to fit too.
    public var oneOf: [PropertySchema] = []
    /// All of these have to fit too.
    public var allOf: [PropertySchema] = []

    /// A schema that every value fits.
    public init() {}
}
