import ResourceSchemas

/// How a resource type looks in Swift: what its initializers take, the constants of its enumerations, and what a
/// resource of it gives to others.
package struct ResourceInterface: Sendable, Equatable {
    /// An argument of an initializer.
    package struct Argument: Sendable, Equatable {
        /// The property's name in CloudFormation.
        package let name: String
        /// The label, without backticks.
        package let swiftName: String
        package let type: ValueType
        package let isRequired: Bool

        package init(name: String, swiftName: String, type: ValueType, isRequired: Bool) {
            self.name = name
            self.swiftName = swiftName
            self.type = type
            self.isRequired = isRequired
        }
    }

    /// A value that a resource gives.
    package struct Attribute: Sendable, Equatable {
        /// CloudFormation's name: `Endpoint.Address`.
        package let name: String
        /// The property's name in Swift, without backticks.
        package let swiftName: String
        package let type: ValueType

        package init(name: String, swiftName: String, type: ValueType) {
            self.name = name
            self.swiftName = swiftName
            self.type = type
        }
    }

    /// The arguments of initializers, in their order, by the Swift path of the property type below the resource; those
    /// of the resource itself by the empty path.
    package var arguments: [[String]: [Argument]]
    /// The names of the constants, by value, by the Swift path of the enumeration.
    package var constants: [[String]: [String: String]]
    /// What `Ref` returns; nil where that has no name.
    package var reference: Attribute?
    /// What `Fn::GetAtt` returns.
    package var attributes: [Attribute]
    /// Whether properties of any other name can be set too, by the argument `otherProperties`.
    package var takesOtherProperties: Bool

    package init(
        arguments: [[String]: [Argument]] = [:], constants: [[String]: [String: String]] = [:],
        reference: Attribute? = nil, attributes: [Attribute] = [], takesOtherProperties: Bool = false
    ) {
        self.arguments = arguments
        self.constants = constants
        self.reference = reference
        self.attributes = attributes
        self.takesOtherProperties = takesOtherProperties
    }

    /// The argument for properties of any other name.
    package static let otherProperties = "otherProperties"

    /// What `Fn::GetAtt` returns under a name; nil where Swift has no name for it.
    package func attribute(_ name: String) -> Attribute? { attributes.first { $0.name == name } }
}

extension ResourceInterface.Argument {
    /// Required ones come first; both groups in CloudFormation's alphabetical order.
    package static func precedes(_ left: Self, _ right: Self) -> Bool {
        left.isRequired == right.isRequired ? left.name < right.name : left.isRequired
    }
}
