extension Template {
    /// A parameter: a view of its object ("Parameters" in the user guide). Scalars stay as they are written, `"1"`
    /// or 1.
    public struct Parameter: SectionMember, Hashable {
        public let object: Object

        public init?(_ value: Expression) {
            guard let object = value.object else { return nil }
            self.object = object
        }

        /// - Parameters:
        ///   - type: `String`, `Number`, `List<AWS::EC2::Subnet::Id>`, ...
        ///   - defaultValue: a scalar; of a list its elements with commas between them.
        ///   - minLength: with `maxLength` of a string, in characters.
        ///   - minValue: with `maxValue` of a number.
        public init(
            type: String, description: String? = nil, defaultValue: Expression? = nil,
            allowedValues: [Expression] = [], allowedPattern: String? = nil, minLength: Int? = nil,
            maxLength: Int? = nil, minValue: Number? = nil, maxValue: Number? = nil,
            constraintDescription: String? = nil, noEcho: Bool = false
        ) {
            var entries = [Object.Entry("Type", .string(type))]
            func add(_ key: String, _ value: Expression?) {
                if let value { entries.append(Object.Entry(key, value)) }
            }
            add("Description", description.map(Expression.string))
            add("Default", defaultValue)
            if !allowedValues.isEmpty { add("AllowedValues", .list(allowedValues)) }
            add("AllowedPattern", allowedPattern.map(Expression.string))
            add("MinLength", minLength.map { .number(Number($0)) })
            add("MaxLength", maxLength.map { .number(Number($0)) })
            add("MinValue", minValue.map(Expression.number))
            add("MaxValue", maxValue.map(Expression.number))
            add("ConstraintDescription", constraintDescription.map(Expression.string))
            if noEcho { add("NoEcho", .boolean(true)) }
            object = Object(entries)
        }

        public var value: Expression { .object(object) }

        public var type: String {
            // It mostly stands first, as that of a resource.
            if let first = object.entries.first, case .string(let type) = first.value, first.key == "Type" {
                return type
            }
            return object["Type"]?.string ?? ""
        }
        public var description: String? { object["Description"]?.string }
        /// As CloudFormation takes it: numbers and booleans are text.
        public var defaultValue: String? { object["Default"]?.scalarText }
        /// Empty when any value is allowed.
        public var allowedValues: [String] { object["AllowedValues"]?.list?.compactMap(\.scalarText) ?? [] }
        /// A regular expression that the whole value must match.
        public var allowedPattern: String? { object["AllowedPattern"]?.string }
        /// In characters.
        public var minLength: Int? { object["MinLength"]?.scalarText.flatMap(Int.init) }
        public var maxLength: Int? { object["MaxLength"]?.scalarText.flatMap(Int.init) }
        public var minValue: Number? { object["MinValue"]?.scalarText.map(Number.init(text:)) }
        public var maxValue: Number? { object["MaxValue"]?.scalarText.map(Number.init(text:)) }
        public var constraintDescription: String? { object["ConstraintDescription"]?.string }
        /// Whether CloudFormation keeps the value out of what it shows.
        public var noEcho: Bool { object["NoEcho"]?.scalarText?.lowercased() == "true" }

        /// Whether a reference yields a list: the value's elements stand between commas.
        public var isList: Bool {
            type == "CommaDelimitedList" || type.hasPrefix("List<")
                || type.hasPrefix("AWS::SSM::Parameter::Value<List<")
        }

        /// Whether the value only names a parameter of Systems Manager, whose value references then yield.
        public var isInSystemsManager: Bool { type.hasPrefix("AWS::SSM::Parameter::Value<") }
    }
}
